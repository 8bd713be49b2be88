//! Reading copies: what was read of a source that is no text, such as PDF or Word, as a document of its own.
//!
//! Nothing is written to the disk. The editor asks for the words by the protocol's
//! `workspace/textDocumentContent`; one that does not know the question is led to the file itself.

use std::{path::Path, path::PathBuf, sync::Arc};

use super::{
    from_lsp,
    lookup::{self, Found},
    session::Session,
    to_lsp,
};

/// What the addresses of reading copies begin with.
pub const SCHEME: &str = "onrecord";

/// So that an editor takes the copy for the text it is, whatever the file ends in.
const ENDING: &str = ".txt";

/// The address of the copy of a file.
pub fn uri(path: &Path) -> String {
    to_lsp::uri(path).replacen("file", SCHEME, 1) + ENDING
}

/// The file that a copy is of. Some editors write `onrecord:/` where others write `onrecord:///`.
fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix(SCHEME)?.strip_prefix(':')?.strip_suffix(ENDING)?;
    let path = rest.strip_prefix("//").unwrap_or(rest);
    from_lsp::path(&format!("file://{path}"))
}

/// The words of a copy. None where no open article uses the source.
pub async fn text(session: &Arc<Session>, uri: &str) -> Option<String> {
    let path = path(uri)?;
    let mut articles: Vec<Arc<str>> = session.state().documents.uris().cloned().collect();
    articles.sort_unstable();
    for article in articles {
        let Found::Reviewed(it) = lookup::newest(session, &article).await else { continue };
        let Some(review) = &it.review else { continue };
        let sources = review.texts().sources();
        if let Some(source) = sources.iter().find(|it| it.read.text.path == path) {
            return Some(source.read.text.reading_copy());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn an_address_leads_back_to_its_file() {
        let file = Path::new("/desk/Ana Cho/sources/über #1.pdf");
        assert_eq!(uri(file), "onrecord:///desk/Ana%20Cho/sources/%C3%BCber%20%231.pdf.txt");
        assert_eq!(path(&uri(file)).as_deref(), Some(file));
        assert_eq!(path("onrecord:/desk/log.pdf.txt").as_deref(), Some(Path::new("/desk/log.pdf")));
        for other in
            ["file:///desk/log.pdf.txt", "onrecord:///desk/log.pdf", "onrecord", "onrecord:log.txt", ""]
        {
            assert_eq!(path(other), None, "{other}");
        }
    }
}
