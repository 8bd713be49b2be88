//! Words cut at the end of a line.
//!
//! "emp-" and "ty" are one word, "well-" and "known" are two with a hyphen. The text itself knows:
//! whichever form it has elsewhere is the right one; else a word that was cut is the better guess.

use std::collections::HashSet;

/// What becomes of the hyphen between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// The lines are apart.
    None,
    /// The hyphen goes, and the word is whole again.
    Whole,
    /// The hyphen stays, and the line break goes.
    Hyphen,
}

/// The words of a text, to decide by.
pub struct Words {
    known: HashSet<String>,
}

impl Words {
    /// Looked up only when some line ends in a hyphen.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Words {
        let cut = lines.clone().any(|it| stem(it).is_some());
        let words = lines.filter(|_| cut).flat_map(|it| {
            let words = it.split(|it: char| !it.is_alphanumeric() && it != '-');
            words.filter(|it| it.len() > 3 && !it.ends_with('-')).map(str::to_lowercase)
        });
        Words { known: words.collect() }
    }

    pub fn join(&self, line: &str, next: &str) -> Join {
        let Some(stem) = stem(line).filter(|_| next.trim_start().starts_with(char::is_lowercase)) else {
            return Join::None;
        };
        let first = stem.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let rest = next.trim_start().split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
        if !self.known.contains(&format!("{first}{rest}")) && self.known.contains(&format!("{first}-{rest}"))
        {
            return Join::Hyphen;
        }
        Join::Whole
    }
}

/// A line without the hyphen that cuts its last word.
pub fn stem(line: &str) -> Option<&str> {
    let stem = line.trim_end().strip_suffix(['-', '\u{ad}', '\u{2010}'])?;
    stem.ends_with(char::is_alphabetic).then_some(stem)
}
