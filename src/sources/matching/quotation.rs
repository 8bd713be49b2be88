use super::words::{self, Word};
use crate::text::Span;

/// A quotation as it is looked for: its words, and where the writer has marked a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    pub words: Vec<Word>,
    /// Ascending: before which words something may be missing or was put in brackets. Never before the first.
    pub gaps: Vec<usize>,
    /// Whether the writer has marked any change at all.
    pub is_marked: bool,
}

impl Quotation {
    /// Reads the words between the quotation marks.
    pub fn new(text: &str) -> Quotation {
        let mut it = Quotation::default();
        let mut done = 0;
        for mark in marks(text) {
            it.is_marked = true;
            it.take(text, Span::new(done, mark.span.start.max(done)));
            it.gaps.push(it.words.len());
            done = mark.span.end.max(done);
            if let Some(letter) = mark.letter {
                // "[t]he": the letter belongs to the rest of its word.
                it.gaps.pop();
                let rest = &text[done..];
                let end = rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len());
                let whole = format!("{letter}{}", &rest[..end]);
                let span = Span::new(mark.span.start, done + end);
                it.words.extend(words::words(&whole).first().map(|word| Word { id: word.id, span }));
                done += end;
            }
        }
        it.take(text, Span::new(done, text.len()));
        it.gaps.dedup();
        let count = it.words.len();
        it.gaps.retain(|it| (1..count).contains(it));
        it
    }

    /// Stretches without a gap, as ranges of words.
    pub fn parts(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let starts = std::iter::once(0).chain(self.gaps.iter().copied());
        let ends = self.gaps.iter().copied().chain(std::iter::once(self.words.len()));
        starts.zip(ends).map(|(start, end)| start..end)
    }

    fn take(&mut self, text: &str, span: Span) {
        let found = words::words(span.of(text));
        self.words.extend(found.into_iter().map(|it| Word { span: it.span.shifted(span.start), ..it }));
    }
}

/// Where the writer says that something is not as it was.
struct Mark {
    span: Span,
    /// A letter in brackets at the head of a word.
    letter: Option<char>,
}

fn marks(text: &str) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['…', '.', '[']) {
        let start = at + found;
        at = match mark(text, start) {
            Some(mark) => {
                let end = mark.span.end;
                out.push(mark);
                end
            }
            None => start + text[start..].chars().next().map_or(1, char::len_utf8),
        };
    }
    out
}

fn mark(text: &str, start: usize) -> Option<Mark> {
    let rest = &text[start..];
    let is_letter = |it: &char| it.is_alphanumeric();
    if let Some(inside) = rest.strip_prefix('[') {
        let close = inside.find(']')?;
        let end = start + close + 2;
        let word_before = text[..start].chars().next_back().filter(is_letter).is_some();
        let word_behind = text[end..].chars().next().filter(is_letter).is_some();
        let mut letters = inside[..close].chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_alphabetic()
            && word_behind
            && !word_before
        {
            return Some(Mark { span: Span::new(start, end), letter: Some(letter) });
        }
        return Some(Mark { span: whole_word(text, Span::new(start, end)), letter: None });
    }
    let dots: usize = rest.find(|it: char| !matches!(it, '.' | '…' | ' ' | '\u{a0}')).unwrap_or(rest.len());
    let run = rest[..dots].trim_end();
    let count = run.chars().map(|it| if it == '…' { 3 } else { usize::from(it == '.') }).sum::<usize>();
    (count >= 3).then(|| Mark { span: Span::new(start, start + run.len()), letter: None })
}

/// "walk[ed]": a change inside a word is a change of the word.
fn whole_word(text: &str, span: Span) -> Span {
    let letter = |it: char| it.is_alphanumeric() || matches!(it, '\'' | '’');
    let before = text[..span.start].trim_end_matches(letter).len();
    let behind = text.len() - text[span.end..].trim_start_matches(letter).len();
    Span::new(before, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words with a "|" at each gap.
    fn shown(text: &str) -> String {
        let quotation = Quotation::new(text);
        let parts = quotation.parts();
        let part = |it: std::ops::Range<usize>| {
            let words = quotation.words[it].iter().map(|it| it.span.of(text));
            words.collect::<Vec<_>>().join(" ")
        };
        parts.map(part).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn marked_changes_are_gaps() {
        assert_eq!(shown("We lost … the harbour"), "We lost | the harbour");
        assert_eq!(shown("We lost ... the harbour ..."), "We lost | the harbour");
        assert_eq!(shown("We lost . . . the harbour. . . ."), "We lost | the harbour");
        assert_eq!(shown("We lost […] the harbour"), "We lost | the harbour");
        assert_eq!(shown("We lost [the port of Lisbon] yesterday"), "We lost | yesterday");
        assert_eq!(shown("We walk[ed] home"), "We | home");
        assert_eq!(shown("[We] lost the harbour"), "lost the harbour");
        assert_eq!(shown("We lost. We go on"), "We lost We go on");
        assert_eq!(shown("We [lost"), "We lost");
    }

    #[test]
    fn a_bracketed_letter_is_only_case() {
        assert_eq!(shown("[t]he harbour"), "[t]he harbour");
        let (marked, plain) = (Quotation::new("[T]he harbour"), Quotation::new("the harbour"));
        let ids = |it: &Quotation| it.words.iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(&marked), ids(&plain));
        assert!(marked.gaps.is_empty());
    }

    #[test]
    fn marks_alone_are_no_quotation() {
        assert_eq!(shown("…"), "");
        assert_eq!(shown(""), "");
    }
}
