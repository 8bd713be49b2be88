//! Where a quotation begins and ends in its source.
//!
//! The fewest differences lay a quotation's last word beside any other when words were left out right before it:
//! “leaking badly” beside “leaking very very badly”. Whoever quotes begins and ends with words of the source, if these
//! stand near.

use super::alignment::{self, Step};

/// So many more differences are taken for words at the edge that are the same.
const MORE: usize = 3;

/// So many words beyond those that differ are looked at for them.
const REACH: usize = 8;

/// The alignment that begins and ends with the quotation's first and last word, where the source has them near and in
/// the same sentence; else `steps` as they are.
pub fn anchored(
    steps: Vec<Step>,
    quote: &[u32],
    gaps: &[usize],
    source: &[u32],
    ends_sentence: impl Fn(usize) -> bool,
) -> Vec<Step> {
    let same = |it: &Step| match *it {
        Step::Same(quote, source) => Some((quote, source)),
        _ => None,
    };
    let (Some(first), Some(last)) = (steps.iter().find_map(same), steps.iter().rev().find_map(same)) else {
        return steps;
    };
    let end = quote.len() - 1;
    let (lead, tail) = (first.0, end - last.0);
    let start = match lead {
        0 => Some(first.1),
        _ => (0..first.1)
            .rev()
            .take(lead + REACH)
            .take_while(|it| !ends_sentence(*it))
            .find(|it| source[*it] == quote[0]),
    };
    let stop = match tail {
        0 => Some(last.1),
        _ => (last.1 + 1..source.len())
            .take(tail + REACH)
            .take_while(|it| !ends_sentence(*it - 1))
            .find(|it| source[*it] == quote[end]),
    };
    if lead == 0 && tail == 0 || start.is_none() && stop.is_none() {
        return steps;
    }
    let placed = |it: &Step| match *it {
        Step::Same(_, at) | Step::Other(_, at) => Some(at),
        _ => None,
    };
    // The side that has no such word stays where it was.
    let start = start.or_else(|| steps.iter().find_map(placed)).unwrap_or(first.1);
    let stop = stop.or_else(|| steps.iter().rev().find_map(placed)).unwrap_or(last.1);
    let all = alignment::steps_of_all(quote, gaps, &source[start..=stop]);
    if alignment::changed(&all) > alignment::changed(&steps) + MORE {
        return steps;
    }
    let shifted = |it: Step| match it {
        Step::Same(quote, at) => Step::Same(quote, at + start),
        Step::Other(quote, at) => Step::Other(quote, at + start),
        Step::Missing(at) => Step::Missing(at + start),
        Step::Omitted(at) => Step::Omitted(at + start),
        Step::Added(quote) => Step::Added(quote),
    };
    all.into_iter().map(shifted).collect()
}
