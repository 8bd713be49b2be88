//! Which findings wait while a sentence is being typed.
//!
//! Nobody wants to be corrected in the middle of a sentence. A finding that is new and stands in
//! the sentence under the cursor waits until the sentence has ended or the writer pauses; whatever
//! was shown before stays, and everything elsewhere is shown at once.

use std::time::Duration;

use super::document::Change;
use crate::{
    article::{Article, Paragraph},
    rules::Finding,
    text::Span,
};

/// A pause after which the sentence may be judged as it stands.
pub const PAUSE: Duration = Duration::from_millis(700);

/// A finding that the client shows, in bytes of the newest text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub code: &'static str,
    pub span: Span,
}

impl Shown {
    pub fn new(finding: &Finding) -> Shown {
        Shown { code: finding.code, span: finding.span }
    }

    /// Where the same words stand after an edit.
    pub fn after(self, change: Change) -> Shown {
        let Change { span, length } = change;
        let moved = |offset: usize, inside: usize| match offset {
            it if it <= span.start => it,
            it if it >= span.end => it - span.len() + length,
            _ => inside,
        };
        let start = if self.span.start == span.start && span.is_empty() {
            // Words put before it are not part of it.
            self.span.start + length
        } else {
            moved(self.span.start, span.start + length)
        };
        let end = moved(self.span.end, span.start).max(start);
        Shown { span: Span::new(start, end), ..self }
    }

    fn is(self, finding: &Finding) -> bool {
        let (a, b) = (self.span, finding.span);
        self.code == finding.code && (a.overlaps(b) || a.start == b.start || a.end == b.end)
    }
}

/// The sentence that the writer is in the middle of, markup included, if the last edit ended at `cursor`.
pub fn sentence(article: &Article, cursor: usize) -> Option<Span> {
    let text = article.text();
    let before = text.get(..cursor)?;
    let words = before.trim_end();
    let gap = &before[words.len()..];
    if gap.matches('\n').count() > 1 {
        return None;
    }
    let paragraph = article.paragraph_at(cursor).or_else(|| article.paragraph_at(words.len()))?;
    let passage = &paragraph.reading.passage;
    let (sentence, span) = passage
        .sentences
        .iter()
        .map(|it| (it, with_marks(&paragraph, it.span)))
        .take_while(|(_, span)| span.start <= cursor)
        .last()?;
    let is_complete = sentence.is_complete(&passage.text);
    let is_left = cursor > span.end && !text[span.end..cursor].trim().is_empty();
    let is_open = if is_complete { cursor == span.end } else { !is_left };
    is_open.then_some(span)
}

/// A sentence with the notes and references in it and right behind it, which leave no words.
fn with_marks(paragraph: &Paragraph, sentence: Span) -> Span {
    let marks = paragraph.block.marks.iter();
    let own = marks.filter(|it| it.at.start > sentence.start && it.at.end <= sentence.end);
    own.fold(paragraph.document(sentence), |all, it| all.join(paragraph.mark_span(it)))
}

/// Whether a finding is to be shown now. `typed` is the sentence being typed.
pub fn is_due(finding: &Finding, typed: Option<Span>, shown: &[Shown]) -> bool {
    let waits = typed.is_some_and(|it| it.overlaps(finding.span) || it.covers(finding.span));
    !waits || shown.iter().any(|it| it.is(finding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{markup::Format, rules::Severity};

    /// The words of the sentence being typed; `|` is where the last edit ended.
    fn typed(marked: &str) -> Option<String> {
        let cursor = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let article = Article::read(&text, Format::Markdown);
        sentence(&article, cursor).map(|it| it.of(&text).to_owned())
    }

    #[test]
    fn a_sentence_is_being_typed_until_it_has_ended_and_was_left() {
        let cases = [
            ("Critics say|", Some("Critics say")),
            ("Critics say |", Some("Critics say")),
            ("Critics| say", Some("Critics say")),
            ("Critics say so.|", Some("Critics say so.")),
            ("Critics say so. |", None),
            ("Critics| say so.", None),
            ("The dam held. Critics say|\n", Some("Critics say")),
            ("Critics say so. He|", Some("He")),
            ("Critics say\n\n|", None),
            ("|", None),
            ("\n\n|\n", None),
        ];
        for (marked, expected) in cases {
            assert_eq!(typed(marked).as_deref(), expected, "{marked:?}");
        }
    }

    #[test]
    fn a_note_that_leaves_no_words_is_typed_with_its_sentence() {
        for (marked, expected) in [
            ("Costs doubled.[fn:4]|", Some("Costs doubled.[fn:4]")),
            ("Costs doubled.[fn:4] |", None),
            ("It held. Costs doubled.[fn:4]|", Some("Costs doubled.[fn:4]")),
            ("It held.[fn:4] Costs|", Some("Costs")),
        ] {
            let cursor = marked.find('|').unwrap();
            let text = marked.replace('|', "");
            let article = Article::read(&text, Format::Org);
            let found = sentence(&article, cursor).map(|it| it.of(&text));
            assert_eq!(found, expected, "{marked:?}");
        }
    }

    #[test]
    fn no_place_in_a_text_is_a_surprise() {
        let text = "# Zoë\n\nShe said: “No.” \u{fffc}\r\n\r\n- `code`\n\n> **So** it";
        let article = Article::read(text, Format::Markdown);
        for cursor in 0..text.len() + 3 {
            sentence(&article, cursor);
        }
    }

    fn finding(code: &'static str, start: usize, end: usize) -> Finding {
        let (message, note) = (String::new(), String::new());
        Finding {
            code,
            severity: Severity::Hint,
            span: Span::new(start, end),
            message,
            note,
            fixes: Vec::new(),
            related: Vec::new(),
        }
    }

    #[test]
    fn only_what_is_new_in_the_sentence_waits() {
        let typed = Some(Span::new(20, 40));
        let shown = [Shown { code: "a", span: Span::new(22, 26) }];
        assert!(is_due(&finding("a", 0, 19), typed, &shown), "it stands before the sentence");
        assert!(is_due(&finding("a", 22, 30), typed, &shown), "it was shown");
        assert!(!is_due(&finding("b", 22, 26), typed, &shown), "another rule's was not");
        assert!(!is_due(&finding("a", 32, 40), typed, &shown), "it is new");
        assert!(is_due(&finding("a", 32, 40), None, &shown), "nothing is being typed");
    }

    #[test]
    fn what_is_shown_moves_with_the_words() {
        let shown = Shown { code: "a", span: Span::new(10, 20) };
        let after = |start, end, length| shown.after(Change { span: Span::new(start, end), length }).span;
        assert_eq!(after(0, 0, 5), Span::new(15, 25), "typed before");
        assert_eq!(after(10, 10, 5), Span::new(15, 25), "typed right before");
        assert_eq!(after(20, 20, 5), Span::new(10, 20), "typed right behind");
        assert_eq!(after(12, 14, 5), Span::new(10, 23), "changed inside");
        assert_eq!(after(5, 12, 0), Span::new(5, 13), "cut into from the left");
        assert_eq!(after(18, 30, 1), Span::new(10, 18), "cut into from the right");
        assert_eq!(after(5, 30, 3), Span::new(8, 8), "gone");
    }
}
