//! The fast network: gated, dilated convolutions over the tokens of a sentence.
//!
//! Sentences are worked on together, as many as fill a batch: each row is its own sum, so company
//! changes nothing. A sentence without end is read through windows that overlap.

use std::ops::Range;

use serde::Deserialize;

use super::{
    Scores, Sight, arithmetic,
    file::{File, Refusal},
    gazetteer,
    level::Level,
    linear::{Linear, Rounded},
    need::NeedHead,
    sentences,
    tables::Table,
    words::{Features, Vocabulary},
};
use crate::language::Passage;

/// Tokens worked on at once, unless one sentence has more: the rows of a batch fit the cache.
const BATCH: usize = 128;

#[derive(Deserialize)]
struct Config {
    width: usize,
    dilations: Vec<usize>,
    mean_after: usize,
    window: usize,
    overlap: usize,
    unknown_rows: u32,
}

pub(super) struct Network {
    config: Config,
    words: Vocabulary,
    tables: Tables,
    enter: Linear,
    enter_norm: Norm,
    layers: Vec<(Linear, Norm)>,
    mean: Option<Linear>,
    said: Linear,
    name: Linear,
    need: Option<NeedHead>,
}

/// One token as the network sees it.
struct Seen {
    /// In the tables of words, beginnings, endings, shapes and quotation marks.
    rows: [usize; 5],
    flags: u32,
}

struct Tables {
    word: Table,
    prefix: Table,
    suffix: Table,
    shape: Table,
    quote: Table,
    flags: Table,
}

/// A layer norm.
pub(super) struct Norm {
    gain: Vec<f32>,
    offset: Vec<f32>,
}

impl Norm {
    pub fn new(file: &File, name: &str, width: usize) -> Result<Norm, Refusal> {
        let part = |end: &str| file.floats(&format!("{name}.{end}"), &[width]);
        Ok(Norm { gain: part("g")?, offset: part("b")? })
    }

    pub fn apply(&self, level: Level, x: &mut [f32], eps: f32) {
        arithmetic::normalise(level, x, &self.gain, &self.offset, eps);
    }
}

/// What a batch is worked on in, kept from one to the next.
#[derive(Default)]
struct Room {
    x: Vec<f32>,
    wide: Vec<f32>,
    out: Vec<f32>,
    rounded: Rounded,
}

const EPS: f32 = 1e-5;

impl Network {
    pub fn new(file: &File, [said, name]: [usize; 2]) -> Result<Network, Refusal> {
        let config: Config = file.config()?;
        let unfit = |why: &str| Err(Refusal::Unfit(why.to_owned()));
        if config.unknown_rows == 0 || config.window == 0 || config.overlap >= config.window {
            return unfit("its windows or rows are empty");
        }
        if config.window > 4096 || config.width == 0 || config.width > 1024 || config.dilations.len() > 64 {
            return unfit("it is too large");
        }
        let words = Vocabulary::new(file.lines("words")?, config.unknown_rows);
        let tables = Tables::new(file, &words)?;
        let width = config.width;
        let layer = |at: usize| {
            let linear = file.linear(&format!("layer{at}"), 3 * width, 2 * width)?;
            Ok((linear, Norm::new(file, &format!("layer{at}.norm"), width)?))
        };
        Ok(Network {
            words,
            enter: file.linear("in", tables.width(), width)?,
            enter_norm: Norm::new(file, "in.norm", width)?,
            layers: (0..config.dilations.len()).map(layer).collect::<Result<_, Refusal>>()?,
            mean: (config.mean_after > 0).then(|| file.linear("mean", width, width)).transpose()?,
            said: file.linear("said", width, said)?,
            name: file.linear("name", width, name)?,
            need: NeedHead::new(file, width)?,
            tables,
            config,
        })
    }

    /// The scores of every token of a passage.
    pub fn scores(&self, passage: &Passage, sight: &Sight, level: Level) -> Scores {
        let seen = self.seen(passage, sight);
        let windows: Vec<Window> = sentences(passage).flat_map(|it| self.windows(it)).collect();
        let mut scores = Scores::silent(passage.tokens.len(), self.said.outputs(), self.name.outputs());
        let mut room = Room::default();
        let mut rest = &windows[..];
        while !rest.is_empty() {
            let mut tokens = 0;
            let fits = rest.iter().take_while(|it| {
                tokens += it.read.len();
                tokens <= BATCH
            });
            let (batch, later) = rest.split_at(fits.count().max(1));
            self.read_batch(&seen, batch, level, &mut room, &mut scores);
            if let Some(head) = &self.need {
                let opening = batch.iter().zip(units(batch)).filter(|(it, _)| it.opens_its_sentence());
                scores.needs.extend(opening.map(|(window, unit)| {
                    let rows = &room.x[unit.start * self.config.width..unit.end * self.config.width];
                    let words =
                        seen[window.read.clone()].iter().filter_map(|it| self.words.listed(it.rows[0]));
                    (window.read.start, head.scores(passage, window.read.clone(), words, rows))
                }));
            }
            rest = later;
        }
        scores
    }

    /// The rows of every token in the tables.
    fn seen(&self, passage: &Passage, sight: &Sight) -> Vec<Seen> {
        let tables = &self.tables;
        let seen = |token: usize| {
            let features = Features::of(passage, token);
            let hashed = |table: &Table, hash: u32| hash as usize % table.rows();
            Seen {
                rows: [
                    self.words.row(&features.form),
                    hashed(&tables.prefix, features.prefix),
                    hashed(&tables.suffix, features.suffix),
                    hashed(&tables.shape, features.shape),
                    usize::from(sight.quotes[token]),
                ],
                flags: sight.flags[token],
            }
        };
        (0..passage.tokens.len()).map(seen).collect()
    }

    /// A sentence as one window, or as several where it has no end.
    fn windows(&self, sentence: Range<usize>) -> Vec<Window> {
        let Config { window, overlap, .. } = self.config;
        windows(sentence, window, overlap)
    }

    fn read_batch(
        &self,
        seen: &[Seen],
        batch: &[Window],
        level: Level,
        room: &mut Room,
        scores: &mut Scores,
    ) {
        let units = units(batch);
        let rows: Vec<&Seen> = batch.iter().flat_map(|it| &seen[it.read.clone()]).collect();
        self.enter(&rows, level, room);
        for (at, (layer, norm)) in self.layers.iter().enumerate() {
            self.gather(&units, self.config.dilations[at], room);
            layer.apply(level, &room.wide, &mut room.out, &mut room.rounded);
            arithmetic::add_gated(level, &mut room.x, &room.out, self.config.width);
            norm.apply(level, &mut room.x, EPS);
            if at + 1 == self.config.mean_after {
                self.add_means(&units, level, room);
            }
        }
        for (head, scores) in [(&self.said, &mut scores.said), (&self.name, &mut scores.name)] {
            head.apply(level, &room.x, &mut room.out, &mut room.rounded);
            for (unit, window) in units.iter().zip(batch) {
                let labels = head.outputs();
                let skipped = unit.start + (window.keep.start - window.read.start);
                let kept = &room.out[skipped * labels..(skipped + window.keep.len()) * labels];
                scores[window.keep.start * labels..window.keep.end * labels].copy_from_slice(kept);
            }
        }
    }

    /// The tables' rows, side by side, brought to the network's width.
    fn enter(&self, rows: &[&Seen], level: Level, room: &mut Room) {
        let width = self.tables.width();
        room.wide.clear();
        room.wide.resize(rows.len() * width, 0.0);
        for (seen, out) in rows.iter().zip(room.wide.chunks_exact_mut(width)) {
            self.tables.put(seen, out);
        }
        self.enter.apply(level, &room.wide, &mut room.x, &mut room.rounded);
        self.enter_norm.apply(level, &mut room.x, EPS);
    }

    /// Each token beside the two that lie a dilation away; zeros beyond the ends.
    fn gather(&self, units: &[Range<usize>], dilation: usize, room: &mut Room) {
        let width = self.config.width;
        room.wide.clear();
        room.wide.resize(room.x.len() * 3, 0.0);
        for unit in units {
            for at in unit.clone() {
                let out = &mut room.wide[at * 3 * width..(at + 1) * 3 * width];
                let places = [at.checked_sub(dilation), Some(at), at.checked_add(dilation)];
                for (place, out) in places.into_iter().zip(out.chunks_exact_mut(width)) {
                    if let Some(place) = place.filter(|it| unit.contains(it)) {
                        out.copy_from_slice(&room.x[place * width..(place + 1) * width]);
                    }
                }
            }
        }
    }

    /// Tells every token what its whole sentence is about.
    fn add_means(&self, units: &[Range<usize>], level: Level, room: &mut Room) {
        let Some(mean) = &self.mean else { return };
        let width = self.config.width;
        room.wide.clear();
        room.wide.resize(units.len() * width, 0.0);
        for (unit, sum) in units.iter().zip(room.wide.chunks_exact_mut(width)) {
            for row in room.x[unit.start * width..unit.end * width].chunks_exact(width) {
                sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            }
            sum.iter_mut().for_each(|it| *it /= unit.len() as f32);
        }
        mean.apply(level, &room.wide, &mut room.out, &mut room.rounded);
        room.out.iter_mut().for_each(|it| *it = arithmetic::tanh(*it));
        for (unit, told) in units.iter().zip(room.out.chunks_exact(width)) {
            for row in room.x[unit.start * width..unit.end * width].chunks_exact_mut(width) {
                row.iter_mut().zip(told).for_each(|(x, told)| *x += told);
            }
        }
    }
}

impl Tables {
    fn new(file: &File, words: &Vocabulary) -> Result<Tables, Refusal> {
        Ok(Tables {
            word: file.table("word", Some(words.rows()), None)?,
            prefix: file.table("prefix", None, None)?,
            suffix: file.table("suffix", None, None)?,
            shape: file.table("shape", None, None)?,
            quote: file.table("quote", Some(4), None)?,
            flags: file.table("flags", Some(gazetteer::BITS), None)?,
        })
    }

    fn width(&self) -> usize {
        self.one_row_each().iter().map(|it| it.width()).sum::<usize>() + self.flags.width()
    }

    fn one_row_each(&self) -> [&Table; 5] {
        [&self.word, &self.prefix, &self.suffix, &self.shape, &self.quote]
    }

    /// `out` holds zeros.
    fn put(&self, token: &Seen, out: &mut [f32]) {
        let mut rest = out;
        for (table, row) in self.one_row_each().into_iter().zip(token.rows) {
            let (own, others) = rest.split_at_mut(table.width());
            table.put(row, own);
            rest = others;
        }
        gazetteer::set(token.flags).for_each(|bit| self.flags.add(bit, rest));
    }
}

/// Tokens that are read together, and those of them whose scores are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub read: Range<usize>,
    pub keep: Range<usize>,
}

impl Window {
    fn opens_its_sentence(&self) -> bool {
        self.keep.start == self.read.start
    }
}

/// Cuts a unit that is longer than `longest` into windows that overlap; the middle of an overlap
/// changes hands.
pub(super) fn windows(unit: Range<usize>, longest: usize, overlap: usize) -> Vec<Window> {
    let mut out = Vec::new();
    let mut start = unit.start;
    let mut kept = unit.start;
    while kept < unit.end {
        let end = unit.end.min(start + longest);
        let keep_end = if end == unit.end { end } else { end - overlap / 2 };
        out.push(Window { read: start..end, keep: kept..keep_end });
        kept = keep_end;
        start = end.saturating_sub(overlap);
    }
    out
}

/// Where each window lies in its batch.
fn units(batch: &[Window]) -> Vec<Range<usize>> {
    let mut end = 0;
    let next = |it: &Window| {
        let start = end;
        end += it.read.len();
        start..end
    };
    batch.iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_keep_every_token_once() {
        for (length, longest, overlap) in
            [(0, 8, 2), (8, 8, 2), (9, 8, 2), (1000, 256, 32), (7, 3, 2), (5, 2, 1)]
        {
            let all = windows(10..10 + length, longest, overlap);
            let kept: Vec<usize> = all.iter().flat_map(|it| it.keep.clone()).collect();
            assert_eq!(kept, (10..10 + length).collect::<Vec<_>>());
            assert!(all.iter().all(|it| it.read.len() <= longest && !it.keep.is_empty()), "{all:?}");
            assert!(all.iter().all(|it| it.read.start <= it.keep.start && it.keep.end <= it.read.end));
        }
    }
}
