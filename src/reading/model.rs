//! Learned reading: which words are source, cue and content, and which are names.
//!
//! Two networks share one file format, one arithmetic and one linker: the fast one reads a sentence
//! at a time and is compiled in, the accurate one reads a paragraph and lies in a file of its own.
//! All arithmetic is fixed to the bit: integers where sums are long, floats in a set order
//! elsewhere, so that a text reads the same on every machine and on every number of threads.

mod arithmetic;
mod attention;
mod encoder;
mod features;
mod file;
mod kernels;
mod labels;
mod level;
mod linear;
mod network;
mod pieces;
mod tables;
mod viterbi;

pub use features::{Features, Gaze};
pub use file::Refusal;
pub use labels::{Part, Tags};

use file::File;
use level::Level;
use viterbi::Chain;

use super::Quote;
use crate::language::Passage;

/// A model read from its weight file, ready to mark words.
pub struct Model {
    card: String,
    kind: Kind,
    said: Decoder,
    name: Decoder,
    level: Level,
}

enum Kind {
    Fast(network::Network),
    Accurate(encoder::Encoder),
}

/// From scores to labels.
struct Decoder {
    labels: Vec<String>,
    chain: Chain,
}

impl Model {
    /// Reads a weight file; refused with a sentence for the writer when it is damaged or foreign.
    pub fn new(bytes: &[u8]) -> Result<Model, Refusal> {
        let file = File::new(bytes)?;
        let said = Decoder::new(&file, "said", &file.labels().said)?;
        let name = Decoder::new(&file, "name", &file.labels().name)?;
        let kind = match file.kind() {
            "fast" => Kind::Fast(network::Network::new(&file, said.labels.len(), name.labels.len())?),
            "accurate" => Kind::Accurate(encoder::Encoder::new(&file, said.labels.len(), name.labels.len())?),
            other => return Err(Refusal::Kind(other.to_owned())),
        };
        Ok(Model { card: file.card().to_owned(), kind, said, name, level: Level::best() })
    }

    /// The name of its model card.
    pub fn card(&self) -> &str {
        &self.card
    }

    /// Marks every token of a passage.
    pub fn tags(&self, passage: &Passage, quotes: &[Quote]) -> Tags {
        let scores = match &self.kind {
            Kind::Fast(it) => it.scores(passage, quotes, self.level),
            Kind::Accurate(it) => it.scores(passage, quotes, self.level),
        };
        let whole = std::iter::once(0..passage.tokens.len());
        let sentences = passage.sentences.iter().map(|it| it.tokens.clone());
        Tags::new(
            &self.said.labels,
            self.said.chain.decode(&scores.said, whole),
            &self.name.labels,
            self.name.chain.decode(&scores.name, sentences),
        )
    }
}

impl Decoder {
    fn new(file: &File, head: &str, labels: &[String]) -> Result<Decoder, Refusal> {
        Ok(Decoder { labels: labels.to_vec(), chain: Chain::new(file, head, labels.len())? })
    }
}

/// How well each label fits each token, row by row.
struct Scores {
    said: Vec<f32>,
    name: Vec<f32>,
}

#[cfg(test)]
mod tests;
