use super::letters;
use crate::sources::import::lines::Line;

/// Lines with an empty one where a paragraph begins: where the distance is larger than it mostly is.
pub fn lines(drawn: &[letters::Line]) -> Vec<Line<'_>> {
    let usual = usual(drawn);
    let mut out: Vec<Line> = Vec::with_capacity(drawn.len());
    for (at, line) in drawn.iter().enumerate() {
        let page = Some(line.page);
        let before = at.checked_sub(1).map(|it| &drawn[it]);
        let wide = before.and_then(|it| distance(it, line)).is_some_and(|it| it > usual * 1.35);
        // A heading is a paragraph however near it stands.
        let other = before.is_some_and(|it| it.page == line.page && (it.size - line.size).abs() > 1.0);
        if wide || other {
            out.push(Line { words: "", file: None, page });
        }
        out.push(Line { words: &line.words, file: None, page });
    }
    out
}

/// From line to line, in sizes of their letters; none where the next does not stand below.
fn distance(upper: &letters::Line, lower: &letters::Line) -> Option<f64> {
    let size = lower.size.max(0.1);
    let distance = (lower.base - upper.base) / size;
    (upper.page == lower.page && distance > 0.0).then_some(distance)
}

/// The distance between lines of a paragraph: what is no larger is seldom anything else.
fn usual(drawn: &[letters::Line]) -> f64 {
    let mut all: Vec<f64> = drawn.windows(2).filter_map(|it| distance(&it[0], &it[1])).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 4).copied().unwrap_or(1.2)
}
