use super::{Spot, Told, at, words};
use crate::{
    article::{Article, Sourced},
    features::markdown::Markdown,
    reading::{Attribution, Basis, ContentKind, Force, SourceKind},
};

/// Who says it, and by what way it comes to the reader. On the source's words and on the verb.
pub(super) fn attribution(spot: &Spot) -> Option<Told> {
    let (span, index) = spot.attribution()?;
    let sourced = &spot.article.attributions()[index];
    let attribution = &spot.paragraph.reading.attributions[sourced.attribution];
    Some(at(spot, span, text(spot.article, sourced, attribution)))
}

fn text(article: &Article, sourced: &Sourced, attribution: &Attribution) -> Markdown {
    let kind = Markdown::own(match attribution.kind {
        ContentKind::Direct => "Direct quotation.",
        ContentKind::Indirect => "Reported in the writer's words.",
        ContentKind::Mixed => "Reported, with some words quoted.",
        ContentKind::NounPhrase => "Reported as an event or thing.",
    });
    let force = attribution.verb.as_ref().and_then(|verb| Some((&verb.lemma, force(verb.force)?)));
    let kind = match force {
        Some((verb, force)) => Markdown::of("{} “{}” {}.", &[&kind, verb, &Markdown::own(force)]),
        None => kind,
    };
    let chain = Markdown::of("**{}**", &[&chain(article, sourced)]);
    let unknown = unknown(sourced, attribution).map(Markdown::own);
    Markdown::paragraphs([chain, kind].into_iter().chain(unknown))
}

/// "Mark Rutte → Kuwait News Agency → you"
pub(super) fn chain(article: &Article, sourced: &Sourced) -> Markdown {
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
        links.push(Markdown::words(outlet.span.of(text)));
    }
    links.push(Markdown::own("you"));
    Markdown::joined(links, " → ")
}

fn speaker(article: &Article, sourced: &Sourced) -> Markdown {
    if let Some(entity) = sourced.speaker {
        return Markdown::words(&article.entities()[entity].name);
    }
    let paragraph = article.paragraph(sourced.paragraph);
    match &paragraph.reading.attributions[sourced.attribution].source {
        Some(source) => {
            let name = words::short(source.span.of(&paragraph.reading.passage.text), 60);
            if sourced.weak { Markdown::of("{} (who?)", &[&name]) } else { Markdown::words(&name) }
        }
        None => Markdown::own("?"),
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
