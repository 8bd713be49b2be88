//! The accurate network: a transformer over the pieces of a paragraph.
//!
//! Every piece looks at every other of its unit. A paragraph that is too long is cut at the ends of
//! sentences, and a sentence without end into windows that overlap, so that time and memory stay
//! in proportion to the text.

use std::ops::Range;

use serde::Deserialize;

use super::{
    Scores, arithmetic, attention,
    features::quote_states,
    file::{File, Refusal},
    level::Level,
    linear::{Linear, Rounded},
    network::{Norm, Window, windows},
    pieces::Pieces,
    tables::Table,
};
use crate::{language::Passage, reading::Quote};

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
    pub fn new(file: &File, said: usize, name: usize) -> Result<Encoder, Refusal> {
        let config: Config = file.config()?;
        let word = file.table("word", None, None)?;
        let width = word.width();
        let position = file.table("position", None, Some(width))?;
        if config.heads == 0 || !width.is_multiple_of(config.heads) {
            return Err(Refusal::Unfit(format!("{width} numbers cannot be shared by {} heads", config.heads)));
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
    pub fn scores(&self, passage: &Passage, quotes: &[Quote], level: Level) -> Scores {
        let states = quote_states(passage, quotes);
        let mut cut = Cut { pieces: Vec::new(), first: Vec::with_capacity(passage.tokens.len() + 1) };
        for token in 0..passage.tokens.len() {
            cut.first.push(cut.pieces.len());
            self.pieces.cut(passage.form(token), &mut cut.pieces);
        }
        cut.first.push(cut.pieces.len());
        let count = passage.tokens.len();
        let mut scores = Scores {
            said: vec![0.0; count * self.said.outputs()],
            name: vec![0.0; count * self.name.outputs()],
        };
        let mut room = Room::default();
        let sentences: Vec<Range<usize>> = passage.sentences.iter().map(|it| it.tokens.clone()).collect();
        for window in cut.units(&sentences, self.config.longest - 2) {
            self.read(&cut, &states, &window, level, &mut room, &mut scores);
        }
        scores
    }

    fn read(
        &self,
        cut: &Cut,
        states: &[u8],
        window: &Window,
        level: Level,
        room: &mut Room,
        scores: &mut Scores,
    ) {
        self.enter(cut, states, &window.read, level, room);
        for layer in &self.layers {
            layer.apply(self, level, room);
        }
        for (head, scores) in [(&self.said, &mut scores.said), (&self.name, &mut scores.name)] {
            head.apply(level, &room.x, &mut room.out, &mut room.rounded);
            let labels = head.outputs();
            for token in window.keep.clone() {
                // The sign before the unit is its row 0.
                let row = (1 + cut.first[token] - cut.first[window.read.start]).min(room.out.len() / labels - 1);
                scores[token * labels..(token + 1) * labels]
                    .copy_from_slice(&room.out[row * labels..(row + 1) * labels]);
            }
        }
    }

    /// Word, place and quotation mark of each piece, added up.
    fn enter(&self, cut: &Cut, states: &[u8], tokens: &Range<usize>, level: Level, room: &mut Room) {
        let most = self.config.longest - 2;
        let pieces = tokens.clone().flat_map(|token| {
            let own = &cut.pieces[cut.first[token]..cut.first[token + 1]];
            own.iter().map(move |piece| (*piece, states[token]))
        });
        let all = std::iter::once((self.pieces.first, 0))
            .chain(pieces.take(most))
            .chain(std::iter::once((self.pieces.last, 0)));
        room.x.clear();
        for (place, (piece, state)) in all.enumerate() {
            let start = room.x.len();
            room.x.resize(start + self.width, 0.0);
            let row = &mut room.x[start..];
            self.word.put(piece as usize, row);
            self.position.add(place, row);
            self.quote.add(usize::from(state), row);
        }
        self.enter.apply(level, &mut room.x, self.config.eps);
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
}

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

    /// Windows over a sentence that is longer than a unit can be.
    fn cut_up(&self, sentence: &Range<usize>, longest: usize) -> Vec<Window> {
        let mut tokens = sentence.len().min(longest);
        // Fewer tokens a window, until the pieces of every one fit.
        loop {
            let all = windows(sentence.clone(), tokens, tokens / 8);
            if tokens == 1 || all.iter().all(|it| self.len(&it.read) <= longest) {
                return all;
            }
            tokens /= 2;
        }
    }
}
