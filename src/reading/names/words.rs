use super::gazetteer::{self, Entry, Known};
use crate::{
    language::{Passage, Shape},
    text::Span,
};

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Mark,
    Number,
    Lower,
    /// Begins with a capital or has one inside: "Rutte", "al-Hadi", "iPhone".
    Title,
    /// Capitals only, two or more.
    Upper,
}

/// How a sentence is written; headlines tell little by their capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Running,
    TitleCase,
    AllCapitals,
}

/// A token as the search for names sees it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub entry: Entry,
    pub case: Case,
    /// No space stands before it.
    pub glued: bool,
    /// A capital here says nothing: first in its sentence, its quotation or after a colon.
    pub opens: bool,
    pub style: Style,
    /// Already part of a date or a number.
    pub taken: bool,
}

/// A passage with what the lists know of each of its words.
pub struct Words<'a> {
    pub passage: &'a Passage,
    all: Vec<Word>,
}

impl<'a> Words<'a> {
    pub fn new(passage: &'a Passage) -> Words<'a> {
        let mut words = Words { passage, all: Vec::with_capacity(passage.tokens.len()) };
        let mut end = None;
        for (index, token) in passage.tokens.iter().enumerate() {
            let case = case_of(token.span.of(&passage.text), token.shape);
            let entry = match case {
                Case::Mark | Case::Number => Entry::default(),
                Case::Lower | Case::Title | Case::Upper => words.looked_up(index, index + 1),
            };
            let entry = if case == Case::Title { with_plural(entry, passage.word(index)) } else { entry };
            let glued = end == Some(token.span.start);
            end = Some(token.span.end);
            words.all.push(Word { entry, case, glued, opens: false, style: Style::Running, taken: false });
        }
        words.join_articles();
        passage.sentences.iter().for_each(|sentence| words.read_sentence(sentence.tokens.clone()));
        words
    }

    /// "al" in "al-Hadi" begins a name, small as it is.
    fn join_articles(&mut self) {
        for index in 0..self.all.len().saturating_sub(2) {
            let article = self.all[index].case == Case::Lower
                && matches!(
                    self.passage.word(index),
                    "al" | "el" | "an" | "ar" | "as" | "ash" | "at" | "ad" | "az"
                );
            let glued = self.all[index + 1].glued && self.all[index + 2].glued && self.is(index + 1, "-");
            if article && glued && matches!(self.all[index + 2].case, Case::Title | Case::Upper) {
                self.all[index].case = Case::Title;
                self.all[index].entry.known -= Known::FUNCTION | Known::ORDINARY | Known::NO_ACRONYM;
            }
        }
    }

    /// Marks the words whose capital means nothing.
    fn read_sentence(&mut self, tokens: std::ops::Range<usize>) {
        let (mut long, mut capitals, mut upper) = (0, 0, 0);
        let mut opens = true;
        for index in tokens.clone() {
            let form = self.passage.form(index);
            let word = &mut self.all[index];
            match word.case {
                Case::Mark => opens |= matches!(form, "\"" | "“" | "‘" | ":" | "—" | "–" | "*" | "•" | "("),
                Case::Number => {}
                _ => {
                    word.opens = std::mem::take(&mut opens);
                    if form.len() > 3 {
                        long += 1;
                        capitals += usize::from(word.case != Case::Lower);
                        upper += usize::from(word.case == Case::Upper);
                    }
                }
            }
        }
        let style = match long {
            4.. if upper * 4 >= long * 3 => Style::AllCapitals,
            4.. if capitals * 5 >= long * 4 && !self.is_dense_in_names(tokens.clone()) => Style::TitleCase,
            _ => return,
        };
        self.all[tokens].iter_mut().for_each(|word| word.style = style);
    }

    /// "Ana Cho, Li Wei and Tom Berg met": many capitals, but no headline, for few of them are everyday words.
    fn is_dense_in_names(&self, tokens: std::ops::Range<usize>) -> bool {
        let capitals = self.all[tokens].iter().filter(|it| it.case == Case::Title && !it.opens);
        let (mut all, mut everyday) = (0, 0);
        for word in capitals {
            all += 1;
            everyday += usize::from(word.entry.known.any(Known::ORDINARY | Known::FUNCTION));
        }
        everyday * 3 < all
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn word(&self, index: usize) -> Word {
        self.all.get(index).copied().unwrap_or(NOTHING)
    }

    pub fn known(&self, index: usize) -> Known {
        self.word(index).entry.known
    }

    /// Whether it is a word with a capital that is still free.
    pub fn is_capital(&self, index: usize) -> bool {
        let word = self.word(index);
        matches!(word.case, Case::Title | Case::Upper) && !word.taken
    }

    pub fn take(&mut self, tokens: std::ops::Range<usize>) {
        self.all[tokens].iter_mut().for_each(|word| word.taken = true);
    }

    /// What the lists know of the words from `start` to `end`.
    pub fn looked_up(&self, start: usize, end: usize) -> Entry {
        let span = self.passage.span(start..end);
        let lower = span.of(&self.passage.lower);
        let mut entry = match lower.contains('’') {
            true => gazetteer::look_up(&lower.replace('’', "'")),
            false => gazetteer::look_up(lower),
        };
        // "us" is no country.
        if entry.known.any(Known::CAPITALS)
            && span.of(&self.passage.text).contains(|it: char| it.is_lowercase())
        {
            entry.known -= Known::NAME | Known::COUNTRY;
            entry.thing = 0;
        }
        entry
    }

    /// The longest listed name that begins at a token: where it ends and what it is.
    pub fn listed(&self, start: usize, limit: usize) -> Option<(usize, Entry)> {
        let first = self.word(start).entry;
        if first.known.any(Known::OPENS) {
            let furthest = limit.min(start + usize::from(first.longest));
            for end in (start + 2..=furthest).rev() {
                if self.is_capital(end - 1) || matches!(self.word(end - 1).case, Case::Mark) {
                    let entry = self.looked_up(start, end);
                    if entry.known.any(Known::NAME) {
                        return Some((end, entry));
                    }
                }
            }
        }
        first.known.any(Known::NAME).then_some((start + 1, first))
    }

    /// The sentence's end, in tokens.
    pub fn sentence_end(&self, token: usize) -> usize {
        let sentence = self.passage.sentence_of(token);
        self.passage.sentences.get(sentence).map_or(self.len(), |it| it.tokens.end)
    }

    pub fn span(&self, start: usize, end: usize) -> Span {
        self.passage.span(start..end)
    }

    pub fn is(&self, index: usize, word: &str) -> bool {
        self.passage.word(index) == word
    }
}

/// "Researchers" is as everyday a word as "researcher".
fn with_plural(mut entry: Entry, lower: &str) -> Entry {
    if !lower.ends_with('s') || entry.known.any(Known::PERSONAL | Known::NAME | Known::ORDINARY) {
        return entry;
    }
    let known = gazetteer::look_up(&lower[..lower.len() - 1]).known;
    if known.any(Known::ORDINARY | Known::ROLE) && !known.any(Known::GIVEN) {
        entry.known |= Known::ORDINARY;
    }
    entry
}

const NOTHING: Word = Word {
    entry: Entry { known: Known::empty(), thing: 0, longest: 0 },
    case: Case::Mark,
    glued: false,
    opens: false,
    style: Style::Running,
    taken: true,
};

fn case_of(form: &str, shape: Shape) -> Case {
    if matches!(shape, Shape::OpenQuote | Shape::CloseQuote) {
        return Case::Mark;
    }
    let Some(first) = form.chars().next() else { return Case::Mark };
    if first.is_ascii_digit() && !matches!(shape, Shape::Upper | Shape::Title) {
        return Case::Number;
    }
    // Addresses and handles are no names.
    if form.contains(['@', '/', '#', '_', ':']) || form.starts_with("www.") {
        return Case::Mark;
    }
    let mut letters = form.chars().filter(|it| it.is_alphabetic());
    let Some(initial) = letters.next() else { return Case::Mark };
    if first == '\'' || first == '’' {
        return Case::Lower;
    }
    let (mut upper, mut lower) = (usize::from(initial.is_uppercase()), usize::from(initial.is_lowercase()));
    for letter in letters {
        upper += usize::from(letter.is_uppercase());
        lower += usize::from(letter.is_lowercase());
    }
    match (upper, lower) {
        (0, _) => Case::Lower,
        (2.., 0) => Case::Upper,
        _ => Case::Title,
    }
}
