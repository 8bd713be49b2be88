//! Where the words under the cursor lead among the sources: an entry of a list, a passage of a text.

mod named;

pub use named::of_attribution;

use std::{path::PathBuf, sync::Arc};

use super::citing::{Asked, Evidence, best, cited_at};
use crate::{
    rules::Review,
    sources::{
        import::Imported,
        library::{ListFile, Listed},
    },
    text::Span,
};

/// A place in a file beside the article, or in the article itself.
#[derive(Clone, Debug)]
pub enum Lead {
    /// An entry, in bytes of the list's text.
    Entry { file: Arc<ListFile>, entry: Span, key: Span },
    /// A passage, in bytes of the text's file.
    Passage { path: PathBuf, passage: Option<Span>, sentence: Option<Span> },
    /// A passage of a file that is no text, such as PDF, in bytes of its reading copy.
    InCopy { read: Arc<Imported>, passage: Span, sentence: Span },
    /// Where the article names somebody, in bytes of the document.
    Mention(Span),
}

/// What words lead to the places.
#[derive(Clone, Debug)]
pub struct Leads {
    /// In bytes of the document.
    pub span: Span,
    pub places: Vec<Lead>,
}

/// On a citation: the entry of its source, then what its text says to the sentence. None elsewhere.
pub fn of_key(review: &Review, offset: usize) -> Option<Leads> {
    let cited = cited_at(review, offset)?;
    let texts = review.texts();
    let listed = texts.library().find(&cited.key).and_then(|it| it.listed.as_ref());
    let entry = listed.map(to_entry);
    let found = Asked::at(review, cited.mark.start).and_then(|it| best(&it, &cited.key));
    let passage = match found {
        Some(found) => Some(passage(review, &found)),
        None => texts.cited(&cited.key).first().map(|it| start(&texts.sources()[*it].read)),
    };
    let places: Vec<Lead> = entry.into_iter().chain(passage).collect();
    (!places.is_empty()).then_some(Leads { span: cited.span, places })
}

/// On a quotation or a claim: where a source says so. A sentence that cites is looked for there.
pub fn of_sentence(review: &Review, offset: usize) -> Option<Leads> {
    let asked = Asked::at(review, offset).filter(|it| it.span().touches(offset))?;
    let cited = asked.cited();
    let found: Vec<Evidence> = match cited.is_empty() {
        true => asked.evidence(1),
        false => cited.iter().filter_map(|it| asked.evidence_in(*it)).collect(),
    };
    let places: Vec<Lead> = found.iter().map(|it| passage(review, it)).collect();
    (!places.is_empty()).then(|| Leads { span: asked.span(), places })
}

fn to_entry(listed: &Listed) -> Lead {
    let entry = listed.entry();
    Lead::Entry { file: listed.file.clone(), entry: entry.span, key: entry.key_span }
}

fn passage(review: &Review, evidence: &Evidence) -> Lead {
    into(&evidence.text(review).read, evidence.span, evidence.sentence)
}

/// `passage` and `sentence` in bytes of the clean text.
fn into(read: &Arc<Imported>, passage: Span, sentence: Span) -> Lead {
    let text = &read.text;
    if text.is_opaque() {
        return Lead::InCopy { read: read.clone(), passage, sentence };
    }
    Lead::Passage {
        path: text.path.clone(),
        passage: text.in_file(passage),
        sentence: text.in_file(sentence),
    }
}

fn start(read: &Arc<Imported>) -> Lead {
    match read.text.is_opaque() {
        true => Lead::InCopy { read: read.clone(), passage: Span::default(), sentence: Span::default() },
        false => Lead::Passage { path: read.text.path.clone(), passage: None, sentence: None },
    }
}
