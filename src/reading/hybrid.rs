//! A model and the rules, read together.
//!
//! The model says where source, cue and content are. The rules say what they are: which verb, what kind of
//! source, who was told. What only the rules find, also inside another's content, is kept.

use std::{ops::Range, sync::Arc};

use super::{
    Attribution, Basis, ContentKind, Cue, Form, Frames, Mention, Quote, Reader, Reading, Source, SourceKind,
    attributions::{Rules, name_speakers},
    callings::call_speakers,
    deeds::{in_clause, is_a_clause, is_deed},
    grammar::Grammar,
    mended::{is_relative, mended},
    model::{Link, Model, Tags},
    names,
    phrases::Phrase,
    readable::is_far_out,
};
use crate::{
    language::{Class, Passage},
    text::Span,
};

/// The reader that joins a model and the rules.
#[derive(Debug)]
pub(super) struct Hybrid {
    model: Arc<Model>,
}

impl Hybrid {
    pub fn new(model: Arc<Model>) -> Hybrid {
        Hybrid { model }
    }

    /// What the model marks behind a token, as if the paragraph began there.
    fn tags_behind(&self, passage: &Passage, token: usize) -> Tags {
        self.model.tags(&passage.behind(token)).moved(token)
    }
}

impl Reader for Hybrid {
    fn read(&self, prose: &str) -> Reading {
        let mut reading = Rules.read(prose);
        // Rows of marks and figures come by the thousand, and name nobody.
        if reading.unread.is_some() || !prose.contains(char::is_alphabetic) {
            return reading;
        }
        let mut tags = match reading.dateline {
            // "BRUSSELS:" is where the reporter was; the model never sees it.
            Some(dateline) => self.tags_behind(&reading.passage, reading.passage.token_at(dateline.end)),
            None => self.model.tags(&reading.passage),
        };
        let by_rules = std::mem::take(&mut reading.attributions);
        tags.links.retain(|it| !is_far_out(&reading.passage, it.start()));
        reading.attributions = join(&reading.passage, &reading.quotes, by_rules, &tags.links);
        reading.statements.iter_mut().zip(tags.needs).for_each(|(own, need)| own.need = need);
        let Reading { passage, dateline, attributions, quotes, mentions, .. } = &mut reading;
        mentions.retain(|it| it.form != Form::Role);
        let head = dateline.map_or(0, |it| mentions.partition_point(|own| own.span.end <= it.end));
        let head: Vec<Mention> = mentions.drain(..head).collect();
        names::join(passage, mentions, &tags.names);
        mentions.splice(0..0, head);
        name_speakers(passage, attributions, mentions);
        call_speakers(passage, attributions, quotes, mentions);
        reading
    }
}

/// The attributions of the model, told by the rules what they are, and those that only the rules find.
fn join(passage: &Passage, quotes: &[Quote], by_rules: Vec<Attribution>, links: &[Link]) -> Vec<Attribution> {
    let grammar = Grammar::new(passage, quotes);
    let places = places(&by_rules);
    let mut own: Vec<Option<Attribution>> = by_rules.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(links.len() + own.len());
    for link in &mended(&grammar, links) {
        let twin = twin(passage, &own, &places, link).and_then(|at| own[at].take());
        let known = twin.is_some();
        out.extend(if link.content.is_empty() { twin } else { Some(attribution(&grammar, link, twin)) });
        // "Her remarks fuel fears", "the chief lied": deeds are the writer's own word, unless the rules know better.
        out.pop_if(|it| !known && is_deed(&grammar, it));
    }
    let sources = out.iter().filter_map(|it| it.source.as_ref()).map(|it| it.span);
    let mut marked: Vec<Span> = out.iter().flat_map(|it| it.cue.iter().copied()).chain(sources).collect();
    marked.sort();
    out.sort_by_key(start);
    let rest: Vec<Attribution> = own.into_iter().flatten().collect();
    rest.iter().filter(|it| it.basis == Basis::Noun).for_each(|it| make_room(passage, it, &mut out));
    let kept: Vec<Attribution> = rest.into_iter().filter_map(|it| may_stay(it, &out, &marked)).collect();
    out.extend(kept);
    out.retain(|it| !is_a_clause(&grammar, it) && !is_relative(&grammar, it));
    out.sort_by_key(start);
    find_parents(&mut out);
    out
}

/// Where an attribution begins.
fn start(it: &Attribution) -> usize {
    let spans = it.cue.iter().chain(&it.content).chain(it.source.as_ref().map(|it| &it.span));
    spans.map(|it| it.start).min().unwrap_or(0)
}

/// Attributions whose cues are further away than this many bytes cannot be the same.
const NEAR: usize = 2_000;

/// Where each cue begins or one before it does: never falling, so that it can be searched.
fn places(all: &[Attribution]) -> Vec<usize> {
    let mut most = 0;
    let place = |it: &Attribution| {
        most = most.max(it.cue.first().map_or(0, |it| it.start));
        most
    };
    all.iter().map(place).collect()
}

/// The attribution of the rules that says the same as a link: it shares its cue, or most of its content.
fn twin(passage: &Passage, own: &[Option<Attribution>], places: &[usize], link: &Link) -> Option<usize> {
    let content: Vec<Span> = link.content.iter().map(|it| passage.span(it.clone())).collect();
    let cue = link.cue.as_ref().map(|it| passage.span(it.clone()));
    let place = cue.or(content.first().copied())?.start;
    let from = places.partition_point(|it| it + NEAR < place);
    let to = places.partition_point(|it| *it < place + NEAR);
    let near = (from..to).filter_map(|at| Some((at, own[at].as_ref()?)));
    let fits = near.filter_map(|(at, it)| {
        let fit = match cue {
            Some(cue) => shared(&it.cue, &[cue]),
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
    let source =
        link.source.as_ref().and_then(|it| source(grammar, &up_to_comma(grammar, link, it), twin.as_ref()));
    let source = source.filter(|it| !is_subject(grammar, link, it, twin.as_ref()));
    // Whoever the rules know is nearer the truth than a name out of another clause.
    let known = || twin.as_ref().and_then(|it| it.source.clone());
    let source = match source {
        Some(found) if in_clause(grammar, &found) => {
            known().filter(|it| !it.span.overlaps(found.span)).or(Some(found))
        }
        found => found,
    };
    let kind = content_kind(grammar, link, twin.as_ref());
    let basis = match &twin {
        Some(twin) if source.is_some() || twin.source.is_none() => twin.basis,
        _ => basis(grammar, link),
    };
    let content: Vec<Span> = link.content.iter().map(span).collect();
    // How far "according to" reaches is plain grammar.
    let reach = twin.as_ref().filter(|it| it.basis == Basis::AccordingTo).map(|it| &it.content);
    let content = reach.filter(|it| length(it) > length(&content)).cloned().unwrap_or(content);
    // "In May, Cho said, it …": the model may miss the short piece before a cue in commas.
    let both = twin.as_ref().map(|it| &it.content).filter(|it| it.len() == 2 && content.len() == 1);
    let both = both.filter(|it| shared(it, &content) * 10 >= length(&content) * 9);
    let content = both.cloned().unwrap_or(content);
    let (verb, hearer) = twin.map_or((None, None), |it| (it.verb, it.hearer));
    let states = basis == Basis::Verb && kind != ContentKind::NounPhrase;
    let verb = verb.or_else(|| verb_of(grammar, link.cue.as_ref().filter(|_| states)?));
    Attribution {
        source,
        hearer,
        cue: link.cue.iter().map(span).collect(),
        content,
        kind,
        verb,
        basis,
        parent: None,
    }
}

/// The verb of a cue that only the model finds, if the list has it.
fn verb_of(grammar: &Grammar, cue: &Range<usize>) -> Option<Cue> {
    let follows = |at: usize, rest: &[&str]| (at + 1..).zip(rest).all(|(it, word)| grammar.word(it) == *word);
    cue.clone().find_map(|at| {
        let cues = Cue::starting(grammar.word(at)).iter();
        let owned = |at: usize| {
            at > 0 && matches!(grammar.word(at - 1), "'s" | "’s" | "the" | "his" | "her" | "their")
        };
        let mut cues = cues.filter(|it| grammar.is_verb_form(at) && !owned(at) && follows(at, &it.1));
        cues.next().map(|it| it.0)
    })
}

/// "According to local media, a consortium has offered …": behind nobody's name the comma ends who it is.
fn up_to_comma(grammar: &Grammar, link: &Link, source: &Range<usize>) -> Range<usize> {
    let according =
        link.cue.as_ref().is_some_and(|it| grammar.word(it.start) == "according" && it.end == source.start);
    let comma = source.clone().skip(1).find(|&it| grammar.word(it) == ",");
    let ends = |comma: &usize| {
        let behind = grammar.class(comma + 1);
        behind.contains(Class::DETERMINER) && !(source.start..*comma).any(|it| grammar.is_name(it))
    };
    match comma.filter(ends) {
        Some(comma) if according => source.start..comma,
        _ => source.clone(),
    }
}

/// The words that the model marks as the source; the rules' own reading of them, if they see the same.
fn source(grammar: &Grammar, tokens: &Range<usize>, twin: Option<&Attribution>) -> Option<Source> {
    // A comma ends an apposition, which is part of the source; elsewhere it is none.
    let commas = tokens.clone().filter(|it| grammar.word(*it) == ",").count();
    let comma = tokens.len() > 1 && commas == 1 && grammar.word(tokens.end - 1) == ",";
    let end = tokens.end - usize::from(comma);
    let is_sign = |it: &usize| !grammar.word(*it).contains(|it: char| it.is_alphanumeric() || it.is_ascii());
    let start = tokens.start + (tokens.start..end - 1).take_while(is_sign).count();
    let tokens = start..end;
    let span = grammar.passage.span(tokens.clone());
    let known = twin.and_then(|it| it.source.as_ref());
    // "Tom Berg, who heads the Port Council, said": the clause tells who he is, and speaks no word.
    let clause = tokens.clone().skip(2).find(|&it| {
        grammar.word(it - 1) == "," && matches!(grammar.word(it), "who" | "whose" | "which" | "whom")
    });
    let told = clause.map_or(span.end, |it| grammar.passage.tokens[it].span.start);
    let known = known.filter(|it| {
        span.covers(it.head) && it.head.end <= told && !grammar.withholds_its_name(tokens.clone())
    });
    if let Some(known) = known {
        return Some(Source { span, ..known.clone() });
    }
    // "Mr. Cho's": whose it is, without the ending.
    let mut end = tokens.end;
    while end > tokens.start + 1 && matches!(grammar.word(end - 1), "'s" | "’s" | "'" | "’") {
        end -= 1;
    }
    let phrase = Phrase { head: grammar.head(tokens.start..end), tokens: tokens.start..end };
    Some(Source { span, ..grammar.source(&phrase)? })
}

/// "The clerk is said to have left": the clerk is whom it is about, and nobody says it.
fn is_subject(grammar: &Grammar, link: &Link, source: &Source, twin: Option<&Attribution>) -> bool {
    let Some(twin) = twin.filter(|it| it.basis == Basis::Agentless) else { return false };
    let held = |token: usize| twin.cue.iter().any(|it| it.covers(grammar.passage.tokens[token].span));
    let agentless =
        link.cue.as_ref().is_some_and(|it| it.clone().all(|it| held(it) || grammar.is_auxiliary(it)));
    // "It is believed": the "it" is nobody.
    let impersonal = twin.cue.iter().any(|it| it.covers(source.span));
    let told_of = twin.content.iter().any(|it| it.covers(source.span) && twin.cue[0].start >= it.end);
    impersonal || agentless && told_of
}

fn content_kind(grammar: &Grammar, link: &Link, twin: Option<&Attribution>) -> ContentKind {
    /// Fewer words than this may be a thing that was said: "said a prayer".
    const CLAUSE: usize = 4;
    let mut words = link.content.iter().flat_map(|it| it.clone()).filter(|it| !grammar.is_mark(*it));
    let quoted = words.clone().filter(|it| grammar.quoted(*it)).count();
    match words.clone().count() {
        all if quoted > 0 && quoted == all => ContentKind::Direct,
        _ if quoted > 0 => ContentKind::Mixed,
        _ => match twin.map(|it| it.kind) {
            Some(kind @ (ContentKind::Indirect | ContentKind::NounPhrase)) => kind,
            _ if words.clone().any(|it| grammar.is_finite(it) || grammar.word(it) == "to") => {
                ContentKind::Indirect
            }
            // "Critics say the guards beat the sailors": nobody says guards.
            _ if words.nth(CLAUSE - 1).is_some() && takes_clauses(grammar, link) => ContentKind::Indirect,
            _ => ContentKind::NounPhrase,
        },
    }
}

/// "Say", "think", "believe": what follows is said, and is no thing.
fn takes_clauses(grammar: &Grammar, link: &Link) -> bool {
    let verb = link.cue.as_ref().and_then(|it| verb_of(grammar, it));
    verb.is_some_and(|it| it.frames.contains(Frames::BARE) && !it.frames.contains(Frames::NOUN_PHRASE))
}

/// How source and cue meet, where the rules do not know.
fn basis(grammar: &Grammar, link: &Link) -> Basis {
    let Some(cue) = &link.cue else { return Basis::Bare };
    let words = cue.clone().map(|it| grammar.word(it));
    let touches = link.source.as_ref().is_some_and(|it| it.end == cue.start);
    match () {
        _ if grammar.word(cue.start) == "according" => Basis::AccordingTo,
        _ if words.clone().all(|it| matches!(it, ":" | "—" | "–" | "--" | "-" | "―")) => Basis::Bare,
        _ if link.source.is_none() => Basis::Participle,
        // "Experts watch": right behind who it is, a word is their verb, though it may be a noun elsewhere.
        _ if touches && !matches!(grammar.word(cue.start - 1), "'s" | "’s" | "'" | "’") => Basis::Verb,
        _ if !cue.clone().any(|it| grammar.is_verb_form(it)) => Basis::Noun,
        _ => Basis::Verb,
    }
}

/// An attribution that only the rules find, if it may stand beside those of the model: inside the
/// content of one, within its limits, or, where the model marks nothing of it, if it is of a kind
/// that the rules seldom get wrong.
fn may_stay(mut own: Attribution, found: &[Attribution], marked: &[Span]) -> Option<Attribution> {
    let place = start(&own);
    let from = found.partition_point(|it| start(it) + NEAR < place);
    let mut near = found[from..].iter().take_while(|it| start(it) < place + NEAR);
    let held = |cue: &Span, it: &Attribution| it.content.iter().any(|content| content.covers(*cue));
    let holder = near.find(|it| !own.cue.is_empty() && own.cue.iter().all(|cue| held(cue, it)));
    if let Some(holder) = holder {
        own.content = within(&own.content, &holder.content);
        return (!own.content.is_empty()).then_some(own);
    }
    let weak = own.source.as_ref().is_some_and(|it| {
        matches!(it.kind, SourceKind::Anonymous | SourceKind::Crowd | SourceKind::Report | SourceKind::Study)
    });
    let safe =
        weak || matches!(own.basis, Basis::Agentless | Basis::AccordingTo) || own.kind == ContentKind::Direct;
    let is_marked = |cue: &Span| {
        let at = marked.partition_point(|it| it.end <= cue.start);
        marked.get(at).is_some_and(|it| it.overlaps(*cue))
    };
    (safe && !own.cue.iter().any(is_marked)).then_some(own)
}

/// ", with reports indicating that …" stands beside what was said before, not in it.
fn make_room(passage: &Passage, own: &Attribution, found: &mut [Attribution]) {
    let Some(source) = own.source.as_ref().filter(|it| it.kind == SourceKind::Report) else { return };
    let before = passage.text[..source.span.start].trim_end();
    let Some(end) = before.strip_suffix("with").map(|it| it.trim_end().trim_end_matches(',').len()) else {
        return;
    };
    for piece in found.iter_mut().flat_map(|it| &mut it.content) {
        if piece.start < end && piece.end > source.span.start {
            piece.end = end;
        }
    }
}

/// What of these spans lies in those.
fn within(spans: &[Span], limits: &[Span]) -> Vec<Span> {
    let common = |a: &Span, b: &Span| {
        let (start, end) = (a.start.max(b.start), a.end.min(b.end));
        (start < end).then(|| Span::new(start, end))
    };
    spans.iter().flat_map(|a| limits.iter().filter_map(|b| common(a, b))).collect()
}

/// The nearest attribution whose content holds each one's cue, or its content if it has no cue.
fn find_parents(all: &mut [Attribution]) {
    const AROUND: usize = 32;
    let parents: Vec<Option<usize>> = (0..all.len())
        .map(|index| {
            let own = &all[index];
            let core = if own.cue.is_empty() { &own.content } else { &own.cue };
            (index.saturating_sub(AROUND)..all.len().min(index + AROUND))
                // A larger content than its own: so no chain bites its tail.
                .filter(|&it| length(&all[it].content) > length(&own.content))
                .filter(|&it| core.iter().all(|core| all[it].content.iter().any(|piece| piece.covers(*core))))
                .min_by_key(|&it| length(&all[it].content))
        })
        .collect();
    all.iter_mut().zip(parents).for_each(|(it, parent)| it.parent = parent);
}
