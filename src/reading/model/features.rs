//! What the linker sees of a pair of spans. `training/linker_features.md` says what each number is.

use std::ops::Range;

use super::{Sight, labels::Part};
use crate::language::{Passage, Shape};

/// Numbers for each pair.
pub(super) const PAIR: usize = 44;

/// So much of a long stretch between two spans is looked at.
const STRETCH: usize = 60;

/// The gazetteer's bit for verbs of reporting.
const REPORTING: u32 = 1 << 13;

/// The marked spans of a passage.
pub(super) struct Pairs<'a> {
    passage: &'a Passage,
    sight: &'a Sight,
    /// Sources, cues, contents, each in order.
    pub spans: [Vec<Range<usize>>; 3],
}

impl<'a> Pairs<'a> {
    pub fn new(passage: &'a Passage, sight: &'a Sight, said: &[(Part, Range<usize>)]) -> Pairs<'a> {
        let of = |part: Part| said.iter().filter(|it| it.0 == part).map(|it| it.1.clone()).collect();
        Pairs { passage, sight, spans: [of(Part::Source), of(Part::Cue), of(Part::Content)] }
    }

    /// What is known of the pair: a cue, or a content without one, and what it may take.
    pub fn features(
        &self,
        (role_a, a): (Part, &Range<usize>),
        (role_b, b): (Part, &Range<usize>),
    ) -> [f32; PAIR] {
        let mut x = [0.0; PAIR];
        self.place(role_a, a, role_b, b, &mut x);
        let (left, right) = if b.start < a.start { (b, a) } else { (a, b) };
        let between = left.end..left.end.max(right.start);
        self.stretch(&between, &mut x);
        self.words(a, b, &mut x);
        let third =
            [Part::Source, Part::Cue, Part::Content].into_iter().find(|it| *it != role_a && *it != role_b);
        let inside = |part: Part| few(inside(self.of(part), &between), 3);
        x[9] = inside(role_a);
        x[10] = inside(role_b);
        x[11] = third.map_or(0.0, inside);
        x
    }

    fn of(&self, part: Part) -> &[Range<usize>] {
        &self.spans[part as usize]
    }

    /// Where the two stand towards each other and among their like.
    fn place(&self, role_a: Part, a: &Range<usize>, role_b: Part, b: &Range<usize>, x: &mut [f32; PAIR]) {
        let before = b.start < a.start;
        let (sentence_a, sentence_b) = (self.passage.sentence_of(a.start), self.passage.sentence_of(b.start));
        let (left, right) = if before { (b, a) } else { (a, b) };
        let gap = right.start.saturating_sub(left.end);
        let (all_a, all_b) = (self.of(role_a), self.of(role_b));
        x[0] = truth(before);
        x[1] = truth(sentence_a == sentence_b);
        x[2] = few(sentence_a.abs_diff(sentence_b), 3);
        x[3] = share(gap);
        (x[4], x[5], x[6]) = (truth(gap == 0), truth(gap <= 1), truth(gap <= 3));
        let cut = all_b.partition_point(|it| it.start < a.start);
        x[7] = truth(if before { all_b[..cut].last() } else { all_b[cut..].first() } == Some(b));
        let cut = all_a.partition_point(|it| it.start <= b.start);
        x[8] = truth(if before { all_a[cut..].first() } else { all_a[..cut].last() } == Some(a));
        x[36] = truth(b.start == 0);
        x[37] = truth(all_a.first() == Some(a));
        let tokens = &self.passage.sentences[sentence_a].tokens;
        let within = |all: &[Range<usize>]| {
            let from = all.partition_point(|it| it.start < tokens.start);
            all[from..].iter().take(4).take_while(|it| it.start < tokens.end).count()
        };
        x[38] = few(within(all_a), 4);
        x[39] = few(within(all_b), 4);
    }

    /// What stands between the two.
    fn stretch(&self, between: &Range<usize>, x: &mut [f32; PAIR]) {
        for token in between.clone().take(STRETCH) {
            let form = self.passage.word(token);
            let first = form.chars().next().unwrap_or(' ');
            let dots = first == '.' && form.chars().nth(3).is_some();
            let shape = self.passage.tokens[token].shape;
            let marks = [
                matches!(first, '?' | '!') || form == "." || dots,
                form == ",",
                matches!(first, ':' | ';' | '–' | '—' | '―' | '-'),
                matches!(shape, Shape::OpenQuote | Shape::CloseQuote),
                matches!(form, "and" | "but" | "or"),
                is_relative(form),
            ];
            for (x, mark) in x[12..18].iter_mut().zip(marks) {
                *x = x.max(truth(mark));
            }
        }
        if !between.is_empty() {
            x[40] = truth(self.passage.word(between.start) == ",");
            x[43] = truth(is_relative(self.passage.word(between.end - 1)));
        }
    }

    /// What the two are made of.
    fn words(&self, a: &Range<usize>, b: &Range<usize>, x: &mut [f32; PAIR]) {
        let word = |token: usize| self.passage.word(token);
        let shape = |token: usize| self.passage.tokens[token].shape;
        let (first_a, last_a) = (word(a.start), word(a.end - 1));
        x[18] = share(a.len());
        x[19] = share(b.len());
        x[20] = truth(self.begins_sentence(a.start));
        x[21] = truth(self.begins_sentence(b.start));
        x[22] = truth(self.sight.quotes[a.start] == 1);
        x[23] = truth(self.sight.quotes[b.start] == 1);
        x[24] = truth(shape(b.start) == Shape::OpenQuote);
        x[25] = truth(shape(b.end - 1) == Shape::CloseQuote);
        let pronoun = b.len() == 1 && is_pronoun(word(b.start));
        x[26] = truth(pronoun);
        x[27] = truth(matches!(shape(b.start), Shape::Title | Shape::Upper) && !pronoun);
        x[28] = truth(first_a == "according");
        x[29] = truth((self.sight.flags[a.start] | self.sight.flags[a.end - 1]) & REPORTING != 0);
        x[30] = truth(last_a == "to");
        x[31] = truth(matches!(last_a, "by" | "from" | "of"));
        x[32] = truth(a.clone().all(|it| !is_wordlike(word(it))));
        x[33] = truth(word(b.start) == "that");
        x[34] = truth(self.ends_sentence(b.end));
        x[35] = truth(self.ends_sentence(a.end));
        x[41] = truth(shape(a.start) == Shape::OpenQuote);
        x[42] = truth([first_a, last_a].iter().any(|it| matches!(*it, "'s" | "’s")));
    }

    fn begins_sentence(&self, token: usize) -> bool {
        self.passage.sentences[self.passage.sentence_of(token)].tokens.start == token
    }

    /// Whether a sentence ends before the token `end`, or right behind a mark there.
    fn ends_sentence(&self, end: usize) -> bool {
        let ends = |it: usize| self.passage.sentences[self.passage.sentence_of(it - 1)].tokens.end == it;
        ends(end) || end < self.passage.tokens.len() && ends(end + 1) && !is_wordlike(self.passage.word(end))
    }
}

/// How many of the spans, which are in order, lie in a stretch.
fn inside(spans: &[Range<usize>], stretch: &Range<usize>) -> usize {
    let from = spans.partition_point(|it| it.start < stretch.start);
    spans[from..].iter().take(3).take_while(|it| it.end <= stretch.end).count()
}

fn truth(it: bool) -> f32 {
    f32::from(u8::from(it))
}

/// A count as a part of the most that is told apart.
fn few(count: usize, most: usize) -> f32 {
    count.min(most) as f32 / most as f32
}

/// A length between 0 and 1.
fn share(length: usize) -> f32 {
    length as f32 / (length as f32 + 5.0)
}

fn is_wordlike(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_alphanumeric)
}

fn is_relative(form: &str) -> bool {
    matches!(form, "who" | "whom" | "whose" | "which" | "that")
}

fn is_pronoun(form: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "i",
        "me",
        "he",
        "him",
        "she",
        "her",
        "they",
        "them",
        "we",
        "us",
        "you",
        "it",
        "who",
        "himself",
        "herself",
        "themselves",
        "myself",
        "one",
    ];
    PRONOUNS.contains(&form)
}
