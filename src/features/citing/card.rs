//! What is known of a source, for a hover and for a list of keys.

use super::{Asked, Evidence, passage, source};
use crate::{
    features::hover::words::escaped,
    rules::Review,
    sources::{
        library::Source,
        lists::{Role, Value},
    },
};

/// A source in Markdown: its line, its terms, and what it says to the sentence at hand.
pub fn card(review: &Review, key: &str, asked: Option<&Asked>) -> String {
    let source = source(review, key);
    let mut out = vec![format!("**{}** · {}", escaped(&source.line()), escaped(key))];
    out.extend(source.address().map(|it| format!("<{it}>")));
    out.extend(said(&source, Role::Terms).map(|it| format!("Terms: **{}**", escaped(&it))));
    out.extend(source.via().map(|it| format!("Second-hand, through {}", escaped(&it))));
    out.extend(said(&source, Role::Checked).map(|it| format!("Checked: {}", escaped(&it))));
    out.extend(asked.and_then(|it| best(it, key)).map(|it| told(review, &it)));
    if source.texts.is_empty() && review.texts().cited(key).is_empty() {
        out.push("Its text is not beside the article.".to_owned());
    }
    out.join("\n\n")
}

/// What one source says to a sentence.
pub fn best(asked: &Asked, key: &str) -> Option<Evidence> {
    asked.review.texts().cited(key).iter().find_map(|it| asked.evidence_in(*it))
}

fn told(review: &Review, evidence: &Evidence) -> String {
    let (words, says) = passage(review, evidence);
    let locator = evidence.locator(review).map_or_else(String::new, |it| format!(" ({it})"));
    let (before, behind) = (escaped(&words[..says.start]), escaped(&words[says.end..]));
    format!("> {before}**{}**{behind}{locator}", escaped(says.of(&words)))
}

fn said(source: &Source, role: Role) -> Option<String> {
    source.fields().filter(|it| it.role == role).find_map(|it| match &it.value {
        Value::Words(words) => Some(words.clone()).filter(|it| !it.is_empty()),
        Value::Date(date) => Some(date.to_string()),
        Value::People(people) => people.first().map(ToString::to_string),
    })
}
