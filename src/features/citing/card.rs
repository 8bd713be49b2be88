//! What is known of a source, for a hover and for a list of keys.

use super::{Asked, Evidence, passage, source};
use crate::{
    features::markdown::Markdown,
    rules::Review,
    sources::{
        library::{Notice, Source},
        lists::{Role, Value},
        matching::figures,
        references::{Style, reference},
    },
};

/// A source in Markdown, for whoever shows it.
pub fn card(review: &Review, key: &str, asked: Option<&Asked>) -> String {
    known(review, key, asked).into_text()
}

/// A source as a list of references would name it, on which terms it was given, and what it says to
/// the sentence at hand. Written for one source at a time, when somebody looks at it.
pub fn known(review: &Review, key: &str, asked: Option<&Asked>) -> Markdown {
    let source = source(review, key);
    let mut out = vec![heading(&source)];
    out.extend(source.address().and_then(|it| Markdown::address(&it)));
    out.extend(said(&source, Role::Terms).map(|it| Markdown::of("Terms: **{}**", &[&it])));
    out.extend(source.via().map(|it| Markdown::of("Second-hand, through {}", &[&it])));
    let checked = said(&source, Role::Checked).map(|it| Markdown::of("Checked: {}", &[&it]));
    let looked_up = || said(&source, Role::Accessed).map(|it| Markdown::of("Looked up: {}", &[&it]));
    out.extend(checked.or_else(looked_up));
    out.extend(asked.and_then(|it| best(it, key)).map(|it| told(review, &it)));
    out.extend(asked.and_then(|it| numbers(it, key)));
    let library = review.texts().library();
    let unread = source.unread.iter().chain(library.unread(key).filter(|_| source.unread.is_empty()));
    let unread: Vec<Markdown> = unread.map(|it| refused(it)).collect();
    if source.texts.is_empty() && review.texts().cited(key).is_empty() && unread.is_empty() {
        out.push(Markdown::own("Its text is not beside the article."));
    }
    out.extend(unread);
    Markdown::paragraphs(out)
}

/// How a list of references would name a source, and its key.
pub fn heading(source: &Source) -> Markdown {
    let line = reference(source, Style::News).unwrap_or_else(|| source.line());
    match line == source.key {
        true => Markdown::of("**{}**", &[&source.key]),
        false => Markdown::of("**{}** · {}", &[&line, &source.key]),
    }
}

fn refused(notice: &Notice) -> Markdown {
    let name = notice.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Markdown::of("A text of it could not be read. {}: {}", &[&name, &notice.message])
}

/// What one source says to a sentence.
pub fn best(asked: &Asked, key: &str) -> Option<Evidence> {
    asked.review.texts().cited(key).iter().find_map(|it| asked.evidence_in(*it))
}

fn told(review: &Review, evidence: &Evidence) -> Markdown {
    let (words, says) = passage(review, evidence);
    let locator = evidence.locator(review).map_or_else(String::new, |it| format!(" ({it})"));
    let (before, behind) = (&words[..says.start], &words[says.end..]);
    Markdown::of("> {}**{}**{}{}", &[&before, &says.of(&words), &behind, &locator])
}

/// Whether it has the numbers of a sentence that has any.
fn numbers(asked: &Asked, key: &str) -> Option<Markdown> {
    let texts = asked.review.texts();
    let sources = texts.cited(key);
    if sources.is_empty() || !figures(asked.words()).iter().any(|it| it.in_digits) {
        return None;
    }
    let doubts = texts.doubts(asked.words(), sources);
    if doubts.is_empty() {
        return Some(Markdown::own("It has every number of the sentence."));
    }
    let doubts = doubts.iter().map(|it| {
        let nearest = it
            .nearest
            .map(|(source, span)| format!(" (the nearest is {})", texts.sources()[source].words(span)));
        format!("{}{}", it.span.of(asked.words()), nearest.unwrap_or_default())
    });
    Some(Markdown::of("It has no {}.", &[&doubts.collect::<Vec<_>>().join(", no ")]))
}

fn said(source: &Source, role: Role) -> Option<String> {
    source.fields().filter(|it| it.role == role).find_map(|it| match &it.value {
        Value::Words(words) => Some(words.clone()).filter(|it| !it.is_empty()),
        Value::Date(date) => Some(date.to_string()),
        Value::People(people) => people.first().map(ToString::to_string),
    })
}
