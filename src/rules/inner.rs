//! What leads from one place of a document to another, in the formats whose readers mark it.

use std::collections::HashMap;

use super::{Context, citing::Targets, unknown_source::is_cross_reference};
use crate::{
    article::Article,
    markup::{self, Aim, Format, MarkKind, Target, html, wiki},
    text::Span,
};

/// A mark that leads nowhere.
pub(super) struct Broken<'a> {
    /// The mark, in bytes of the document.
    pub span: Span,
    pub what: &'static str,
    pub label: &'a str,
    pub nearest: Option<String>,
    /// Whether another file may hold what it leads to, whatever is known of this one.
    pub unsure: bool,
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
    /// An entry of a list of references, which one file of several may hold for all.
    Entry,
}

impl Goal {
    fn name(self, format: Format) -> &'static str {
        match (self, format) {
            (Goal::Note, _) => "note",
            (Goal::Entry, _) => "entry",
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
    let targets = Targets::of(article, context.texts.library().work.as_ref());
    // Where a document has no entry of its own, all of them stand elsewhere.
    let kept = |it: &Use| it.goal != Goal::Entry || targets.has_entries();
    let is_wiki = article.format() == Format::MediaWiki;
    let leads = |it: &Use| leads(&targets, it) || is_wiki && leads_decoded(&targets, it);
    let broken = uses.into_iter().filter(|it| kept(it) && !leads(it));
    let broken = broken.map(|it| {
        let nearest = match it.goal {
            Goal::Note | Goal::Entry => targets.nearest(it.label, true),
            _ => targets.nearest_anchor(it.label),
        };
        let (what, unsure) = (it.goal.name(article.format()), it.goal == Goal::Entry);
        Broken { span: it.span, what, label: it.label, nearest, unsure }
    });
    broken.collect()
}

/// A key of a source is another rule's.
fn is_source(context: &Context, label: &str) -> bool {
    context.texts.library().find(label).is_some() || !context.texts.cited(label).is_empty()
}

fn leads(targets: &Targets, it: &Use) -> bool {
    match it.goal {
        Goal::Note | Goal::Entry => targets.has(it.label, true),
        Goal::Place => targets.has_id(it.label),
        Goal::Heading => {
            targets.has_id(it.label) || targets.has_anchor(it.label) || targets.has(it.label, true)
        }
    }
}

/// Whether it leads somewhere once its name is read as MediaWiki reads it.
fn leads_decoded(targets: &Targets, it: &Use) -> bool {
    let label = wiki::named(it.label);
    let section = wiki::section(&label);
    [&label, &section].into_iter().any(|label| leads(targets, &Use { label, ..*it }))
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
            let made = label.is_empty()
                || label.eq_ignore_ascii_case("top")
                || label.contains(['=', '/', '!', '%', ':']);
            (!made && !is_made_for(label, words)).then_some((label, Goal::Place))
        }
        (Format::Html, MarkKind::Footnote(label)) => {
            words.contains(&format!("#{label}")).then_some((label, Goal::Place))
        }
        (Format::Latex | Format::Typst, MarkKind::Inner(label)) => {
            // A macro's argument, or a label that a macro makes.
            (!label.contains(['#', '\\', '{']) && !label.is_empty()).then_some((label, Goal::Place))
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
            words.starts_with('[').then_some((key, Goal::Entry))
        }
        (Format::ReStructuredText, MarkKind::Inner(label)) => Some((label, Goal::Heading)),
        (Format::MediaWiki, MarkKind::Citation(name)) => {
            let refers = wiki::is_ref(words) && words.ends_with("/>") && !name.contains(['{', '}']);
            refers.then_some((name, Goal::Note))
        }
        (Format::MediaWiki, MarkKind::Inner(section)) => {
            // Templates that cite make a place for what they cite.
            let made = section.contains(['{', '}', '<']) || section.starts_with("CITEREF");
            (!made).then_some((section, Goal::Heading))
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

/// What a tag gives as its address for something that is no place of the page: a script takes the click, or a
/// program that lists who has helped has written it, each name with what they did.
pub(super) fn is_made_for(anchor: &str, words: &str) -> bool {
    const HELP: [&str; 34] = [
        "a11y",
        "audio",
        "blog",
        "bug",
        "business",
        "code",
        "content",
        "data",
        "design",
        "doc",
        "eventorganizing",
        "example",
        "financial",
        "fundingfinding",
        "ideas",
        "infra",
        "maintenance",
        "mentoring",
        "platform",
        "plugin",
        "projectmanagement",
        "promotion",
        "question",
        "research",
        "review",
        "security",
        "talk",
        "test",
        "tool",
        "translation",
        "tutorial",
        "usertesting",
        "video",
        "mentor",
    ];
    let Some(tag) = words.strip_prefix('<').and_then(|it| it.get(..html::tag_length(words).checked_sub(1)?))
    else {
        return false;
    };
    let tag = tag.to_ascii_lowercase();
    let acts =
        ["onclick", "data-", "aria-controls", "role=\"button", "role=\"tab", "@click", "v-on:", "download"];
    let help = anchor.split_once('-').map(|it| it.0.to_ascii_lowercase());
    let is_help = help.is_some_and(|it| HELP.contains(&it.as_str()));
    acts.iter().any(|it| tag.contains(it)) || is_help && tag.contains("title=")
}

/// The notes that nothing refers to, where notes have names: wherever the label stands, it counts.
pub(super) fn unused(article: &Article) -> Vec<Span> {
    let (format, text) = (article.format(), article.text());
    if !matches!(format, Format::Org | Format::ReStructuredText) {
        return Vec::new();
    }
    // What is written where it is referred to refers to itself.
    let notes = markup::targets(format, text).into_iter().filter(|it| {
        let named = !matches!(it.label.as_str(), "#" | "*");
        it.aim == Aim::Note && it.span.of(text).starts_with('[') && named
    });
    let notes: Vec<Target> = notes.collect();
    if notes.is_empty() {
        return Vec::new();
    }
    let referred = referred(format, text);
    let is_used = |it: &Target| {
        // An Org note begins with the mark that refers to it.
        let own = usize::from(format == Format::Org);
        referred.get(it.label.trim_start_matches('#')).is_some_and(|count| *count > own)
    };
    notes.iter().filter(|it| !is_used(it)).map(|it| it.span).collect()
}

/// How often each label stands where a note is referred to, found in one go: `[fn:label]`; `[label]_`, `[#label]_`, `label_`.
fn referred(format: Format, text: &str) -> HashMap<&str, usize> {
    let mut out = HashMap::new();
    let mut count = |label| *out.entry(label).or_default() += 1;
    if format == Format::Org {
        for (at, mark) in text.match_indices("[fn:") {
            let rest = &text[at + mark.len()..];
            // A label has no bracket in it and no end of line: whoever never closes one costs no more than a look.
            let end = rest.find(['[', ']', '\n']).filter(|it| rest[*it..].starts_with(']'));
            end.into_iter().for_each(|end| count(&rest[..end]));
        }
        return out;
    }
    for at in memchr::memchr_iter(b'_', text.as_bytes()) {
        let before = &text[..at];
        let words = before.strip_suffix(']').unwrap_or(before);
        let label = &words[words.trim_end_matches(is_of_label).len()..];
        count(label);
    }
    out
}

fn is_of_label(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '-' | '.' | ':' | '+' | '_')
}
