//! Which source and which contents belong to a cue.
//!
//! A small network scores pairs of marked spans; each content takes its best cue, each cue its best
//! source, and a content without a cue its best source. Only near spans are candidates, so that the
//! work grows with the text and not with its square.

use std::ops::Range;

use super::{
    Sight,
    features::{PAIR, Pairs},
    file::{File, Refusal},
    labels::{Link, Part},
};
use crate::language::Passage;

/// Candidates on each side.
const NEAREST: usize = 8;

pub(super) struct Linker {
    content: Judge,
    source: Judge,
    orphan: Judge,
}

impl Linker {
    pub fn new(file: &File) -> Result<Linker, Refusal> {
        let judge = |name: &str| Judge::new(file, &format!("link.{name}"));
        Ok(Linker { content: judge("content")?, source: judge("source")?, orphan: judge("orphan")? })
    }

    /// Joins marked spans, which are in order.
    pub fn link(&self, passage: &Passage, sight: &Sight, said: &[(Part, Range<usize>)]) -> Vec<Link> {
        let pairs = Pairs::new(passage, sight, said);
        let [sources, cues, contents] = &pairs.spans;
        let mut links: Vec<Link> =
            cues.iter().map(|cue| Link { cue: Some(cue.clone()), ..Link::default() }).collect();
        let mut orphans = Vec::new();
        for content in contents {
            let seen = |cue: usize| pairs.features((Part::Cue, &cues[cue]), (Part::Content, content));
            match self.content.best(near(cues, content), seen) {
                Some(cue) => links[cue].content.push(content.clone()),
                None => orphans.push(content),
            }
        }
        for (cue, link) in cues.iter().zip(&mut links) {
            let seen = |source: usize| pairs.features((Part::Cue, cue), (Part::Source, &sources[source]));
            link.source = self.source.best(near(sources, cue), seen).map(|it| sources[it].clone());
        }
        for content in orphans {
            let seen =
                |source: usize| pairs.features((Part::Content, content), (Part::Source, &sources[source]));
            let source = self.orphan.best(near(sources, content), seen).map(|it| sources[it].clone());
            links.push(Link { source, cue: None, content: vec![content.clone()] });
        }
        links.sort_by_key(Link::start);
        links
    }
}

/// The nearest spans before an anchor and from it on, in order.
fn near(spans: &[Range<usize>], anchor: &Range<usize>) -> Range<usize> {
    let behind = spans.partition_point(|it| it.start < anchor.start);
    behind.saturating_sub(NEAREST)..spans.len().min(behind + NEAREST)
}

/// A network that scores a pair.
struct Judge {
    layers: Vec<Layer>,
}

/// A linear layer in floats.
struct Layer {
    weights: Vec<f32>,
    offset: Vec<f32>,
}

impl Judge {
    fn new(file: &File, name: &str) -> Result<Judge, Refusal> {
        let mut layers = Vec::new();
        let mut inputs = PAIR;
        while file.has(&format!("{name}.{}.w", layers.len())) {
            let name = format!("{name}.{}", layers.len());
            let outputs = file.shape(&format!("{name}.w"))?.first().copied().unwrap_or(0);
            layers.push(Layer {
                weights: file.floats(&format!("{name}.w"), &[outputs, inputs])?,
                offset: file.floats(&format!("{name}.b"), &[outputs])?,
            });
            inputs = outputs;
        }
        match layers.is_empty() || inputs != 1 {
            true => Err(Refusal::Unfit(format!("{name} gives {inputs} numbers, not one"))),
            false => Ok(Judge { layers }),
        }
    }

    /// The candidate with the highest score, if that is above 0; the first of equals.
    fn best(&self, candidates: Range<usize>, seen: impl Fn(usize) -> [f32; PAIR]) -> Option<usize> {
        let mut best = None;
        let mut most = 0.0;
        for candidate in candidates {
            let score = self.score(&seen(candidate));
            if score > most {
                (best, most) = (Some(candidate), score);
            }
        }
        best
    }

    fn score(&self, features: &[f32]) -> f32 {
        let mut x = features.to_vec();
        for (at, layer) in self.layers.iter().enumerate() {
            let last = at + 1 == self.layers.len();
            let rows = layer.weights.chunks_exact(x.len()).zip(&layer.offset);
            x = rows
                .map(|(row, offset)| {
                    let sum = row.iter().zip(&x).fold(0.0, |sum, (weight, x)| sum + weight * x) + offset;
                    if last { sum } else { sum.max(0.0) }
                })
                .collect();
        }
        x[0]
    }
}
