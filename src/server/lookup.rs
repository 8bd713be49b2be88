//! How a request finds the reading it is about.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, task::yield_now, time::timeout};

use super::{
    reviewed::Reviewed,
    session::{Phase, Session},
};

/// How long a request waits for the desk before it is answered without.
const PATIENCE: Duration = Duration::from_secs(5);

pub enum Found {
    Reviewed(Arc<Reviewed>),
    NotOpen,
    /// The desk was not through in time.
    Late,
    /// The text has changed since the question.
    Changed,
}

type Watch = watch::Receiver<Option<Arc<Reviewed>>>;

/// The reading of a text as it is now. When it changes during the wait, the answer would be about other words.
pub async fn current(session: &Session, uri: &str) -> Found {
    let Some((mut watch, revision)) = session.watch(uri) else { return Found::NotOpen };
    // Whatever the handler does next, it does not in the way of the messages behind.
    yield_now().await;
    match wait(session, &mut watch, revision).await {
        Found::Reviewed(it) if it.revision > revision => Found::Changed,
        found => found,
    }
}

/// The reading of the newest text there is, for questions that are about no place in it.
pub async fn newest(session: &Session, uri: &str) -> Found {
    let Some((mut watch, mut revision)) = session.watch(uri) else { return Found::NotOpen };
    loop {
        let found = wait(session, &mut watch, revision).await;
        let Found::Reviewed(it) = &found else { return found };
        match session.watch(uri) {
            Some((_, now)) if now > it.revision => revision = now,
            Some(_) => return found,
            None => return Found::NotOpen,
        }
    }
}

async fn wait(session: &Session, watch: &mut Watch, revision: u64) -> Found {
    let is_read = |it: &Option<Arc<Reviewed>>| it.as_ref().is_some_and(|it| it.revision >= revision);
    let patience = session.state().testing.patience(PATIENCE);
    match timeout(patience, watch.wait_for(is_read)).await {
        Ok(Ok(found)) => found.clone().map_or(Found::Late, Found::Reviewed),
        // The sender goes with the document.
        Ok(Err(_)) => Found::NotOpen,
        Err(_) => Found::Late,
    }
}

impl Session {
    pub fn is_running(&self) -> bool {
        self.state().phase == Phase::Running
    }

    fn watch(&self, uri: &str) -> Option<(Watch, u64)> {
        let state = self.state();
        let document = state.documents.get(uri).filter(|it| !it.is_record())?;
        Some((document.reviewed.subscribe(), document.revision))
    }
}
