//! Sentences and words of English prose.
//!
//! Pure functions on `&str`; spans count in bytes of it. Knows nothing of markup, nor of what is said.

mod abbreviations;
mod addresses;
mod lexicon;
mod numbers;
mod quotemarks;
mod sentences;
mod tokens;
mod verbs;
mod words;

pub use lexicon::Class;
pub use numbers::is_month;
pub use verbs::{Inflections, gerund_of_past, inflections};

use crate::text::Span;

/// A word, a number or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub shape: Shape,
    /// What the lexicon knows of its lower-cased form.
    pub class: Class,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "word"
    Lower,
    /// "Word", also "McDonald" and "O’Neill"
    Title,
    /// "NATO", "U.S."
    Upper,
    /// "3,000", "4.5", "2016"; also "19th"
    Number,
    /// An opening quotation mark, single or double, straight or curly.
    OpenQuote,
    /// A closing quotation mark.
    CloseQuote,
    /// Everything else that is no word.
    Mark,
}

/// One sentence: where it stands and which tokens it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last character, quotation marks around it included, space not.
    pub span: Span,
    /// Indices into [`Passage::tokens`].
    pub tokens: std::ops::Range<usize>,
}

impl Sentence {
    /// Whether the writer has ended it: a full stop, a question or exclamation mark, a closing
    /// quotation mark after one of these.
    pub fn is_complete(&self, text: &str) -> bool {
        let closers = ['"', '”', '’', '\'', ')', ']', '»'];
        self.span.of(text).trim_end_matches(closers).ends_with(['.', '!', '?', '…', ':'])
    }
}

/// A block's prose, cut into sentences and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    pub text: String,
    /// `text` with ASCII letters lowered: same length, same offsets.
    pub lower: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

impl Passage {
    pub fn new(text: &str) -> Passage {
        let tokens = tokens::tokens(text);
        let sentences = sentences::sentences(text, &tokens);
        Passage { text: text.to_owned(), lower: text.to_ascii_lowercase(), tokens, sentences }
    }

    /// A text that is not to be read: all of it is one sentence, and that one mark.
    pub fn uncut(text: &str) -> Passage {
        let start = text.len() - text.trim_start().len();
        let span = Span::new(start, text.trim_end().len().max(start));
        let token = Token { span, shape: Shape::Mark, class: Class::empty() };
        let sentence = Sentence { span, tokens: 0..1 };
        let (tokens, sentences) =
            if span.is_empty() { (Vec::new(), Vec::new()) } else { (vec![token], vec![sentence]) };
        Passage { text: text.to_owned(), lower: text.to_ascii_lowercase(), tokens, sentences }
    }

    /// Leaves everything before a token out of all sentences; what is nothing but that stays one.
    pub fn set_apart(&mut self, head: usize) {
        if head == 0 || head > self.tokens.len() {
            return;
        }
        let own = Sentence { span: self.span(0..head), tokens: 0..head };
        let kept = self.sentences.partition_point(|it| it.tokens.end <= head);
        let cut = self.sentences.get(kept).is_some_and(|it| it.tokens.start < head);
        if cut {
            let tokens = head..self.sentences[kept].tokens.end;
            self.sentences[kept] = Sentence { span: self.span(tokens.clone()), tokens };
        }
        let alone = (kept == self.sentences.len()).then_some(own);
        self.sentences.splice(..kept, alone);
    }

    /// The words from a token on, as a passage of their own.
    pub fn behind(&self, token: usize) -> Passage {
        let Some(first) = self.tokens.get(token) else { return Passage::default() };
        let start = first.span.start;
        let back = |it: Span| Span::new(it.start - start, it.end - start);
        let tokens = self.tokens[token..].iter().map(|it| Token { span: back(it.span), ..*it }).collect();
        let sentences = self.sentences.iter().filter(|it| it.tokens.start >= token);
        let sentences = sentences.map(|it| Sentence {
            span: back(it.span),
            tokens: it.tokens.start - token..it.tokens.end - token,
        });
        Passage {
            text: self.text[start..].to_owned(),
            lower: self.lower[start..].to_owned(),
            tokens,
            sentences: sentences.collect(),
        }
    }

    /// A token as written; empty past the end, so that looking ahead needs no check.
    pub fn form(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |it| it.span.of(&self.text))
    }

    /// A token in lower case, "’" as "'"-free as it stands in the text; empty past the end.
    pub fn word(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |it| it.span.of(&self.lower))
    }

    /// The words of a token in lower case.
    pub(crate) fn lower_of(&self, token: &Token) -> &str {
        token.span.of(&self.lower)
    }

    /// The words from one token to another, end exclusive.
    pub fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The sentence a token belongs to.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|it| it.tokens.end <= token)
    }

    /// The sentence at a byte of the text, or the last one before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|it| it.span.end <= offset).min(self.sentences.len().saturating_sub(1))
    }

    /// The first token that ends after `offset`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|it| it.span.end <= offset)
    }
}

/// The tokens of a text, in order; space is between them.
pub fn tokens(text: &str) -> Vec<Token> {
    tokens::tokens(text)
}
