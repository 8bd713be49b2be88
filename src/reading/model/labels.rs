//! What the labels of a model say: runs of source, cue and content, and names.

use std::ops::Range;

use crate::reading::{EntityKind, NeedScores};

/// What a word is in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Source,
    Cue,
    Content,
}

/// What a model finds in a passage, in tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tags {
    /// By where they begin.
    pub links: Vec<Link>,
    /// Names in order; they do not overlap.
    pub names: Vec<(EntityKind, Range<usize>)>,
    /// One for each sentence; none where a sentence was not read, or the model does not know.
    pub needs: Vec<Option<NeedScores>>,
}

/// Who says what: at least a cue or a content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    /// One or several pieces, in order, or none.
    pub content: Vec<Range<usize>>,
}

impl Link {
    /// Its first token.
    pub fn start(&self) -> usize {
        let all = self.source.iter().chain(&self.cue).chain(&self.content);
        all.map(|it| it.start).min().unwrap_or(0)
    }
}

impl Tags {
    /// The same marks in a passage that has so many tokens before them.
    pub fn moved(mut self, by: usize) -> Tags {
        let moved = |it: &mut Range<usize>| *it = it.start + by..it.end + by;
        for link in &mut self.links {
            link.source.iter_mut().chain(&mut link.cue).chain(&mut link.content).for_each(moved);
        }
        self.names.iter_mut().for_each(|it| moved(&mut it.1));
        self
    }
}

/// Runs of labels that mean something: "B-X" begins one, "I-X" or a bare "X" goes on or begins.
pub(super) fn runs<T: Copy + PartialEq>(
    labels: &[String],
    marked: &[u8],
    meaning: impl Fn(&str) -> Option<T>,
) -> Vec<(T, Range<usize>)> {
    let known: Vec<(bool, Option<T>)> = labels
        .iter()
        .map(|label| match label.split_once('-') {
            Some(("B", rest)) => (true, meaning(rest)),
            Some(("I", rest)) => (false, meaning(rest)),
            _ => (false, meaning(label)),
        })
        .collect();
    let mut out: Vec<(T, Range<usize>)> = Vec::new();
    for (at, label) in marked.iter().enumerate() {
        let (begins, Some(meaning)) = known[usize::from(*label)] else { continue };
        match out.last_mut().filter(|it| !begins && it.0 == meaning && it.1.end == at) {
            Some(last) => last.1.end = at + 1,
            None => out.push((meaning, at..at + 1)),
        }
    }
    out
}

pub(super) fn part(label: &str) -> Option<Part> {
    match label {
        "SOURCE" => Some(Part::Source),
        "CUE" => Some(Part::Cue),
        "CONTENT" => Some(Part::Content),
        _ => None,
    }
}

pub(super) fn kind(label: &str) -> Option<EntityKind> {
    Some(match label {
        "PERSON" => EntityKind::Person,
        "ORG" => EntityKind::Org,
        "PLACE" => EntityKind::Place,
        "NORP" => EntityKind::Norp,
        "EVENT" => EntityKind::Event,
        "PRODUCT" => EntityKind::Product,
        "DATE" => EntityKind::Date,
        "MISC" => EntityKind::Misc,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_runs() {
        let labels = ["O", "SOURCE", "CUE", "CONTENT"].map(str::to_owned);
        let found = runs(&labels, &[1, 1, 2, 3, 3, 0, 3], part);
        assert_eq!(
            found,
            [(Part::Source, 0..2), (Part::Cue, 2..3), (Part::Content, 3..5), (Part::Content, 6..7)]
        );
    }

    #[test]
    fn a_beginning_parts_two_neighbours() {
        let labels = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"].map(str::to_owned);
        let found = runs(&labels, &[1, 2, 1, 0, 4, 2], kind);
        assert_eq!(
            found,
            [
                (EntityKind::Person, 0..2),
                (EntityKind::Person, 2..3),
                (EntityKind::Org, 4..5),
                (EntityKind::Person, 5..6)
            ]
        );
    }
}
