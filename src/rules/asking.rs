//! Whether a desk would ask who says so: need, where nobody carries the statement.
//!
//! Every sentence that nobody stands behind by itself is a [`Candidate`]. What is stated and what stands around it gives
//! a chance that a desk asks (`chance`); each kind of statement has a chance from which it is asked, and how loud
//! (`levels`). What an article is long, what else it asks and how many sources it has has no say.

mod chance;
mod evidence;
mod kinds;
mod levels;
mod lines;
mod names;
mod quotations;
mod reasons;
mod voices;
mod weights;

pub use levels::{Ask, Level, level};
pub use names::{COUNT, NAMES};

use evidence::Sentence;
use lines::{Line, lines};

use super::{Context, Severity};
use crate::{
    article::{Need, Status},
    reading::{ClaimKind, SourceKind, Traits},
};

/// A sentence that may be asked about, and what can be told of it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub paragraph: usize,
    pub sentence: usize,
    pub need: Need,
    /// Whether it is somebody's words, and nothing else.
    pub quotation: bool,
    pub evidence: [f32; COUNT],
}

impl Candidate {
    /// How likely it is of a kind: 0 to 1.
    fn share(&self, kind: ClaimKind) -> f32 {
        let at = ClaimKind::ALL.iter().position(|it| *it == kind);
        at.map_or(0.0, |at| self.need.kinds[at])
    }

    /// How likely a desk asks who says so, in log-odds.
    pub fn log_odds(&self) -> f32 {
        chance::log_odds(&self.evidence, self.quotation)
    }
}

/// A sentence that a desk would ask about.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub paragraph: usize,
    pub sentence: usize,
    pub kind: ClaimKind,
    /// How likely a desk asks: 0 to 1.
    pub chance: f32,
    pub severity: Severity,
    /// Why nobody carries it, in the newsroom's words.
    pub reason: String,
}

impl Question {
    /// What it is, how surely a desk would ask, and why nobody carries it.
    pub(super) fn note(&self, what: &str) -> String {
        let how = match self.chance {
            0.85.. => "practically every desk would ask",
            0.6.. => "most desks would ask",
            _ => "a careful desk would ask",
        };
        let mut what = what.to_owned();
        what[..1].make_ascii_uppercase();
        format!("{what}: {how}. {}", self.reason)
    }
}

/// Every sentence of the body that nobody stands behind by itself, with what can be told of it.
pub fn candidates(context: &Context) -> Vec<Candidate> {
    let lines = lines(context);
    (0..lines.len()).filter_map(|at| candidate(context, &lines, at)).collect()
}

/// The kind of every statement that nobody carries, and how likely a desk asks about it: 0 to 1.
pub fn chances(context: &Context) -> Vec<(ClaimKind, f32)> {
    let all = candidates(context);
    let told = all.iter().filter_map(|it| {
        let asked = kinds::asked(context, it)?;
        Some((asked.kind, crate::reading::model::chance(it.log_odds() + asked.leaning)))
    });
    told.collect()
}

/// What a desk would ask, in the order of the text; of a text that gives nothing to anybody only the gravest.
pub(super) fn questions(context: &Context) -> Questions {
    let lines = lines(context);
    let mut asked: Vec<Question> = (0..lines.len()).filter_map(|at| question(context, &lines, at)).collect();
    let nobody = !lines.iter().any(|it| it.status.is_support() && it.status != Status::Inherited);
    let left_out = if nobody { asked.len().saturating_sub(GRAVEST) } else { 0 };
    if left_out > 0 {
        // The gravest kind first, then the surest, then what stands earlier: a word more elsewhere changes nothing.
        asked.sort_by(|a, b| {
            let grave = |it: &Question| (it.severity, rank(it.kind));
            grave(a).cmp(&grave(b)).then(b.chance.total_cmp(&a.chance))
        });
        asked.truncate(GRAVEST);
        asked.sort_by_key(|it| (it.paragraph, it.sentence));
    }
    Questions { asked, left_out }
}

/// A text that gives nothing to anybody is asked about so often; beyond that a writer knows.
const GRAVEST: usize = 10;

/// What is asked of an article.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// In the order of the text.
    pub asked: Vec<Question>,
    /// How many more there are in a text that gives nothing to anybody.
    pub left_out: usize,
}

/// By what an error costs, the dearest first.
fn rank(kind: ClaimKind) -> usize {
    ClaimKind::ALL.iter().position(|it| *it == kind).unwrap_or(ClaimKind::ALL.len())
}

fn question(context: &Context, lines: &[Line], at: usize) -> Option<Question> {
    let candidate = candidate(context, lines, at)?;
    let asked = kinds::asked(context, &candidate)?;
    let chance = candidate.log_odds() + asked.leaning;
    let severity = asked.level.severity(chance, context.settings.ask);
    let fresh = || kinds::opens_afresh(context, &candidate);
    let (kind, severity) = match severity {
        Some(it) if it < Severity::Hint => (asked.kind, it),
        _ if fresh() => (ClaimKind::Event, Severity::Information),
        other => (asked.kind, other?),
    };
    Some(Question {
        paragraph: candidate.paragraph,
        sentence: candidate.sentence,
        kind,
        chance: crate::reading::model::chance(chance),
        severity,
        reason: reasons::reason(context, lines, at),
    })
}

fn candidate(context: &Context, lines: &[Line], at: usize) -> Option<Candidate> {
    let line = &lines[at];
    if !may_be_asked(context, line) {
        return None;
    }
    let need = context.article.need(line.paragraph, line.sentence)?;
    let sentence = Sentence::of(context, lines, at);
    if quotations::is_carried(context, lines, at, &sentence) || is_carried_behind(context, lines, at) {
        return None;
    }
    let quotation = sentence.quote().is_some();
    let evidence = evidence::evidence(context, lines, at, &need);
    Some(Candidate { paragraph: line.paragraph, sentence: line.sentence, need, quotation, evidence })
}

/// "Lund took bribes. She did so for years, prosecutors said.": the next sentence goes on about it on somebody's word,
/// and not on that of whom it is about.
fn is_carried_behind(context: &Context, lines: &[Line], at: usize) -> bool {
    let Some(next) = lines.get(at + 1).filter(|it| it.paragraph == lines[at].paragraph && it.is_said())
    else {
        return false;
    };
    let reading = context.article.paragraph(next.paragraph).reading;
    let sentence = &reading.passage.sentences[next.sentence];
    let first = reading.passage.word(sentence.tokens.start);
    let sources = reading.attributions.iter().filter_map(|it| it.source.as_ref());
    let mut own = sources.filter(|it| sentence.span.covers(it.span));
    matches!(first, "he" | "she" | "they") && own.all(|it| it.kind != SourceKind::Pronoun)
}

/// Whether nobody stands behind it, and it states something.
fn may_be_asked(context: &Context, line: &Line) -> bool {
    let statement = &context.article.paragraph(line.paragraph).reading.statements[line.sentence];
    let exempt = Traits::QUESTION | Traits::INSTRUCTION | Traits::FRAGMENT | Traits::UNREADABLE;
    matches!(line.status, Status::OwnVoice | Status::Inherited | Status::Exempt)
        && !statement.traits.intersects(exempt)
}
