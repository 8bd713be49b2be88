//! # not-read
//!
//! What onrecord has left unread: text in another language, and paragraphs or sentences too long to read.
//!
//! onrecord reads English. Of anything else it would make names and speakers that are none, and silence would look like a clean bill.
//! So a text in another language is left alone, and that is said once: no names, no speakers, no questions.
//!
//! ```article
//! Die Brücke über den Kanal bleibt bis Freitag gesperrt, teilte die Stadt am Montag mit.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reads like German; onrecord reads English
//! ```
//!
//! ```article
//! El puente sobre el canal seguirá cerrado hasta el viernes, informó el ayuntamiento.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reads like Spanish
//! ```
//!
//! ```article
//! Le pont sur le canal restera fermé jusqu’à vendredi, a annoncé la mairie de la ville.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reads like French
//! ```
//!
//! ```article
//! Il ponte sul canale resterà chiuso fino a venerdì, ha annunciato il comune della città.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ reads like Italian
//! ```
//!
//! One paragraph of another language in an English article is left out in the same way:
//!
//! ```article
//! The bridge over the canal stays closed until Friday, and the city has told the people of the quarter why.
//!
//! Die Brücke bleibt bis Freitag gesperrt, weil niemand weiß, ob sie hält.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this paragraph reads like German
//! ```
//!
//! Words that an English article quotes, its names, titles and short lines are fine in any language:
//!
//! ```article
//! “Wir hatten keine Warnung, und niemand hat uns vor der Flut angerufen”, Anna Kolb said on Monday.
//! ```
//!
//! ```article
//! She sang “La vie en rose” and “Non, je ne regrette rien” in the Café de la Paix in Saint-Germain-des-Prés.
//! ```
//!
//! ```article
//! Chukwuemeka Nwosu of Umuahia and Ngozi Okonjo of Nsukka asked the panchayat for ten lakh rupees.
//! ```
//!
//! ```article
//! Brücke bleibt gesperrt
//! ```
//!
//! ```article
//! Quercus robur, Fagus sylvatica, Acer platanoides and Tilia cordata grow on the dike.
//! ```
//!
//! A paragraph of more than 128 KB, some twenty thousand words, is left unread too, so that no text can hold up another, and so is a sentence of more than 400 words: nobody ends a sentence that late.
//!
//! What helps: read what is left out yourself; break what is too long.

use super::{Check, Context, Finding, Limit, Rule, Severity};
use crate::{
    article::{Article, Paragraph},
    reading::{LONGEST, Tongue, Traits, Unread},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "not-read",
    severity: Severity::Information,
    source: include_str!("not_read.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let article = context.article;
    let mut findings: Vec<Finding> = foreign(article).into_iter().collect();
    if article.language().is_none() {
        findings.extend(article.paragraphs().filter(is_too_long).map(|it| too_long(&it)));
        findings.extend(endless(context));
    }
    findings
}

/// The first paragraph in another language.
fn foreign(article: &Article) -> Option<Finding> {
    let mut body = article.paragraphs().filter(|it| it.block.kind.is_body());
    let (paragraph, language) = body.find_map(|it| match it.reading.tongue {
        Tongue::Other(language) => Some((it, language)),
        _ => None,
    })?;
    let span = head(&paragraph, 0);
    Some(match article.language() {
        Some(most) => RULE.finding(
            span,
            format!("This reads like {}; onrecord reads English. Nothing in it has been read or asked.", most.name),
        ),
        None => Finding {
            severity: Severity::Hint,
            ..RULE.finding(
                span,
                format!(
                    "Not read: this paragraph reads like {}; onrecord reads English. Nothing in it has been asked.",
                    language.name
                ),
            )
        },
    })
}

fn is_too_long(paragraph: &Paragraph) -> bool {
    paragraph.reading.unread == Some(Unread::TooLong)
}

fn too_long(paragraph: &Paragraph) -> Finding {
    let size = paragraph.block.prose.text.len() / 1024;
    let message = format!(
        "Not read: too long. This paragraph has {size} KB, and the limit is {} KB. Break it, and it is read.",
        LONGEST / 1024
    );
    RULE.finding(head(paragraph, 0), message)
}

/// The first sentence that has no end.
fn endless(context: &Context) -> Option<Finding> {
    let (paragraph, sentence) = context.body().find_map(|paragraph| {
        let statements = &paragraph.reading.statements;
        let endless = statements.iter().position(|it| it.traits.contains(Traits::ENDLESS))?;
        Some((paragraph, endless))
    })?;
    let words = paragraph.reading.passage.sentences[sentence].tokens.len();
    let message = format!(
        "Not read: too long. This sentence goes on for {words} words and marks; end it, and it is read."
    );
    Some(Finding { severity: Severity::Hint, ..RULE.finding(head(&paragraph, sentence), message) })
}

/// The first words of a sentence: enough to see where it stands.
fn head(paragraph: &Paragraph, sentence: usize) -> Span {
    const WORDS: usize = 7;
    const BYTES: usize = 80;
    let passage = &paragraph.reading.passage;
    let Some(sentence) = passage.sentences.get(sentence) else { return paragraph.span() };
    let last = sentence.tokens.clone().take(WORDS).last().unwrap_or(sentence.tokens.start);
    let start = sentence.span.start;
    let mut end = passage.tokens[last].span.end;
    if end > start + BYTES {
        end = passage.text.floor_char_boundary(start + BYTES);
    }
    paragraph.document(Span::new(start, end))
}

/// The findings in what has been read, and those that tell what has not.
pub(super) fn in_what_is_read(article: &Article, mut findings: Vec<Finding>) -> Vec<Finding> {
    let is_read = |it: &Finding| {
        article.language().is_none()
            && article.paragraph_at(it.span.start).is_none_or(|it| it.reading.unread.is_none())
    };
    findings.retain(|it| it.code == RULE.code || is_read(it));
    findings
}
