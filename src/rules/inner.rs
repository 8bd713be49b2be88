//! What leads from one place of a document to another, in the formats whose readers mark it.

use super::{Context, citing::Targets, unknown_source::is_cross_reference};
use crate::{
    article::Article,
    markup::{self, Aim, Format, MarkKind},
    text::Span,
};

/// A mark that leads nowhere.
pub(super) struct Broken<'a> {
    /// The mark, in bytes of the document.
    pub span: Span,
    pub what: &'static str,
    pub label: &'a str,
    pub nearest: Option<String>,
}

/// A mark and where it would lead.
struct Use<'a> {
    span: Span,
    label: &'a str,
    goal: Goal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    Note,
    /// A place with this name.
    Place,
    /// A heading of these words, or a place with this name.
    Heading,
}

impl Goal {
    fn name(self, format: Format) -> &'static str {
        match (self, format) {
            (Goal::Note, _) => "note",
            (Goal::Place, Format::Latex | Format::Typst) => "label",
            (Goal::Place, _) => "place",
            (Goal::Heading, Format::ReStructuredText) => "target",
            (Goal::Heading, _) => "heading",
        }
    }
}

/// The marks that lead to nothing in this document, in order.
pub(super) fn broken<'a>(context: &Context<'a>) -> Vec<Broken<'a>> {
    let article = context.article;
    let uses: Vec<Use> = uses(article).filter(|it| !is_source(context, it.label)).collect();
    if uses.is_empty() {
        return Vec::new();
    }
    let targets = Targets::of(article, uses.iter().any(|it| it.goal == Goal::Heading));
    let broken = uses.into_iter().filter(|it| !leads(&targets, it));
    let broken = broken.map(|it| {
        let nearest = match it.goal {
            Goal::Note => targets.nearest(it.label, true),
            _ => targets.nearest_anchor(it.label),
        };
        Broken { span: it.span, what: it.goal.name(article.format()), label: it.label, nearest }
    });
    broken.collect()
}

/// A key of a source is another rule's.
fn is_source(context: &Context, label: &str) -> bool {
    context.texts.library().find(label).is_some() || !context.texts.cited(label).is_empty()
}

fn leads(targets: &Targets, it: &Use) -> bool {
    match it.goal {
        Goal::Note => targets.has(it.label, true),
        Goal::Place => targets.has_id(it.label),
        Goal::Heading => {
            targets.has_id(it.label) || targets.has_anchor(it.label) || targets.has(it.label, true)
        }
    }
}

fn uses(article: &Article) -> impl Iterator<Item = Use<'_>> {
    let format = article.format();
    article.paragraphs().flat_map(move |paragraph| {
        let marks = paragraph.block.marks.iter();
        marks.filter_map(move |mark| {
            let span = paragraph.mark_span(mark);
            let (label, goal) = goal(format, &mark.kind, article.words(span))?;
            Some(Use { span, label, goal })
        })
    })
}

/// Where a mark leads inside the document; None where it leads out of it or cannot lead astray.
fn goal<'a>(format: Format, kind: &'a MarkKind, words: &str) -> Option<(&'a str, Goal)> {
    match (format, kind) {
        (Format::Html, MarkKind::Link(target)) => {
            let label = target.strip_prefix('#')?;
            let made = label.is_empty() || label == "top" || label.contains(['=', '/', '!', '%', ':']);
            (!made).then_some((label, Goal::Place))
        }
        (Format::Html, MarkKind::Footnote(label)) => {
            words.contains(&format!("#{label}")).then_some((label, Goal::Place))
        }
        (Format::Latex | Format::Typst, MarkKind::Inner(label)) => {
            // A macro's argument, or a label that a macro makes.
            (!label.contains(['#', '\\', '{'])).then_some((label, Goal::Place))
        }
        (Format::Typst, MarkKind::Citation(key)) => {
            (words.starts_with('@') && is_cross_reference(key)).then_some((key, Goal::Place))
        }
        (Format::AsciiDoc, MarkKind::Inner(label)) => {
            let label = label.strip_prefix('#').unwrap_or(label);
            let leaves = label.contains(['#', '/', '{', ':']) || label.ends_with(".adoc");
            (!leaves && !label.is_empty()).then_some((label, Goal::Heading))
        }
        (Format::AsciiDoc, MarkKind::Footnote(label)) => words.ends_with("[]").then_some((label, Goal::Note)),
        (Format::ReStructuredText, MarkKind::Footnote(label)) => {
            // Numbered and starred by themselves.
            (!matches!(label.as_str(), "#" | "*")).then_some((label, Goal::Note))
        }
        (Format::ReStructuredText, MarkKind::Citation(key)) => {
            words.starts_with('[').then_some((key, Goal::Note))
        }
        (Format::ReStructuredText, MarkKind::Inner(label)) => Some((label, Goal::Heading)),
        (Format::MediaWiki, MarkKind::Citation(name)) => {
            let refers = words.starts_with("<ref") && words.ends_with("/>") && !name.contains(['{', '}']);
            refers.then_some((name, Goal::Note))
        }
        (Format::MediaWiki, MarkKind::Inner(section)) => {
            (!section.contains(['{', '}', '<'])).then_some((section, Goal::Heading))
        }
        (Format::Org, MarkKind::Footnote(label)) => {
            (words == format!("[fn:{label}]")).then_some((label, Goal::Note))
        }
        (Format::Org, MarkKind::Inner(label)) => match label.strip_prefix('#') {
            Some(id) => Some((id, Goal::Place)),
            None => Some((label.strip_prefix('*')?, Goal::Heading)),
        },
        _ => None,
    }
}

/// The notes that nothing refers to, where notes have names: wherever the label stands, it counts.
pub(super) fn unused(article: &Article) -> Vec<Span> {
    let text = article.text();
    let opening = match article.format() {
        Format::Org => "[fn:",
        Format::ReStructuredText => "[",
        _ => return Vec::new(),
    };
    let notes = markup::targets(article.format(), text).into_iter().filter(|it| it.aim == Aim::Note);
    // What is written where it is referred to refers to itself.
    let notes =
        notes.filter(|it| it.span.of(text).starts_with('[') && !matches!(it.label.as_str(), "#" | "*"));
    let named = |label: &str| text.contains(&format!("{}_", label.trim_start_matches('#')));
    let is_used = |label: &str| match article.format() {
        Format::Org => text.matches(&format!("{opening}{label}]")).count() > 1,
        _ => text.contains(&format!("[{label}]_")) || named(label),
    };
    notes.filter(|it| !is_used(&it.label)).map(|it| it.span).collect()
}
