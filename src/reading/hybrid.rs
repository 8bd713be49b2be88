//! A model and the rules, read together.
//!
//! The model says where source, cue and content are. The rules say what they are: which verb, what
//! kind of source, who was told. What the rules find where the model marks nothing, and what they
//! find inside another's content, which a model of one label a word cannot mark, is kept.

use std::{ops::Range, sync::Arc};

use super::{
    Attribution, Basis, ContentKind, Quote, Reader, Reading, Source,
    attributions::{Rules, name_speakers},
    grammar::Grammar,
    model::{Link, Model},
    names,
    phrases::Phrase,
};
use crate::{language::Passage, text::Span};

/// The reader that joins a model and the rules.
pub fn by_model(model: Arc<Model>) -> impl Reader {
    Hybrid { model }
}

struct Hybrid {
    model: Arc<Model>,
}

impl Reader for Hybrid {
    fn read(&self, prose: &str) -> Reading {
        let mut reading = Rules.read(prose);
        let tags = self.model.tags(&reading.passage);
        let by_rules = std::mem::take(&mut reading.attributions);
        reading.attributions = join(&reading.passage, &reading.quotes, by_rules, &tags.links);
        names::join(&reading.passage, &mut reading.mentions, &tags.names);
        name_speakers(&reading.passage, &reading.attributions, &mut reading.mentions);
        reading
    }
}

/// The attributions of the model, told by the rules what they are, and those that only the rules find.
fn join(passage: &Passage, quotes: &[Quote], by_rules: Vec<Attribution>, links: &[Link]) -> Vec<Attribution> {
    let grammar = Grammar::new(passage, quotes);
    let mut own: Vec<Option<Attribution>> = by_rules.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(links.len() + own.len());
    for link in links.iter().filter(|it| !it.content.is_empty()) {
        let twin = twin(&grammar, &own, link).and_then(|at| own[at].take());
        out.push(attribution(&grammar, link, twin));
    }
    let marked: Vec<Span> = links
        .iter()
        .filter(|it| !it.content.is_empty())
        .flat_map(|it| it.cue.iter().chain(&it.source))
        .map(|it| passage.span(it.clone()))
        .collect();
    let kept: Vec<Attribution> = own.into_iter().flatten().filter(|it| may_stay(it, &out, &marked)).collect();
    out.extend(kept);
    out.sort_by_key(start);
    find_parents(&mut out);
    out
}

/// Where an attribution begins.
fn start(it: &Attribution) -> usize {
    let spans = it.cue.iter().chain(&it.content).chain(it.source.as_ref().map(|it| &it.span));
    spans.map(|it| it.start).min().unwrap_or(0)
}

/// Rules' attributions further away than this cannot be the same as the model's.
const NEAR: usize = 2_000;

/// The attribution of the rules that says the same as a link: it shares its cue, or most of its content.
fn twin(grammar: &Grammar, own: &[Option<Attribution>], link: &Link) -> Option<usize> {
    let content: Vec<Span> = link.content.iter().map(|it| grammar.passage.span(it.clone())).collect();
    let place = content[0].start;
    let from = own.partition_point(|it| it.as_ref().is_some_and(|it| start(it) + NEAR < place));
    let all = own.iter().enumerate().skip(from).filter_map(|(at, it)| Some((at, it.as_ref()?)));
    let near = all.take_while(|(_, it)| start(it) < place + NEAR);
    let fits = near.filter_map(|(at, it)| {
        let fit = match &link.cue {
            Some(cue) => shared(&it.cue, &[grammar.passage.span(cue.clone())]),
            None => 2 * shared(&it.content, &content) / length(&content).max(length(&it.content)).max(1),
        };
        (fit > 0).then(|| (fit, shared(&it.content, &content), std::cmp::Reverse(at)))
    });
    fits.max().map(|(.., at)| at.0)
}

/// Bytes that two lists of spans have in common.
fn shared(a: &[Span], b: &[Span]) -> usize {
    let common = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    a.iter().map(|a| b.iter().map(|b| common(a, b)).sum::<usize>()).sum()
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|it| it.len()).sum()
}

/// A link as an attribution. What the rules know of the same words is taken over.
fn attribution(grammar: &Grammar, link: &Link, twin: Option<Attribution>) -> Attribution {
    let span = |it: &Range<usize>| grammar.passage.span(it.clone());
    let source = link.source.as_ref().and_then(|it| source(grammar, it, twin.as_ref()));
    let kind = content_kind(grammar, &link.content, twin.as_ref());
    let basis = match &twin {
        Some(twin) if source.is_some() || twin.source.is_none() => twin.basis,
        _ => basis(grammar, link),
    };
    let (verb, hearer) = twin.map_or((None, None), |it| (it.verb, it.hearer));
    Attribution {
        source,
        hearer,
        cue: link.cue.iter().map(span).collect(),
        content: link.content.iter().map(span).collect(),
        kind,
        verb,
        basis,
        parent: None,
    }
}

/// The words that the model marks as the source; the rules' own reading of them, if they see the same.
fn source(grammar: &Grammar, tokens: &Range<usize>, twin: Option<&Attribution>) -> Option<Source> {
    let span = grammar.passage.span(tokens.clone());
    let known = twin.and_then(|it| it.source.as_ref()).filter(|it| span.covers(it.head));
    if let Some(known) = known {
        return Some(Source { span, ..known.clone() });
    }
    // "Mr. Cho's": whose it is, without the ending.
    let mut end = tokens.end;
    while end > tokens.start + 1 && matches!(grammar.word(end - 1), "'s" | "’s" | "'" | "’" | ",") {
        end -= 1;
    }
    let phrase = Phrase { head: grammar.head(tokens.start..end), tokens: tokens.start..end };
    Some(Source { span, ..grammar.source(&phrase)? })
}

fn content_kind(grammar: &Grammar, content: &[Range<usize>], twin: Option<&Attribution>) -> ContentKind {
    let mut words = content.iter().flat_map(|it| it.clone()).filter(|it| !grammar.is_mark(*it));
    let quoted = words.clone().filter(|it| grammar.quoted(*it)).count();
    match words.clone().count() {
        all if quoted > 0 && quoted == all => ContentKind::Direct,
        _ if quoted > 0 => ContentKind::Mixed,
        _ => match twin.map(|it| it.kind) {
            Some(kind @ (ContentKind::Indirect | ContentKind::NounPhrase)) => kind,
            _ if words.any(|it| grammar.is_verb_form(it)) => ContentKind::Indirect,
            _ => ContentKind::NounPhrase,
        },
    }
}

/// How source and cue meet, where the rules do not know.
fn basis(grammar: &Grammar, link: &Link) -> Basis {
    let Some(cue) = &link.cue else { return Basis::Bare };
    let mut words = cue.clone().map(|it| grammar.word(it));
    match () {
        _ if grammar.word(cue.start) == "according" => Basis::AccordingTo,
        _ if words.clone().all(|it| matches!(it, ":" | "—" | "–" | "--" | "-" | "―")) => Basis::Bare,
        _ if link.source.is_none() => Basis::Participle,
        _ if !words.any(|_| cue.clone().any(|it| grammar.is_verb_form(it))) => Basis::Noun,
        _ => Basis::Verb,
    }
}

/// Whether an attribution that only the rules find stands beside those of the model: inside the
/// content of one, or where the model marks nothing of it.
fn may_stay(own: &Attribution, found: &[Attribution], marked: &[Span]) -> bool {
    let near = |it: &&Attribution| start(it).abs_diff(start(own)) < NEAR;
    let inside = found.iter().filter(near).any(|it| {
        own.cue.iter().all(|cue| it.content.iter().any(|content| content.covers(*cue))) && !own.cue.is_empty()
    });
    let touches = |it: &Span| own.cue.iter().any(|cue| cue.overlaps(*it));
    inside || !marked.iter().any(touches)
}

/// The nearest attribution whose content holds each one's cue, or its content if it has no cue.
fn find_parents(all: &mut [Attribution]) {
    const AROUND: usize = 32;
    let parents: Vec<Option<usize>> = (0..all.len())
        .map(|index| {
            let own = &all[index];
            let core = if own.cue.is_empty() { &own.content } else { &own.cue };
            (index.saturating_sub(AROUND)..all.len().min(index + AROUND))
                .filter(|&it| it != index)
                .filter(|&it| core.iter().all(|core| all[it].content.iter().any(|piece| piece.covers(*core))))
                .min_by_key(|&it| length(&all[it].content))
        })
        .collect();
    all.iter_mut().zip(parents).for_each(|(it, parent)| it.parent = parent);
}
