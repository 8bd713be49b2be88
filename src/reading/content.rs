//! How far the attributed words go.

use std::ops::Range;

use super::{
    ContentKind, QuoteNature,
    cues::{Cue, Frames},
    grammar::{Grammar, VerbGroup},
};
use crate::{language::Shape, text::Span};

/// The attributed words in tokens: at least one piece, each with at least one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub pieces: Vec<Range<usize>>,
    pub kind: ContentKind,
    clausal: bool,
}

impl Content {
    fn new(pieces: impl IntoIterator<Item = Range<usize>>, kind: ContentKind) -> Option<Content> {
        let pieces: Vec<_> = pieces.into_iter().filter(|it| it.start < it.end).collect();
        (!pieces.is_empty()).then_some(Content { pieces, kind, clausal: kind != ContentKind::NounPhrase })
    }

    /// Indirect speech in one or two pieces.
    pub fn clause(pieces: [Range<usize>; 2]) -> Option<Content> {
        Content::new(pieces, ContentKind::Indirect)
    }

    /// A clause or a quotation, as against a noun phrase.
    pub fn is_clausal(&self) -> bool {
        self.clausal
    }

    pub fn is_direct(&self) -> bool {
        self.kind == ContentKind::Direct
    }

    pub fn holds(&self, tokens: &Range<usize>) -> bool {
        self.pieces.iter().any(|it| it.start <= tokens.start && tokens.end <= it.end)
    }

    /// Tokens.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Range::len).sum()
    }

    /// A later cue that shares this content's sentence ends it when it begins a clause of its own:
    /// ", asserting that", ", but Cho said".
    pub fn stop_before(&mut self, grammar: &Grammar, cores: &[Range<usize>]) {
        if self.is_direct() {
            return;
        }
        for core in cores {
            let Some(piece) = self.pieces.iter_mut().find(|it| it.start < core.start && core.start < it.end)
            else {
                continue;
            };
            let mut end = core.start;
            let joined = matches!(
                grammar.word(end - 1),
                "and" | "but" | "while" | "whereas" | "with" | "though" | "although"
            );
            if joined && end - 1 > piece.start {
                end -= 1;
            }
            let gerund = grammar.word(core.start).ends_with("ing");
            let comma = end > piece.start
                && (grammar.word(end - 1) == "," || grammar.shape(end - 1) == Shape::CloseQuote);
            if comma && (joined || gerund) {
                piece.end = if grammar.word(end - 1) == "," { end - 1 } else { end };
            }
        }
        self.pieces.retain(|it| it.start < it.end);
    }

    /// Adds the quotations that follow in sentences of their own, up to the next cue.
    pub fn follow_quotes(&mut self, grammar: &Grammar, next: usize) {
        let Some(last) = self.pieces.last() else { return };
        let mut sentence = grammar.passage.sentence_of(last.end - 1);
        // The cue may stand behind the quotation, in the same sentence.
        while let Some(following) = grammar.passage.sentences.get(sentence + 1) {
            sentence += 1;
            let first = following.tokens.start;
            if self.pieces.iter().any(|it| it.contains(&first)) {
                continue;
            }
            let end = following.tokens.end;
            let ours = grammar.shape(first) == Shape::OpenQuote
                && (next < first || next >= end || grammar.quoted(next.min(end - 1)));
            let Some(quote) = grammar.quote_range(first).filter(|_| ours) else { return };
            self.pieces.push(quote);
        }
    }

    /// Whether quotation marks stand in it.
    pub fn quotes(&self, grammar: &Grammar) -> bool {
        self.pieces.iter().any(|it| it.clone().any(|token| grammar.quoted(token)))
    }

    pub fn spans(&self, grammar: &Grammar) -> Vec<Span> {
        self.pieces.iter().filter_map(|it| grammar.span(it.clone())).collect()
    }
}

impl Grammar<'_> {
    /// What a verb of saying covers: behind it, or around it when it stands in commas.
    pub fn content(&self, group: &VerbGroup, core_start: usize, sentence: &Range<usize>) -> Option<Content> {
        let end = self.clause_end(sentence);
        let frames = group.cue.frames;
        let at = self.past_adverbials(group, end);
        if frames.contains(Frames::QUOTE)
            && self.follows_quote(core_start, sentence.start)
            && self.word(group.tokens.end) != "that"
        {
            // “…,” Cho said after a pause: whatever stands behind the verb, the quotation is what was said.
            let stop = (group.tokens.end..end)
                .find(|&it| matches!(self.word(it), "," | ":" | ";") && !self.quoted(it));
            return self.around(core_start, stop.unwrap_or(end), sentence);
        }
        if let Some(content) = self.behind(group, at, end) {
            return Some(content);
        }
        let closes = at >= end
            || matches!(self.word(at), "," | "—" | "–" | "--" | ";" | ")")
            || self.shape(at) == Shape::CloseQuote;
        if frames.contains(Frames::QUOTE) && closes {
            return self.around(core_start, at, sentence);
        }
        None
    }

    /// Whether a quotation ends right before `token`.
    pub fn follows_quote(&self, token: usize, floor: usize) -> bool {
        let mut before = token;
        while before > floor
            && matches!(self.word(before - 1), "," | "—" | "–" | "--")
            && !self.quoted(before - 1)
        {
            before -= 1;
        }
        before > floor && self.shape(before - 1) == Shape::CloseQuote && self.quoted(before - 1)
    }

    fn behind(&self, group: &VerbGroup, at: usize, end: usize) -> Option<Content> {
        let frames = group.cue.frames;
        if at >= end {
            return None;
        }
        let opener = if matches!(self.word(at), "," | ":") { at + 1 } else { at };
        if self.shape(opener) == Shape::OpenQuote
            && frames.intersects(Frames::QUOTE | Frames::THAT | Frames::NOUN_PHRASE)
        {
            let content = self.quote_after(opener)?;
            let whole = content.pieces[0].end >= end || opener > at;
            if whole || !frames.intersects(Frames::BARE | Frames::NOUN_PHRASE) {
                return Some(content);
            }
            return Content::new([opener..end], ContentKind::Indirect);
        }
        match self.word(at) {
            ":" if frames.contains(Frames::QUOTE) => {
                return Content::new([at + 1..end], ContentKind::Indirect);
            }
            "that" if frames.contains(Frames::THAT) => return Content::new([at..end], ContentKind::Indirect),
            "how" | "why" | "what" | "whether" | "if" | "where" | "when" | "who"
                if frames.contains(Frames::THAT) =>
            {
                return Content::new([at..end], ContentKind::Indirect);
            }
            "to" if frames.contains(Frames::INFINITIVE) => {
                return Content::new([at..end], ContentKind::Indirect);
            }
            _ => {}
        }
        if frames.contains(Frames::BARE) && self.opens_clause(at, end) {
            return Content::new([at..end], ContentKind::Indirect);
        }
        if frames.contains(Frames::NOUN_PHRASE) && self.opens_noun_phrase(at) {
            let stop = (at..end)
                .find(|&it| !self.quoted(it) && matches!(self.word(it), "," | ";" | "—" | "–" | "--"));
            return Content::new([at..stop.unwrap_or(end)], ContentKind::NounPhrase);
        }
        None
    }

    /// What a cue in commas covers: `core` is source and cue together.
    pub fn around(&self, core_start: usize, core_end: usize, sentence: &Range<usize>) -> Option<Content> {
        let end = self.clause_end(sentence);
        let mut left_end = core_start;
        while left_end > sentence.start
            && matches!(self.word(left_end - 1), "," | "—" | "–" | "--" | "(" | ";")
            && !self.quoted(left_end - 1)
        {
            left_end -= 1;
        }
        let quote_before =
            (left_end > 0 && self.quoted(left_end - 1)).then(|| self.quote_range(left_end - 1)).flatten();
        let left = match &quote_before {
            Some(quote) => quote.start.min(sentence.start.max(quote.start))..quote.end,
            None => sentence.start..left_end,
        };
        let mut at = core_end;
        while at < end && matches!(self.word(at), "," | "—" | "–" | "--" | ")") {
            at += 1;
        }
        let right = at..end;
        let separated = at > core_end;
        let right_quote = if self.shape(at) == Shape::OpenQuote { self.quote_range(at) } else { None };
        if quote_before.is_some() {
            let right = right_quote.unwrap_or(0..0);
            return Content::new([self.quote_lead(left, sentence), right], ContentKind::Direct);
        }
        let pieces_right = if separated && self.goes_on(at) { right } else { 0..0 };
        let left = if left.start < left.end && self.opens_with_link(left.start) {
            left.start + 1..left.end
        } else {
            left
        };
        Content::new([left, pieces_right], ContentKind::Indirect)
    }

    /// Words of the same sentence that lead into a quotation belong to it: The plan is “bad,” Cho said.
    fn quote_lead(&self, quote: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
        let lead = sentence.start..quote.start;
        let fits = lead.start < lead.end
            && !lead.clone().any(|it| matches!(self.word(it), ":" | ";"))
            && !self.quoted(lead.start);
        if fits { sentence.start..quote.end } else { quote }
    }

    /// Whether a parenthetical cue's content goes on at `token`: not with an aside of its own.
    fn goes_on(&self, token: usize) -> bool {
        let word = self.word(token);
        let aside = word.ends_with("ing") && !Cue::starting(word).is_empty()
            || matches!(
                word,
                "who" | "which" | "whose" | "adding" | "citing" | "speaking" | "referring" | "according"
            );
        !aside
    }

    fn opens_with_link(&self, token: usize) -> bool {
        matches!(self.word(token), "but" | "and" | "yet") && self.starts_sentence(token)
    }

    /// The quotation that begins at `token`, as content.
    pub fn quote_after(&self, token: usize) -> Option<Content> {
        Content::new([self.quote_range(token)?], ContentKind::Direct)
    }

    /// All tokens of the quotation that `token` is in.
    pub fn quote_range(&self, token: usize) -> Option<Range<usize>> {
        let quote = self.quote(token).filter(|it| it.nature != QuoteNature::Title)?;
        let start = self.passage.token_at(quote.span.start);
        let end = self.passage.tokens.partition_point(|it| it.span.start < quote.span.end);
        Some(start..end)
    }

    /// Whether the sentence before the one that begins at `token` ends with a quotation.
    pub fn after_quote(&self, token: usize) -> bool {
        token > 0 && self.shape(token - 1) == Shape::CloseQuote
    }

    /// The end of a sentence without its final punctuation.
    pub fn clause_end(&self, sentence: &Range<usize>) -> usize {
        let mut end = sentence.end;
        while end > sentence.start
            && self.is_mark(end - 1)
            && self.shape(end - 1) != Shape::CloseQuote
            && !matches!(self.word(end - 1), "%" | "\u{FFFC}")
        {
            end -= 1;
        }
        end
    }
}
