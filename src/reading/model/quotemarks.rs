//! Quotation marks as the models see them.

use crate::language::{Passage, Shape};

/// Where each token stands towards quotation marks: 0 outside, 1 inside, 2 an opening mark, 3 a closing one.
/// Marks are paired by their kind alone, as training does; what a quotation is, `quotes` knows better.
pub(super) fn states(passage: &Passage) -> Vec<u8> {
    let mut open: Vec<u8> = Vec::new();
    let states = passage.tokens.iter().map(|token| {
        let mut close = || {
            let kind = kind(token.span.of(&passage.text));
            let depth = open.iter().position(|it| *it == kind).unwrap_or(open.len());
            open.truncate(depth);
            kind
        };
        match token.shape {
            Shape::OpenQuote => {
                let kind = close();
                open.push(kind);
                2
            }
            Shape::CloseQuote => {
                close();
                3
            }
            _ => u8::from(!open.is_empty()),
        }
    });
    states.collect()
}

fn kind(mark: &str) -> u8 {
    match mark {
        "'" | "‘" | "’" | "‚" | "‛" | "`" => 1,
        "«" | "»" => 2,
        "‹" | "›" => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_leave_their_mark() {
        let states = |text: &str| super::states(&Passage::new(text));
        assert_eq!(states("“We ‘won’,” Cho said. “And"), [2, 1, 2, 1, 3, 1, 3, 0, 0, 0, 2, 1]);
        assert_eq!(states("so.” “No. “Yes” so"), [0, 0, 3, 2, 1, 1, 2, 1, 3, 0]);
        assert_eq!(states("“a ‘b” c"), [2, 1, 2, 1, 3, 0]);
    }
}
