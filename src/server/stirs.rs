//! Whether the session has come to rest: nothing is read, nothing is awaited, and nothing will be said until
//! the client says something. A test that wants to see that nothing more is told must know when.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tower_lsp::jsonrpc::{Id, Response};

use super::session::Session;

/// What a test asks. Only builds for tests answer it.
pub const METHOD: &str = "onrecord/rested";

/// A thread that waits for work.
#[derive(Clone, Copy)]
pub enum Worker {
    Desk,
    Study,
    Tally,
}

/// How often the workers were woken, and which of them have found nothing to do since.
#[derive(Default)]
pub struct Stirs {
    count: AtomicU64,
    /// The count at which each worker last found nothing.
    seen: [AtomicU64; 3],
    /// What is done beside the workers.
    beside: Arc<AtomicUsize>,
}

/// Something that is done beside the workers, as long as this lives.
pub struct Stirring(Arc<AtomicUsize>);

impl Drop for Stirring {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Stirs {
    pub fn stir(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    /// A worker has found nothing, not even something that is due later.
    pub fn idle(&self, worker: Worker) {
        self.seen[worker as usize].store(self.count.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    pub fn begin(&self) -> Stirring {
        self.beside.fetch_add(1, Ordering::SeqCst);
        Stirring(self.beside.clone())
    }

    fn have_settled(&self) -> bool {
        let count = self.count.load(Ordering::SeqCst);
        let is_idle = |it: &AtomicU64| it.load(Ordering::SeqCst) == count;
        // Work comes only from a stir: whoever is idle at this count has not begun again before the next.
        count > 0
            && self.beside.load(Ordering::SeqCst) == 0
            && self.seen.iter().all(is_idle)
            && self.count.load(Ordering::SeqCst) == count
    }
}

/// Answers when the session has come to rest.
pub async fn rested(session: Arc<Session>, id: Id) -> Option<Vec<u8>> {
    while !session.stirs.have_settled() {
        // A worker that was about to wait when it was woken looks again.
        session.nudge();
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    serde_json::to_vec(&Response::from_ok(id, serde_json::Value::Null)).ok()
}
