//! What is asked of a sentence: the likeliest kind of statement that wants a source, and how much surer than usual the
//! question must be.

use super::{
    Candidate,
    levels::{Level, VEILED, level},
};
use crate::{
    article::{Paragraph, Status},
    language::{Class, Shape, gerund_of_past},
    reading::{ClaimKind, EntityKind, Traits},
    rules::Context,
};

/// Kinds that need nobody.
const QUIET: &[ClaimKind] = &[ClaimKind::Record, ClaimKind::Background, ClaimKind::Scene, ClaimKind::Other];

/// What the words themselves show counts as much as this chance of its kind.
const SHOWN: f32 = 0.25;

/// An accusation whose words no reader of grammar knows must be as likely as this.
const LIKELY: f32 = 0.5;

/// What a sentence is asked as.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub kind: ClaimKind,
    pub level: Level,
    /// Added to the log-odds: where its likeliest kind needs nobody, or it defines or places something.
    pub leaning: f32,
}

/// None where the sentence makes no statement that is asked about.
pub(super) fn asked(context: &Context, candidate: &Candidate) -> Option<Asked> {
    if candidate.quotation {
        let kind = ClaimKind::Quotation;
        return Some(Asked { kind, level: level(kind), leaning: 0.0 });
    }
    let paragraph = context.article.paragraph(candidate.paragraph);
    let traits = paragraph.reading.statements[candidate.sentence].traits;
    let (kind, share) = kind(&paragraph, candidate, traits)?;
    let grave = kind == ClaimKind::Accusation;
    if !grave && is_history(&paragraph, candidate.sentence) {
        return None;
    }
    let measured = kind == ClaimKind::Figure && traits.contains(Traits::FIGURE);
    let quiet = QUIET.iter().any(|it| candidate.share(*it) >= share) && !grave && !measured;
    let exempt = context.status(candidate.paragraph, candidate.sentence) == Status::Exempt && !grave;
    let unmeasured = kind == ClaimKind::Figure && !measured;
    let wanted = wants_a_source(&paragraph, candidate.sentence);
    let leaning = [(quiet, -0.5), (exempt, -1.0), (unmeasured, -0.4), (wanted, 3.0)];
    // What may be an accusation is asked about, but is not called one.
    let veiled = !grave && !measured && candidate.share(ClaimKind::Accusation) >= share;
    let (kind, level) = if veiled { (ClaimKind::Event, VEILED) } else { (kind, level(kind)) };
    Some(Asked { kind, level, leaning: leaning.iter().filter(|it| it.0).map(|it| it.1).sum() })
}

/// The writer has left a mark that says so.
fn wants_a_source(paragraph: &Paragraph, sentence: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let words = passage.sentences[sentence].span.of(&passage.lower);
    ["[source?]", "[citation needed]", "[who?]", "[who says?]"].iter().any(|it| words.contains(it))
}

/// The likeliest kind, and how likely it is with what the words show.
fn kind(paragraph: &Paragraph, candidate: &Candidate, traits: Traits) -> Option<(ClaimKind, f32)> {
    let denied = has_negation(paragraph, candidate.sentence);
    let accuses = traits.contains(Traits::ALLEGATION) && !denied;
    let shown = |kind: ClaimKind| match kind {
        ClaimKind::Accusation => accuses,
        ClaimKind::Figure => traits.contains(Traits::FIGURE),
        ClaimKind::Superlative => traits.contains(Traits::SUPERLATIVE),
        ClaimKind::Cause => traits.contains(Traits::CAUSE),
        _ => false,
    };
    let may = |kind: ClaimKind| match kind {
        ClaimKind::Quotation => false,
        ClaimKind::Accusation => {
            accuses || !denied && candidate.share(kind) >= LIKELY.max(candidate.share(ClaimKind::Record))
        }
        kind => !QUIET.contains(&kind),
    };
    let weighed = ClaimKind::ALL.into_iter().filter(|it| may(*it)).map(|kind| {
        let share = candidate.share(kind);
        // A figure without a number that counts something is less of a figure.
        let share = if kind == ClaimKind::Figure && !shown(kind) { share * 0.7 } else { share };
        (kind, if shown(kind) { share + SHOWN } else { share })
    });
    let (kind, share) = weighed.max_by(|a, b| a.1.total_cmp(&b.1))?;
    // Harm that somebody who can be told has done is an accusation; of a toll it is asked who counted.
    let kind = match kind {
        ClaimKind::Harm if accuses => ClaimKind::Accusation,
        ClaimKind::Harm if traits.contains(Traits::FIGURE) => ClaimKind::Figure,
        kind => kind,
    };
    Some((kind, share))
}

fn has_negation(paragraph: &Paragraph, sentence: usize) -> bool {
    let passage = &paragraph.reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    passage.tokens[tokens].iter().any(|it| it.class.contains(Class::NEGATION))
}

/// "In 1948 the flood destroyed the old bridge": what happened a generation ago stands in every handbook. What has been
/// counted since then does not.
fn is_history(paragraph: &Paragraph, sentence: usize) -> bool {
    const RECENT: u16 = 1990;
    let passage = &paragraph.reading.passage;
    let tokens = passage.sentences[sentence].tokens.clone();
    let year = |at: usize| {
        let number = passage.word(at).trim_end_matches('s').parse::<u16>().ok()?;
        let before = at.checked_sub(1).map_or("", |it| passage.word(it));
        let dates =
            matches!(before, "" | "in" | "of" | "from" | "until" | "during" | "between" | "the" | ",")
                || at > 0 && passage.tokens[at - 1].class.contains(Class::MONTH);
        // "An army of 1200 men": a number of somebody.
        let counts = matches!(before, "of" | "the")
            && passage.tokens.get(at + 1).is_some_and(|it| it.shape == Shape::Lower && it.class.is_empty())
            && gerund_of_past(passage.word(at + 1)).is_none();
        (dates && !counts && (1000..2100).contains(&number)).then_some(number)
    };
    let mut years = tokens.clone().filter_map(year).peekable();
    let since = tokens.clone().any(|it| passage.word(it) == "since");
    !since && years.peek().is_some() && years.all(|it| it < RECENT)
}

/// "A delegation of the Harbour Board met …": an actor of whom nobody has spoken, so that no sentence before carries it.
pub(super) fn opens_afresh(context: &Context, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 40;
    let paragraph = context.article.paragraph(candidate.paragraph);
    let reading = paragraph.reading;
    let sentence = &reading.passage.sentences[candidate.sentence];
    let article = matches!(reading.passage.word(sentence.tokens.start), "a" | "an");
    let traits = reading.statements[candidate.sentence].traits;
    article
        && sentence.span.len() >= SHORTEST
        && traits.contains(Traits::EVENT)
        && reading.mentions.iter().any(|it| it.kind == EntityKind::Org && sentence.span.covers(it.span))
}
