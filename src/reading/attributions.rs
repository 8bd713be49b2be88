//! Who says what, by rules.
//!
//! An attribution joins a source, a cue and the words it covers. Cues come before, after and inside
//! those words, so the cue is found first: then the source beside it, then how far the content goes.

use std::ops::Range;

use super::{
    Attribution, Basis, ContentKind, Inflection, LONGEST, Mention, Reader, Reading, Source, Tongue, Unread,
    agentless,
    callings::call_speakers,
    content::Content,
    cues::Frames,
    dateline::{self, Head},
    grammar::{Grammar, VerbGroup},
    names, nouns,
    phrases::Subject,
    quotes, readable, statements,
    tongue::tongue,
};
use crate::language::{Passage, Shape};

/// The reader made of rules and word lists.
#[derive(Debug)]
pub(super) struct Rules;

impl Reader for Rules {
    fn read(&self, prose: &str) -> Reading {
        if prose.len() > LONGEST {
            return Reading::too_long(prose);
        }
        let mut passage = Passage::new(prose);
        let quotes = quotes::quotes(&passage);
        let tongue = tongue(&passage, &quotes);
        if let Tongue::Other(_) = tongue {
            return Reading::unread(passage, tongue, Unread::Foreign);
        }
        let head = dateline::head(&passage);
        if let Some(head) = &head {
            passage.set_apart(head.end);
        }
        let mut mentions = names::mentions(&passage);
        let attributions = attributions(&passage, &quotes, head.as_ref().map_or(0, |it| it.end));
        if let Some(head) = &head {
            head.name(&passage, &mut mentions);
        }
        name_speakers(&passage, &attributions, &mut mentions);
        call_speakers(&passage, &attributions, &quotes, &mut mentions);
        let mut statements = statements::statements(&passage, &quotes);
        let dateline = head.map(|it| it.span(&passage));
        let alone = dateline.is_some_and(|it| passage.sentences.first().is_some_and(|own| own.span == it));
        if let Some(first) = statements.first_mut().filter(|_| alone) {
            *first = Head::statement();
        }
        Reading { passage, dateline, quotes, mentions, attributions, statements, tongue, unread: None }
    }
}

/// Whoever speaks under a name is a person, even if no list knows the name.
pub(super) fn name_speakers(passage: &Passage, attributions: &[Attribution], mentions: &mut Vec<Mention>) {
    for source in attributions
        .iter()
        .filter_map(|it| it.source.as_ref())
        .filter(|it| it.kind == super::SourceKind::Named)
    {
        let first = passage.token_at(source.head.start);
        let known = mentions.iter().any(|it| it.span.overlaps(source.head));
        if !known && passage.tokens[first].shape == Shape::Title {
            let at = mentions.partition_point(|it| it.span.start < source.head.start);
            let mention = Mention {
                span: source.head,
                kind: super::EntityKind::Person,
                role: None,
                form: super::Form::Name,
            };
            mentions.insert(at, mention);
        }
    }
}

/// An attribution in tokens, while it is being put together.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub source: Option<Source>,
    /// Where source and cue stand, for limits of neighbours.
    pub core: Range<usize>,
    pub cue: Vec<Range<usize>>,
    pub content: Content,
    pub verb: Option<super::Cue>,
    pub hearer: Option<Source>,
    pub basis: Basis,
}

/// `body` is the first token behind a dateline.
fn attributions(passage: &Passage, quotes: &[super::Quote], body: usize) -> Vec<Attribution> {
    let grammar = Grammar::new(passage, quotes);
    let mut drafts = Vec::new();
    for sentence in 0..passage.sentences.len() {
        let mut tokens = passage.sentences[sentence].tokens.clone();
        tokens.start = tokens.start.max(body).min(tokens.end);
        readable::pieces(tokens).for_each(|piece| read_sentence(&grammar, piece, &mut drafts));
    }
    drafts.sort_by_key(|it| it.core.start);
    settle(&grammar, drafts)
}

fn read_sentence(grammar: &Grammar, tokens: Range<usize>, drafts: &mut Vec<Draft>) {
    let mut floor = tokens.start;
    let mut at = tokens.start;
    while at < tokens.end {
        if grammar.quoted(at) {
            at += 1;
            continue;
        }
        let draft = agentless::agentless(grammar, at, &tokens)
            .or_else(|| according_to(grammar, at, &tokens))
            .or_else(|| nouns::noun_cue(grammar, at, &tokens))
            .or_else(|| by_verb(grammar, at, floor, &tokens));
        match draft {
            Some(draft) => {
                at = draft.core.end.max(at + 1);
                floor = floor_after(&draft, floor);
                drafts.push(draft);
            }
            None => at += 1,
        }
    }
    if let Some(draft) = introduced(grammar, &tokens, drafts) {
        drafts.push(draft);
    }
}

/// Subjects of later verbs stand behind the cue, except around a clause in the middle.
fn floor_after(draft: &Draft, floor: usize) -> usize {
    draft.cue.iter().map(|it| it.end).max().unwrap_or(floor).max(floor)
}

/// A verb of saying with its subject.
fn by_verb(grammar: &Grammar, at: usize, floor: usize, sentence: &Range<usize>) -> Option<Draft> {
    let group = grammar.verb_group(at, floor)?;
    let gerund = group.cue.inflection == Inflection::Gerund;
    let progressive = gerund && group.tokens.start < at;
    if group.passive || group.infinitive {
        return None;
    }
    let subject = grammar.subject(group.tokens.start, floor, gerund && !progressive);
    if subject == Subject::Missing {
        return inverted(grammar, &group, at, sentence);
    }
    if !grammar.is_verb(&group, at, floor) {
        return None;
    }
    // "It was seen as a warning": an article alone is nobody, and what stands behind it is a noun.
    if gerund && matches!(grammar.word(group.tokens.start.wrapping_sub(1)), "a" | "an" | "the") {
        return None;
    }
    let content = grammar.content(&group, core_start(&subject, &group), sentence)?;
    let (source, basis) = match &subject {
        Subject::Phrase(phrase) => (
            Some(grammar.source(phrase)?),
            if gerund && !progressive { Basis::Participle } else { Basis::Verb },
        ),
        _ => (None, Basis::Participle),
    };
    if source.is_none() && !content.is_clausal() && group.cue.lemma != "express" {
        return None;
    }
    let start = core_start(&subject, &group);
    let source_unfit = source.as_ref().is_some_and(|it| !fits(grammar, it, &group));
    (!source_unfit).then(|| Draft {
        source,
        core: start..group.tokens.end,
        cue: vec![group.tokens.clone()],
        content,
        verb: Some(group.cue),
        hearer: grammar.told(&group, sentence.end),
        basis,
    })
}

/// Things show, people say: a lower-case singular thing is no source of "said".
fn fits(grammar: &Grammar, source: &Source, group: &VerbGroup) -> bool {
    use super::SourceKind::*;
    if matches!(source.kind, Named | Outlet | Anonymous | Crowd | Study | Report | Document) {
        return true;
    }
    let head = source.head.of(&grammar.passage.lower);
    let weak = matches!(head, "it" | "this" | "that" | "which" | "there" | "what" | "you" | "one");
    if weak {
        return false;
    }
    source.kind == Pronoun || group.cue.frames.contains(Frames::QUOTE) || grammar.is_person_noun(source)
}

fn core_start(subject: &Subject, group: &VerbGroup) -> usize {
    match subject {
        Subject::Phrase(phrase) => phrase.tokens.start,
        _ => group.tokens.start,
    }
}

/// "…," said Ana Cho, a resident.
fn inverted(grammar: &Grammar, group: &VerbGroup, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    if !group.cue.frames.contains(Frames::QUOTE)
        || group.cue.inflection == Inflection::Gerund
        || group.tokens.start != at
    {
        return None;
    }
    if group.tokens.start == sentence.start && !grammar.after_quote(sentence.start) {
        return None;
    }
    let phrase = grammar.phrase_from(group.tokens.end, sentence.end)?;
    let closes = grammar.follows_quote(group.tokens.start, sentence.start)
        || grammar.is_mark(phrase.tokens.end)
        || phrase.tokens.end >= sentence.end
        || grammar.adverbial(phrase.tokens.end, sentence.end).is_some();
    let source = grammar.source(&phrase)?;
    if !closes || source.kind == super::SourceKind::Described && grammar.word(phrase.tokens.start) == "that" {
        return None;
    }
    let content = grammar.around(group.tokens.start, phrase.tokens.end, sentence)?;
    Some(Draft {
        source: Some(source),
        core: group.tokens.start..phrase.tokens.end,
        cue: vec![group.tokens.clone()],
        content,
        verb: Some(group.cue),
        hearer: None,
        basis: Basis::Verb,
    })
}

/// "According to Kuwait News Agency, …", "…, according to the auditor."
fn according_to(grammar: &Grammar, at: usize, sentence: &Range<usize>) -> Option<Draft> {
    let two = grammar.word(at) == "according" && grammar.word(at + 1) == "to";
    let per = grammar.word(at) == "per" && grammar.word(at.wrapping_sub(1)) == ",";
    if !two && !per {
        return None;
    }
    let cue = at..at + if two { 2 } else { 1 };
    let mut phrase = grammar.phrase_from(cue.end, sentence.end)?;
    if at == sentence.start {
        phrase.tokens.end = opening_comma(grammar, &phrase.tokens, sentence);
    }
    let source = grammar.source(&phrase)?;
    let content = grammar.around(at, phrase.tokens.end, sentence)?;
    Some(Draft {
        source: Some(source),
        core: at..phrase.tokens.end,
        cue: vec![cue],
        content,
        verb: None,
        hearer: None,
        basis: Basis::AccordingTo,
    })
}

/// Where "According to the early results of a poll made by Lundmark, …" ends: at its comma, and that of an
/// apposition is not it unless nothing follows.
fn opening_comma(grammar: &Grammar, phrase: &Range<usize>, sentence: &Range<usize>) -> usize {
    let inside = phrase.clone().skip(1).filter(|&it| grammar.word(it) == ",").last();
    if grammar.word(phrase.end) == "," {
        return phrase.end;
    }
    let behind =
        (phrase.end..sentence.end.min(phrase.end + 25)).find(|&it| matches!(grammar.word(it), "," | ":"));
    inside.or(behind).unwrap_or(phrase.end)
}

/// A quotation after a colon without a verb of saying: "The memo was clear: “…”".
fn introduced(grammar: &Grammar, sentence: &Range<usize>, drafts: &[Draft]) -> Option<Draft> {
    let colon = sentence.clone().find(|&it| {
        grammar.word(it) == ":" && grammar.shape(it + 1) == Shape::OpenQuote && !grammar.quoted(it)
    })?;
    let taken = drafts.iter().any(|it| it.core.start < colon && it.core.start >= sentence.start);
    if taken || colon == sentence.start {
        return None;
    }
    let phrase = grammar.opening_phrase(sentence.start, colon)?;
    let source = grammar.source(&phrase)?;
    let content = grammar.quote_after(colon + 1)?;
    Some(Draft {
        source: Some(source),
        core: phrase.tokens.start..colon + 1,
        cue: vec![colon..colon + 1],
        content,
        verb: None,
        hearer: None,
        basis: Basis::Bare,
    })
}

/// Cues further apart than this many do not hold one another: a paragraph of a thousand must not cost a million.
const NEAR: usize = 32;

/// Turns drafts into attributions: which lies in which, and where the bytes are.
fn settle(grammar: &Grammar, mut drafts: Vec<Draft>) -> Vec<Attribution> {
    for index in 0..drafts.len() {
        let cores: Vec<Range<usize>> =
            drafts[index + 1..].iter().take(NEAR).map(|it| it.core.clone()).collect();
        drafts[index].content.stop_before(grammar, &cores);
    }
    extend_over_quotes(grammar, &mut drafts);
    drafts.retain(|it| !it.content.pieces.is_empty());
    let parents: Vec<Option<usize>> = (0..drafts.len()).map(|index| parent(&drafts, index)).collect();
    drafts.into_iter().zip(parents).map(|(draft, parent)| finish(grammar, draft, parent)).collect()
}

/// The nearest earlier or later draft whose content holds this one's cue.
fn parent(drafts: &[Draft], index: usize) -> Option<usize> {
    let core = &drafts[index].core;
    (index.saturating_sub(NEAR)..drafts.len().min(index + NEAR))
        .filter(|&it| it != index && drafts[it].content.holds(core))
        .min_by_key(|&it| drafts[it].content.len())
}

/// “A,” Cho said. “B.” – quotations that go on belong to the same speaker.
fn extend_over_quotes(grammar: &Grammar, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let next = drafts.get(index + 1).map_or(usize::MAX, |it| it.core.start);
        if drafts[index].content.is_direct() {
            drafts[index].content.follow_quotes(grammar, next);
        }
    }
}

fn finish(grammar: &Grammar, draft: Draft, parent: Option<usize>) -> Attribution {
    let content = draft.content.spans(grammar);
    let cue: Vec<_> = draft.cue.into_iter().filter_map(|it| grammar.span(it)).collect();
    let kind = match draft.content.kind {
        ContentKind::Indirect if draft.content.quotes(grammar) => ContentKind::Mixed,
        kind => kind,
    };
    Attribution {
        source: draft.source,
        hearer: draft.hearer,
        cue,
        content,
        kind,
        verb: draft.verb,
        basis: draft.basis,
        parent,
    }
}
