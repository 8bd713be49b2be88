use super::{Article, Paragraph};
use crate::reading::{ClaimKind, NeedScores, model};

/// How surely a desk would ask who says so, were nobody to carry the sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// The probability that most desks would ask: 0 to 1.
    pub asked: f32,
    /// The probability that most desks would ask, and that nothing around the sentence carries it: 0 to 1.
    pub open: f32,
    pub kind: ClaimKind,
    /// What `asked` and `open` are as log-odds.
    pub logits: [f32; 2],
    /// How likely each of [`ClaimKind::ALL`] is: 0 to 1, together 1.
    pub kinds: [f32; ClaimKind::ALL.len()],
}

impl Article {
    /// What the learned head says of a sentence beside its neighbours; none where it was not read by one.
    pub fn need(&self, paragraph: usize, sentence: usize) -> Option<Need> {
        let here = self.paragraph(paragraph);
        let own = scores(&here, sentence)?;
        let mut sums = own.own;
        let mut add = |told: [f32; 2]| sums.iter_mut().zip(told).for_each(|(sum, it)| *sum += it);
        if let Some((before, at)) = self.sentence_before(&here, sentence)
            && let Some(before) = scores(&before, at)
        {
            add(before.behind);
        }
        let [asked, open] = sums.map(model::chance);
        Some(Need { asked, open, kind: kind(own), logits: sums, kinds: model::shares(own.kinds) })
    }

    /// The sentence behind this one: of its paragraph, or the first of the next, if that is body too.
    pub fn sentence_after<'a>(
        &'a self,
        paragraph: &Paragraph<'a>,
        sentence: usize,
    ) -> Option<(Paragraph<'a>, usize)> {
        if sentence + 1 < paragraph.reading.passage.sentences.len() {
            return Some((*paragraph, sentence + 1));
        }
        let next = paragraph.index + 1;
        let next = (next < self.paragraphs.len()).then(|| self.paragraph(next))?;
        (next.block.kind.is_body() && !next.reading.passage.sentences.is_empty()).then_some((next, 0))
    }

    /// The sentence before this one: of its paragraph, or the last of the one before, if that is body too.
    pub fn sentence_before<'a>(
        &'a self,
        paragraph: &Paragraph<'a>,
        sentence: usize,
    ) -> Option<(Paragraph<'a>, usize)> {
        if let Some(before) = sentence.checked_sub(1) {
            return Some((*paragraph, before));
        }
        let before = self.paragraph(paragraph.index.checked_sub(1)?);
        let last = before.reading.passage.sentences.len().checked_sub(1)?;
        before.block.kind.is_body().then_some((before, last))
    }
}

fn scores<'a>(paragraph: &Paragraph<'a>, sentence: usize) -> Option<&'a NeedScores> {
    paragraph.reading.statements[sentence].need.as_ref()
}

/// The first of the likeliest kinds.
fn kind(scores: &NeedScores) -> ClaimKind {
    let mut best = 0;
    for (at, score) in scores.kinds.iter().enumerate() {
        if *score > scores.kinds[best] {
            best = at;
        }
    }
    ClaimKind::ALL[best]
}
