//! Cuts prose into words, numbers and marks, much as Universal Dependencies does for English.
//!
//! "don’t" is "do" + "n’t", "Cho’s" is "Cho" + "’s", "well-known" is three tokens ("Suk-yeol" too:
//! whoever wants the name joins tokens that touch), but "e-mail", "co-founder" and "pro-Beijing"
//! stay whole, as do "U.S.", "Mr.", "3,000", "9/11", "3.5m", "6PR", addresses, handles and hashtags.
//! Space never is part of a token. The work is linear in the text, whatever stands in it.

use super::{
    Class, Shape, Token, addresses, numbers,
    quotemarks::{self, QuoteMarks},
    words,
};
use crate::text::Span;

pub fn tokens(text: &str) -> Vec<Token> {
    let mut cutter = Cutter { text, marks: QuoteMarks::default(), out: Vec::with_capacity(text.len() / 5) };
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if is_space(next) {
            at += next.len_utf8();
            continue;
        }
        let stretch = stretch_end(text, at);
        let address = addresses::may_hold(&text[at..stretch]);
        while at < stretch {
            at = cutter.token(at, address);
        }
    }
    cutter.out
}

/// Faces made of marks, longer ones first; each is one mark.
const SMILES: [&str; 8] = [":-)", ":-(", ";-)", ":-/", ":)", ":(", ";)", "=)"];

pub(super) fn is_smile(form: &str) -> bool {
    SMILES.contains(&form)
}

/// White space, and the characters without width that pasted text is full of.
pub(super) fn is_space(it: char) -> bool {
    it.is_whitespace() || matches!(it, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}')
}

/// Where the stretch without space that begins at `start` ends.
fn stretch_end(text: &str, start: usize) -> usize {
    text[start..].find(is_space).map_or(text.len(), |it| start + it)
}

struct Cutter<'a> {
    text: &'a str,
    marks: QuoteMarks,
    out: Vec<Token>,
}

impl Cutter<'_> {
    /// Cuts the next token, or the few that a word with its endings is; gives the place behind.
    fn token(&mut self, at: usize, address: bool) -> usize {
        let rest = &self.text[at..];
        let Some(first) = rest.chars().next() else { return self.text.len() };
        let before = self.text[..at].chars().next_back();
        if address && let Some(length) = addresses::length(rest, before) {
            return self.push(at, length, Shape::Lower);
        }
        if quotemarks::is_mark(first)
            && let Some(end) = self.quote_mark(at, first)
        {
            return end;
        }
        if let Some(length) = numbers::length(rest, before) {
            return self.push(at, length, Shape::Number);
        }
        if words::is_letter(first) {
            return self.word(at);
        }
        let face = matches!(first, ':' | ';' | '=') && before.is_none_or(|it| !it.is_alphanumeric());
        let smile = SMILES.iter().find(|it| face && rest.starts_with(**it));
        self.push(at, smile.map_or_else(|| mark_length(rest, first), |it| it.len()), Shape::Mark)
    }

    /// A quotation mark, an apostrophe, or a word that begins with one (’90s, ’Tis).
    fn quote_mark(&mut self, at: usize, first: char) -> Option<usize> {
        use quotemarks::Role;
        match self.marks.role(self.text, at, first) {
            Role::Open(length) => Some(self.push(at, length, Shape::OpenQuote)),
            Role::Close(length) => Some(self.push(at, length, Shape::CloseQuote)),
            Role::Ending(length) => Some(self.push(at, length, Shape::Lower)),
            Role::Elision(length) => Some(self.push_word(at, length)),
            Role::Mark => Some(self.push(at, first.len_utf8(), Shape::Mark)),
        }
    }

    fn word(&mut self, at: usize) -> usize {
        let word = words::word(self.text, at);
        for piece in words::pieces(&self.text[at..at + word]) {
            self.push_word(at + piece.start, piece.len());
        }
        at + word
    }

    fn push_word(&mut self, at: usize, length: usize) -> usize {
        self.push(at, length, words::shape(&self.text[at..at + length]))
    }

    fn push(&mut self, at: usize, length: usize, shape: Shape) -> usize {
        let span = Span::new(at, at + length);
        let class = match shape {
            Shape::Mark | Shape::OpenQuote | Shape::CloseQuote => Class::empty(),
            _ => self.class(span),
        };
        self.out.push(Token { span, shape, class });
        span.end
    }

    /// What the lexicon knows, and what only the words around can tell.
    fn class(&self, span: Span) -> Class {
        let form = span.of(self.text);
        let touched = self.out.last().filter(|it| it.span.end == span.start);
        match form {
            // Organisations and a country, not pronouns.
            "US" | "WHO" | "IT" => return Class::empty(),
            // "he’s" has a verb, "Cho’s" seldom does.
            "'s" | "’s" | "'S" | "’S" => {
                let clause = touched.is_some_and(|it| takes_verb(it, self.text));
                return if clause { Class::AUXILIARY } else { Class::empty() };
            }
            _ => {}
        }
        Class::of_form(form)
    }
}

/// Whether "’s" behind this word is short for "is" or "has".
fn takes_verb(token: &Token, text: &str) -> bool {
    let subject = token.class.contains(Class::PRONOUN);
    let word = token.span.of(text);
    let places = ["there", "here", "that", "what", "where", "how", "when", "who", "why"];
    (subject && !word.eq_ignore_ascii_case("one")) || places.iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// The bytes of one mark: "—", "--", "…", "...", "?!"; a run of one character is one mark.
fn mark_length(rest: &str, first: char) -> usize {
    let ends = |it: char| matches!(it, '.' | '?' | '!');
    match first {
        '.' | '?' | '!' => rest.find(|it| !ends(it)).unwrap_or(rest.len()),
        '-' | '–' | '—' | '―' | '…' | '*' | '=' | '_' | '~' | '#' | '+' | '<' | '>' | '|' => {
            rest.find(|it| it != first).unwrap_or(rest.len())
        }
        _ if first.is_ascii() || first == '\u{FFFC}' => first.len_utf8(),
        // A sign with the joiners and variation selectors that belong to it.
        _ => rest[first.len_utf8()..]
            .find(|it| !matches!(it, '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}'))
            .map_or(rest.len(), |it| first.len_utf8() + it),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the tokens of a text, given divided by spaces.
    fn check(text: &str, expected: &str) {
        let found: Vec<&str> = tokens(text).iter().map(|it| it.span.of(text)).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    fn shapes(text: &str) -> Vec<Shape> {
        tokens(text).iter().map(|it| it.shape).collect()
    }

    #[test]
    fn punctuation_stands_alone() {
        check(
            "Yes, (he) left; why?! Well... no—never--ever…",
            "Yes , ( he ) left ; why ?! Well ... no — never -- ever …",
        );
    }

    #[test]
    fn numbers_stay_whole() {
        check(
            "$3,000.50, 42%, 9/11, 10:30, 19th, 1990s, £3.5bn",
            "$ 3,000.50 , 42 % , 9/11 , 10:30 , 19th , 1990s , £ 3.5bn",
        );
        check("Call 713-555-0142 between 10-20.", "Call 713-555-0142 between 10 - 20 .");
    }

    #[test]
    fn figures_that_belong_to_a_name_are_part_of_it() {
        check("6PR’s rival 3AW, 2Pac on 5G", "6PR ’s rival 3AW , 2Pac on 5G");
        check(
            "at 10PM, 5KM, 20USD, 14Sept, 900GMT, the 20TH",
            "at 10 PM , 5 KM , 20 USD , 14 Sept , 900 GMT , the 20 TH",
        );
        check(
            "20TK, $200Million, ₹500Cr, 12The, 10LBS",
            "20 TK , $ 200 Million , ₹ 500 Cr , 12 The , 10 LBS",
        );
        assert_eq!(shapes("6PR 2Pac 5G 1990s"), [Shape::Upper, Shape::Title, Shape::Upper, Shape::Number]);
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check(
            "Mr. J. Vale of the U.S. at 5 a.m. on Jan. 3.",
            "Mr. J. Vale of the U.S. at 5 a.m. on Jan. 3 .",
        );
        check("Is No. 10 in? No.", "Is No. 10 in ? No .");
        check("J.K.Vale (b. May 1980), Ph.D.", "J.K. Vale ( b. May 1980 ) , Ph.D.");
    }

    #[test]
    fn possessives_and_contractions_leave_their_word() {
        check(
            "Cho’s didn’t he’ll I'm the Joneses' cannot",
            "Cho ’s did n’t he ’ll I 'm the Joneses ' can not",
        );
        check("O’Neill’s o’clock D’Arcy", "O’Neill ’s o’clock D’Arcy");
    }

    #[test]
    fn compounds_fall_apart_unless_a_prefix_makes_them() {
        check("Yoon Suk-yeol, well-known", "Yoon Suk - yeol , well - known");
        check("co-founder e-mail pro-Beijing", "co-founder e-mail pro-Beijing");
    }

    #[test]
    fn addresses_handles_and_tags_are_one() {
        check(
            "See https://example.org/a_(b)?c=1, ana@example.org; @ana_cho #Budget2031 and example.com.",
            "See https://example.org/a_(b)?c=1 , ana@example.org ; @ana_cho #Budget2031 and example.com .",
        );
    }

    #[test]
    fn shapes_tell_names_from_words() {
        use Shape::*;
        assert_eq!(
            shapes("word Word McVale NATO U.S. 4.5 19th"),
            [Lower, Title, Title, Upper, Upper, Number, Number]
        );
        assert_eq!(shapes("\"so\" ’90s \u{FFFC}"), [OpenQuote, Lower, CloseQuote, Number, Mark]);
    }

    #[test]
    fn an_ending_has_a_verb_only_behind_a_subject() {
        let class = |text: &str| tokens(text)[1].class;
        assert_eq!(class("she’s"), Class::AUXILIARY);
        assert_eq!(class("Cho’s"), Class::empty());
        assert!(class("didn’t").contains(Class::NEGATION));
    }

    #[test]
    fn every_character_but_space_is_in_a_token() {
        for text in [
            "''",
            "’’",
            "“",
            "a.",
            "...",
            ".5",
            "@",
            "#",
            "\u{301}",
            "a\u{200B}b",
            "🏳️‍🌈 é 中文。",
            "\"'`‘„«‹›»",
        ] {
            let covered: usize = tokens(text).iter().map(|it| it.span.len()).sum();
            let space: usize = text.chars().filter(|it| is_space(*it)).map(char::len_utf8).sum();
            assert_eq!(covered + space, text.len(), "{text}");
        }
    }
}
