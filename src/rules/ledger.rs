//! Why a statement may stand as it stands, kept beside the article.
//!
//! An entry knows its sentence by a fingerprint of its words, and tells equal sentences apart by
//! those of their neighbours: it survives edits around the sentence and movement in the text, and
//! holds no longer when the sentence itself has changed.

use super::Finding;
use crate::{
    article::{Article, Paragraph},
    text::Span,
};

/// The answers of a writer to what an editor would ask about one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    pub entries: Vec<Dismissal>,
    /// Two versions stand in its file side by side: nothing is added until that is mended.
    pub is_torn: bool,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    pub answer: Answer,
    /// The rule that is answered.
    pub code: &'static str,
    pub place: Fingerprints,
    /// The sentence as it was, for people; cut where it is long.
    pub text: String,
    /// The line of the ledger it begins on, from 1.
    pub line: usize,
}

/// Why a statement may stand as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Witnessed,
    PublicRecord,
    CommonKnowledge,
    OwnCalculation,
    OnBackground,
    Ignore,
}

impl Answer {
    pub const ALL: [Answer; 6] = [
        Answer::Witnessed,
        Answer::PublicRecord,
        Answer::CommonKnowledge,
        Answer::OwnCalculation,
        Answer::OnBackground,
        Answer::Ignore,
    ];

    /// As a ledger names it.
    pub fn code(self) -> &'static str {
        match self {
            Answer::Witnessed => "witnessed",
            Answer::PublicRecord => "public-record",
            Answer::CommonKnowledge => "common-knowledge",
            Answer::OwnCalculation => "own-calculation",
            Answer::OnBackground => "on-background",
            Answer::Ignore => "ignore",
        }
    }
}

/// A sentence and those beside it; 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    pub before: u64,
    pub sentence: u64,
    pub after: u64,
}

impl Fingerprints {
    /// How many of the neighbours are the same.
    fn likeness(self, other: Fingerprints) -> usize {
        usize::from(self.before == other.before) + usize::from(self.after == other.after)
    }
}

/// A sentence of the article's own text.
pub struct Placed {
    /// In bytes of the document.
    pub span: Span,
    pub prints: Fingerprints,
}

/// The sentences of the article's own text in order, each with its neighbours.
pub fn placed(article: &Article) -> Vec<Placed> {
    let body = article.paragraphs().filter(|it| it.block.kind.is_body());
    let sentence = |paragraph: Paragraph| {
        let sentences = paragraph.reading.passage.sentences.iter();
        let text = &paragraph.reading.passage.text;
        let placed = sentences.map(|it| (paragraph.document(it.span), fingerprint(it.span.of(text))));
        placed.collect::<Vec<_>>()
    };
    let all: Vec<(Span, u64)> = body.flat_map(sentence).collect();
    let print = |index: Option<usize>| index.and_then(|it| all.get(it)).map_or(0, |it| it.1);
    let placed = all.iter().enumerate().map(|(index, (span, sentence))| {
        let (before, after) = (print(index.checked_sub(1)), print(Some(index + 1)));
        Placed { span: *span, prints: Fingerprints { before, sentence: *sentence, after } }
    });
    placed.collect()
}

/// The same for the same words, however they are broken into lines; never 0. FNV-1a, 64 bits: it
/// stands in files and must be the same on every machine.
pub fn fingerprint(words: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for word in words.split_whitespace() {
        word.bytes().for_each(&mut add);
        add(b' ');
    }
    hash.max(1)
}

/// An entry that answers nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idle<'a> {
    pub entry: &'a Dismissal,
    /// Where its sentence is, or what stands in its place; none when that is gone.
    pub span: Option<Span>,
    /// Its words are not what they were.
    pub changed: bool,
}

impl Ledger {
    /// Findings without those that are answered, and the entries that answer none.
    pub fn quieted<'a>(
        &'a self,
        article: &Article,
        mut findings: Vec<Finding>,
    ) -> (Vec<Finding>, Vec<Idle<'a>>) {
        if self.entries.is_empty() {
            return (findings, Vec::new());
        }
        let placed = placed(article);
        let places: Vec<Option<Span>> = self.entries.iter().map(|it| place(&placed, it.place)).collect();
        let mut used = vec![false; self.entries.len()];
        findings.retain(|finding| {
            let mut answered = false;
            for (index, entry) in self.entries.iter().enumerate() {
                let holds = entry.code == finding.code
                    && places[index].is_some_and(|it| it.contains(finding.span.start));
                used[index] |= holds;
                answered |= holds;
            }
            !answered
        });
        let idle = self.entries.iter().zip(places).zip(used).filter(|(_, used)| !used);
        let idle = idle.map(|((entry, place), _)| match place {
            Some(span) => Idle { entry, span: Some(span), changed: false },
            None => Idle { entry, span: successor(&placed, entry.place), changed: true },
        });
        (findings, idle.collect())
    }
}

/// The sentence of an entry: of several equal ones the one with the same neighbours.
fn place(placed: &[Placed], entry: Fingerprints) -> Option<Span> {
    let same = placed.iter().filter(|it| it.prints.sentence == entry.sentence);
    // Of equally good ones the first: `max_by_key` would take the last.
    let best = same.rev().max_by_key(|it| it.prints.likeness(entry));
    best.map(|it| it.span)
}

/// The sentence that stands between the neighbours of a sentence that is not there any more.
fn successor(placed: &[Placed], gone: Fingerprints) -> Option<Span> {
    let between = |it: &&Placed| it.prints.before == gone.before && it.prints.after == gone.after;
    placed.iter().find(between).map(|it| it.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        markup::Format,
        rules::{Review, Settings},
    };
    use std::sync::Arc;

    const CLAIM: &str = "A delegation of the Harbour Board met with the owners of the quay in Lund.";

    fn read(text: &str) -> Article {
        Article::read(text, Format::Markdown)
    }

    /// An entry for the sentence that begins with these words.
    fn entry(text: &str, words: &str) -> Dismissal {
        let article = read(text);
        let found = placed(&article).into_iter().find(|it| article.words(it.span).starts_with(words));
        let place = found.expect("the sentence stands in the article").prints;
        let (answer, code) = (Answer::Witnessed, "unattributed-claim");
        Dismissal { answer, code, place, text: words.to_owned(), line: 1 }
    }

    /// The codes of what is still asked.
    fn asked(text: &str, entry: Dismissal) -> Vec<&'static str> {
        let ledger = Arc::new(Ledger { entries: vec![entry], ..Ledger::default() });
        let settings = Settings { ledger, ..Settings::default() };
        let findings = Review::of(Arc::new(read(text)), &settings).findings;
        findings.into_iter().map(|it| it.code).filter(|it| *it != "named-entity").collect()
    }

    fn article(claim: &str) -> String {
        format!("The gate opens at nine.\n\nIt closes at six.\n\n{claim}\n\nThe quay opens at ten.\n")
    }

    #[test]
    fn an_entry_survives_edits_around_its_sentence() {
        let text = article(CLAIM);
        let kept = entry(&text, "A delegation");
        let moved =
            format!("The key was found in May.\n\n{}", text.replace("closes at six", "closes at seven"));
        let wrapped = text.replace("Harbour Board met", "Harbour Board\nmet");
        for text in [&text, &moved, &wrapped] {
            assert_eq!(asked(text, kept.clone()), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_entry_ends_with_the_words_it_was_written_for() {
        let text = article(CLAIM);
        let kept = entry(&text, "A delegation");
        let changed = text.replace("in Lund", "in Malmö");
        assert_eq!(asked(&changed, kept), ["unattributed-claim", "unused-dismissal"]);
    }

    #[test]
    fn of_equal_sentences_the_one_with_the_same_neighbours_is_answered() {
        let text = format!("{CLAIM}\n\nThe gate opens at nine.\n\n{CLAIM}\n\nThe quay opens at ten.\n");
        let article = read(&text);
        let placed = placed(&article);
        let last = placed.iter().rfind(|it| article.words(it.span) == CLAIM).expect("it stands there twice");
        assert_eq!(place(&placed, last.prints), Some(last.span));
        assert_eq!(place(&placed, Fingerprints { before: 7, after: 7, ..last.prints }), Some(placed[0].span));
    }

    #[test]
    fn the_fingerprint_is_the_same_everywhere() {
        assert_eq!(fingerprint("The gate  was\nshut."), fingerprint("The gate was shut."));
        assert_ne!(fingerprint("The gate was shut."), fingerprint("The gate was shut!"));
        assert_eq!(format!("{:016x}", fingerprint("The gate was shut.")), "8b5aff997de998d6");
    }
}
