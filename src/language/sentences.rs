//! Where sentences end.
//!
//! A full stop ends one unless it belongs to an abbreviation or a number (those are one token with
//! it); a question or exclamation mark does unless the sentence visibly goes on: in lower case, or
//! with who said it (“We lost!” Cho said.). Colons and semicolons never end a sentence.

use super::{
    Class, Sentence, Shape, Token,
    abbreviations::{self, Kind},
    tokens,
};
use crate::text::Span;

pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let reader = Ends { text, tokens };
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < tokens.len() {
        let end = reader.end(start, at).or((at + 1 == tokens.len()).then_some(at + 1));
        if let Some(end) = end {
            let span = Span::new(tokens[start].span.start, tokens[end - 1].span.end);
            out.push(Sentence { span, tokens: start..end });
            start = end;
        }
        at = end.unwrap_or(at + 1);
    }
    out
}

/// What ends a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    /// "?", "!", "?!"
    Raised,
    /// "…", "..."
    Ellipsis,
    /// "Inc."
    Abbreviation,
}

struct Ends<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Ends<'_> {
    /// If the sentence from `start` ends with the stop at `at`: the first token behind it and its
    /// closing marks.
    fn end(&self, start: usize, at: usize) -> Option<usize> {
        let stop = self.stop(at)?;
        if self.is_label(start, at) {
            return None;
        }
        let next = self.closers(at + 1);
        let quoted = (at + 1..next).any(|it| self.tokens[it].shape == Shape::CloseQuote);
        if next >= self.tokens.len() {
            return Some(next);
        }
        if self.touches(next) && !self.begins_after_touch(at, next) {
            return None;
        }
        self.may_begin(stop, at, next, quoted).then_some(next)
    }

    fn stop(&self, at: usize) -> Option<Stop> {
        let form = self.form(at);
        let last = form.chars().next_back()?;
        match last {
            '.' | '?' | '!' if self.tokens[at].shape == Shape::Mark => Some(match form {
                "." if self.is_spaced_ellipsis(at) => Stop::Ellipsis,
                "." => Stop::Full,
                _ if form.contains(['?', '!']) => Stop::Raised,
                _ => Stop::Ellipsis,
            }),
            '…' if self.tokens[at].shape == Shape::Mark => Some(Stop::Ellipsis),
            '.' => Some(Stop::Abbreviation),
            '。' | '？' | '！' => Some(Stop::Full),
            _ => None,
        }
    }

    /// ". . ."
    fn is_spaced_ellipsis(&self, at: usize) -> bool {
        at > 0 && self.form(at - 1) == "."
            || self.tokens.get(at + 1).is_some_and(|it| it.span.of(self.text) == ".")
    }

    /// The first token that is no closing mark behind a stop.
    fn closers(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && self.touches(at) {
            let closing =
                self.tokens[at].shape == Shape::CloseQuote || matches!(self.form(at), ")" | "]" | "}");
            let more = matches!(self.form(at), "." | "?" | "!" | "..." | "…")
                && self.tokens[at].shape == Shape::Mark;
            if !closing && !more {
                break;
            }
            at += 1;
        }
        self.notes(at)
    }

    /// Past "[17]", "[citation needed]" and ":)": they belong to what they follow.
    fn notes(&self, mut at: usize) -> usize {
        loop {
            let end = match self.tokens.get(at).map(|_| self.form(at)) {
                Some("[") => (at + 1..self.tokens.len().min(at + 6)).find(|&it| self.form(it) == "]"),
                Some(smile) if tokens::is_smile(smile) => Some(at),
                _ => None,
            };
            let note = end.filter(|&end| {
                end == at
                    || self.tokens[at + 1].shape == Shape::Number && end == at + 2
                    || self.form(end - 1) == "needed"
                    || end == at + 2 && self.form(at + 1).len() == 1
            });
            match note {
                Some(end) => at = end + 1,
                None => return at,
            }
        }
    }

    /// "1." before an item of a list.
    fn is_label(&self, start: usize, at: usize) -> bool {
        let number = self.tokens[start].shape == Shape::Number && self.tokens[start].span.len() <= 4;
        at == start + 1 && number && self.form(at) == "."
    }

    /// "one.Two": a missing space, where nothing else explains the stop.
    fn begins_after_touch(&self, at: usize, next: usize) -> bool {
        let word = self.tokens[next].shape == Shape::Title || self.tokens[next].shape == Shape::OpenQuote;
        word && self.tokens[at].shape == Shape::Mark
    }

    fn may_begin(&self, stop: Stop, at: usize, next: usize, quoted: bool) -> bool {
        let first = self.first_word(next);
        let capital = self.form(first).starts_with(|it: char| it.is_uppercase());
        let lower = self.form(first).starts_with(|it: char| it.is_lowercase());
        if matches!(self.form(next), "," | ";" | ":" | ")" | "]" | "}" | "%") {
            return false;
        }
        match stop {
            Stop::Abbreviation => self.ends_with_abbreviation(at, next, first, quoted),
            Stop::Full if quoted => !lower && !(capital && self.names_speaker(first, true)),
            Stop::Full => !lower || self.tokens[at].span.end < self.tokens[next].span.start,
            Stop::Raised if quoted => !lower && !(capital && self.names_speaker(first, false)),
            Stop::Raised => !self.is_dash(next) && !(lower && self.stays_inside(at, next)),
            Stop::Ellipsis => !lower && self.tokens[next].shape != Shape::Mark,
        }
    }

    /// "Yahoo! shares", "(at last!) and": what follows in lower case goes on with the sentence.
    fn stays_inside(&self, at: usize, next: usize) -> bool {
        let name = at > 0 && self.tokens[at - 1].shape == Shape::Title && self.touches(at);
        name || next > at + 1
    }

    fn ends_with_abbreviation(&self, at: usize, next: usize, first: usize, quoted: bool) -> bool {
        let word = self.form(at);
        let bare = &word[..word.len() - 1];
        let begins = self.form(first);
        let capital = begins.starts_with(|it: char| it.is_uppercase());
        let opens = abbreviations::opens_sentence(begins) && capital;
        if quoted || matches!(self.form(next), ")" | "]") {
            return capital;
        }
        match abbreviations::kind(bare, &self.text[self.tokens[at].span.end..]) {
            Some(Kind::Title | Kind::Inner | Kind::Number) => false,
            _ if bare.eq_ignore_ascii_case("etc") || bare.eq_ignore_ascii_case("ect") => capital,
            _ if matches!(bare.to_ascii_lowercase().as_str(), "a.m" | "p.m") => {
                capital
                    && !self.tokens[first].class.intersects(Class::WEEKDAY | Class::MONTH)
                    && self.tokens[first].shape != Shape::Upper
            }
            // "In a post on X. Cho wrote": the place where people write, and no initial.
            _ if bare == "X" && at > 0 && matches!(self.form(at - 1), "on" | "to" | "via") => capital,
            _ => opens || self.tokens[next].shape == Shape::OpenQuote && bare.len() > 1,
        }
    }

    /// Who said it, behind a quotation: "Cho said", "Mayor Ana Cho told reporters". Behind a full
    /// stop only where nothing but the speaker follows ("Cho said.").
    fn names_speaker(&self, first: usize, bare: bool) -> bool {
        let mut at = first;
        while at < self.tokens.len() && at - first < 6 {
            let class = self.tokens[at].class;
            let name = matches!(self.tokens[at].shape, Shape::Title | Shape::Upper);
            let linked = matches!(
                self.form(at),
                "-" | "de" | "van" | "von" | "al" | "bin" | "of" | "the" | "del" | "la"
            );
            if at > first && self.is_reporting(at) {
                break;
            }
            if !(name || class.contains(Class::ROLE) || linked && at > first) {
                return false;
            }
            at += 1;
        }
        if at >= self.tokens.len() || at == first || !self.is_reporting(at) {
            return false;
        }
        let after = self.tokens.get(at + 1);
        let done = after.is_none_or(|it| matches!(it.span.of(self.text), "." | "," | ":" | ";"));
        let clause = after.is_some_and(|it| {
            it.class.intersects(Class::PRONOUN | Class::DETERMINER | Class::CONJUNCTION)
                || matches!(it.shape, Shape::Title | Shape::Upper) && !it.class.contains(Class::WEEKDAY)
        });
        done || !bare && !clause
    }

    fn is_reporting(&self, at: usize) -> bool {
        const VERBS: [&str; 40] = [
            "said",
            "says",
            "asked",
            "asks",
            "added",
            "adds",
            "wrote",
            "writes",
            "told",
            "tells",
            "replied",
            "replies",
            "shouted",
            "shouts",
            "cried",
            "cries",
            "yelled",
            "screamed",
            "answered",
            "tweeted",
            "posted",
            "exclaimed",
            "wondered",
            "called",
            "joked",
            "recalled",
            "remembered",
            "thought",
            "warned",
            "insisted",
            "demanded",
            "declared",
            "whispered",
            "quipped",
            "chanted",
            "laughed",
            "argued",
            "explained",
            "continued",
            "responded",
        ];
        VERBS.contains(&self.form(at))
    }

    /// The first word at or behind `next`, past opening marks.
    fn first_word(&self, next: usize) -> usize {
        let opens = |it: usize| {
            self.tokens[it].shape == Shape::OpenQuote
                || matches!(self.form(it), "(" | "[" | "{" | "—" | "-" | "–" | "*")
        };
        (next..self.tokens.len().min(next + 4)).find(|&it| !opens(it)).unwrap_or(next)
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.form(at), "—" | "–" | "--" | "-")
    }

    fn form(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    /// Without space before it.
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Passage;

    /// Checks where a text falls apart: sentences are divided by " | ".
    fn check(divided: &str) {
        let text = divided.replace(" | ", " ");
        let passage = Passage::new(&text);
        let found: Vec<&str> = passage.sentences.iter().map(|it| it.span.of(&text)).collect();
        assert_eq!(found.join(" | "), divided);
    }

    #[test]
    fn full_stops_end_sentences() {
        check("The port closed. | Nobody knows why! | Do you? | Ask again.");
        check("The port closed. | \u{201C}Why?\u{201D} | The mayor left.");
    }

    #[test]
    fn abbreviations_and_initials_do_not() {
        check("Gov. Ana Cho met Sen. J. K. Okoro, Calif., at St. Olav on Jan. 5. | Mr. Vale left.");
        check("The U.S. Army and Vale Inc. signed, e.g. on fees, etc. for No. 10 in full.");
        check("He came to the U.S. | He stayed. | It is owned by Vale Inc. | The rest is not.");
        check("They met at 5 p.m. Monday and at 7 a.m. | The talks failed.");
        check("Did it pass? | No. | It failed.");
        check("She preferred Plan B. | Everybody did.");
        check("He denied it in a post on X. | Vale wrote back to J. Okoro.");
    }

    #[test]
    fn numbers_and_ellipses_go_on() {
        check("It grew 4.5 percent to 3,000.25 points. | Then it fell.");
        check("We waited ... and waited… and left.");
        check("We waited… | They left.");
    }

    #[test]
    fn colons_and_semicolons_never_end_a_sentence() {
        check("One thing is clear: We lost; They won.");
    }

    #[test]
    fn a_quotation_and_who_said_it_are_one_sentence() {
        check("“We lost,” he said. | She left.");
        check("“We lost?” she asked. | “No.” | He left.");
        check("“We lost!” Cho said. | “Who won?” Mayor Ana Cho asked on Monday.");
        check("“We lost.” Cho said.");
    }

    #[test]
    fn a_quotation_alone_is_a_sentence() {
        check("“We lost.” | He left.");
        check("“We lost. | We go on,” he said.");
        check("“Who won?” | Cho said he would resign.");
        check("(He left.) | Nobody saw him.");
    }

    #[test]
    fn notes_belong_to_the_sentence_before() {
        check("The port closed. [12] [citation needed] | It never opened.");
    }

    #[test]
    fn text_without_stops_is_one_sentence() {
        check(&"word ".repeat(100_000).trim_end().to_owned());
    }

    #[test]
    fn a_sentence_need_not_begin_with_a_capital() {
        check("The port closed. | nobody knows why");
    }
}
