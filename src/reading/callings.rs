//! "the mayor said": a role in place of a name.
//!
//! Whose role it is, the whole article knows. Marked are those who speak: elsewhere "the president"
//! may be any, or an office and nobody in it. "A mayor said" is marked too, for whoever looks for
//! "the mayor" later: it may be that one.

use super::{
    Attribution, Basis, EntityKind, Form, Mention, Quote, SourceKind,
    names::{Known, look_up},
};
use crate::{language::Passage, text::Span};

/// Words of a role: "the deputy secretary general".
const LONGEST: usize = 4;

/// Adds the roles that speak in the writer's own words to what is named.
pub(super) fn call_speakers(
    passage: &Passage,
    attributions: &[Attribution],
    quotes: &[Quote],
    mentions: &mut Vec<Mention>,
) {
    for it in attributions.iter().filter(|it| matches!(it.basis, Basis::Verb | Basis::AccordingTo)) {
        let Some(source) = &it.source else { continue };
        if !matches!(source.kind, SourceKind::Described | SourceKind::Anonymous) {
            continue;
        }
        let span = Span::new(source.span.start, source.head.end.max(source.span.start));
        let quoted = quotes.iter().any(|it| it.inner.covers(span));
        let named = mentions.iter().any(|it| it.span.overlaps(source.span));
        let whole = source.span.end == span.end;
        if !quoted && !named && is_role(span.of(&passage.lower), whole) {
            let at = mentions.partition_point(|it| it.span.start < span.start);
            // A role names nobody by itself, so that it is of no kind of its own.
            mentions.insert(at, Mention { span, kind: EntityKind::Misc, role: None, form: Form::Role });
        }
    }
}

/// "the mayor" and no more than that; "a mayor", whatever follows.
fn is_role(words: &str, whole: bool) -> bool {
    let role = match words.strip_prefix("the ") {
        Some(role) if whole => role,
        _ => match words.strip_prefix("a ").or_else(|| words.strip_prefix("an ")) {
            Some(role) => role,
            None => return false,
        },
    };
    let is_word = |it: &str| it.chars().all(|it| it.is_alphabetic() || matches!(it, '-' | '’' | '\''));
    let last = role.rsplit([' ', '-']).next().unwrap_or(role);
    let is_plural = last.ends_with('s') && !last.ends_with("ss");
    role.split(' ').count() <= LONGEST
        && role.split(' ').all(is_word)
        && !is_plural
        && look_up(last).known.any(Known::ROLE)
}
