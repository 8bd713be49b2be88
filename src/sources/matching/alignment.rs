//! A quotation laid beside words of a source, with as few differences as can be.

use std::ops::Range;

/// What happens at one place of an alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The same word: in the quotation, in the source.
    Same(usize, usize),
    /// One word for another.
    Other(usize, usize),
    /// A word that the source does not have.
    Added(usize),
    /// A word of the source that the quotation does not have.
    Missing(usize),
    /// The same where the writer has said so.
    Omitted(usize),
}

/// What a difference costs, and what the same word is worth: with as many differences, more of the same words win.
const DIFFERENCE: i32 = 10_000;
const SAME: i32 = -1;

/// What it costs to lay one word beside another.
fn beside(quote: u32, source: u32) -> i32 {
    if quote == source { SAME } else { DIFFERENCE }
}

/// How far it is, with the fewest differences, between `quote` and any stretch of `source`. `gaps` say before which
/// words of the quotation anything may be missing.
pub fn distance(quote: &[u32], gaps: &[usize], source: &[u32]) -> i32 {
    let mut row: Vec<i32> = vec![0; source.len() + 1];
    for (at, word) in quote.iter().enumerate() {
        // The last row is only looked at for its least: what follows there is never missing.
        let missing = if gaps.contains(&(at + 1)) { 0 } else { DIFFERENCE };
        let mut diagonal = row[0];
        row[0] += DIFFERENCE;
        for (column, other) in source.iter().enumerate() {
            let above = row[column + 1];
            let cost = (diagonal + beside(*word, *other)).min(above + DIFFERENCE).min(row[column] + missing);
            diagonal = above;
            row[column + 1] = cost;
        }
    }
    row.into_iter().min().unwrap_or_default()
}

/// The steps of the alignment with the fewest differences, in order. Indices into `source` count from its start.
pub fn steps(quote: &[u32], gaps: &[usize], source: &[u32]) -> Vec<Step> {
    walk(quote, gaps, source, false)
}

/// The same where the quotation begins with the first of these words and ends with the last.
pub fn steps_of_all(quote: &[u32], gaps: &[usize], source: &[u32]) -> Vec<Step> {
    walk(quote, gaps, source, true)
}

/// How many words of it are not the same.
pub fn changed(steps: &[Step]) -> usize {
    steps.iter().filter(|it| !matches!(it, Step::Same(..) | Step::Omitted(_))).count()
}

fn walk(quote: &[u32], gaps: &[usize], source: &[u32], all: bool) -> Vec<Step> {
    let width = source.len() + 1;
    let mut table: Vec<i32> = vec![0; (quote.len() + 1) * width];
    if all {
        table.iter_mut().take(width).zip(0..).for_each(|(it, missing)| *it = missing * DIFFERENCE);
    }
    for (at, word) in quote.iter().enumerate() {
        let missing = if gaps.contains(&(at + 1)) { 0 } else { DIFFERENCE };
        let (above, here) = (at * width, (at + 1) * width);
        table[here] = table[above] + DIFFERENCE;
        for (column, other) in source.iter().enumerate() {
            let same = table[above + column] + beside(*word, *other);
            let added = table[above + column + 1] + DIFFERENCE;
            table[here + column + 1] = same.min(added).min(table[here + column] + missing);
        }
    }
    let last = &table[quote.len() * width..];
    let least = last.iter().min().copied().unwrap_or_default();
    // The last of the best: a changed last word stands for a word of the source, not for none.
    let mut column = match all {
        true => source.len(),
        false => last.iter().rposition(|it| *it == least).unwrap_or_default(),
    };
    let mut row = quote.len();
    let mut out = Vec::with_capacity(quote.len() + 4);
    while row > 0 {
        let here = table[row * width + column];
        let omitted = gaps.contains(&row);
        if column > 0 {
            let step = beside(quote[row - 1], source[column - 1]);
            if table[(row - 1) * width + column - 1] + step == here {
                (row, column) = (row - 1, column - 1);
                out.push(if step == SAME { Step::Same(row, column) } else { Step::Other(row, column) });
                continue;
            }
            if table[row * width + column - 1] + if omitted { 0 } else { DIFFERENCE } == here {
                column -= 1;
                out.push(if omitted { Step::Omitted(column) } else { Step::Missing(column) });
                continue;
            }
        }
        row -= 1;
        out.push(Step::Added(row));
    }
    if all {
        out.extend((0..column).rev().map(Step::Missing));
    }
    out.reverse();
    out
}

/// Words that differ, in the quotation and in the source; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub quote: Range<usize>,
    pub source: Range<usize>,
}

/// The differences of an alignment of these words in order.
pub fn differences(steps: &[Step], quote_words: &[u32], source_words: &[u32]) -> Vec<Difference> {
    let mut out: Vec<Difference> = Vec::new();
    let (mut row, mut column) = (0, first(steps));
    let mut open = false;
    for step in steps {
        let (quote, source) = match *step {
            Step::Same(quote, source) => {
                (row, column, open) = (quote + 1, source + 1, false);
                continue;
            }
            Step::Omitted(source) => {
                (column, open) = (source + 1, false);
                continue;
            }
            Step::Other(quote, source) => (quote..quote + 1, source..source + 1),
            Step::Added(quote) => (quote..quote + 1, column..column),
            Step::Missing(source) => (row..row, source..source + 1),
        };
        (row, column) = (quote.end, source.end);
        match out.last_mut().filter(|_| open) {
            Some(last) => (last.quote.end, last.source.end) = (quote.end, source.end),
            None => out.push(Difference { quote, source }),
        }
        open = true;
    }
    swapped(out, |it| (&quote_words[it.quote.clone()], &source_words[it.source.clone()]))
}

/// Where in the source the first step stands.
fn first(steps: &[Step]) -> usize {
    let of = |it: &Step| match *it {
        Step::Same(_, at) | Step::Other(_, at) | Step::Missing(at) | Step::Omitted(at) => Some(at),
        Step::Added(_) => None,
    };
    steps.iter().find_map(of).unwrap_or_default()
}

/// A word that went to the other side of its neighbour is one difference, not two.
fn swapped<'a>(
    differences: Vec<Difference>,
    words: impl Fn(&Difference) -> (&'a [u32], &'a [u32]),
) -> Vec<Difference> {
    let mut out: Vec<Difference> = Vec::new();
    for it in differences {
        if let Some(last) = out.last_mut()
            && last.quote.end + 1 == it.quote.start
            && last.source.end + 1 == it.source.start
            && words(last) == {
                let (quote, source) = words(&it);
                (source, quote)
            }
        {
            (last.quote.end, last.source.end) = (it.quote.end, it.source.end);
        } else {
            out.push(it);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::matching::{quotation::Quotation, words::words};

    /// The differences as "source words → quoted words".
    fn shown(quote: &str, source: &str) -> Vec<String> {
        let quotation = Quotation::new(quote);
        let ids: Vec<u32> = quotation.words.iter().map(|it| it.id).collect();
        let words = words(source);
        let source_ids: Vec<u32> = words.iter().map(|it| it.id).collect();
        let steps = steps(&ids, &quotation.gaps, &source_ids);
        let found = differences(&steps, &ids, &source_ids);
        let cost = distance(&ids, &quotation.gaps, &source_ids);
        assert_eq!(cost <= 0, found.is_empty());
        let join = |it: &[crate::sources::matching::words::Word], text: &str| {
            it.iter().map(|it| it.span.of(text)).collect::<Vec<_>>().join(" ")
        };
        let one = |it: Difference| {
            format!("{} → {}", join(&words[it.source], source), join(&quotation.words[it.quote], quote))
        };
        found.into_iter().map(one).collect()
    }

    #[test]
    fn each_difference_is_found_where_it_is() {
        let source = "And I say that we will never close the old harbour, whatever they pay.";
        assert_eq!(shown("we will never close the old harbour", source), [""; 0]);
        assert_eq!(shown("we will never close the new harbour", source), ["old → new"]);
        assert_eq!(shown("we will close the old harbour", source), ["never → "]);
        assert_eq!(shown("we will never ever close the old harbour", source), [" → ever"]);
        assert_eq!(shown("we will never close old the harbour", source), ["the old → old the"]);
        assert_eq!(shown("we will never the whole old harbour", source), ["close → ", " → whole"]);
        assert_eq!(shown("they will never close the old harbour", source), ["we → they"]);
        assert_eq!(shown("we will never close the old port", source), ["harbour → port"]);
    }

    #[test]
    fn what_is_marked_is_no_difference() {
        let source = "And I say that we will never close the old harbour, whatever they pay.";
        assert_eq!(shown("we will … close the old harbour", source), [""; 0]);
        assert_eq!(shown("we will … sell the old harbour", source), ["close → sell"]);
        assert_eq!(shown("[the mayor] will never close the harbour", source), ["old → "]);
    }
}
