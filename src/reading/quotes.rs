//! Words between quotation marks.
//!
//! A writer is writing: a quotation without its end is the normal case. It ends where the next of
//! its kind begins, or with the block; a closing mark without an opening one is nobody's.

use super::{Quote, QuoteNature};
use crate::{
    language::{Class, Passage, Shape},
    text::Span,
};

/// The quotations of a block, by where they begin.
pub fn quotes(passage: &Passage) -> Vec<Quote> {
    let marks = marks(passage);
    let mut open: Vec<Open> = Vec::new();
    let mut out = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let depth = open.iter().rposition(|it| it.mark.kind == mark.kind);
        match (mark.opens, depth) {
            (true, Some(depth)) if !nests(&marks[index..]) => {
                // A forgotten end, or a paragraph that goes on: this one takes over.
                abandon(passage, &mut open, depth, mark.token, &mut out);
                let nested = !open.is_empty();
                open.push(Open { mark: *mark, nested });
            }
            (true, _) => {
                let nested = !open.is_empty();
                open.push(Open { mark: *mark, nested });
            }
            (false, Some(depth)) => {
                abandon(passage, &mut open, depth + 1, mark.token, &mut out);
                let start = open.pop();
                out.extend(start.and_then(|it| quote(passage, it, mark.token, true)));
            }
            (false, None) => {}
        }
    }
    abandon(passage, &mut open, 0, passage.tokens.len(), &mut out);
    out.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    Angle,
    SingleAngle,
}

#[derive(Clone, Copy)]
struct Mark {
    token: usize,
    kind: Kind,
    opens: bool,
}

#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    nested: bool,
}

fn marks(passage: &Passage) -> Vec<Mark> {
    let quoting = |it: &Shape| matches!(it, Shape::OpenQuote | Shape::CloseQuote);
    (0..passage.tokens.len())
        .filter(|&token| quoting(&passage.tokens[token].shape))
        .map(|token| {
            let kind = match passage.form(token) {
                "'" | "‘" | "’" | "‚" | "‛" | "`" => Kind::Single,
                "«" | "»" => Kind::Angle,
                "‹" | "›" => Kind::SingleAngle,
                _ => Kind::Double,
            };
            Mark { token, kind, opens: passage.tokens[token].shape == Shape::OpenQuote }
        })
        .collect()
}

/// Whether the mark at the head opens a quotation inside one of its own kind: both end, in turn.
fn nests(marks: &[Mark]) -> bool {
    let mut same = marks[1..].iter().take(8).filter(|it| it.kind == marks[0].kind);
    same.next().is_some_and(|it| !it.opens) && same.next().is_some_and(|it| !it.opens)
}

/// Ends what is open from `depth` on without closing marks, before the token `end`.
fn abandon(passage: &Passage, open: &mut Vec<Open>, depth: usize, end: usize, out: &mut Vec<Quote>) {
    while open.len() > depth {
        out.extend(open.pop().and_then(|it| quote(passage, it, end, false)));
    }
}

/// The quotation from an opening mark to its end: the closing mark, or the first token behind it.
fn quote(passage: &Passage, open: Open, end: usize, closed: bool) -> Option<Quote> {
    let first = open.mark.token + 1;
    let worded = (first..end).any(|it| !is_mark(passage, it));
    if !worded {
        return None;
    }
    let inner = Span::new(passage.tokens[first].span.start, passage.tokens[end - 1].span.end);
    let last = if closed { passage.tokens[end].span.end } else { inner.end };
    Some(Quote {
        span: Span::new(passage.tokens[open.mark.token].span.start, last),
        inner,
        closed,
        nested: open.nested,
        nature: nature(&Words { passage, first, end, inner: inner.of(&passage.text) }),
    })
}

struct Words<'a> {
    passage: &'a Passage,
    /// The first token inside.
    first: usize,
    /// The first token behind the words.
    end: usize,
    inner: &'a str,
}

fn nature(words: &Words) -> QuoteNature {
    let count = words.count();
    let work = words.names_work();
    if work && count <= 12 || words.is_capitalised() && !words.is_reported() {
        return QuoteNature::Title;
    }
    let capital = words.opens_with_capital();
    let sentence = capital && words.inner.ends_with(['.', '?', '!', '…']) || words.has_stop_inside();
    // “welfare as we know it” is taken into the writer's own sentence, verb or not.
    let speech = words.is_reported()
        || match count {
            0..4 => sentence && !words.follows("called"),
            _ => sentence || capital && (words.has_finite_verb() || words.inner.ends_with(',')),
        };
    if speech { QuoteNature::Speech } else { QuoteNature::Fragment }
}

impl Words<'_> {
    fn count(&self) -> usize {
        self.tokens().count()
    }

    /// The tokens that are no marks; no more than tell the nature.
    fn tokens(&self) -> impl Iterator<Item = usize> {
        (self.first..self.end).filter(|&it| !is_mark(self.passage, it)).take(60)
    }

    fn class(&self, token: usize) -> Class {
        self.passage.tokens[token].class
    }

    fn opens_with_capital(&self) -> bool {
        self.tokens().next().is_some_and(|it| self.is_capital(it))
    }

    fn is_capital(&self, token: usize) -> bool {
        self.passage.form(token).starts_with(char::is_uppercase)
    }

    /// A sentence ends before the last word: “We lost. We go on”.
    fn has_stop_inside(&self) -> bool {
        let last = (self.first..self.end).rev().find(|&it| !is_mark(self.passage, it)).unwrap_or(self.first);
        (self.first..last).take(400).any(|it| matches!(self.passage.form(it), "." | "?" | "!"))
    }

    /// "her novel “Rain”", "the term “fair”", "a paper titled “…”".
    fn names_work(&self) -> bool {
        /// Nouns and participles that a title or a term follows, between spaces.
        const WORKS: &str = " magazine program programme game titled entitled subtitled headlined captioned novel book memoir song single album film movie show series documentary poem play musical opera essay column episode paper article sitcom drama anthem ballad hymn headline slogan term word words phrase hashtag acronym nicknamed painting comic podcast video game track chapter label ";
        let Some(mut at) = self.first.checked_sub(2) else { return false };
        if self.passage.form(at) == "," {
            at = at.saturating_sub(1);
        }
        let word = self.passage.word(at);
        let listed = !word.is_empty() && word.is_ascii() && WORKS.contains(&format!(" {word} "));
        let called = matches!(word, "called" | "dubbed" | "named" | "nickname" | "so-called")
            || word == "as" && at > 0 && self.passage.word(at - 1) == "known";
        // "called “a disgrace”" is somebody's judgement, "called “Harbour Watch”" a name.
        listed || called && (self.opens_with_capital() || self.count() == 1)
    }

    fn follows(&self, word: &str) -> bool {
        self.first >= 2 && self.passage.word(self.first - 2) == word
    }

    /// “The Long Rain”: its content words are capitalised, and it does not end like a sentence.
    fn is_capitalised(&self) -> bool {
        let small =
            Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION | Class::AUXILIARY | Class::PRONOUN;
        let content = |it: &usize| {
            !self.class(*it).intersects(small) && !self.passage.form(*it).starts_with(['\'', '’'])
        };
        let mut capitals = 0;
        for token in self.tokens().filter(content) {
            if !self.is_capital(token) && self.passage.tokens[token].shape != Shape::Number {
                return false;
            }
            capitals += 1;
        }
        let stopped = self.inner.ends_with(['.', '?', '!', '…']) || self.has_stop_inside();
        let enough = if self.has_finite_verb() { capitals >= 2 } else { capitals >= 1 };
        self.opens_with_capital() && enough && !stopped && self.count() <= 12
    }

    /// Whether a verb of saying stands beside it: “Never,” she said; said: “Never”.
    fn is_reported(&self) -> bool {
        const SAID: [&str; 14] = [
            "said", "says", "asked", "added", "wrote", "told", "replied", "shouted", "cried", "answered",
            "tweeted", "posted", "saying", "asks",
        ];
        let text = &self.passage.text;
        let comma = self.inner.ends_with([',', '?', '!']);
        let after = (self.end + 1..self.passage.tokens.len()).take(5);
        let mut clause = after.take_while(|&it| !matches!(self.passage.form(it), "." | "," | ";"));
        let led = self
            .first
            .checked_sub(2)
            .filter(|&it| matches!(self.passage.tokens[it].span.of(text), "," | ":"));
        let leads =
            led.and_then(|it| it.checked_sub(1)).is_some_and(|it| SAID.contains(&self.passage.word(it)));
        comma && clause.any(|it| SAID.contains(&self.passage.word(it))) || leads
    }

    fn has_finite_verb(&self) -> bool {
        const BARE: [&str; 8] = ["be", "been", "being", "having", "doing", "getting", "done", "gotten"];
        const SUBJECTS: [&str; 9] = ["i", "we", "he", "she", "they", "you", "there", "who", "it"];
        let word = |it: usize| self.passage.word(it);
        self.tokens().any(|it| {
            let class = self.class(it);
            let helped = class.intersects(Class::AUXILIARY | Class::MODAL) && !BARE.contains(&word(it));
            let subject = SUBJECTS.contains(&word(it)) && it + 2 < self.end && word(it + 1) != ",";
            let past = it > self.first
                && self.passage.tokens[it].shape == Shape::Lower
                && word(it).len() > 4
                && word(it).ends_with("ed")
                && !is_mark(self.passage, it - 1)
                && !self.class(it - 1).intersects(
                    Class::DETERMINER
                        | Class::PREPOSITION
                        | Class::CONJUNCTION
                        | Class::ADVERB
                        | Class::AUXILIARY,
                );
            helped || subject || past
        })
    }
}

fn is_mark(passage: &Passage, token: usize) -> bool {
    matches!(passage.tokens[token].shape, Shape::Mark | Shape::OpenQuote | Shape::CloseQuote)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the quotations: each as "inner words / Nature", with "…" behind an open one and ">" before a nested one.
    fn check(text: &str, expected: &[&str]) {
        let passage = Passage::new(text);
        let found: Vec<String> = quotes(&passage)
            .iter()
            .map(|it| {
                let nested = if it.nested { "> " } else { "" };
                let open = if it.closed { "" } else { " (open)" };
                format!("{nested}{} / {:?}{open}", it.inner.of(text), it.nature)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn speech_stands_between_marks_of_any_kind() {
        check("“We lost the harbour,” Cho said.", &["We lost the harbour, / Speech"]);
        check("\"We lost the harbour,\" Cho said.", &["We lost the harbour, / Speech"]);
        check("‘We lost the harbour,’ Cho said.", &["We lost the harbour, / Speech"]);
        check("'We lost the harbour,' Cho said.", &["We lost the harbour, / Speech"]);
        check("„We lost the harbour“, Cho said.", &["We lost the harbour / Speech"]);
        check("«We lost the harbour», Cho said.", &["We lost the harbour / Speech"]);
    }

    #[test]
    fn a_quotation_within_a_quotation_is_nested() {
        check(
            "“He told me ‘we are done here’ and left,” Okoro said.",
            &["He told me ‘we are done here’ and left, / Speech", "> we are done here / Fragment"],
        );
        check(
            "\"He told me 'we are done here' and left,\" Okoro said.",
            &["He told me 'we are done here' and left, / Speech", "> we are done here / Fragment"],
        );
    }

    #[test]
    fn a_half_typed_quotation_ends_with_its_block() {
        check("Cho said: “We lost the harbour and", &["We lost the harbour and / Speech (open)"]);
        check("Cho said: \"We lost the harbour and", &["We lost the harbour and / Speech (open)"]);
    }

    #[test]
    fn a_forgotten_end_does_not_swallow_the_next_quotation() {
        check(
            "“We lost the harbour. “We go on,” she said.",
            &["We lost the harbour. / Speech (open)", "We go on, / Speech"],
        );
    }

    #[test]
    fn a_stray_closing_mark_is_nobodys() {
        check("They lost the harbour.” Cho left.", &[]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        check("The workers’ rights in the ’90s were rock ’n’ roll, Cho’s band didn’t say.", &[]);
        check("The workers' rights in the '90s were rock 'n' roll, Cho's band didn't say.", &[]);
        check("’Tis the season, and the Joneses’ boat is 6'2\" long.", &[]);
    }

    #[test]
    fn an_apostrophe_inside_a_single_quotation_does_not_end_it() {
        check(
            "'The workers' rights don't matter to them,' Cho said.",
            &["The workers' rights don't matter to them, / Speech"],
        );
        check(
            "‘The workers’ rights don’t matter to them,’ Cho said.",
            &["The workers’ rights don’t matter to them, / Speech"],
        );
    }

    #[test]
    fn a_few_words_are_a_fragment() {
        check("The vote was “free and democratic”, Cho said.", &["free and democratic / Fragment"]);
        check("The so-so 'experts' were wrong.", &["experts / Fragment"]);
        check("He called “a national disgrace” what others praised.", &["a national disgrace / Fragment"]);
    }

    #[test]
    fn words_in_the_writers_own_sentence_are_a_fragment() {
        check("They would end “welfare as we know it” by law.", &["welfare as we know it / Fragment"]);
        check(
            "They want “American values and old traditions” back.",
            &["American values and old traditions / Fragment"],
        );
    }

    #[test]
    fn titles_are_nobodys_speech() {
        check("Her novel “the long rain” won.", &["the long rain / Title"]);
        check("She sang “The Long Rain” twice.", &["The Long Rain / Title"]);
        check("A group called “Harbour Watch” objected.", &["Harbour Watch / Title"]);
    }

    #[test]
    fn a_short_answer_is_speech() {
        check("“Never,” she said.", &["Never, / Speech"]);
        check("“Did we lose?” she asked.", &["Did we lose? / Speech"]);
    }
}
