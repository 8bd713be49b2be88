use super::{Hover, Spot, attribution, told, words};
use crate::{
    article::{Article, Entity, Sourced},
    reading::Form,
};

/// As many statements are shown; the rest is counted.
const SHOWN: usize = 3;

/// Who or what is named here: the full name, the role, how often, and what is given to them.
pub(super) fn entity(spot: &Spot) -> Option<Hover> {
    let Spot { article, paragraph, .. } = *spot;
    let mention = spot.mention()?;
    let index = article.entity_of(paragraph.index, mention)?;
    let mut out = vec![described(&article.entities()[index]), mentioned(article, &article.entities()[index])];
    let span = paragraph.reading.mentions[mention].span;
    let speaks_here = article.attributions().iter().find(|it| {
        let source = &paragraph.reading.attributions.get(it.attribution).map(|it| &it.source);
        let covers = matches!(source, Some(Some(source)) if source.span.covers(span));
        it.paragraph == paragraph.index && it.speaker == Some(index) && covers
    });
    out.extend(speaks_here.map(|it| format!("Here: {}", attribution::chain(article, it))));
    out.extend(statements(article, index));
    Some(told(spot, span, out.join("\n\n")))
}

fn described(entity: &Entity) -> String {
    let name = words::escaped(&entity.name);
    match &entity.role {
        Some(role) => {
            format!("**{name}** · {}\n\nFirst called: {}", entity.kind.noun(), words::escaped(role))
        }
        None => format!("**{name}** · {}", entity.kind.noun()),
    }
}

fn mentioned(article: &Article, entity: &Entity) -> String {
    let form = |place: &crate::article::MentionPlace| {
        article.paragraph(place.paragraph as usize).reading.mentions[place.mention as usize].form
    };
    let count = entity.mentions.len();
    let pronouns = entity.mentions.iter().filter(|it| form(it) == Form::Pronoun).count();
    let times = match count {
        1 => "Mentioned once".to_owned(),
        2 => "Mentioned twice".to_owned(),
        _ => format!("Mentioned {count} times"),
    };
    match pronouns {
        0 => format!("{times}."),
        1 => format!("{times}, one of them by a pronoun."),
        _ => format!("{times}, {pronouns} of them by pronouns."),
    }
}

/// What the article gives to them: how many statements, and the first of them.
fn statements(article: &Article, entity: usize) -> Option<String> {
    let theirs: Vec<&Sourced> =
        article.attributions().iter().filter(|it| it.speaker == Some(entity)).collect();
    let count = match theirs.len() {
        0 => return None,
        1 => "1 statement is attributed to them:".to_owned(),
        count => format!("{count} statements are attributed to them:"),
    };
    let lines = theirs.iter().take(SHOWN).filter_map(|it| statement(article, it));
    let more = theirs.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| format!("- and {more} more"));
    let lines: Vec<String> = lines.chain(rest).collect();
    Some(format!("{count}\n\n{}", lines.join("\n")))
}

fn statement(article: &Article, sourced: &Sourced) -> Option<String> {
    let paragraph = article.paragraph(sourced.paragraph);
    let content = *paragraph.reading.attributions[sourced.attribution].content.first()?;
    let said = words::escaped(&words::short(content.of(&paragraph.reading.passage.text), 70));
    Some(format!("- line {}: {said}", words::line(article, paragraph.document(content).start)))
}
