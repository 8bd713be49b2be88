use super::{Spot, Told, at, attribution, words};
use crate::{
    article::{Article, Paragraph, Status, Support},
    features::markdown::Markdown,
    reading::{Quote, QuoteNature, Reading, Tongue, Traits, Unread},
};

/// Paragraphs looked at on either side for support.
const FAR: usize = 12;

/// What the sentence stands on, why, and what kind of statement it is.
pub(super) fn sentence(spot: &Spot) -> Option<Told> {
    let paragraph = spot.paragraph;
    if !paragraph.block.kind.is_body() {
        return None;
    }
    let passage = &paragraph.reading.passage;
    let index = passage.sentences.iter().position(|it| it.span.touches(spot.at))?;
    Some(at(spot, passage.sentences[index].span, standing(spot.article, &paragraph, index)))
}

/// What a sentence of a paragraph stands on, in Markdown.
pub(in crate::features) fn standing(article: &Article, paragraph: &Paragraph, index: usize) -> Markdown {
    let support = article.support(paragraph.index, index);
    let traits = paragraph.reading.statements.get(index).map(|it| it.traits).unwrap_or_default();
    let mut out = vec![status(article, paragraph, support, traits)];
    if support.status == Status::OwnVoice && is_speech(paragraph, index) {
        out[0] = Markdown::own("**Somebody's words** · nobody is named who says them");
    }
    if support.status == Status::OwnVoice {
        out.extend(kind(traits).map(|it| Markdown::of("It states {}.", &[&it])));
        out.extend(nearest(article, paragraph, index).map(|it| Markdown::of("Nearest support: {}.", &[&it])));
    }
    Markdown::paragraphs(out)
}

/// Whether most of a sentence stands between quotation marks.
fn is_speech(paragraph: &Paragraph, index: usize) -> bool {
    let sentence = paragraph.reading.passage.sentences[index].span;
    let spoken = paragraph.reading.quotes.iter().filter(|it| it.nature != QuoteNature::Title);
    let shared = |it: &Quote| it.span.end.min(sentence.end).saturating_sub(it.span.start.max(sentence.start));
    2 * spoken.map(shared).max().unwrap_or(0) > sentence.len()
}

fn status(article: &Article, paragraph: &Paragraph, support: &Support, traits: Traits) -> Markdown {
    let by = support.by.and_then(|it| article.attributions().get(it));
    let chain = by.map(|it| attribution::chain(article, it));
    let head = Markdown::own(match support.status {
        Status::Quoted => "**Quoted**",
        Status::Attributed => "**Attributed**",
        Status::AttributedWeak => "**Attributed to nobody the reader can name**",
        Status::Inherited => "**Continues the sentence before**",
        Status::Cited => {
            return Markdown::own("**Cited** · a link, a note or a citation stands on this sentence");
        }
        Status::Exempt => return Markdown::of("**Needs no source** · {}", &[&exempt(traits)]),
        Status::OwnVoice => {
            return Markdown::own("**The article's own word** · nobody is named as the source");
        }
        Status::Unread => {
            return Markdown::of("**Not read** · {}", &[&unread(article, paragraph.reading, traits)]);
        }
    });
    match chain {
        Some(chain) => Markdown::of("{} · {}", &[&head, &chain]),
        None if support.status == Status::Inherited => Markdown::of("{}, which has a source", &[&head]),
        None => head,
    }
}

/// Why nothing could be made of a sentence.
fn unread(article: &Article, reading: &Reading, traits: Traits) -> String {
    match (reading.unread, reading.tongue) {
        (Some(Unread::TooLong), _) => "its paragraph is too long".to_owned(),
        (Some(Unread::Foreign), Tongue::Other(it)) => format!("it reads like {}", it.name),
        (Some(Unread::Foreign), _) => {
            format!("the text reads like {}", article.language().map_or("another language", |it| it.name))
        }
        _ if traits.contains(Traits::ENDLESS) => "no sentence is that long".to_owned(),
        _ => "it does not read like an English sentence".to_owned(),
    }
}

fn exempt(traits: Traits) -> &'static str {
    match traits {
        it if it.contains(Traits::QUESTION) => "a question",
        it if it.contains(Traits::INSTRUCTION) => "an instruction",
        it if it.contains(Traits::DEFINITION) => "a definition",
        it if it.contains(Traits::CALENDAR) => "plain calendar or geography",
        it if it.contains(Traits::WITNESS) => "the writer saw it",
        it if it.contains(Traits::FRAGMENT) => "no full statement",
        _ => "no statement of the article",
    }
}

/// The gravest kind of claim a sentence makes.
fn kind(traits: Traits) -> Option<&'static str> {
    let kinds = [
        (Traits::ALLEGATION, "an allegation of wrongdoing"),
        (Traits::FIGURE, "a figure"),
        (Traits::SUPERLATIVE, "a superlative"),
        (Traits::COMPARISON, "a comparison"),
        (Traits::CAUSE, "cause and effect"),
        (Traits::PREDICTION, "a prediction"),
        (Traits::EVALUATION, "a judgement"),
        (Traits::EVENT, "an event"),
    ];
    kinds.iter().find(|(kind, _)| traits.contains(*kind)).map(|(_, name)| *name)
}

/// The nearest sentence with a source the reader can name: "line 12, “Rutte stated”".
fn nearest(article: &Article, paragraph: &Paragraph, sentence: usize) -> Option<Markdown> {
    let from = paragraph.index.saturating_sub(FAR);
    let to = (paragraph.index + FAR + 1).min(article.paragraphs().len());
    let mut best: Option<(usize, usize)> = None;
    let here = paragraph.document(paragraph.reading.passage.sentences[sentence].span).start;
    for index in from..to {
        let other = article.paragraph(index);
        for (number, it) in other.reading.passage.sentences.iter().enumerate() {
            let support = article.support(index, number);
            if let (Status::Attributed | Status::Quoted, Some(by)) = (support.status, support.by) {
                let distance = other.document(it.span).start.abs_diff(here);
                best = best.filter(|it| it.0 <= distance).or(Some((distance, by)));
            }
        }
    }
    let sourced = article.attributions().get(best?.1)?;
    let paragraph = article.paragraph(sourced.paragraph);
    let attribution = &paragraph.reading.attributions[sourced.attribution];
    let line = words::line(article, paragraph.document(*attribution.cue.first()?).start);
    Some(Markdown::of("line {}, “{}”", &[&line, &words::said(&paragraph, attribution)]))
}
