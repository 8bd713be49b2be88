//! The Markdown of cards: hovers, what stands beside an offered key, entries of a list.
//!
//! Everything on a card that is not ours came from somebody else: words of an article, of a page that
//! somebody saved, of a list that somebody sent. An editor that renders a card follows what it finds
//! there, so a title could bring a picture, and a picture tells its owner who reads. Nothing but this
//! file writes Markdown, and [`Markdown`] can be made of other people's words in two ways only: as
//! text, and as the address of a link that shows itself.

use std::fmt::Write;

use crate::{rules::Rule, sources::library::followed, text::is_hidden};

/// Text of a card in which nothing but what is written here is markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown(String);

/// What may stand in the gaps of a text: words as words, Markdown as it is.
pub trait Piece {
    fn write(&self, out: &mut String);
}

impl Piece for str {
    fn write(&self, out: &mut String) {
        escape(self, out);
    }
}

impl Piece for &str {
    fn write(&self, out: &mut String) {
        escape(self, out);
    }
}

impl Piece for String {
    fn write(&self, out: &mut String) {
        escape(self, out);
    }
}

impl Piece for usize {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}

impl Piece for Markdown {
    fn write(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}

impl Markdown {
    /// Text of ours with the pieces in place of each `{}`: `("**{}** · {}", &[&name, &kind])`.
    pub fn of(text: &'static str, pieces: &[&dyn Piece]) -> Markdown {
        let mut out = String::new();
        let mut pieces = pieces.iter();
        for (place, own) in text.split("{}").enumerate() {
            if place > 0
                && let Some(piece) = pieces.next()
            {
                piece.write(&mut out);
            }
            out.push_str(own);
        }
        Markdown(out)
    }

    /// A text of ours.
    pub fn own(text: &'static str) -> Markdown {
        Markdown(text.to_owned())
    }

    /// Somebody's words as words.
    pub fn words(words: &str) -> Markdown {
        Markdown::of("{}", &[&words])
    }

    /// A link to a web address that shows the address itself; none for what is no web address, and
    /// for one that is too long to be looked at.
    pub fn address(address: &str) -> Option<Markdown> {
        const LONGEST: usize = 2000;
        let address = followed(address).filter(|it| it.len() <= LONGEST)?;
        Some(Markdown(format!("<{address}>")))
    }

    /// Why a rule asks: the first paragraph of its page behind the summary.
    pub fn why(rule: &Rule) -> Option<Markdown> {
        let page = rule.page();
        let why = page.markdown.split("\n\n").nth(1).filter(|it| !it.starts_with("```") && !it.is_empty())?;
        Some(Markdown(why.replace('\n', " ")))
    }

    pub fn joined(pieces: impl IntoIterator<Item = Markdown>, between: &'static str) -> Markdown {
        let pieces: Vec<String> = pieces.into_iter().map(|it| it.0).collect();
        Markdown(pieces.join(between))
    }

    /// Paragraphs of their own.
    pub fn paragraphs(pieces: impl IntoIterator<Item = Markdown>) -> Markdown {
        Markdown::joined(pieces, "\n\n")
    }

    /// The first paragraph.
    pub fn head(&self) -> Markdown {
        Markdown(self.0.split("\n\n").next().unwrap_or_default().to_owned())
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// Words so that they are shown as they stand, on one line.
///
/// Marks are escaped wherever they stand, and so is what opens a list, a rule or a heading at the
/// start of a line. A renderer makes links of bare addresses too; a link that nobody wrote is none.
fn escape(words: &str, out: &mut String) {
    let mut before = None;
    for (at, char) in words.char_indices() {
        if char.is_whitespace() || matches!(char, '\u{2028}' | '\u{2029}') {
            if before != Some(' ') {
                out.push(' ');
            }
            before = Some(' ');
            continue;
        }
        if is_hidden(char) {
            out.push('\u{fffd}');
            before = Some(char);
            continue;
        }
        let rest = &words[at + char.len_utf8()..];
        let is_mark = match char {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '^' => true,
            '-' | '+' | '=' | ':' if words[..at].trim().is_empty() => true,
            // "1. ", "1) "
            '.' | ')' if is_number(words[..at].trim()) => true,
            // "https://", "mailto:", "www."
            ':' => rest.starts_with("//") || before.is_some_and(char::is_alphabetic) && is_joined(rest),
            '.' => words[..at].get(at.saturating_sub(3)..).is_some_and(|it| it.eq_ignore_ascii_case("www")),
            '@' => before.is_some_and(|it| it != ' ') && is_joined(rest),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(char);
        before = Some(char);
    }
}

fn is_number(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|it| it.is_ascii_digit())
}

fn is_joined(rest: &str) -> bool {
    rest.starts_with(|it: char| !it.is_whitespace())
}

/// A card for editors that show Markdown as it is: without its marks, and with other people's in place.
pub fn plain(markdown: &str) -> String {
    let mut lines = Vec::new();
    for line in markdown.lines().filter(|it| !it.starts_with("```")) {
        let line = line.trim_start_matches('#').trim_start();
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(char) = rest.chars().next() {
            let after = &rest[char.len_utf8()..];
            let escaped = after.chars().next().filter(|it| char == '\\' && it.is_ascii_punctuation());
            if let Some(mark) = escaped {
                out.push(mark);
                rest = &after[1..];
                continue;
            }
            rest = match char {
                '`' => after,
                '*' if after.starts_with('*') => &after[1..],
                // An address: whatever else stands in such brackets is escaped.
                '<' | '>' if line.starts_with("<http") => after,
                _ => {
                    out.push(char);
                    after
                }
            };
        }
        lines.push(out);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests;
