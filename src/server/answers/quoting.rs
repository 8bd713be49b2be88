//! Who quotes a source, asked in its text.

use std::sync::Arc;

use tower_lsp::gen_lsp_types::*;

use crate::{
    features::quoting,
    server::{
        from_lsp,
        lookup::{self, Found},
        places::Places,
        requests::apart,
        session::Session,
    },
};

/// The quotations of open articles whose words stand at a place of a text that is open; none for what is no
/// source of theirs.
pub async fn quoting(session: &Arc<Session>, uri: &str, at: Position) -> Option<Vec<Location>> {
    let (path, offset, mut others, encoding) = {
        let state = session.state();
        let document = state.documents.get(uri).filter(|it| it.list.is_none())?;
        let encoding = state.client.encoding;
        let others: Vec<Arc<str>> =
            state.documents.uris().filter(|it| **it != document.uri).cloned().collect();
        let offset = document.text.offset(from_lsp::position(at), encoding);
        (document.path.clone()?, offset, others, encoding)
    };
    let path = std::fs::canonicalize(path).ok()?;
    others.sort_unstable();
    let (mut is_source, mut out) = (false, Vec::new());
    for uri in others {
        let Found::Reviewed(it) = lookup::newest(session, &uri).await else { continue };
        let Some(review) = it.review.clone() else { continue };
        if !review.texts().sources().iter().any(|it| it.read.text.path == path) {
            continue;
        }
        is_source = true;
        let (asked, path) = (review.clone(), path.clone());
        // Each quotation is looked for in all of the library.
        let spans = apart(move || quoting::quoting(&asked, &path, offset)).await.unwrap_or_default();
        let places = Places::new(review.article.text(), encoding, spans.iter().copied());
        out.extend(spans.iter().map(|it| Location { uri: uri.to_string().into(), range: places.range(*it) }));
    }
    is_source.then_some(out)
}
