//! Lines that repeat on every page and are none of the text: running heads, page numbers.

use std::collections::HashMap;

use super::speakers;

/// Which lines are such. `pages` says of each line on which page it stands, where that is known.
pub fn repeated(lines: &[&str], pages: &[Option<u32>]) -> Vec<bool> {
    let mut dropped = vec![false; lines.len()];
    let known = pages.last().copied().flatten().unwrap_or(0) > 1;
    for at in if known { at_edges(lines, pages) } else { at_distances(lines) } {
        dropped[at] = true;
    }
    dropped
}

/// Lines longer than this, in bytes, are no running heads.
const LONGEST: usize = 120;

/// A line with its numbers left out, as it looks on every page.
fn shape(line: &str) -> Option<String> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(line.len());
    for char in line.chars() {
        match char {
            it if it.is_ascii_digit() && out.ends_with('#') => {}
            it if it.is_ascii_digit() => out.push('#'),
            it if it.is_whitespace() && out.ends_with(' ') => {}
            it if it.is_whitespace() => out.push(' '),
            it => out.extend(it.to_lowercase()),
        }
    }
    Some(out)
}

/// Where pages are known: what stands first or last on more than half of them.
fn at_edges(lines: &[&str], pages: &[Option<u32>]) -> Vec<usize> {
    const EDGE: usize = 2;
    let mut edges: Vec<usize> = Vec::new();
    let mut count = 0;
    let filled: Vec<usize> = (0..lines.len()).filter(|it| !lines[*it].trim().is_empty()).collect();
    for page in filled.chunk_by(|a, b| pages[*a] == pages[*b]) {
        count += 1;
        let tail = page.len().saturating_sub(EDGE).max(EDGE.min(page.len()));
        edges.extend(&page[..EDGE.min(page.len())]);
        edges.extend(&page[tail..]);
    }
    let mut shapes: HashMap<String, Vec<usize>> = HashMap::new();
    for at in edges {
        if let Some(shape) = shape(lines[at]) {
            shapes.entry(shape).or_default().push(at);
        }
    }
    let is_number = |it: &str| !it.chars().any(char::is_alphabetic) && it.contains('#');
    let repeated = shapes.into_iter().filter(|(shape, at)| {
        count > 1 && (at.len() * 2 > count && at.len() > 1 || is_number(shape) && at.len() * 3 > count)
    });
    repeated.flat_map(|it| it.1).collect()
}

/// Where they are not: what comes back at even distances, as a page does and a person does not.
fn at_distances(lines: &[&str]) -> Vec<usize> {
    const NEAREST: usize = 15;
    let mut shapes: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        // Two who talk in turn stand as far apart as the heads of pages, but with the time beside them.
        let turn = speakers::lead(line.trim());
        if turn.speaker.is_some() && turn.time.is_some() {
            continue;
        }
        if let Some(shape) = shape(line) {
            shapes.entry(shape).or_default().push(at);
        }
    }
    let is_even = |places: &[usize]| {
        let mut gaps: Vec<usize> = places.windows(2).map(|it| it[1] - it[0]).collect();
        gaps.sort_unstable();
        let middle = gaps[gaps.len() / 2];
        let near = gaps.iter().filter(|it| **it * 4 >= middle * 3 && **it * 4 <= middle * 5).count();
        middle >= NEAREST && near * 10 >= gaps.len() * 8
    };
    let repeated = shapes.into_values().filter(|places| places.len() >= 3 && is_even(places));
    repeated.flatten().collect()
}
