//! A citation key wherever it stands: in the articles of the workspace, and in its list.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tower_lsp::gen_lsp_types::*;

use super::sources::target;
use crate::{
    features::{citing::led_to, leads::Lead},
    rules::Review,
    server::{
        from_lsp,
        lookup::{self, Found},
        places::Places,
        reading::Reading,
        session::Session,
        unopened::{self, Asked},
    },
    sources::library::{Listed, Source},
    text::Span,
};

/// Everywhere in the articles of the workspace where a key is cited, open ones first, and before them its
/// entry if that is asked for.
pub async fn users(session: &Arc<Session>, reading: &Reading, key: &str, entry: bool) -> Vec<Location> {
    let listed = source(&reading.review, key).and_then(|it| it.listed.as_ref());
    let mut out: Vec<Location> =
        listed.filter(|_| entry).map(|it| declared(it, reading)).into_iter().collect();
    out.extend(uses(session, key, home(&reading.review, key).as_deref()).await);
    out.extend(links(session, key, home(&reading.review, key).as_deref()).await);
    out
}

/// Where open articles lead to a source by a link or by its name, which no rename of its key touches.
async fn links(session: &Arc<Session>, key: &str, home: Option<&Path>) -> Vec<Location> {
    in_open(session, key, home, |review| led_to(review, key)).await
}

/// Everywhere in the articles of the workspace where a key of this home is cited, open ones first.
pub async fn uses(session: &Arc<Session>, key: &str, home: Option<&Path>) -> Vec<Location> {
    let mut out = in_open(session, key, home, |review| review.article.uses(key)).await;
    // Dropped when the question is withdrawn, and the walk ends.
    let asked = Asked::default();
    let (withdrawn, session, key) = (asked.0.clone(), session.clone(), key.to_owned());
    let home = home.map(Path::to_path_buf);
    let walk =
        tokio::task::spawn_blocking(move || unopened::users(&session, &key, home.as_deref(), &withdrawn));
    // A panic would be a fault of ours; what is open is answered all the same.
    out.extend(walk.await.unwrap_or_default());
    drop(asked);
    out
}

/// Places in the open articles for which a key is that of the same list: in another it is another source.
async fn in_open(
    session: &Arc<Session>,
    key: &str,
    home: Option<&Path>,
    spans: impl Fn(&Review) -> Vec<Span>,
) -> Vec<Location> {
    let (mut uris, encoding) = {
        let state = session.state();
        (state.documents.uris().cloned().collect::<Vec<_>>(), state.client.encoding)
    };
    uris.sort_unstable();
    let mut out = Vec::new();
    for uri in uris {
        let Found::Reviewed(it) = lookup::newest(session, &uri).await else { continue };
        let Some(review) = it.review.as_ref().filter(|it| self::home(it, key).as_deref() == home) else {
            continue;
        };
        let spans = spans(review);
        let places = Places::new(review.article.text(), encoding, spans.iter().copied());
        out.extend(spans.iter().map(|it| Location { uri: uri.to_string().into(), range: places.range(*it) }));
    }
    out
}

pub fn source<'a>(review: &'a Review, key: &str) -> Option<&'a Source> {
    review.texts().library().find(key)
}

fn declared(listed: &Listed, reading: &Reading) -> Location {
    let entry = listed.entry();
    let lead = Lead::Entry { file: listed.file.clone(), entry: entry.span, key: entry.key_span };
    let (uri, _, range) = target(&lead, reading, from_lsp::path(&reading.uri).as_deref());
    Location { uri, range }
}

fn home(review: &Review, key: &str) -> Option<PathBuf> {
    source(review, key)?.home()
}
