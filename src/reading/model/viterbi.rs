//! The likeliest labels, where one label makes the next more or less likely.

use std::ops::Range;

use super::file::{File, Refusal};

/// What each label adds to the one before it.
pub(super) struct Chain {
    labels: usize,
    /// From, to.
    transitions: Vec<f32>,
    start: Vec<f32>,
}

/// Makes `scores` the mean of themselves and others. What a row is raised by as a whole does not
/// matter to a chain, so the rows need not be probabilities.
pub(super) fn mix(scores: &mut [f32], others: &[f32], share: f32) {
    for (it, other) in scores.iter_mut().zip(others) {
        *it = *it * (1.0 - share) + *other * share;
    }
}

impl Chain {
    pub fn new(file: &File, head: &str, labels: usize) -> Result<Chain, Refusal> {
        if labels == 0 || labels > 255 {
            return Err(Refusal::Unfit(format!("{head} has {labels} labels")));
        }
        let transitions = file.floats(&format!("{head}.transitions"), &[labels, labels])?;
        let start = file.floats(&format!("{head}.start"), &[labels])?;
        Ok(Chain { labels, transitions, start })
    }

    /// The mean of two chains over the same labels; `share` is the weight of the other.
    pub fn mixed(&self, other: &Chain, share: f32) -> Chain {
        let (mut transitions, mut start) = (self.transitions.clone(), self.start.clone());
        mix(&mut transitions, &other.transitions, share);
        mix(&mut start, &other.start, share);
        Chain { labels: self.labels, transitions, start }
    }

    /// The best label of each row of `scores`; each of `units` is a chain of its own.
    pub fn decode(&self, scores: &[f32], units: impl Iterator<Item = Range<usize>>) -> Vec<u8> {
        let mut best = vec![0; scores.len() / self.labels];
        for unit in units.filter(|it| !it.is_empty()) {
            let scores = &scores[unit.start * self.labels..unit.end * self.labels];
            self.decode_unit(scores, &mut best[unit]);
        }
        best
    }

    fn decode_unit(&self, scores: &[f32], best: &mut [u8]) {
        let labels = self.labels;
        let mut from = vec![0_u8; scores.len()];
        let mut total: Vec<f32> = self.start.iter().zip(scores).map(|(start, it)| start + it).collect();
        let mut next = vec![0.0; labels];
        for at in 1..best.len() {
            for to in 0..labels {
                let way = |it: usize| total[it] + self.transitions[it * labels + to];
                // The first of equals wins, on every machine.
                let origin = (1..labels).fold(0, |best, it| if way(it) > way(best) { it } else { best });
                from[at * labels + to] = origin as u8;
                next[to] = way(origin) + scores[at * labels + to];
            }
            // Long texts must not lose their last digits: only differences count.
            let most = next.iter().copied().fold(f32::MIN, f32::max);
            next.iter_mut().for_each(|it| *it -= most);
            std::mem::swap(&mut total, &mut next);
        }
        let mut label = (1..labels).fold(0, |best, it| if total[it] > total[best] { it } else { best });
        for at in (0..best.len()).rev() {
            best[at] = label as u8;
            label = usize::from(from[at * labels + label]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_costly_change_is_made_only_for_good_reason() {
        let chain = Chain { labels: 2, transitions: vec![0.0, -2.0, -2.0, 0.0], start: vec![0.0, 0.0] };
        let decode = |scores: &[f32]| chain.decode(scores, std::iter::once(0..scores.len() / 2));
        assert_eq!(decode(&[1.0, 0.0, 0.0, 1.0, 1.0, 0.0]), [0, 0, 0], "one flip is smoothed");
        assert_eq!(decode(&[5.0, 0.0, 0.0, 9.0, 5.0, 0.0]), [0, 1, 0], "unless it is certain");
        assert_eq!(decode(&[4.0, 0.0, 0.0, 3.0, 0.0, 3.0]), [0, 1, 1], "or goes on");
        assert_eq!(decode(&[]), [0; 0]);
    }

    #[test]
    fn the_best_of_all_ways_is_found() {
        let (labels, length) = (3_usize, 5_usize);
        let number = |it: usize| ((it * it * 7919 % 1009) as f32 - 500.0) / 171.0;
        let chain =
            Chain { labels, transitions: (0..9).map(number).collect(), start: (9..12).map(number).collect() };
        let scores: Vec<f32> = (20..20 + labels * length).map(number).collect();
        let worth = |way: &[usize]| {
            let own: f32 = way.iter().enumerate().map(|(at, it)| scores[at * labels + it]).sum();
            let between: f32 = way.windows(2).map(|it| chain.transitions[it[0] * labels + it[1]]).sum();
            chain.start[way[0]] + own + between
        };
        let ways = (0..labels.pow(length as u32))
            .map(|it| (0..length).map(|at| it / labels.pow(at as u32) % labels).collect::<Vec<_>>());
        let best = ways.max_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap();
        let found = chain.decode(&scores, std::iter::once(0..length));
        assert_eq!(found.iter().map(|it| usize::from(*it)).collect::<Vec<_>>(), best);
    }
}
