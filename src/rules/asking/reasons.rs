//! Why nobody carries a statement: the nearest thing that might, and why it is not enough.

use super::{evidence::Sentence, lines::Line};
use crate::{article::Status, rules::Context};

/// How far back a speaker may be named as the nearest one, in sentences.
const NEAR: usize = 6;
/// From this share of words in common two sentences speak of the same.
const SAME: f32 = 0.3;

pub(super) fn reason(context: &Context, lines: &[Line], at: usize) -> String {
    let line = &lines[at];
    let near = lines[..at].iter().rev().take(NEAR).position(|it| it.is_said() || it.status == Status::Cited);
    let Some(back) = near else {
        return match Sentence::of(context, lines, at).quote() {
            Some(_) => "No speaker in its sentence, nor in the one before or after.".to_owned(),
            None => "Nobody speaks shortly before it.".to_owned(),
        };
    };
    let nearest = &lines[at - 1 - back];
    let away = match back {
        0 => "in the sentence before".to_owned(),
        _ => format!("{} sentences before", ["two", "three", "four", "five", "six"][back.min(NEAR - 1) - 1]),
    };
    let who = match nearest.speaker {
        Some(entity) => format!("{} speaks", context.article.entities()[entity].name),
        None if nearest.status == Status::Cited => "A citation stands".to_owned(),
        None => "A source stands".to_owned(),
    };
    let own = Sentence::of(context, lines, at);
    let of_it = own.shares_words(context, nearest);
    let why = if nearest.paragraph != line.paragraph {
        "in another paragraph"
    } else if of_it < SAME {
        "of something else"
    } else {
        "and nothing says that this is theirs too"
    };
    format!("{who} {away}, {why}.")
}
