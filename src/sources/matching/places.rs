//! Where a quotation stands word for word.
//!
//! The rarest word leads to the places of its part, and from there the other parts are looked for
//! in order, each within reach of the one before. No place is missed.

use std::ops::Range;

use super::{Indexed, Texts, quotation::Quotation};

/// So many words may be left out where the writer marks that some are.
pub const REACH: usize = 60;

/// A quotation found in a source, all its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub source: usize,
    /// Each part's words.
    pub parts: Vec<Range<usize>>,
}

/// Where it stands in the sources that `may` be asked, those with the least left out first; `most` of them.
pub fn places(
    texts: &Texts,
    quotation: &Quotation,
    may: impl Fn(usize) -> bool,
    most: usize,
) -> Vec<Standing> {
    let parts: Vec<Range<usize>> = quotation.parts().collect();
    let ids: Vec<u32> = quotation.words.iter().map(|it| it.id).collect();
    let rarest = (0..ids.len()).min_by_key(|it| texts.count(ids[*it]));
    let Some(rarest) = rarest else { return Vec::new() };
    let Some(anchor) = parts.iter().position(|it| it.contains(&rarest)) else { return Vec::new() };
    let offset = rarest - parts[anchor].start;
    let mut found: Vec<Standing> = Vec::new();
    for source in texts.holders(ids[rarest]).filter(|it| may(*it)) {
        let indexed = &texts.sources()[source];
        for place in indexed.places(ids[rarest]) {
            let Some(start) = (*place as usize).checked_sub(offset) else { continue };
            let Some(parts) = chain(indexed, &ids, &parts, anchor, start) else { continue };
            found.push(Standing { source, parts });
            if found.len() == most {
                return found;
            }
        }
    }
    found
}

/// All parts in order around the one that begins at `start`; none if any is missing.
fn chain(
    source: &Indexed,
    ids: &[u32],
    parts: &[Range<usize>],
    anchor: usize,
    start: usize,
) -> Option<Vec<Range<usize>>> {
    let here = start..start + parts[anchor].len();
    if !stands(source, &ids[parts[anchor].clone()], start) {
        return None;
    }
    let behind = &parts[anchor + 1..];
    let ahead = follow(behind.len(), here.end, |part, from| {
        let part = behind[part].clone();
        let starts = from..=from + REACH;
        starts.filter(|it| stands(source, &ids[part.clone()], *it)).map(|it| (it, it + part.len())).collect()
    })?;
    let mut all = follow(anchor, here.start, |part, from| {
        let part = parts[anchor - 1 - part].clone();
        let starts = from.saturating_sub(REACH + part.len())..(from + 1).saturating_sub(part.len());
        let starts = starts.rev().filter(|it| stands(source, &ids[part.clone()], *it));
        starts.map(|it| (it + part.len(), it)).collect()
    })?;
    all.reverse();
    let mut all: Vec<Range<usize>> = all.into_iter().map(|(end, start)| start..end).collect();
    all.push(here);
    all.extend(ahead.into_iter().map(|(start, end)| start..end));
    Some(all)
}

fn stands(source: &Indexed, part: &[u32], start: usize) -> bool {
    source.ids().get(start..start + part.len()) == Some(part)
}

/// A way of `steps` steps, each from the far end of the one before; `next` knows where a step can go.
/// Tries all ways at once, so that no text makes it slow.
fn follow(
    steps: usize,
    from: usize,
    next: impl Fn(usize, usize) -> Vec<(usize, usize)>,
) -> Option<Vec<(usize, usize)>> {
    // Every step reached, with the one it was reached from.
    let mut levels: Vec<Vec<(usize, (usize, usize))>> = Vec::with_capacity(steps);
    for step in 0..steps {
        let mut level: Vec<(usize, (usize, usize))> = Vec::new();
        let far_ends = match levels.last() {
            None => vec![from],
            Some(last) => last.iter().map(|(_, it)| it.1).collect(),
        };
        for (number, far_end) in far_ends.into_iter().enumerate() {
            for place in next(step, far_end) {
                if level.iter().all(|(_, it)| *it != place) {
                    level.push((number, place));
                }
            }
        }
        if level.is_empty() {
            return None;
        }
        levels.push(level);
    }
    let mut way = Vec::with_capacity(steps);
    let mut number = 0;
    for level in levels.iter().rev() {
        let (before, place) = level[number];
        way.push(place);
        number = before;
    }
    way.reverse();
    Some(way)
}
