//! # unknown-source
//!
//! A citation key stands in no list of sources.
//!
//! A key that leads nowhere prints as a question mark, or as nothing, and the reader is left with an empty bracket.
//! onrecord looks for it in the lists that the article, its main file or its project names, in `refs.*` and `sources.*` beside it and in `sources/`.
//! An entry of BibLaTeX may be cited by any of its `ids`.
//!
//! ```source hearing
//! We will never sell the old harbour.
//! ```
//!
//! ```source budget-2024
//! The bridge cost 24 million euros.
//! ```
//!
//! ```article
//! The harbour is not for sale [@haering].
//!                               ^^^^^^^ There is no source “haering” in your lists. Did you mean “hearing”?
//! ```
//!
//! ```article
//! The bridge was costly [@budget-2023; @hearing].
//!                         ^^^^^^^^^^^ Did you mean “budget-2024”?
//! ```
//!
//! ```article
//! As @hearnig says, nothing is for sale.
//!     ^^^^^^^ Did you mean “hearing”?
//! ```
//!
//! ```article
//! The harbour is not for sale [@hearing], and the bridge was costly [@budget-2024, p. 3].
//! ```
//!
//! Names of people on social networks and cross references are no keys:
//!
//! ```article
//! Thanks to @anacho for the picture, and see @fig-bridge.
//! ```
//!
//! Where no list of sources is known, nothing is missing from it:
//!
//! ```article
//! The tunnel is leaking [@voss1998].
//! ```
//!
//! Where the text of a source lies in `sources/` and could not be read, that is said in place of this, as information: the key is right, but nothing can be compared with it.
//!
//! What helps: correct the key, or add the source to your list.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity};
use crate::{
    article::Key,
    markup::Format,
    sources::{
        library::{Library, Notice},
        lists,
    },
};

pub const RULE: Rule = Rule {
    code: "unknown-source",
    severity: Severity::Error,
    source: include_str!("unknown_source.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// Where every key is unknown, the list is the wrong one and guessing does not help.
const GUESSED: usize = 20;

/// What cross references begin with, before ":" or "-".
const CROSS: &[&str] =
    &["fig", "tbl", "tab", "sec", "eq", "lst", "thm", "lem", "def", "exm", "exr", "prp", "cor"];

fn check(context: &Context) -> Vec<Finding> {
    let article = context.article;
    let (texts, library) = (context.texts, context.texts.library());
    let is_bare = texts.is_empty() && library.sources.is_empty() && library.notices.is_empty();
    // A page of MediaWiki carries its references itself, or has them from a template.
    if article.format() == Format::MediaWiki || is_bare {
        return Vec::new();
    }
    let is_there = |it: &Key| library.find(it.key).is_some() || !texts.cited(it.key).is_empty();
    let keys = article.keys().filter(|it| !it.is_note && !is_cross_reference(it.key));
    let mut findings = Vec::new();
    let mut unknown = Vec::new();
    for key in keys.filter(|it| !is_there(it)) {
        match library.unread(key.key) {
            Some(notice) => findings.push(unread(&key, notice)),
            None => unknown.push(key),
        }
    }
    let nothing_known = texts.is_empty() && library.sources.is_empty();
    if !nothing_known && !has_unread(library) {
        // Of a list that does not say how its letters are written, accents are a guess.
        let is_guessed = library.lists.iter().any(|it| it.recoded);
        unknown.retain(|it| !may_be_meant(library, it.key) && (it.key.is_ascii() || !is_guessed));
        let unknown = unknown.iter().enumerate();
        findings.extend(unknown.filter_map(|(number, it)| finding(context, it, number < GUESSED)));
    }
    findings
}

/// Whether a list could not be read: the key may stand there.
fn has_unread(library: &Library) -> bool {
    let mut unread = library.notices.iter().filter(|it| it.span.is_none());
    unread.any(|it| lists::Kind::of_path(&it.path).is_some())
}

/// Whether a list has these letters and is broken somewhere: an entry that is half written may hide those
/// behind it.
fn may_be_meant(library: &Library, key: &str) -> bool {
    library.lists.iter().any(|it| !it.list.problems.is_empty() && it.text.contains(key))
}

/// The source is there, and nobody can be told that it is not.
fn unread(key: &Key, notice: &Notice) -> Finding {
    let name = notice.path.file_name().unwrap_or_default().to_string_lossy();
    let message = format!(
        "Nothing is compared with “{}”, for its text could not be read. {name}: {}",
        key.key, notice.message
    );
    Finding { severity: Severity::Information, ..RULE.finding(key.span, message) }
}

pub(super) fn is_cross_reference(key: &str) -> bool {
    key.split_once([':', '-']).is_some_and(|(kind, _)| CROSS.contains(&kind))
}

/// Whether the document itself has an entry of this key: `\bibitem{cho}`, `\bibitem[Cho(2024)]{cho}`,
/// `\harvarditem{Cho}{2024}{cho}`, `\bib{cho}{book}{…}`.
fn is_entry(text: &str, key: &str) -> bool {
    const LONGEST: usize = 600;
    let braced = format!("{{{key}}}");
    text.match_indices(&braced).any(|(at, _)| {
        let start = text.floor_char_boundary(at.saturating_sub(LONGEST));
        let near = text[start..at].trim_end_matches(|it: char| it.is_whitespace() || it == '%');
        let options = |command: &str| near.rsplit_once(command).map(|it| it.1.trim());
        let given = |it: &str, opens: &[char], closes: &[char]| {
            it.is_empty() || it.starts_with(opens) && it.ends_with(closes)
        };
        near.ends_with("\\bib")
            || options("\\bibitem").is_some_and(|it| given(it, &['['], &[']']))
            || options("\\harvarditem").is_some_and(|it| given(it, &['[', '{'], &[']', '}']))
    })
}

fn finding(context: &Context, key: &Key, guess: bool) -> Option<Finding> {
    let texts = context.texts;
    let text = context.article.text();
    let is_bare = text[key.mark.start..].starts_with('@');
    // A place in the document that can be referred to in the same way.
    let is_label = is_bare && text.contains(&format!("<{}>", key.key));
    if is_label || is_entry(text, key.key) {
        return None;
    }
    let nearest = guess.then(|| texts.nearest(key.key)).flatten();
    // Beside a bare folder, and where a name of a network could stand, only what is nearly right is wrong.
    if nearest.is_none() && (is_bare || texts.library().lists.is_empty()) {
        return None;
    }
    let hint = match nearest {
        Some(it) => format!("Did you mean “{it}”?"),
        None => "Correct the key, or add the source to your list.".to_owned(),
    };
    let message = format!("There is no source “{}” in your lists. {hint}", key.key);
    let fixes = nearest.map(|it| Fix::replace([key.span], it, format!("Use “{it}”")));
    Some(Finding { fixes: fixes.into_iter().collect(), ..RULE.finding(key.span, message) })
}

#[cfg(test)]
mod tests {
    use super::is_entry;

    #[test]
    fn a_document_may_list_its_sources_itself() {
        for text in [
            "\\bibitem{cho} A book.",
            "\\bibitem[Cho(2024)]{cho} A book.",
            "\\bibitem[{Cho [ed.](2024)}]%\n  {cho} A book.",
            "\\harvarditem{Cho}{2024}{cho} A book.",
            "\\bib{cho}{book}{title={A book}}",
        ] {
            assert!(is_entry(text, "cho"), "{text}");
        }
        for text in ["\\cite{cho}", "\\bibitem{lee} B, see \\cite{cho}.", "\\bibitem[Cho]{chou} A."] {
            assert!(!is_entry(text, "cho"), "{text}");
        }
    }
}
