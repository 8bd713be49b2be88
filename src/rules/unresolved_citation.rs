//! # unresolved-citation
//!
//! A note, a reference or a link inside the document leads nowhere; or a note that nobody leads to.
//!
//! A reader who follows a source and finds nothing trusts the next one less.
//! Encyclopedia editors tag broken references by the ten thousand (WP:CITE), and a build stops at them.
//!
//! ```article
//! Costs doubled.[^4]
//!               ^^^^ no note “4”
//! ```
//!
//! ```article
//! See [the audit][audit-2023] for the sums.
//!     ^^^^^^^^^^^^^^^^^^^^^^^ no reference “audit-2023”
//! ```
//!
//! ```article
//! See [above](#the-sums) for the rest.
//!     ^^^^^^^^^^^^^^^^^^ no heading “the-sums”
//! ```
//!
//! ```article
//! Costs doubled[^audits] within a year.
//!              ^^^^^^^^^ Did you mean “audit”?
//!
//! [^audit]: City audit, 2023.
//! ^^^^^^^^ Nothing refers to
//! ```
//!
//! ```article
//! Costs doubled.
//!
//! [old]: https://example.org/old
//! ^^^^^ Nothing refers to
//! ```
//!
//! What leads somewhere is left alone:
//!
//! ```article
//! Costs doubled.[^1]
//!
//! [^1]: City audit, 2023.
//! ```
//!
//! ```article
//! # The sums
//!
//! See [above](#the-sums) and [the audit][audit].
//!
//! [audit]: https://example.org/audit
//! ```
//!
//! ```article
//! Write to ana@example.org, or see `notes[^1]` and [their site](https://example.org/#top).
//! ```
//!
//! ```article
//! <a id="sums"></a> See [the sums](#sums), or go [to the top](#).
//! ```
//!
//! Headings are found however a site makes their anchors, with what is code in them and without:
//!
//! ```article
//! Call [it](#the-parse-function), and see [the costs](#money).
//!
//! ## The `parse()` function
//!
//! ## Costs {#money}
//! ```
//!
//! A definition that leads nowhere is a remark for the desk, and nobody has to refer to it:
//!
//! ```article
//! Costs doubled.
//!
//! [//]: # (Ask the board for the sums.)
//! ```
//!
//! Where other files are included, the definition may stand in one of them:
//!
//! ```article
//! Costs doubled.[^1]
//!
//! {{< include notes.md >}}
//! ```
//!
//! The same holds in every markup: `\ref{sums}` without its `\label`, `[#audit]_` without its note, `<ref name="audit" />` that is nowhere written out, `[fn:4]`, `<<sums>>`, `@sec-sums`, `<a href="#sums">`.
//! A chapter is judged with the whole of its work where its main file and all that this takes in can be read, and is left alone otherwise: its labels may stand in another part.
//! A piece of words that says neither that it is whole nor that it is a part draws a hint.
//!
//! What helps: write the note, correct the label, or take the reference out.

use super::{
    Check, Context, Finding, Fix, Limit, Placed, Rule, Severity, Spot,
    citing::{Definition, Targets},
    inner::{self, Broken},
    voice,
    work::Certainty,
};
use crate::{
    article::Paragraph,
    markup::{Format, MarkKind},
    reading::Reading,
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unresolved-citation",
    severity: Severity::Error,
    source: include_str!("unresolved_citation.rs"),
    check: Check::Together { find, judge },
    limit: Limit::Each,
};

/// References that markup could not resolve have stayed prose: "[^4]", "[the audit][audit-2023]".
fn find(reading: &Reading) -> Vec<Spot> {
    let text = &reading.passage.text;
    let mut spots = Vec::new();
    for (open, _) in text.match_indices('[') {
        let Some(close) = closing(text, open) else { continue };
        let inner = &text[open + 1..close];
        let second = text[close + 1..].starts_with('[').then(|| closing(text, close + 1)).flatten();
        let end = match (inner.strip_prefix('^'), second) {
            (Some(label), _) if is_label(label) => close + 1,
            (None, Some(second)) if is_reference(text, open, close, second) => second + 1,
            _ => continue,
        };
        let span = Span::new(open, end);
        let sentence = reading.passage.sentence_at(open);
        if !voice::is_spoken(reading, span) {
            spots.push(Spot { span, sentence, detail: 0 });
        }
    }
    spots
}

/// Where a bracket closes on its line, with none inside.
fn closing(text: &str, open: usize) -> Option<usize> {
    const LONGEST: usize = 200;
    let end =
        text[open + 1..].bytes().take(LONGEST).position(|it| matches!(it, b'[' | b']' | b'\n'))? + open + 1;
    text[end..].starts_with(']').then_some(end)
}

/// Not a class of letters: "[^a-z]", "[^/]".
fn is_label(label: &str) -> bool {
    !label.contains(char::is_whitespace) && label.contains(char::is_alphanumeric) && !is_class(label)
}

/// "a-z", "0-9A-F", "x".
fn is_class(label: &str) -> bool {
    let letters: Vec<char> = label.chars().collect();
    letters.len() == 1 && letters[0].is_alphabetic()
        || !letters.is_empty() && letters.chunks(3).all(|it| matches!(it, [_, '-', _]))
}

/// A name of something in code, which sites that document code link by themselves: "pkg.module.Class", "std::fs".
fn is_path(label: &str) -> bool {
    let parted = label.contains("::")
        || label.split('.').all(|it| it.starts_with(|it: char| it.is_alphabetic() || it == '_'));
    !label.contains(char::is_whitespace) && parted && label.contains(['.', ':'])
}

/// "[words][label]" where a sentence has it; not "matrix[0][1]", nor "[1][2]", where both may be numbers of notes.
fn is_reference(text: &str, open: usize, close: usize, second: usize) -> bool {
    let before = text[..open].chars().next_back();
    let number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let (words, label) = (&text[open + 1..close], &text[close + 2..second]);
    let free = before.is_none_or(|it| it.is_whitespace() || matches!(it, '(' | '“' | '"' | '—'));
    let is_key = label.starts_with(['^', '@']) || label.contains(['{', '}']);
    // "[A-Z][a-z]" is a pattern, and "[i][j]" a place in a table.
    let is_pattern = is_class(words) || is_class(label);
    free && words.chars().any(char::is_alphabetic)
        && !number(label)
        && !is_key
        && !is_pattern
        && !is_path(label)
}

fn judge(context: &Context, placed: &[Placed]) -> Vec<Finding> {
    let article = context.article;
    let certainty = Certainty::of(context);
    if certainty == Certainty::default() {
        return Vec::new();
    }
    let mut findings = if article.format() == Format::Markdown {
        markdown(context, placed, certainty)
    } else {
        let broken = inner::broken(context).into_iter();
        let broken = broken.filter_map(|it| {
            let severity = if it.what == "note" { certainty.notes } else { certainty.places }?;
            // What another file may hold is never certain.
            let severity = if it.unsure { Severity::Hint } else { severity };
            Some(Finding { severity, ..it.finding(article.text()) })
        });
        let unused_notes = if certainty.all { inner::unused(article) } else { Vec::new() };
        broken.chain(unused_notes.into_iter().map(|it| unused(it, "note"))).collect()
    };
    findings.sort_by_key(|it| it.span);
    findings
}

/// Its reader takes what leads nowhere for words, as its readers will: so they are looked at here.
fn markdown(context: &Context, placed: &[Placed], certainty: Certainty) -> Vec<Finding> {
    let article = context.article;
    let targets = Targets::of(article, context.texts.library().work.as_ref());
    let unresolved = placed.iter().filter_map(|it| {
        let found = unresolved(context, it, &targets)?;
        let severity = if found.what == "note" { certainty.notes } else { certainty.references }?;
        let severity = if found.unsure { Severity::Hint } else { severity };
        Some(Finding { severity, ..found.finding(article.text()) })
    });
    let mut findings: Vec<Finding> = unresolved.collect();
    if let Some(severity) = certainty.places {
        let links = article.paragraphs().flat_map(|it| it.block.marks.iter().map(move |mark| (it, mark)));
        let broken = links.filter_map(|(paragraph, mark)| match &mark.kind {
            MarkKind::Link(target) => {
                let anchor = target.strip_prefix('#').filter(|it| !targets.has_anchor(it))?;
                let span = paragraph.mark_span(mark);
                let words = article.words(span);
                let made = inner::is_made_for(anchor, words) || is_term(anchor, words, article.text());
                let nearest = || targets.nearest_anchor(anchor);
                (!made).then(|| missing(article.text(), span, "heading", anchor, nearest()))
            }
            _ => None,
        });
        findings.extend(broken.map(|it| Finding { severity, ..it }));
    }
    let what = |it: &Definition| if it.note { "note" } else { "reference" };
    if certainty.all {
        findings.extend(targets.unused(article, placed).map(|it| unused(it.span, what(it))));
    }
    findings
}

/// A glossary of MyST makes a place of each of its terms.
fn is_term(anchor: &str, words: &str, text: &str) -> bool {
    anchor.starts_with("term-") && (words.starts_with("[](") || text.contains("{glossary}"))
}

/// Words in brackets that are written like a mark: they may be no mark at all.
fn unresolved<'a>(context: &Context<'a>, placed: &Placed, targets: &Targets) -> Option<Broken<'a>> {
    let paragraph: Paragraph = context.article.paragraph(placed.paragraph);
    let span = paragraph.document(placed.spot.span);
    let (text, words) = (context.article.text(), context.article.words(span));
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    // Escaped or in code: the document's own bytes are others.
    let is_escaped = (before.len() - before.trim_end_matches('\\').len()) % 2 == 1;
    let label = words.strip_suffix(']')?.rsplit('[').next()?;
    if is_escaped || label.ends_with('\\') {
        return None;
    }
    match label.strip_prefix('^') {
        Some(note) if words.len() == note.len() + 3 => {
            // A link has its address behind it, and a pattern says how often.
            let address = behind.strip_prefix('(').and_then(|it| it.split([')', ' ', '\n']).next());
            let is_link = address.is_some_and(|it| it.contains(['/', '#', '.']));
            let is_pattern = behind.starts_with(['+', '{']);
            if is_link || is_pattern || targets.has(note, true) {
                return None;
            }
            // "row[^1]" counts from the end of the row.
            let is_number = note.bytes().all(|it| it.is_ascii_digit());
            let is_joined = before.ends_with(|it: char| it.is_alphanumeric() || it == '_');
            let unsure = is_number && is_joined && (note == "0" || !targets.has_any(true));
            let nearest = targets.nearest(note, true);
            Some(Broken { span, what: "note", label: note, nearest, unsure })
        }
        None if words.starts_with('[') && words.contains("][") => {
            let shown = words.get(1..words.find("][")?)?;
            let label = if label.is_empty() { shown } else { label };
            if targets.has(label, false) {
                return None;
            }
            let nearest = targets.nearest(label, false);
            // "[INFO][main]" is how a program begins a line of its log.
            let unsure = nearest.is_none() && !shown.contains(char::is_whitespace);
            Some(Broken { span, what: "reference", label, nearest, unsure })
        }
        _ => None,
    }
}

impl Broken<'_> {
    fn finding(self, text: &str) -> Finding {
        missing(text, self.span, self.what, self.label, self.nearest)
    }
}

fn missing(text: &str, span: Span, what: &str, label: &str, nearest: Option<String>) -> Finding {
    let hint = match &nearest {
        Some(it) => format!("Did you mean “{it}”?"),
        None if what == "note" => "Write it, or take the mark out.".to_owned(),
        None => "Correct it, or take the link out.".to_owned(),
    };
    let message = format!("This leads nowhere: there is no {what} “{label}” in this document. {hint}");
    let mut fixes = Vec::new();
    if let (Some(nearest), Some(at)) = (nearest, label_in(text, span, label)) {
        fixes.push(Fix::replace([at], &nearest, format!("Use “{nearest}”")));
    }
    if what == "note" {
        if span.of(text).starts_with("[^") {
            fixes.push(entry(text, label));
        }
        fixes.push(Fix::replace([span], "", "Remove the mark".to_owned()));
    }
    let note = "Readers who follow it find nothing.".to_owned();
    Finding { fixes, note, ..RULE.finding(span, message) }
}

/// Where the label of a mark stands. "[the audit][]" and links by way of a definition have it elsewhere.
fn label_in(text: &str, mark: Span, label: &str) -> Option<Span> {
    let words = mark.of(text);
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-');
    let whole = |at: &usize| {
        let behind = words[at + label.len()..].chars().next();
        !words[..*at].ends_with(is_part) && !behind.is_some_and(is_part)
    };
    let places = || words.match_indices(label).map(|it| it.0).filter(whole);
    // The words of a link stand before its label in Markdown, and behind it elsewhere.
    let at = if words.starts_with('[') { places().last() } else { places().next() }?;
    let is_words = words.starts_with('[') && words[at + label.len()..].starts_with("][");
    (!is_words).then(|| Span::new(mark.start + at, mark.start + at + label.len()))
}

/// An empty note at the end of the document, below the others if it ends with some.
fn entry(text: &str, label: &str) -> Fix {
    let last = text.trim_end().rsplit('\n').next().unwrap_or_default();
    let is_below = last.starts_with("[^") && last.contains("]:");
    let breaks = match text.len() - text.trim_end_matches(['\n', '\r']).len() {
        0 if is_below => "\n",
        0 => "\n\n",
        _ if is_below || text.ends_with("\n\n") || text.ends_with("\n\r\n") => "",
        _ => "\n",
    };
    let title = format!("Create the entry “[^{label}]: ”");
    Fix::Insert { at: text.len(), text: format!("{breaks}[^{label}]: "), title }
}

fn unused(span: Span, what: &str) -> Finding {
    let message = format!("Nothing refers to this {what}. Put its mark where it belongs, or remove it.");
    let note = "A definition that nobody leads to is never read.".to_owned();
    Finding { note, severity: Severity::Hint, ..RULE.finding(span, message) }
}
