//! Lists of sources that are open: places in them count in the text that the editor shows, whatever
//! lies on disk.

use std::path::PathBuf;

use tower_lsp::gen_lsp_types as lsp;

use super::{places::Places, reading::Reading, session::State, to_lsp};
use crate::{
    sources::{
        library::ListFile,
        lists::{self, Kind},
    },
    text::{Span, Text},
};

/// A list of sources as the editor has it.
pub struct OpenList {
    /// Without links.
    pub path: PathBuf,
    pub revision: u64,
    pub uri: String,
    version: Option<i32>,
    text: Text,
}

impl OpenList {
    pub fn all(state: &State) -> Vec<OpenList> {
        let lists = state.documents.values().filter_map(|it| {
            let path = it.list.clone()?;
            Some(OpenList {
                path,
                revision: it.revision,
                uri: it.uri.to_string(),
                version: i32::try_from(it.version).ok(),
                text: it.text.clone(),
            })
        });
        let mut lists: Vec<OpenList> = lists.collect();
        lists.sort_by(|a, b| a.path.cmp(&b.path));
        lists
    }

    /// The list as it is written now; `before` is what it was.
    pub fn read(&self, before: Option<&ListFile>) -> Option<ListFile> {
        let text = self.text.to_string();
        if let Some(before) = before {
            return Some(before.after(text));
        }
        let list = lists::read(Kind::of_path(&self.path)?, &text);
        // As the editor shows it, it is written back.
        Some(ListFile { path: self.path.clone(), text, list, recoded: false })
    }
}

/// A list for the editor, with places in it.
pub struct InList<const N: usize> {
    pub uri: String,
    /// Of the editor's text; none for a list that is not open.
    pub version: Option<i32>,
    pub ranges: [lsp::Range; N],
}

impl Reading {
    /// Where spans of a list stand now. None where the writer has changed just these words.
    pub fn in_list<const N: usize>(&self, file: &ListFile, spans: [Span; N]) -> Option<InList<N>> {
        let Some(open) = self.lists.iter().find(|it| it.path == file.path) else {
            let places = Places::new(&file.text, self.client.encoding, spans);
            let uri = to_lsp::uri(&file.path);
            return Some(InList { uri, version: None, ranges: spans.map(|it| places.range(it)) });
        };
        let now = open.text.to_string();
        let mut moved = spans;
        for span in &mut moved {
            *span = follow(&file.text, &now, *span)?;
        }
        let places = Places::new(&now, self.client.encoding, moved);
        let ranges = moved.map(|it| places.range(it));
        Some(InList { uri: open.uri.clone(), version: open.version, ranges })
    }

    /// Where an entry and its key stand now; at the top of the list where the writer has taken it out.
    pub fn entry_in_list(&self, file: &ListFile, entry: Span, key: Span) -> Option<InList<2>> {
        self.in_list(file, [entry, key]).or_else(|| {
            let open = self.lists.iter().find(|it| it.path == file.path)?;
            let now = open.text.to_string();
            let list = lists::read(Kind::of_path(&file.path)?, &now);
            let again = list.entries.iter().find(|it| it.key == key.of(&file.text));
            let spans = again.map_or([Span::at(0); 2], |it| [it.span, it.key_span]);
            let places = Places::new(&now, self.client.encoding, spans);
            let ranges = spans.map(|it| places.range(it));
            Some(InList { uri: open.uri.clone(), version: open.version, ranges })
        })
    }
}

/// A span of one text in another that has one stretch changed; none where it begins or ends in that.
fn follow(before: &str, now: &str, span: Span) -> Option<Span> {
    let (old, new) = (before.as_bytes(), now.as_bytes());
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let moved = |at: usize| now.len() - (before.len() - at);
    // What looks alike before and behind the change belongs to where the whole span is.
    if span.end <= head {
        return Some(span);
    }
    if before.len() - span.start <= tail {
        return Some(Span::new(moved(span.start), moved(span.end)));
    }
    let holds_it = span.start <= head && before.len() - span.end <= tail && span.start <= moved(span.end);
    holds_it.then(|| Span::new(span.start, moved(span.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_moves_with_what_is_typed_before_it() {
        let before = "@misc{one}\n@misc{two}\n@misc{three}\n";
        let of = |words: &str| {
            let start = before.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let followed =
            |now: &str, words: &str| follow(before, now, of(words)).map(|it| it.of(now).to_owned());
        let typed = "@misc{one}\n@misc{né, title = {Ä}}\n@misc{two}\n@misc{three}\n";
        for words in ["@misc{one}", "one", "two", "@misc{two}", "three", "@misc{three}"] {
            assert_eq!(followed(typed, words).as_deref(), Some(words));
        }
        let changed = "@misc{one}\n@misc{twenty}\n@misc{three}\n";
        assert_eq!(followed(changed, "two"), Some("twenty".to_owned()));
        assert_eq!(followed("@misc{one}\n", "three"), None);
        assert_eq!(followed(before, "three").as_deref(), Some("three"));
        assert_eq!(follow("", "", Span::at(0)), Some(Span::at(0)));
    }
}
