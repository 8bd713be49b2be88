use crate::text::Span;

/// The groups in braces of a stretch, found in one pass; what is not closed is no group.
pub struct Groups {
    /// Where each opens and closes, by where it opens.
    pairs: Vec<(usize, usize)>,
}

impl Groups {
    pub fn of(text: &str, stretch: Span) -> Groups {
        let bytes = text.as_bytes();
        let (mut open, mut pairs) = (Vec::new(), Vec::new());
        let mut at = stretch.start;
        while at < stretch.end {
            match bytes[at] {
                b'\\' => at += verbatim(&text[at..stretch.end]).max(1),
                b'%' => {
                    let rest = &bytes[at..stretch.end];
                    at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                }
                b'{' => open.push(at),
                b'}' => pairs.extend(open.pop().map(|it| (it, at))),
                _ => {}
            }
            at += 1;
        }
        pairs.sort_unstable();
        Groups { pairs }
    }

    /// What stands in the group that opens at `at`.
    pub fn at(&self, at: usize) -> Option<Span> {
        let index = self.pairs.binary_search_by_key(&at, |it| it.0).ok()?;
        Some(Span::new(at + 1, self.pairs[index].1))
    }
}

/// Bytes of `\verb|…|`, without the last.
fn verbatim(rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix("\\verb").or_else(|| rest.strip_prefix("\\lstinline")) else {
        return 0;
    };
    let inner = inner.strip_prefix('*').unwrap_or(inner);
    let Some(mark) = inner.chars().next().filter(|it| it.is_ascii_punctuation() && !"{[\\".contains(*it))
    else {
        return 0;
    };
    let line = &inner[1..inner.find(['\n', '\r']).unwrap_or(inner.len()).max(1)];
    line.find(mark).map_or(0, |it| rest.len() - inner.len() + 1 + it)
}

/// Behind the white space at `at`, of which one line break may be part.
pub fn skip_space(text: &str, at: usize, limit: usize) -> usize {
    let rest = &text[at..limit];
    let words = rest.trim_start_matches([' ', '\t']);
    let behind = words.strip_prefix("\r\n").or_else(|| words.strip_prefix(['\n', '\r']));
    let words = behind.map_or(words, |it| it.trim_start_matches([' ', '\t']));
    if words.starts_with(['\n', '\r']) { at } else { limit - words.len() }
}

/// What stands in the square brackets at `at`, if they close soon and in their paragraph.
pub fn option(text: &str, at: usize, limit: usize) -> Option<Span> {
    const LONGEST: usize = 1000;
    let bytes = &text.as_bytes()[at..limit.min(at + LONGEST)];
    if bytes.first() != Some(&b'[') {
        return None;
    }
    let mut depth = 0usize;
    for (index, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b']' if depth == 0 => return Some(Span::new(at + 1, at + index)),
            b'\n' if bytes.get(index + 1) == Some(&b'\n') => return None,
            _ => {}
        }
    }
    None
}
