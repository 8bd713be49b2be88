//! What a text says, as `onrecord annotate` prints it: all offsets in code points.

use bitflags::bitflags;
use serde::Serialize;

use super::Places;
use crate::{
    article::{Article, Entity, Paragraph},
    markup,
    reading::{Attribution, ContentKind, Form},
    rules::Finding,
    text::Span,
};

bitflags! {
    /// Which parts of an annotation are asked for.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Parts: u8 {
        const SENTENCES = 1;
        const ATTRIBUTIONS = 1 << 1;
        const ENTITIES = 1 << 2;
        const SUPPORT = 1 << 3;
        const FINDINGS = 1 << 4;
    }
}

impl Parts {
    /// By its name in the output.
    pub fn named(name: &str) -> Option<Parts> {
        Some(match name {
            "sentences" => Parts::SENTENCES,
            "attributions" => Parts::ATTRIBUTIONS,
            "entities" | "references" => Parts::ENTITIES,
            "support" => Parts::SUPPORT,
            "findings" => Parts::FINDINGS,
            _ => return None,
        })
    }
}

/// A part that was not asked for is not printed.
pub type Part<T> = Option<Vec<T>>;

#[derive(Serialize)]
pub struct Annotation {
    /// ISO 639, where it is not English.
    #[serde(skip_serializing_if = "Option::is_none")]
    language_found: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Part<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributions: Part<Said>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Part<Named>,
    /// Pronouns and roles in place of a name, and whom they mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    references: Part<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    support: Part<Stands>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Part<Found>,
}

#[derive(Serialize)]
struct Said {
    id: String,
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    speaker: Option<String>,
    kind: &'static str,
    via: Option<String>,
    nested: bool,
}

#[derive(Serialize)]
struct Named {
    start: usize,
    end: usize,
    r#type: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Reference {
    start: usize,
    end: usize,
    name: String,
}

#[derive(Serialize)]
struct Stands {
    sentence: usize,
    status: &'static str,
    /// The probability that most desks would ask who says so, were nobody to carry it: 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// Who carries it: the words of the source, or of the cue where there is no source.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_by: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct Found {
    code: &'static str,
    severity: &'static str,
    start: usize,
    end: usize,
    message: String,
}

impl Annotation {
    /// `findings` are those of a review of this article; they are printed only if asked for.
    pub fn of(article: &Article, findings: &[Finding], parts: Parts) -> Annotation {
        let asked = |part: Parts| parts.contains(part);
        let names = asked(Parts::ENTITIES).then(|| names(article));
        let (entities, references) = names.unzip();
        Annotation {
            language_found: article.language().map(|it| it.code),
            sentences: asked(Parts::SENTENCES).then(|| sentences(article)),
            attributions: asked(Parts::ATTRIBUTIONS).then(|| attributions(article)),
            entities,
            references,
            support: asked(Parts::SUPPORT).then(|| support(article)),
            findings: asked(Parts::FINDINGS).then(|| found(article, findings)),
        }
    }
}

fn sentences(article: &Article) -> Vec<[usize; 2]> {
    let mut places = Places::new(article.text());
    let spans = article.paragraphs().flat_map(|paragraph| {
        paragraph.reading.passage.sentences.iter().map(move |it| paragraph.document(it.span))
    });
    spans.map(|it| places.span(it)).collect()
}

fn support(article: &Article) -> Vec<Stands> {
    let mut places = Places::new(article.text());
    let sentences = article.paragraphs().flat_map(|paragraph| {
        (0..paragraph.reading.passage.sentences.len()).map(move |it| (paragraph.index, it))
    });
    let stands = sentences.enumerate().map(|(number, (paragraph, sentence))| {
        let support = article.support(paragraph, sentence);
        let need = article.need(paragraph, sentence);
        Stands {
            sentence: number,
            status: support.status.code(),
            need: need.map(|it| rounded(it.asked)),
            kind: need.map(|it| it.kind.code()),
            carried_by: support.by.and_then(|it| carrier_span(article, it)).map(|it| places.span(it)),
        }
    });
    stands.collect()
}

/// To three digits, so that it prints as one would write it.
fn rounded(chance: f32) -> f64 {
    (f64::from(chance) * 1000.0).round() / 1000.0
}

/// The words that name whoever stands behind an attribution, or else those that attribute.
fn carrier_span(article: &Article, attribution: usize) -> Option<Span> {
    let sourced = &article.attributions()[attribution];
    let paragraph = article.paragraph(sourced.paragraph);
    let it = &paragraph.reading.attributions[sourced.attribution];
    let span = it.source.as_ref().map(|it| it.span).or(it.cue.first().copied())?;
    Some(paragraph.document(span))
}

fn attributions(article: &Article) -> Vec<Said> {
    let mut places = Places::new(article.text());
    let all = article.attributions().iter().enumerate();
    all.map(|(number, sourced)| {
        let paragraph = article.paragraph(sourced.paragraph);
        let it = &paragraph.reading.attributions[sourced.attribution];
        let source = it.source.as_ref().map(|it| it.span);
        let speaker = sourced.speaker.map(|it| article.entities()[it].name.clone());
        Said {
            id: format!("a{}", number + 1),
            source: source.iter().map(|it| places.span(paragraph.document(*it))).collect(),
            cue: it.cue.iter().map(|it| places.span(paragraph.document(*it))).collect(),
            content: content(&paragraph, it).map(|it| places.span(it)).collect(),
            speaker,
            kind: match it.kind {
                ContentKind::Direct => "direct",
                ContentKind::Mixed => "mixed",
                ContentKind::Indirect | ContentKind::NounPhrase => "indirect",
            },
            via: article.passed_on(sourced).and_then(|it| carrier(article, it)),
            nested: it.parent.is_some(),
        }
    })
    .collect()
}

/// Who passed words on: the person or organisation by its full name, else the words of the source.
fn carrier(article: &Article, attribution: usize) -> Option<String> {
    let sourced = &article.attributions()[attribution];
    if let Some(speaker) = sourced.speaker {
        return Some(article.entities()[speaker].name.clone());
    }
    let paragraph = article.paragraph(sourced.paragraph);
    let source = paragraph.reading.attributions[sourced.attribution].source.as_ref()?;
    Some(markup::shown(source.span.of(&paragraph.reading.passage.text)).into_owned())
}

/// The pieces of content without the white space and the comma or full stop at their ends, as the scorer counts them.
fn content<'a>(paragraph: &'a Paragraph, attribution: &'a Attribution) -> impl Iterator<Item = Span> + 'a {
    let text = &paragraph.reading.passage.text;
    attribution.content.iter().filter_map(|it| {
        let words = it.of(text);
        let head =
            words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '.'));
        let start = it.start + (words.len() - head.len());
        let tail = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '.'));
        (!tail.is_empty()).then(|| paragraph.document(Span::new(start, start + tail.len())))
    })
}

/// Every place where something is named, and every pronoun and role whose person is known.
fn names(article: &Article) -> (Vec<Named>, Vec<Reference>) {
    let mut places = Places::new(article.text());
    let mut owners = std::collections::HashMap::new();
    for entity in article.entities() {
        owners
            .extend(entity.mentions.iter().map(|it| ((it.paragraph as usize, it.mention as usize), entity)));
    }
    let (mut named, mut references) = (Vec::new(), Vec::new());
    for paragraph in article.paragraphs() {
        for (index, it) in paragraph.reading.mentions.iter().enumerate() {
            let [start, end] = places.span(paragraph.document(it.span));
            let owner: Option<&Entity> = owners.get(&(paragraph.index, index)).copied();
            match (it.form, owner) {
                (Form::Name, None) => {
                    let name = it.span.of(&paragraph.reading.passage.text).to_owned();
                    named.push(Named { start, end, r#type: it.kind.code(), name });
                }
                (Form::Name, Some(entity)) => {
                    let kind = entity.kind_of(it.kind);
                    named.push(Named { start, end, r#type: kind.code(), name: entity.name.clone() });
                }
                (Form::Pronoun | Form::Role, Some(it)) => {
                    references.push(Reference { start, end, name: it.name.clone() });
                }
                (Form::Pronoun | Form::Role, None) => {}
            }
        }
    }
    (named, references)
}

fn found(article: &Article, findings: &[Finding]) -> Vec<Found> {
    let mut places = Places::new(article.text());
    let all = findings.iter().map(|it| {
        let [start, end] = places.span(it.span);
        Found { code: it.code, severity: it.severity.name(), start, end, message: it.message.clone() }
    });
    all.collect()
}
