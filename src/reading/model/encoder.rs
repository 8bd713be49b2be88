//! The accurate network: a transformer over the pieces of a paragraph.
//!
//! Every piece looks at every other of its unit. A paragraph that is too long is cut at the ends of
//! sentences, and a sentence without end into windows that overlap, so that time and memory stay
//! in proportion to the text.

use std::ops::Range;

use serde::Deserialize;

use super::{
    Scores, Sight, arithmetic, attention,
    file::{File, Refusal},
    gazetteer,
    level::Level,
    linear::{Linear, Rounded},
    network::{Norm, Window},
    pieces::Pieces,
    sentences,
    tables::Table,
};
use crate::language::{Passage, Shape};

#[derive(Deserialize)]
struct Config {
    heads: usize,
    eps: f32,
    longest: usize,
}

pub(super) struct Encoder {
    config: Config,
    width: usize,
    pieces: Pieces,
    word: Table,
    position: Table,
    quote: Table,
    kind: Table,
    flags: Table,
    enter: Norm,
    layers: Vec<Layer>,
    said: Linear,
    name: Linear,
}

struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    after_attention: Norm,
    up: Linear,
    down: Linear,
    after: Norm,
}

/// What a unit is worked on in, kept from one to the next.
#[derive(Default)]
struct Room {
    x: Vec<f32>,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    mixed: Vec<f32>,
    out: Vec<f32>,
    rounded: Rounded,
    attention: attention::Room,
}

impl Encoder {
    pub fn new(file: &File, [said, name]: [usize; 2]) -> Result<Encoder, Refusal> {
        let config: Config = file.config()?;
        let word = file.table("word", None, None)?;
        let width = word.width();
        let position = file.table("position", None, Some(width))?;
        if config.heads == 0 || !width.is_multiple_of(config.heads) {
            return Err(Refusal::Unfit(format!(
                "{width} numbers cannot be shared by {} heads",
                config.heads
            )));
        }
        if config.longest < 16 || config.longest > position.rows() || config.longest > 1024 {
            return Err(Refusal::Unfit(format!("units of {} pieces", config.longest)));
        }
        let pieces = file.lines("pieces")?;
        if pieces.len() != word.rows() {
            return Err(Refusal::Unfit("its vocabulary and its table differ".to_owned()));
        }
        let layers = (0..).take_while(|at| file.has(&format!("layer{at}.q.w")));
        Ok(Encoder {
            pieces: Pieces::new(pieces)?,
            quote: file.table("quote", Some(4), Some(width))?,
            kind: file.table("kind", Some(8), Some(width))?,
            flags: file.table("flags", Some(gazetteer::BITS), Some(width))?,
            enter: Norm::new(file, "in.norm", width)?,
            layers: layers.map(|at| Layer::new(file, at, width)).collect::<Result<_, Refusal>>()?,
            said: file.linear("said", width, said)?,
            name: file.linear("name", width, name)?,
            config,
            width,
            word,
            position,
        })
    }

    /// The scores of every token of a passage.
    pub fn scores(&self, passage: &Passage, sight: &Sight, level: Level) -> Scores {
        let cut = self.cut(passage, sight);
        let mut scores = Scores::silent(passage.tokens.len(), self.said.outputs(), self.name.outputs());
        let mut room = Room::default();
        let sentences: Vec<Range<usize>> = sentences(passage).collect();
        for window in cut.units(&sentences, self.config.longest - 2) {
            self.read(&cut, &window, level, &mut room, &mut scores);
        }
        scores
    }

    fn cut(&self, passage: &Passage, sight: &Sight) -> Cut {
        let longest = self.config.longest - 2;
        let mut cut = Cut { pieces: Vec::new(), first: Vec::new(), tokens: Vec::new() };
        for (at, token) in passage.tokens.iter().enumerate() {
            cut.first.push(cut.pieces.len());
            cut.tokens.push(Seen {
                quote: sight.quotes[at],
                kind: kind(token.shape),
                flags: sight.flags[at],
            });
            self.pieces.cut(passage.form(at), &mut cut.pieces);
            // No token is longer than a unit.
            cut.pieces.truncate(cut.first[at] + longest);
        }
        cut.first.push(cut.pieces.len());
        cut
    }

    fn read(&self, cut: &Cut, window: &Window, level: Level, room: &mut Room, scores: &mut Scores) {
        self.enter(cut, &window.read, level, room);
        for layer in &self.layers {
            layer.apply(self, level, room);
        }
        for (head, scores) in [(&self.said, &mut scores.said), (&self.name, &mut scores.name)] {
            head.apply(level, &room.x, &mut room.out, &mut room.rounded);
            let labels = head.outputs();
            for token in window.keep.clone() {
                // The sign before the unit is its row 0.
                let row = 1 + cut.first[token] - cut.first[window.read.start];
                scores[token * labels..(token + 1) * labels]
                    .copy_from_slice(&room.out[row * labels..(row + 1) * labels]);
            }
        }
    }

    /// What is known of each piece, added up.
    fn enter(&self, cut: &Cut, tokens: &Range<usize>, level: Level, room: &mut Room) {
        room.x.clear();
        let sign = Seen { quote: 0, kind: SIGN, flags: 0 };
        self.push(self.pieces.first, &sign, room);
        for token in tokens.clone() {
            for piece in &cut.pieces[cut.first[token]..cut.first[token + 1]] {
                self.push(*piece, &cut.tokens[token], room);
            }
        }
        self.push(self.pieces.last, &sign, room);
        self.enter.apply(level, &mut room.x, self.config.eps);
    }

    fn push(&self, piece: u32, token: &Seen, room: &mut Room) {
        let start = room.x.len();
        room.x.resize(start + self.width, 0.0);
        let row = &mut room.x[start..];
        self.word.put(piece as usize, row);
        self.position.add(start / self.width, row);
        self.quote.add(usize::from(token.quote), row);
        self.kind.add(token.kind, row);
        gazetteer::set(token.flags).for_each(|bit| self.flags.add(bit, row));
    }
}

/// The kind of what stands before and behind a unit.
const SIGN: usize = 7;

fn kind(shape: Shape) -> usize {
    match shape {
        Shape::Lower => 0,
        Shape::Title => 1,
        Shape::Upper => 2,
        Shape::Number => 3,
        Shape::OpenQuote => 4,
        Shape::CloseQuote => 5,
        Shape::Mark => 6,
    }
}

impl Layer {
    fn new(file: &File, at: usize, width: usize) -> Result<Layer, Refusal> {
        let name = |part: &str| format!("layer{at}.{part}");
        let wide = match file.shape(&name("up.w"))? {
            [wide, _] if *wide <= 4096 => *wide,
            _ => return Err(Refusal::Unfit(format!("{} is too wide", name("up.w")))),
        };
        Ok(Layer {
            query: file.linear(&name("q"), width, width)?,
            key: file.linear(&name("k"), width, width)?,
            value: file.linear(&name("v"), width, width)?,
            out: file.linear(&name("out"), width, width)?,
            after_attention: Norm::new(file, &name("norm1"), width)?,
            up: file.linear(&name("up"), width, wide)?,
            down: file.linear(&name("down"), wide, width)?,
            after: Norm::new(file, &name("norm2"), width)?,
        })
    }

    fn apply(&self, encoder: &Encoder, level: Level, room: &mut Room) {
        let Room { x, query, key, value, mixed, out, rounded, attention } = room;
        self.query.apply(level, x, query, rounded);
        self.key.apply(level, x, key, rounded);
        self.value.apply(level, x, value, rounded);
        attention::mix(level, [query, key, value], encoder.config.heads, encoder.width, mixed, attention);
        self.out.apply(level, mixed, out, rounded);
        arithmetic::add(level, x, out);
        self.after_attention.apply(level, x, encoder.config.eps);
        self.up.apply(level, x, mixed, rounded);
        arithmetic::gelu_all(level, mixed);
        self.down.apply(level, mixed, out, rounded);
        arithmetic::add(level, x, out);
        self.after.apply(level, x, encoder.config.eps);
    }
}

/// A passage in pieces.
struct Cut {
    pieces: Vec<u32>,
    /// The first piece of each token, and the end.
    first: Vec<usize>,
    tokens: Vec<Seen>,
}

/// One token as the network sees it, besides its pieces.
struct Seen {
    quote: u8,
    kind: usize,
    flags: u32,
}

/// Tokens that two windows over an endless sentence share.
const OVERLAP: usize = 32;

impl Cut {
    fn len(&self, tokens: &Range<usize>) -> usize {
        self.first[tokens.end] - self.first[tokens.start]
    }

    /// Whole sentences up to `longest` pieces; those that are longer alone, in windows.
    fn units(&self, sentences: &[Range<usize>], longest: usize) -> Vec<Window> {
        let mut out: Vec<Window> = Vec::new();
        let mut open: Option<Range<usize>> = None;
        let whole = |it: Range<usize>| Window { keep: it.clone(), read: it };
        for sentence in sentences.iter().filter(|it| !it.is_empty()) {
            let joined = open.as_ref().map_or(sentence.clone(), |it| it.start..sentence.end);
            if self.len(&joined) <= longest {
                open = Some(joined);
                continue;
            }
            out.extend(open.take().map(whole));
            if self.len(sentence) <= longest {
                open = Some(sentence.clone());
            } else {
                out.extend(self.cut_up(sentence, longest));
            }
        }
        out.extend(open.map(whole));
        out
    }

    /// Windows over a sentence that is longer than a unit can be; the middle of an overlap changes hands.
    fn cut_up(&self, sentence: &Range<usize>, longest: usize) -> Vec<Window> {
        let mut out = Vec::new();
        let (mut start, mut kept) = (sentence.start, sentence.start);
        loop {
            let fits = (start + 1..=sentence.end).take_while(|end| self.len(&(start..*end)) <= longest);
            let end = fits.last().unwrap_or(start + 1);
            if end == sentence.end {
                out.push(Window { read: start..end, keep: kept..end });
                return out;
            }
            let next = end.saturating_sub(OVERLAP).max(start + 1);
            let middle = (next + end) / 2;
            out.push(Window { read: start..end, keep: kept..middle });
            (start, kept) = (next, middle);
        }
    }
}
