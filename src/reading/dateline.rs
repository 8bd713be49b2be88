//! "BRUSSELS:", "WASHINGTON (AP) —", "LIMA, Peru, Oct. 21 –": where and when the reporter was.

use crate::{
    language::{Passage, Shape},
    text::Span,
};

/// The dateline at the head of a passage, its colon or dash included.
pub(super) fn dateline(passage: &Passage) -> Option<Span> {
    let first = passage.tokens.first()?;
    let place = first.shape == Shape::Upper && first.span.len() > 2;
    let end = (1..passage.tokens.len().min(14)).find(|&it| {
        // A colon needs no date; a dash may also follow "LIMA, Peru, Oct. 21".
        matches!(passage.word(it), "—" | "–" | "--" | "-" | "―")
            || passage.word(it) == ":" && all_capitals(passage, it)
    })?;
    let fits = (1..end).all(|it| {
        let token = passage.tokens[it];
        matches!(token.shape, Shape::Upper | Shape::Title | Shape::Number)
            || matches!(passage.word(it), "," | "(" | ")" | "." | "/" | "-" | "and" | "&")
    });
    (place && fits).then(|| Span::new(0, passage.tokens[end].span.end))
}

fn all_capitals(passage: &Passage, end: usize) -> bool {
    (0..end).all(|it| {
        matches!(passage.tokens[it].shape, Shape::Upper | Shape::Mark | Shape::Number)
            || passage.tokens[it].span.len() > 3 && it > 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let passage = Passage::new(text);
        assert_eq!(dateline(&passage).map(|it| it.of(text)), expected, "{text}");
    }

    #[test]
    fn datelines_end_at_colon_or_dash() {
        check("BRUSSELS: The mayor resigned.", Some("BRUSSELS:"));
        check("WASHINGTON (AP) — The mayor resigned.", Some("WASHINGTON (AP) —"));
        check("LIMA, Peru, Oct. 21 – The mayor resigned.", Some("LIMA, Peru, Oct. 21 –"));
    }

    #[test]
    fn ordinary_openings_are_no_datelines() {
        check("NATO said on Monday — twice — that it would wait.", None);
        check("The plan: resign.", None);
        check("He resigned.", None);
        check("", None);
    }
}
