//! One open text, as the client has it.

use std::{path::PathBuf, sync::Arc};

use serde::Deserialize;
use tokio::sync::watch;

use super::{
    from_lsp::{self, Range},
    reviewed::Reviewed,
    tally::Noted,
};
use crate::{
    features::ledger,
    markup::Format,
    text::{Edit, Encoding, Span, Text},
};

/// An open text. Counted twice: `version` is the client's and only handed back, `revision` is ours and only grows.
pub struct Document {
    pub uri: Arc<str>,
    /// Where it lies, if it is a file.
    pub path: Option<PathBuf>,
    pub text: Text,
    pub version: i64,
    pub revision: u64,
    pub format: Format,
    /// Whether it is one of the writer's sources.
    pub is_source: bool,
    /// Where it lies without links, if it is a list of sources.
    pub list: Option<PathBuf>,
    /// What happened since the desk last looked.
    pub changes: Vec<Change>,
    /// Whether the desk must look.
    pub waiting: bool,
    /// Whether it must only because a list of sources has changed.
    pub only_lists: bool,
    /// The newest state that was read; `None` before the first.
    pub reviewed: watch::Sender<Option<Arc<Reviewed>>>,
    /// The same for a list.
    pub noted: watch::Sender<Option<Arc<Noted>>>,
}

/// An edit without its words: `span` of the old text became `length` bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub span: Span,
    pub length: usize,
}

impl Change {
    /// Where the writer's cursor stands after it.
    pub fn end(self) -> usize {
        self.span.start + self.length
    }
}

/// One of the changes of a `didChange`; without a range it is the whole new text.
#[derive(Debug, Deserialize)]
pub struct ContentChange {
    pub range: Option<Range>,
    pub text: String,
}

impl Document {
    /// Whether it lies beside an article and is none itself.
    pub fn is_record(&self) -> bool {
        self.is_source || ledger::is_record(&from_lsp::key(&self.uri))
    }

    pub fn apply(&mut self, change: &ContentChange, encoding: Encoding) {
        let edit = match &change.range {
            Some(range) => self.text.replace(range.start.into()..range.end.into(), &change.text, encoding),
            None => {
                let edit = difference(&self.text.to_string(), &change.text);
                self.text = Text::new(&change.text);
                edit
            }
        };
        self.changes.push(Change { span: edit.span, length: edit.text.len() });
    }
}

/// The one edit that makes `new` out of `old`: clients without ranges send the whole text for one letter.
fn difference(old: &str, new: &str) -> Edit {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let head = floor(old, floor(new, same));
    let (old_rest, new_rest) = (&old.as_bytes()[head..], &new.as_bytes()[head..]);
    let mut tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    Edit::replace(Span::new(head, old.len() - tail), &new[head..new.len() - tail])
}

fn floor(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_of_two_texts_makes_one_of_the_other() {
        let texts = [
            "",
            "a",
            "aa",
            "aaa",
            "één",
            "èèn",
            "The dam 😀 held.",
            "The dam 😁 held.",
            "held.",
            "😀😀",
            "😀",
        ];
        for old in texts {
            for new in texts {
                let edit = difference(old, new);
                let mut made = old.to_owned();
                made.replace_range(edit.span.start..edit.span.end, &edit.text);
                assert_eq!(made, new);
            }
        }
    }

    #[test]
    fn the_difference_of_one_letter_is_that_letter() {
        let edit = difference("The dam held.", "The damp held.");
        assert_eq!(edit, Edit::insert(7, "p"));
    }
}
