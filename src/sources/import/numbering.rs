//! The numbers that courts and parliaments print before each line, 1 to 25 on every page.

use super::lines::Line;

/// Fewer numbered lines than this may be a list.
const FEWEST: usize = 8;

/// Takes the numbers away, if nearly every line has one and they count the lines.
pub fn strip(lines: &mut [Line]) {
    let numbered: Vec<Option<(usize, usize)>> = lines.iter().map(|it| number(it.words)).collect();
    let filled = lines.iter().filter(|it| !it.words.trim().is_empty()).count();
    let numbers: Vec<usize> = numbered.iter().flatten().map(|it| it.0).collect();
    let counting = numbers.windows(2).filter(|it| it[1] == it[0] + 1 || it[1] == 1).count();
    let turns = numbers.iter().filter(|it| **it == 1).count();
    // A list has its numbers once, and its points run over lines without one.
    let is_page = turns > 1 || numbers.len() >= 20;
    if numbers.len() < FEWEST
        || !is_page
        || 10 * numbers.len() < 9 * filled
        || 10 * counting < 9 * (numbers.len() - 1)
    {
        return;
    }
    for (line, number) in lines.iter_mut().zip(numbered) {
        if let Some((_, length)) = number {
            line.words = &line.words[length..];
            line.file = line.file.map(|it| it + length);
        }
    }
}

/// A number of one or two figures before a gap or alone, and how far it reaches.
fn number(line: &str) -> Option<(usize, usize)> {
    let start = line.len() - line.trim_start().len();
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    let apart = line[end..].is_empty() || line[end..].starts_with([' ', '\t']);
    let value = line[start..end].parse().ok()?;
    ((1..=2).contains(&digits) && apart && value > 0).then_some((value, end))
}
