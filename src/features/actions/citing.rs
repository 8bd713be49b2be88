//! Sources and speakers for the sentence at hand, from the texts beside the article.

use super::{Action, ActionKind, attribute, narrative, places};
use crate::{
    article::Key,
    features::citing::{self, Asked, Evidence, Witness},
    rules::{CONFIRM, Citations, Finding, Fix, Review},
    sources::{self, Citation, Locator},
    text::{Edit, Span},
};

/// How the keys of these actions begin.
const CITE: &str = "cite";
const ATTRIBUTE: &str = "give";
const BEGIN: &str = "begin";
const LOCATE: &str = "locate";

/// The rule that asks who spoke, whom a citation answers as well.
const QUOTE: &str = "unattributed-quote";

/// What can be cited for the sentences that are asked about, or else for the one under the cursor.
pub(super) fn actions(review: &Review, span: Span, touched: &[usize]) -> Vec<Action> {
    if review.texts().is_empty() {
        return Vec::new();
    }
    let mut out: Vec<Action> = Vec::new();
    for &index in touched.iter().filter(|it| asks(&review.findings[**it])) {
        let finding = review.findings[index].span;
        let end = finding.end.max(finding.start + 1) - 1;
        let offered = for_sentence(review, floor(review, end), ActionKind::QuickFix, Some(index));
        // Two questions about one sentence have the same answers.
        let fresh: Vec<Action> =
            offered.into_iter().filter(|it| out.iter().all(|other| other.key != it.key)).collect();
        out.extend(fresh);
    }
    if out.is_empty() {
        out.extend(for_sentence(review, span.start, ActionKind::Rewrite, None));
    }
    out
}

/// The edits of an action; none when the text has changed so that it no longer fits.
pub(super) fn resolve(review: &Review, key: &str, chosen: Citations) -> Option<Vec<Edit>> {
    let mut parts = key.splitn(6, '\t');
    let kind = parts.next()?;
    let span = Span::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let (about, locator, words) = (parts.next()?, parts.next()?, parts.next()?);
    let asked = Asked::at(review, span.start).filter(|it| it.span() == span)?;
    if review.article.text().get(span.start..span.end) != Some(words) {
        return None;
    }
    match kind {
        CITE => Some(cite(&asked, about, Locator::parse(locator), chosen)),
        ATTRIBUTE => Some(give(&asked, about)),
        BEGIN => Some(begin(&asked, about, Locator::parse(locator), chosen)),
        LOCATE => Some(locate(&asked, about, Locator::parse(locator)?)),
        _ => None,
    }
}

/// Whether a finding is answered by a source.
fn asks(finding: &Finding) -> bool {
    finding.code == QUOTE || finding.fixes.iter().any(|it| matches!(it, Fix::Cite { .. }))
}

fn floor(review: &Review, mut offset: usize) -> usize {
    while !review.article.text().is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn for_sentence(review: &Review, at: usize, kind: ActionKind, finding: Option<usize>) -> Vec<Action> {
    let Some(asked) = Asked::at(review, at) else { return Vec::new() };
    let cited = asked.cited();
    let found: Vec<Evidence> = asked.evidence(citing::MOST);
    let key = |kind: &str, about: &str, locator: &str| {
        let Span { start, end } = asked.span();
        format!("{kind}\t{start}\t{end}\t{about}\t{locator}\t{}", review.article.words(asked.span()))
    };
    let action = |title: String, key: String| Action { title, kind, finding, preferred: false, key };
    let mut out = Vec::new();
    for it in found.iter().filter(|it| !cited.contains(&it.source)) {
        let source = citing::source(review, &it.text(review).key);
        let locator = it.locator(review).map_or_else(String::new, |it| it.to_string());
        let title = format!("Cite {}: “{}”", source.label(), citing::snippet(review, it));
        out.push(action(title, key(CITE, &source.key, &locator)));
    }
    // One beginning is enough: that of the source which bears the sentence out best.
    let is_open = !review.article.support(asked.paragraph.index, asked.sentence).status.is_support();
    let first = found.first().filter(|it| is_open && !cited.contains(&it.source));
    if let Some(it) = first.filter(|it| narrative::fits(&asked, &it.text(review).key)) {
        let source = &it.text(review).key;
        let locator = it.locator(review).map_or_else(String::new, |it| it.to_string());
        out.push(action(narrative::title(&asked, source), key(BEGIN, source, &locator)));
    }
    for (source, locator) in unlocated(&asked) {
        let what = if matches!(locator, Locator::Page(_)) { "page" } else { "minute" };
        let title = format!("Cite the {what} of {source}: {locator}");
        out.push(action(title, key(LOCATE, &source, &locator.to_string())));
    }
    let mut witnesses: Vec<Witness> = Vec::new();
    for it in found.iter().filter(|_| is_open) {
        let fresh = citing::witness(&asked, it).filter(|it| !witnesses.contains(it));
        witnesses.extend(fresh);
    }
    for it in witnesses {
        let said = it.said();
        out.push(action(format!("Attribute: “…, {said}”"), key(ATTRIBUTE, &said, "")));
    }
    out
}

fn cite(asked: &Asked, key: &str, locator: Option<Locator>, chosen: Citations) -> Vec<Edit> {
    let article = &asked.review.article;
    let citation = citation(asked, key, locator, chosen);
    let mut edits = if citation.behind_stop {
        let at = places::behind_sentence(article, &asked.paragraph, asked.sentence);
        vec![Edit::insert(at, citation.words)]
    } else {
        before_stop(asked, &citation.words)
    };
    edits.extend(citation.note.map(|it| at_end(article.text(), &it)));
    edits
}

fn begin(asked: &Asked, key: &str, locator: Option<Locator>, chosen: Citations) -> Vec<Edit> {
    let in_notes = citing::in_notes(&asked.review.article, chosen);
    let (mut edits, is_left) = narrative::edits(asked, key, locator, in_notes);
    if is_left {
        edits.extend(cite(asked, key, locator, chosen));
    }
    edits
}

/// The keys that the sentence cites without saying where, each with where its words stand.
fn unlocated(asked: &Asked) -> Vec<(String, Locator)> {
    let keys = keys(asked).filter(|it| is_bare(asked, it));
    let found = keys.filter_map(|it| {
        let evidence = citing::best(asked, it.key)?;
        Some((it.key.to_owned(), evidence.locator(asked.review)?))
    });
    found.collect()
}

fn locate(asked: &Asked, key: &str, locator: Locator) -> Vec<Edit> {
    let bare = keys(asked).find(|it| it.key == key && is_bare(asked, it));
    let written =
        |it: Key| Edit::replace(it.mark, citation(asked, key, Some(locator), Citations::Keys).words);
    bare.map(written).into_iter().collect()
}

/// The keys of a sentence, those behind its full stop among them.
fn keys<'a>(asked: &Asked<'a>) -> impl Iterator<Item = Key<'a>> {
    let start = asked.span().start;
    let sentences = &asked.paragraph.reading.passage.sentences;
    let next = sentences.get(asked.sentence + 1).map(|it| asked.paragraph.document(it.span).start);
    let end = next.unwrap_or(asked.paragraph.span().end);
    let keys = asked.review.article.keys().filter(|it| !it.is_note);
    keys.filter(move |it| start <= it.mark.start && it.mark.start < end)
}

/// Whether a citation says no more than its key.
fn is_bare(asked: &Asked, key: &Key) -> bool {
    asked.review.article.words(key.mark) == citation(asked, key.key, None, Citations::Keys).words
}

fn citation(asked: &Asked, key: &str, locator: Option<Locator>, chosen: Citations) -> Citation {
    let article = &asked.review.article;
    let in_notes = citing::in_notes(article, chosen);
    let source = citing::source(asked.review, key);
    sources::cite(article.format(), article.text(), in_notes, &source, locator)
}

/// Before the final stop, which goes behind a closing quotation mark: “… at all” [@hearing].
fn before_stop(asked: &Asked, words: &str) -> Vec<Edit> {
    let article = &asked.review.article;
    let text = article.text();
    let Some(at) = places::sentence_end(article, asked.span()) else { return Vec::new() };
    let inside = text[..at].trim_end_matches(attribute::CLOSING);
    let stop_follows = text[at..].starts_with(['.', '!', '?', ',', ';', ':', '…']);
    if inside.len() == at || stop_follows {
        return vec![Edit::insert(at, format!(" {words}"))];
    }
    match inside.chars().next_back() {
        Some('.') if !inside.ends_with("..") => {
            let stop = Span::new(inside.len() - 1, inside.len());
            vec![Edit::replace(stop, ""), Edit::insert(at, format!(" {words}."))]
        }
        Some('!' | '?' | '…') => vec![Edit::insert(at, format!(" {words}."))],
        _ => vec![Edit::insert(at, format!(" {words}"))],
    }
}

/// A paragraph behind everything; right below when notes stand there already.
pub(super) fn at_end(text: &str, note: &str) -> Edit {
    let line_break = places::line_break(text);
    let body = text.trim_end();
    let follows_note = body.lines().last().is_some_and(|it| it.starts_with("[^"));
    let gap = line_break.repeat(if follows_note { 1 } else { 2 });
    Edit::replace(Span::new(body.len(), text.len()), format!("{gap}{note}{line_break}"))
}

/// Without a mark only where the source's own text says that this one said so.
fn give(asked: &Asked, said: &str) -> Vec<Edit> {
    let article = &asked.review.article;
    let found = asked.evidence(citing::MOST);
    let theirs = |it: &&Evidence| citing::witness(asked, it).is_some_and(|it| it.said() == said);
    let is_sure = found.iter().filter(theirs).any(|it| citing::says_so(asked, it));
    let is_named = !said.starts_with("according to ");
    let marked = format!("{said} {CONFIRM}");
    let said = if is_named && !is_sure { &marked } else { said };
    let Some(at) = places::sentence_end(article, asked.span()) else { return Vec::new() };
    attribute::append(article, at, said)
}
