//! The ledger beside an article: answers to what an editor would ask, in plain text.
//!
//! An entry is a few lines of `key: value`, entries stand apart by empty lines, and `#` begins a
//! remark. Nothing here writes: a new entry is an edit that puts its lines at the top of the file,
//! where it fits whatever else has happened to it. Identities of unnamed sources go into a file of
//! their own, which nothing reads.

mod reading;

pub use reading::{Reading, read, read_file};

use crate::{
    article::Article,
    features::{actions::ActionKind, hover::words},
    rules::{
        Finding, Review,
        ledger::{Answer, Fingerprints, placed},
    },
    text::Span,
};

/// What the name of an article's ledger ends with.
pub const ENDING: &str = ".onrecord";

/// What the name of the file of identities ends with. It belongs into no repository.
pub const PRIVATE_ENDING: &str = ".onrecord-private";

/// Whether a file of this name lies beside an article and is none itself.
pub fn is_record(name: &str) -> bool {
    name.ends_with(ENDING) || name.ends_with(PRIVATE_ENDING)
}

/// Something that can be put on record about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub title: String,
    pub kind: ActionKind,
    /// An index into `Review::findings`.
    pub finding: usize,
    /// What [`entry`] needs to find it again; opaque, survives a trip to the client.
    pub key: String,
}

/// Lines to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub file: File,
    pub lines: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    Ledger,
    /// Who an unnamed source is.
    Private,
}

/// How keys begin.
pub const KEY: &str = "ledger";

/// Findings that ask for no answer on record.
const UNASKED: &[&str] = &["named-entity", "placeholder-left", "unknown-directive", "unused-dismissal"];

/// Answers to a statement without a source: titles, and what the note asks for.
const ANSWERS: &[(Answer, &str, &str)] = &[
    (Answer::Witnessed, "Witnessed by the reporter (in the ledger)", "when and where?"),
    (Answer::PublicRecord, "Public record (in the ledger)", "which record?"),
    (Answer::CommonKnowledge, "Common knowledge (in the ledger)", ""),
    (Answer::OwnCalculation, "Own calculation (in the ledger)", "from what, and how?"),
    (Answer::OnBackground, "On background (in the ledger)", "what was agreed?"),
];

const IGNORED: &str = "Ignore with a reason (in the ledger)";

const IDENTITY: &str = "Record who this is, in a private file";

/// What stands for an answer in the key of an identity.
const WHO: &str = "identity";

/// What can be put on record about the findings that touch `span`.
pub fn offers(review: &Review, span: Span) -> Vec<Offer> {
    let here = review.findings.iter().enumerate();
    let here = here.filter(|(_, it)| it.span.start <= span.end && span.start <= it.span.end);
    let mut out = Vec::new();
    for (index, finding) in here.filter(|(_, it)| !UNASKED.contains(&it.code)) {
        let mut offer = |title: &str, kind: &str| {
            out.push(Offer {
                title: title.to_owned(),
                kind: if kind == WHO { ActionKind::QuickFix } else { ActionKind::Dismiss },
                finding: index,
                key: key(&review.article, finding, kind),
            });
        };
        if matches!(finding.code, "unattributed-claim" | "unattributed-figure" | "unattributed-allegation") {
            ANSWERS.iter().for_each(|(answer, title, _)| offer(title, answer.code()));
        }
        offer(IGNORED, Answer::Ignore.code());
        if finding.code == "anonymous-source" {
            offer(IDENTITY, WHO);
        }
    }
    out
}

fn key(article: &Article, finding: &Finding, kind: &str) -> String {
    let Span { start, end } = finding.span;
    format!("{KEY} {kind} {} {start} {end} {}", finding.code, article.words(finding.span))
}

/// The lines that an offer puts on record; none when the text has changed so that it no longer fits.
pub fn entry(review: &Review, key: &str) -> Option<Entry> {
    let mut parts = key.strip_prefix(KEY)?.strip_prefix(' ')?.splitn(5, ' ');
    let (kind, code) = (parts.next()?, parts.next()?);
    let span = Span::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let words = parts.next()?;
    let mut findings = review.findings.iter();
    let finding = findings.find(|it| it.code == code && it.span == span)?;
    let article = &review.article;
    let place = placed(article).into_iter().find(|it| it.span.contains(span.start))?;
    if article.words(span) != words {
        return None;
    }
    let text = words::short(article.words(place.span), 120);
    if kind == WHO {
        let source = words::short(words, 120);
        let lines = format!("source: {source}\ntext: {text}\nname:\ncontact:\nagreed:\n\n");
        return Some(Entry { file: File::Private, lines });
    }
    let answer = Answer::ALL.into_iter().find(|it| it.code() == kind)?;
    let asks = ANSWERS.iter().find(|it| it.0 == answer).map_or("reason?", |it| it.2);
    Some(Entry { file: File::Ledger, lines: lines(answer, finding.code, place.prints, &text, asks) })
}

fn lines(answer: Answer, code: &str, prints: Fingerprints, text: &str, note: &str) -> String {
    let Fingerprints { before, sentence, after } = prints;
    let note = if note.is_empty() { String::new() } else { format!("note: {note}\n") };
    format!(
        "answer: {}\nrule: {code}\nsentence: {sentence:016x}\nbefore: {before:016x}\nafter: {after:016x}\ntext: {text}\n{note}\n",
        answer.code()
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        markup::Format,
        rules::{Ledger, Settings},
    };

    const TEXT: &str = "The gate opens at nine.\n\nIt closes at six.\n\n\
        A delegation of the Harbour Board met with the owners of the quay in Lund.\n\n\
        A source said the deal is dead.\n";

    fn review(ledger: Ledger) -> Review {
        let settings = Settings { ledger: Arc::new(ledger), ..Settings::default() };
        Review::of(Arc::new(Article::read(TEXT, Format::Markdown)), &settings)
    }

    fn all(review: &Review) -> Vec<Offer> {
        offers(review, Span::new(0, TEXT.len()))
    }

    #[test]
    fn every_answer_on_record_silences_its_question() {
        let before = review(Ledger::default());
        let mut records = 0;
        for offer in all(&before) {
            let code = before.findings[offer.finding].code;
            let entry = entry(&before, &offer.key).expect("the text is as it was");
            if entry.file == File::Private {
                assert_eq!(code, "anonymous-source");
                continue;
            }
            let Reading { ledger, complaints } = read(&entry.lines);
            assert_eq!(complaints, [""; 0], "{}", entry.lines);
            let after = review(ledger);
            assert!(!after.findings.iter().any(|it| it.code == code), "{}", offer.title);
            assert!(!after.findings.iter().any(|it| it.code == "unused-dismissal"));
            records += 1;
        }
        assert_eq!(records, 7, "six for the claim, one for the source");
    }

    #[test]
    fn who_an_unnamed_source_is_goes_into_a_file_of_its_own() {
        let before = review(Ledger::default());
        let offer = all(&before).into_iter().find(|it| it.title == IDENTITY).expect("it is offered");
        let entry = entry(&before, &offer.key).expect("the text is as it was");
        assert_eq!(entry.file, File::Private);
        assert!(entry.lines.starts_with("source: A source\ntext: A source said"), "{}", entry.lines);
    }

    #[test]
    fn an_offer_for_other_words_puts_nothing_on_record() {
        let before = review(Ledger::default());
        for key in [
            "",
            "ledger",
            "ledger ignore vague-source 0 3 The",
            "ledger sing vague-source 1 2 x",
            "fix:0:0 a",
        ] {
            assert_eq!(entry(&before, key), None, "{key}");
        }
    }
}
