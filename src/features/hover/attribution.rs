use super::{Hover, Spot, told, words};
use crate::{
    article::{Article, Sourced},
    reading::{Attribution, Basis, ContentKind, Force, SourceKind},
};

/// Who says it, and by what way it comes to the reader. On the source's words and on the verb.
pub(super) fn attribution(spot: &Spot) -> Option<Hover> {
    let (span, index) = spot.attribution()?;
    let sourced = &spot.article.attributions()[index];
    let attribution = &spot.paragraph.reading.attributions[sourced.attribution];
    Some(told(spot, span, text(spot.article, sourced, attribution)))
}

fn text(article: &Article, sourced: &Sourced, attribution: &Attribution) -> String {
    let mut out = format!("**{}**", chain(article, sourced));
    let kind = match attribution.kind {
        ContentKind::Direct => "Direct quotation.",
        ContentKind::Indirect => "Reported in the writer's words.",
        ContentKind::Mixed => "Reported, with some words quoted.",
        ContentKind::NounPhrase => "Reported as an event or thing.",
    };
    out.push_str("\n\n");
    out.push_str(kind);
    if let Some(verb) = attribution.verb
        && let Some(force) = force(verb.force)
    {
        out.push_str(&format!(" “{}” {force}.", verb.lemma));
    }
    if let Some(unknown) = unknown(sourced, attribution) {
        out.push_str("\n\n");
        out.push_str(unknown);
    }
    out
}

/// "Mark Rutte → Kuwait News Agency → you"
pub(super) fn chain(article: &Article, sourced: &Sourced) -> String {
    let mut links = vec![speaker(article, sourced)];
    let mut via = article.passed_on(sourced);
    // A chain of reports is short; a longer one would be a fault of ours.
    for _ in 0..8 {
        let Some(next) = via.and_then(|it| article.attributions().get(it)) else { break };
        links.push(speaker(article, next));
        via = next.via;
    }
    let hearer = &article.paragraph(sourced.paragraph).reading.attributions[sourced.attribution].hearer;
    if let Some(outlet) = hearer.as_ref().filter(|it| it.kind == SourceKind::Outlet) {
        let text = &article.paragraph(sourced.paragraph).reading.passage.text;
        links.push(words::escaped(outlet.span.of(text)));
    }
    links.push("you".to_owned());
    links.join(" → ")
}

fn speaker(article: &Article, sourced: &Sourced) -> String {
    if let Some(entity) = sourced.speaker {
        return words::escaped(&article.entities()[entity].name);
    }
    let paragraph = article.paragraph(sourced.paragraph);
    match &paragraph.reading.attributions[sourced.attribution].source {
        Some(source) => {
            let name = words::escaped(&words::short(source.span.of(&paragraph.reading.passage.text), 60));
            if sourced.weak { format!("{name} (who?)") } else { name }
        }
        None => "?".to_owned(),
    }
}

fn force(force: Force) -> Option<&'static str> {
    match force {
        Force::Neutral => None,
        Force::Truth => Some("presents what follows as true"),
        Force::Doubt => Some("doubts what follows"),
        Force::Colour => Some("colours what follows"),
        Force::Endorsement => Some("vouches for what follows"),
    }
}

fn unknown(sourced: &Sourced, attribution: &Attribution) -> Option<&'static str> {
    if !sourced.weak {
        return None;
    }
    Some(match (attribution.basis, attribution.source.as_ref().map(|it| it.kind)) {
        (_, Some(SourceKind::Report)) => "The reader cannot tell which reports these are.",
        (_, Some(SourceKind::Study)) => "The reader cannot tell whose study this is.",
        (Basis::Agentless, None) => "The sentence leaves out who says it.",
        _ => "The reader cannot tell who this is.",
    })
}
