//! # quote-unresolved
//!
//! A quotation stands in none of the texts beside the article.
//!
//! That does not make it wrong: the tape may not be there yet, or the text may be incomplete.
//! But nobody has checked it, and a cited source that does not have the words is the wrong one to cite.
//! Quotations of fewer than six words are only looked for where the sentence cites a source by its key.
//!
//! ```source hearing
//! We will never sell the old harbour, whatever they offer us.
//! ```
//!
//! ```source memo
//! The cranes are to be painted before the summer, and nobody is to speak of it.
//! ```
//!
//! ```article
//! “My brother told me that the bridge was gone,” Ana Cho said.
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in none of the sources
//! ```
//!
//! ```article
//! “My brother saw the bridge,” Ana Cho said [@hearing].
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not in hearing.txt
//! ```
//!
//! ```article
//! “We will never sell the old harbour,” the memo says [@memo].
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ they stand in hearing.txt
//! ```
//!
//! ```article
//! “We will never sell the old harbour,” Ana Cho said [@hearing].
//! ```
//!
//! ```article
//! “My brother told me,” Ana Cho said.
//! ```
//!
//! ```article
//! Ana Cho said she was “tired” of it [@hearing].
//! ```
//!
//! What helps: put the source's text into `sources/`, cite the source that has the words, or note beside the sentence that you have heard it (“Checked by ear”).

use super::{Check, Context, Finding, Fix, Limit, Quoted, Related, Rule, Severity};
use crate::{sources::matching::Grade, text::Edit};

pub const RULE: Rule = Rule {
    code: "quote-unresolved",
    severity: Severity::Information,
    source: include_str!("quote_unresolved.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

fn check(context: &Context) -> Vec<Finding> {
    let asked = |it: &Quoted| {
        let fixes = instead(context, it).into_iter().collect();
        let found = it.verdict.found.as_ref().filter(|_| it.is_elsewhere());
        let related = found.map(|found| Related::new(it.source(found), found.span)).into_iter().collect();
        Some(Finding { fixes, related, ..RULE.finding(it.span(), message(it)?) })
    };
    context.quoted().iter().filter_map(asked).collect()
}

/// The key of the source that has the words in the place of the one that has not; none where the sentence
/// cites several or says where in the source the words stand.
fn instead(context: &Context, quoted: &Quoted) -> Option<Fix> {
    let found = quoted.verdict.found.as_ref().filter(|_| quoted.is_elsewhere())?;
    let source = quoted.source(found);
    let [named] = quoted.named[..] else { return None };
    let cited = &context.texts.sources()[named].key;
    let scope = quoted.sentences();
    let mut keys = context.article.keys().filter(|it| scope.contains(it.mark.start) && !it.is_note);
    let key = keys.next().filter(|it| it.key == cited && keys.next().is_none())?;
    // Another quotation beside it may be cited rightly, and "p. iv" is a place in the other source.
    let inner = quoted.paragraph.reading.quotes.iter().filter(|it| !it.nested);
    let others = inner.filter(|it| it.span != quoted.quote.span);
    let is_alone = others.map(|it| quoted.paragraph.document(it.span)).all(|it| !it.overlaps(scope));
    let around = context.article.words(key.mark).replacen(key.key, "", 1);
    let form = around.trim_start_matches(|it: char| it == '\\' || it.is_ascii_alphabetic() || it == ':');
    let is_bare = match around.starts_with(['\\', ':', 'c', '#']) {
        true => !form.contains(|it: char| it.is_alphanumeric()),
        false => !around.contains(|it: char| it.is_alphanumeric()),
    };
    let title = format!("Cite {} instead", source.name());
    let edits = vec![Edit::replace(key.span, source.key.clone())];
    (is_alone && is_bare).then_some(Fix::Rewrite { edits, title })
}

fn message(quoted: &Quoted) -> Option<String> {
    let grade = quoted.verdict.grade;
    if grade == Grade::Unresolved {
        return Some(match quoted.named.is_empty() {
            true => {
                "These words stand in none of the sources. Check them, or add the source's text.".to_owned()
            }
            false => format!(
                "These words are not in {}. Check them, or cite the source that has them.",
                quoted.cited()
            ),
        });
    }
    let found = quoted.verdict.found.as_ref().filter(|_| grade < Grade::Altered && quoted.is_elsewhere())?;
    let name = quoted.source(found).name();
    Some(format!("These words are not in {}: they stand in {name}.", quoted.cited()))
}
