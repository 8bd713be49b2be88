//! Names that a model marks, joined with those of the lists.
//!
//! The model decides what is a name and of what kind. Quantities, dates it does not mark and full
//! names of people are the lists' own.

use std::{collections::HashSet, ops::Range};

use super::{
    super::{EntityKind, Form, Mention},
    roles, settled,
    words::Words,
};
use crate::language::Passage;

/// Puts the names that a model marks, in tokens and in order, in place of those of the lists.
pub fn join(passage: &Passage, mentions: &mut Vec<Mention>, marked: &[(EntityKind, Range<usize>)]) {
    let words = Words::new(passage);
    let mut named: Vec<Mention> = marked
        .iter()
        .flat_map(|(kind, tokens)| settled::names(&words, *kind, tokens))
        .map(|it| named(&words, it))
        .collect();
    named.retain(|it| is_name(it.span.of(&passage.text)));
    named.iter_mut().for_each(|it| make_whole(passage, it, mentions));
    named.dedup_by(|later, earlier| earlier.span.overlaps(later.span));
    let words_named: HashSet<&str> = named.iter().map(|it| it.span.of(&passage.text)).collect();
    mentions.retain(|it| {
        let behind = named.partition_point(|named| named.span.end <= it.span.start);
        let taken = named.get(behind).is_some_and(|named| named.span.overlaps(it.span));
        !taken && (may_stay(passage, it) || words_named.contains(it.span.of(&passage.text)))
    });
    mentions.append(&mut named);
    mentions.sort_by_key(|it| it.span);
    super::without_holes(passage, mentions);
}

/// Whether words can be a name at all: signs and marks of the desk are none, whatever a model has seen.
fn is_name(words: &str) -> bool {
    let desk = matches!(words, "TK" | "TKTK" | "CQ" | "XX" | "XXX");
    let address = words.contains('@') && !words.contains(' ');
    words.contains(char::is_alphabetic) && !address && !desk
}

/// "North Korean", "Czech Republic": a people or a place of the lists of which the model marks a part.
///
/// "Lund region" is not Lund, but a province or a river is called what it is called without the noun.
fn make_whole(passage: &Passage, named: &mut Mention, listed: &[Mention]) {
    let at = listed.partition_point(|it| it.span.end < named.span.end);
    let Some(whole) = listed.get(at).filter(|it| it.span.covers(named.span) && it.span != named.span) else {
        return;
    };
    let region = || &passage.text[named.span.end..whole.span.end] == " region";
    let fits = match whole.kind {
        EntityKind::Norp => true,
        EntityKind::Place if named.kind == EntityKind::Place => region(),
        EntityKind::Place => matches!(named.kind, EntityKind::Norp | EntityKind::Misc | EntityKind::Org),
        _ => false,
    };
    if fits {
        (named.span, named.kind, named.role) = (whole.span, whole.kind, whole.role);
    }
}

/// What models do not mark, and full names of people: the lists are seldom wrong about them.
fn may_stay(passage: &Passage, it: &Mention) -> bool {
    it.form == Form::Pronoun
        || match it.kind {
            EntityKind::Date | EntityKind::Number => true,
            EntityKind::Person => it.span.of(&passage.text).contains(' '),
            _ => false,
        }
}

fn named(words: &Words, (kind, tokens): (EntityKind, Range<usize>)) -> Mention {
    let role = match kind {
        EntityKind::Person => roles::role(words, tokens.start, tokens.end),
        _ => None,
    };
    Mention { span: words.span(tokens.start, tokens.end), kind, role, form: Form::Name }
}
