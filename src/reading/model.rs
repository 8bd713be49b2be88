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
mod gazetteer;
mod kernels;
mod labels;
mod level;
mod linear;
mod linker;
mod need;
mod network;
mod pieces;
mod quotemarks;
mod tables;
#[cfg(test)]
mod tests;
mod viterbi;
mod words;

pub use file::Refusal;
pub use labels::{Link, Tags};
pub use need::{chance, shares};

use std::{fmt, ops::Range, sync::Arc};

use encoder::Encoder;
use file::File;
use gazetteer::Gazetteer;
use level::Level;
use linker::Linker;
use network::Network;
use viterbi::Chain;

use super::NeedScores;
use crate::language::Passage;

/// A model read from its weight file, ready to mark words.
pub struct Model {
    card: String,
    kind: Kind,
    said: Decoder,
    name: Decoder,
    gazetteer: Gazetteer,
    linker: Linker,
    level: Level,
    /// Another model that is heard about names.
    second: Option<Arc<Model>>,
}

/// How much a second model's word about names counts, measured on the dev sets; the first has the rest.
const SECOND: f32 = 0.25;

enum Kind {
    Fast(Network),
    Accurate(Encoder),
}

/// From scores to labels.
struct Decoder {
    labels: Vec<String>,
    chain: Chain,
}

/// What both networks and the linker see of each token.
struct Sight {
    /// Towards quotation marks, see `quotemarks`.
    quotes: Vec<u8>,
    /// Lists and beginnings, see `gazetteer`.
    flags: Vec<u32>,
}

/// How well each label fits each token, row by row.
struct Scores {
    said: Vec<f32>,
    name: Vec<f32>,
    /// Of sentences, by their first token; none from a model without a head for it.
    needs: Vec<(usize, NeedScores)>,
}

/// A sentence of more tokens is none, and is not read.
const ENDLESS: usize = 1024;

impl Scores {
    /// Scores that mark nothing, for so many tokens and labels; the first label is that of no mark.
    fn silent(tokens: usize, said: usize, name: usize) -> Scores {
        const CERTAIN: f32 = 100.0;
        let rows = |labels: usize| {
            let row = |at: usize| if at.is_multiple_of(labels) { CERTAIN } else { 0.0 };
            (0..tokens * labels).map(row).collect()
        };
        Scores { said: rows(said), name: rows(name), needs: Vec::new() }
    }
}

/// The sentences that a model reads.
fn sentences(passage: &Passage) -> impl Iterator<Item = Range<usize>> + '_ {
    passage.sentences.iter().map(|it| it.tokens.clone()).filter(|it| it.len() <= ENDLESS)
}

impl Model {
    /// Reads a weight file; refused with a sentence for the writer when it is damaged or foreign.
    pub fn new(bytes: &[u8]) -> Result<Model, Refusal> {
        let file = File::new(bytes)?;
        let said = Decoder::new(&file, "said", &file.labels().said)?;
        let name = Decoder::new(&file, "name", &file.labels().name)?;
        if said.labels[0] != "O" || name.labels[0] != "O" {
            return Err(Refusal::Unfit("its first labels are not O".to_owned()));
        }
        let labels = [said.labels.len(), name.labels.len()];
        let kind = match file.kind() {
            "fast" => Kind::Fast(Network::new(&file, labels)?),
            "accurate" => Kind::Accurate(Encoder::new(&file, labels)?),
            other => return Err(Refusal::Kind(other.to_owned())),
        };
        Ok(Model {
            card: file.card().to_owned(),
            kind,
            said,
            name,
            gazetteer: Gazetteer::new(&file.lines("gazetteer")?)?,
            linker: Linker::new(&file)?,
            level: Level::best(),
            second: None,
        })
    }

    /// Lets another model be heard about names too: two that differ in kind err at different places.
    /// One with other labels is not heard.
    pub fn with_second(mut self, second: &Arc<Model>) -> Model {
        if second.name.labels == self.name.labels {
            self.name.chain = self.name.chain.mixed(&second.name.chain, SECOND);
            self.second = Some(second.clone());
        }
        self
    }

    /// The name of its model card.
    pub fn card(&self) -> &str {
        &self.card
    }

    /// Marks a passage: who says what, and what is named.
    pub fn tags(&self, passage: &Passage) -> Tags {
        let sight = self.sight(passage);
        let mut scores = self.scores(passage, &sight);
        if let Some(second) = &self.second {
            let other = second.scores(passage, &second.sight(passage));
            viterbi::mix(&mut scores.name, &other.name, SECOND);
            if scores.needs.is_empty() {
                scores.needs = other.needs;
            }
        }
        let whole = std::iter::once(0..passage.tokens.len());
        let said = self.said.chain.decode(&scores.said, whole);
        let said = labels::runs(&self.said.labels, &said, labels::part);
        let sentences = passage.sentences.iter().map(|it| it.tokens.clone());
        let name = self.name.chain.decode(&scores.name, sentences);
        Tags {
            links: self.linker.link(passage, &sight, &said),
            names: labels::runs(&self.name.labels, &name, labels::kind),
            needs: by_sentence(passage, scores.needs),
        }
    }

    fn sight(&self, passage: &Passage) -> Sight {
        Sight { quotes: quotemarks::states(passage), flags: self.gazetteer.flags(passage) }
    }

    fn scores(&self, passage: &Passage, sight: &Sight) -> Scores {
        match &self.kind {
            Kind::Fast(it) => it.scores(passage, sight, self.level),
            Kind::Accurate(it) => it.scores(passage, sight, self.level),
        }
    }
}

/// The scores of each sentence, none where a sentence was not read.
fn by_sentence(passage: &Passage, needs: Vec<(usize, NeedScores)>) -> Vec<Option<NeedScores>> {
    let mut needs = needs.into_iter().peekable();
    let own = |first: usize| needs.next_if(|it| it.0 == first).map(|it| it.1);
    passage.sentences.iter().map(|it| it.tokens.start).map(own).collect()
}

impl fmt::Debug for Model {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.debug_tuple("Model").field(&self.card).finish()
    }
}

impl Decoder {
    fn new(file: &File, head: &str, labels: &[String]) -> Result<Decoder, Refusal> {
        Ok(Decoder { labels: labels.to_vec(), chain: Chain::new(file, head, labels.len())? })
    }
}
