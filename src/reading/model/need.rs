//! How surely a desk would ask "who says so?" of a sentence, what kind it is, and whether anybody carries it.
//!
//! A linear head over the fast network's last layer (mean and maximum over the words of a sentence)
//! and over which words and pairs of words the sentence has, names taken out. Being linear, it judges
//! each sentence by itself: what the sentences before and behind say of it is a sum, made in `article`.
//! Training computes the same (`training/need.py`, `training/train_need.py`).

use std::ops::Range;

use super::{
    arithmetic,
    file::{File, Refusal},
    words,
};
use crate::{
    language::{Passage, Shape},
    reading::{ClaimKind, NeedScores},
};

/// Need, and whether nobody carries the sentence; the kinds come behind them.
const ASKED: usize = 2;
const KINDS: usize = ClaimKind::ALL.len();
const OUTPUTS: usize = ASKED + KINDS;

/// Words; a longer sentence is no more than long.
const LONG: f32 = 64.0;

pub(super) struct NeedHead {
    width: usize,
    /// A row of outputs for each feature.
    own: Vec<f32>,
    before: Vec<f32>,
    after: Vec<f32>,
    bias: Vec<f32>,
    words: Hashed,
    kind_words: Hashed,
}

/// A row for each output, a weight in it for each bucket that words fall into.
struct Hashed {
    weights: Vec<i8>,
    scales: Vec<f32>,
    buckets: usize,
}

/// A score as a probability: 0 to 1.
pub fn chance(score: f32) -> f32 {
    1.0 / (1.0 + arithmetic::exp(-score))
}

impl NeedHead {
    /// None where the file has no such head.
    pub fn new(file: &File, width: usize) -> Result<Option<NeedHead>, Refusal> {
        if !file.has("need.own") {
            return Ok(None);
        }
        if file.labels().kind != ClaimKind::ALL.map(ClaimKind::code) {
            return Err(Refusal::Unfit("it knows other kinds of statements".to_owned()));
        }
        let features = 2 * width + 1;
        Ok(Some(NeedHead {
            width,
            own: file.floats("need.own", &[features, OUTPUTS])?,
            before: file.floats("need.before", &[features, ASKED])?,
            after: file.floats("need.after", &[features, ASKED])?,
            bias: file.floats("need.bias", &[OUTPUTS])?,
            words: Hashed::new(file, "need.words", ASKED)?,
            kind_words: Hashed::new(file, "need.kind_words", KINDS)?,
        }))
    }

    /// The scores of a sentence, given its tokens and what the network's last layer holds of them.
    pub fn scores(&self, passage: &Passage, tokens: Range<usize>, layer: &[f32]) -> NeedScores {
        let features = pooled(layer, self.width);
        let hashes = hashes(passage, tokens);
        let mut own = [0.0; OUTPUTS];
        own.copy_from_slice(&self.bias);
        add(&mut own, &self.own, &features);
        self.words.add(&mut own[..ASKED], &hashes);
        self.kind_words.add(&mut own[ASKED..], &hashes);
        let (mut before, mut after) = ([0.0; ASKED], [0.0; ASKED]);
        add(&mut before, &self.before, &features);
        add(&mut after, &self.after, &features);
        let (asked, kinds) = own.split_at(ASKED);
        NeedScores {
            own: [asked[0], asked[1]],
            behind: before,
            ahead: after,
            kinds: std::array::from_fn(|at| kinds[at]),
        }
    }
}

/// Mean and maximum of each column over the words, and how many these are.
fn pooled(layer: &[f32], width: usize) -> Vec<f32> {
    let count = (layer.len() / width) as f32;
    let mut mean = vec![0.0; width];
    let mut most = vec![f32::MIN; width];
    for row in layer.chunks_exact(width) {
        for ((mean, most), x) in mean.iter_mut().zip(&mut most).zip(row) {
            *mean += x;
            *most = x.max(*most);
        }
    }
    mean.iter_mut().for_each(|it| *it /= count);
    mean.extend(most);
    mean.push(count.min(LONG) / LONG);
    mean
}

/// Adds the rows of the weights, each as often as its feature says; every output is a sum in one set order.
fn add(out: &mut [f32], weights: &[f32], features: &[f32]) {
    for (feature, row) in features.iter().zip(weights.chunks_exact(out.len())) {
        out.iter_mut().zip(row).for_each(|(out, weight)| *out += feature * weight);
    }
}

/// The words and pairs of words of a sentence; what is written like a name counts as one name.
fn hashes(passage: &Passage, tokens: Range<usize>) -> Vec<u32> {
    const NAME: &str = "N";
    let first = tokens.start;
    let form = |token: usize| {
        let capital = matches!(passage.tokens[token].shape, Shape::Title | Shape::Upper);
        match capital && token > first && passage.form(token) != "I" {
            true => NAME.to_owned(),
            false => words::plain_form(passage, token),
        }
    };
    let forms: Vec<String> = tokens.map(form).collect();
    let pairs = forms.windows(2).map(|it| words::hash(None, &it.join(" ")));
    forms.iter().map(|it| words::hash(None, it)).chain(pairs).collect()
}

impl Hashed {
    fn new(file: &File, name: &str, outputs: usize) -> Result<Hashed, Refusal> {
        let buckets = match file.shape(&format!("{name}.w"))? {
            [rows, buckets] if *rows == outputs && *buckets > 0 => *buckets,
            _ => return Err(Refusal::Unfit(format!("{name} has another number of rows"))),
        };
        let (weights, scales) = file.rows(name, outputs, buckets)?;
        Ok(Hashed { weights, scales, buckets })
    }

    /// Each bucket counts once, and all of a sentence's together are of length one.
    fn add(&self, out: &mut [f32], hashes: &[u32]) {
        let mut buckets: Vec<usize> = hashes.iter().map(|it| *it as usize % self.buckets).collect();
        buckets.sort_unstable();
        buckets.dedup();
        let length = (buckets.len() as f32).sqrt().max(1.0);
        let rows = self.weights.chunks_exact(self.buckets).zip(&self.scales);
        for (out, (row, scale)) in out.iter_mut().zip(rows) {
            let sum: i32 = buckets.iter().map(|it| i32::from(row[*it])).sum();
            *out += sum as f32 * scale / length;
        }
    }
}
