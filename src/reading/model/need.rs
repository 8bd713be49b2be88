//! How surely a desk would ask "who says so?" of a sentence, what kind it is, and whether anybody carries it.
//!
//! A linear head over the fast network's last layer (mean and maximum over the words of a sentence), over the mean of
//! what its listed words mean, and over which words and pairs of words it has, names taken out. Being linear, it judges
//! each sentence by itself: what the sentence before says of it is a sum, made in `article`.
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

/// Need, and whether it is need that nobody answers; the kinds come behind them.
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
    before_bias: Vec<f32>,
    bias: Vec<f32>,
    words: Hashed,
    kind_words: Hashed,
    meanings: Option<Meanings>,
}

/// What each listed word means: a row of bytes with its scale, and how much the word counts.
struct Meanings {
    width: usize,
    rows: Vec<i8>,
    scales: Vec<f32>,
    shares: Vec<f32>,
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

/// Scores as probabilities that together are 1.
pub fn shares<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut out = scores.map(|it| arithmetic::exp(it - most));
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|it| *it /= sum);
    out
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
        let meanings = Meanings::new(file)?;
        let features = 2 * width + 1 + meanings.as_ref().map_or(0, |it| it.width);
        Ok(Some(NeedHead {
            width,
            meanings,
            own: file.floats("need.own", &[features, OUTPUTS])?,
            before: file.floats("need.before", &[features, ASKED])?,
            before_bias: file.floats("need.before.bias", &[ASKED])?,
            bias: file.floats("need.bias", &[OUTPUTS])?,
            words: Hashed::new(file, "need.words", ASKED)?,
            kind_words: Hashed::new(file, "need.kind_words", KINDS)?,
        }))
    }

    /// The scores of a sentence, given its tokens, the numbers of those that are listed, and what the network's last
    /// layer holds of them.
    pub fn scores(
        &self,
        passage: &Passage,
        tokens: Range<usize>,
        listed: impl Iterator<Item = usize>,
        layer: &[f32],
    ) -> NeedScores {
        let mut features = pooled(layer, self.width);
        features.extend(self.meanings.as_ref().map(|it| it.mean(listed)).unwrap_or_default());
        let hashes = hashes(passage, tokens);
        let mut own = [0.0; OUTPUTS];
        own.copy_from_slice(&self.bias);
        add(&mut own, &self.own, &features);
        self.words.add(&mut own[..ASKED], &hashes);
        self.kind_words.add(&mut own[ASKED..], &hashes);
        let mut before = [0.0; ASKED];
        before.copy_from_slice(&self.before_bias);
        add(&mut before, &self.before, &features);
        let (asked, kinds) = own.split_at(ASKED);
        NeedScores { own: [asked[0], asked[1]], behind: before, kinds: std::array::from_fn(|at| kinds[at]) }
    }
}

impl Meanings {
    fn new(file: &File) -> Result<Option<Meanings>, Refusal> {
        if !file.has("need.meanings.w") {
            return Ok(None);
        }
        let [words, width] = *file.shape("need.meanings.w")? else {
            return Err(Refusal::Unfit("need.meanings is no table".to_owned()));
        };
        let (rows, scales) = file.rows("need.meanings", words, width)?;
        let shares = file.floats("need.meanings.share", &[words])?;
        Ok(Some(Meanings { width, rows, scales, shares }))
    }

    /// The mean of some words, by how much each counts; nothing where there are none.
    fn mean(&self, listed: impl Iterator<Item = usize>) -> Vec<f32> {
        let mut mean = vec![0.0; self.width];
        let mut sum = 0.0;
        for word in listed {
            let (Some(share), Some(scale)) = (self.shares.get(word), self.scales.get(word)) else { continue };
            let row = &self.rows[word * self.width..][..self.width];
            mean.iter_mut().zip(row).for_each(|(mean, it)| *mean += f32::from(*it) * (scale * share));
            sum += share;
        }
        if sum > 0.0 {
            mean.iter_mut().for_each(|it| *it /= sum);
        }
        mean
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
