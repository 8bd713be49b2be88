//! Names that a model marks, joined with those of the lists.
//!
//! The model decides what is a name and of what kind; dates it does not mark and quantities are the
//! lists' own.

use std::ops::Range;

use super::{
    super::{EntityKind, Form, Mention},
    roles,
    words::Words,
};
use crate::{language::Passage, text::Span};

/// Puts the names that a model marks, in tokens and in order, in place of those of the lists.
pub fn join(passage: &Passage, mentions: &mut Vec<Mention>, marked: &[(EntityKind, Range<usize>)]) {
    let words = Words::new(passage);
    let named: Vec<Mention> = marked.iter().map(|(kind, tokens)| named(&words, *kind, tokens)).collect();
    let overlaps = |span: Span| {
        let behind = named.partition_point(|it| it.span.end <= span.start);
        named.get(behind).is_some_and(|it| it.span.overlaps(span))
    };
    mentions.retain(|it| {
        let own = it.form == Form::Pronoun || matches!(it.kind, EntityKind::Date | EntityKind::Number);
        own && !overlaps(it.span)
    });
    mentions.extend(named.iter().cloned());
    mentions.sort_by_key(|it| it.span);
}

fn named(words: &Words, kind: EntityKind, tokens: &Range<usize>) -> Mention {
    let role = match kind {
        EntityKind::Person => roles::role(words, tokens.start, tokens.end),
        _ => None,
    };
    Mention { span: words.span(tokens.start, tokens.end), kind, role, form: Form::Name }
}
