use super::{Spot, Told, at, attribution, words};
use crate::{
    article::{Article, Entity, Sourced},
    features::markdown::Markdown,
    reading::{EntityKind, Form},
    text::{Encoding, Lines},
};

/// As many lines are named.
const LINES: usize = 8;

/// As many statements are shown; the rest is counted.
const SHOWN: usize = 3;

/// Who or what is named here: the full name, the role, how often, and what is given to them.
pub(super) fn entity(spot: &Spot) -> Option<Told> {
    let Spot { article, paragraph, .. } = *spot;
    let mention = spot.mention()?;
    let index = article.entity_of(paragraph.index, mention)?;
    let entity = &article.entities()[index];
    let mut out = vec![described(article, entity), mentioned(article, entity)];
    out.extend(spelled(article, entity));
    let span = paragraph.reading.mentions[mention].span;
    let speaks_here = article.attributions().iter().find(|it| {
        let source = &paragraph.reading.attributions.get(it.attribution).map(|it| &it.source);
        let covers = matches!(source, Some(Some(source)) if source.span.covers(span));
        it.paragraph == paragraph.index && it.speaker == Some(index) && covers
    });
    out.extend(speaks_here.map(|it| Markdown::of("Here: {}", &[&attribution::chain(article, it)])));
    out.extend(statements(article, index));
    Some(at(spot, span, Markdown::paragraphs(out)))
}

fn described(article: &Article, entity: &Entity) -> Markdown {
    let known = entity.known.map(|it| &article.house().known()[it]);
    let house = known.map(|it| match &it.role {
        Some(role) => Markdown::of("Known to the house: {}", &[role]),
        None => Markdown::own("Known to the house"),
    });
    let called = entity.role.as_ref().map(|it| Markdown::of("First called: {}", &[it]));
    let head = Markdown::of("**{}** · {}", &[&entity.name, &entity.kind.noun()]);
    Markdown::paragraphs([head].into_iter().chain(house).chain(called))
}

fn mentioned(article: &Article, entity: &Entity) -> Markdown {
    let form = |place: &crate::article::MentionPlace| {
        article.paragraph(place.paragraph as usize).reading.mentions[place.mention as usize].form
    };
    let count = entity.mentions.len();
    let by = |wanted: Form| entity.mentions.iter().filter(|it| form(it) == wanted).count();
    let (pronouns, roles) = (by(Form::Pronoun), by(Form::Role));
    let times = match count {
        1 => "Mentioned once".to_owned(),
        2 => "Mentioned twice".to_owned(),
        _ => format!("Mentioned {count} times"),
    };
    let otherwise = [(pronouns, "a pronoun", "pronouns"), (roles, "their role", "their role")];
    let mut ways = otherwise.into_iter().filter(|it| it.0 > 0).map(|(count, one, several)| match count {
        1 => format!("one of them by {one}"),
        _ => format!("{count} of them by {several}"),
    });
    let first = ways.next().map_or_else(String::new, |it| format!(", {it}"));
    let second = ways.next().map_or_else(String::new, |it| format!(" and {it}"));
    Markdown::of("{}{}{}: {}.", &[&times, &first, &second, &lines(article, entity)])
}

/// Where the mentions stand: "lines 1, 3 and 12".
fn lines(article: &Article, entity: &Entity) -> String {
    let places = article.mentions_of(entity).map(|(paragraph, it)| paragraph.document(it.span).start);
    let mut numbers = Lines::new(article.text(), Encoding::Utf8);
    let mut lines: Vec<u32> = places.map(|it| numbers.position(it).line + 1).collect();
    lines.dedup();
    let more = lines.len().saturating_sub(LINES);
    let mut names: Vec<String> = lines.iter().take(LINES).map(u32::to_string).collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    match names.pop() {
        Some(last) if names.is_empty() => format!("line {last}"),
        Some(last) => format!("lines {} and {last}", names.join(", ")),
        None => String::new(),
    }
}

/// The forms of the name, and names so like it that they may be meant for it.
fn spelled(article: &Article, entity: &Entity) -> Option<Markdown> {
    let mut forms: Vec<(&str, usize)> = Vec::new();
    for (paragraph, mention) in article.mentions_of(entity).filter(|(_, it)| it.form == Form::Name) {
        let form = mention.span.of(&paragraph.reading.passage.text);
        match forms.iter_mut().find(|it| it.0 == form) {
            Some(known) => known.1 += 1,
            None => forms.push((form, 1)),
        }
    }
    let like = article.entities().iter().filter(|it| is_like(it, entity));
    let like: Vec<Markdown> = like.map(|it| Markdown::of("“{}”", &[&it.name])).collect();
    let forms: Vec<Markdown> =
        forms.iter().map(|(form, count)| Markdown::of("{} ({})", &[form, count])).collect();
    let called = (forms.len() > 1).then(|| Markdown::of("Called: {}.", &[&Markdown::joined(forms, ", ")]));
    let asked =
        (!like.is_empty()).then(|| Markdown::of("Also meant by {}?", &[&Markdown::joined(like, ", ")]));
    let said: Vec<Markdown> = called.into_iter().chain(asked).collect();
    (!said.is_empty()).then(|| Markdown::joined(said, " "))
}

/// Letters by which two spellings of a surname may differ.
const SLIPS: usize = 2;

/// Whether two people's surnames, of five letters or more, are nearly the same.
fn is_like(other: &Entity, entity: &Entity) -> bool {
    let last = |it: &Entity| it.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let (a, b) = (last(other), last(entity));
    let people = other.kind == EntityKind::Person && entity.kind == EntityKind::Person;
    let long = a.chars().count().min(b.chars().count()) >= 5;
    people && long && a != b && strsim::levenshtein(&a, &b) <= SLIPS
}

/// What the article gives to them: how many statements, and the first of them.
fn statements(article: &Article, entity: usize) -> Option<Markdown> {
    let theirs: Vec<&Sourced> =
        article.attributions().iter().filter(|it| it.speaker == Some(entity)).collect();
    let count = match theirs.len() {
        0 => return None,
        1 => Markdown::own("1 statement is attributed to them:"),
        count => Markdown::of("{} statements are attributed to them:", &[&count]),
    };
    let lines = theirs.iter().take(SHOWN).filter_map(|it| statement(article, it));
    let more = theirs.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| Markdown::of("- and {} more", &[&more]));
    Some(Markdown::paragraphs([count, Markdown::joined(lines.chain(rest), "\n")]))
}

fn statement(article: &Article, sourced: &Sourced) -> Option<Markdown> {
    let paragraph = article.paragraph(sourced.paragraph);
    let content = *paragraph.reading.attributions[sourced.attribution].content.first()?;
    let said = words::short(content.of(&paragraph.reading.passage.text), 70);
    let line = words::line(article, paragraph.document(content).start);
    Some(Markdown::of("- line {}: {}", &[&line, &said]))
}
