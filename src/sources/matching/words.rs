//! Words as they are compared.
//!
//! Letter case, the shape of apostrophes, soft hyphens and all punctuation between words are
//! folded away; the words themselves are not. A sign that is read aloud ("$", "%") is a word.

use crate::text::Span;

/// A word of a text: the same number for the same letters, on every platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub id: u32,
    pub span: Span,
}

/// The words of a text in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if let Some(name) = sign(first) {
            out.push(Word { id: id(name), span: Span::new(start, start + first.len_utf8()) });
            continue;
        }
        if !first.is_alphanumeric() {
            continue;
        }
        let mut number = Number::default();
        number.letter(first);
        let mut end = start + first.len_utf8();
        let mut last = first;
        // Letters since the last full stop: "U.S." is one word, "end.Next" are two.
        let mut run = 1;
        while let Some(&(at, char)) = chars.peek() {
            let behind = &text[at + char.len_utf8()..];
            let next = behind.chars().next().filter(|it| it.is_alphanumeric());
            match joint(last, run, char, next, behind) {
                Joint::Letter => {
                    number.letter(char);
                    (last, run) = (char, run + 1);
                }
                Joint::Kept(as_) => (last, run) = (number.mark(as_, last), 0),
                Joint::Dropped => run = 0,
                Joint::Unseen => {}
                Joint::End => break,
            }
            end = at + char.len_utf8();
            chars.next();
        }
        out.push(Word { id: number.finish(), span: Span::new(start, end) });
    }
    out
}

/// The number of a single word given in lower case.
pub fn id(word: &str) -> u32 {
    let mut number = Number::default();
    word.chars().for_each(|it| number.letter(it));
    number.finish()
}

/// Whether a word turns what is said into its opposite.
pub fn is_negation(word: &str) -> bool {
    const NEGATIONS: [&str; 9] =
        ["not", "no", "never", "cannot", "nor", "neither", "nobody", "nothing", "without"];
    let word = word.to_lowercase().replace('’', "'");
    NEGATIONS.contains(&word.as_str()) || word.ends_with("n't")
}

/// What a character does to the word before it.
enum Joint {
    Letter,
    /// Part of the word, written like this.
    Kept(char),
    /// Inside the word, but not compared: the comma of "3,000", the stops of "U.S.".
    Dropped,
    /// Invisible.
    Unseen,
    End,
}

fn joint(last: char, run: usize, char: char, next: Option<char>, behind: &str) -> Joint {
    match char {
        _ if char.is_alphanumeric() => Joint::Letter,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Joint::Unseen,
        // Accents that are written by themselves.
        '\u{300}'..='\u{36f}' => Joint::Letter,
        '\'' | '’' | '‘' | 'ʼ' if next.is_some() => Joint::Kept('\''),
        '.' if last.is_ascii_digit() && next.is_some_and(|it| it.is_ascii_digit()) => Joint::Kept('.'),
        ',' if last.is_ascii_digit() && is_thousands(behind) => Joint::Dropped,
        '.' if run == 1 && last.is_alphabetic() && next.is_some_and(char::is_alphabetic) => Joint::Dropped,
        _ => Joint::End,
    }
}

/// Exactly three digits.
fn is_thousands(behind: &str) -> bool {
    let digits = behind.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3
}

fn sign(char: char) -> Option<&'static str> {
    Some(match char {
        '%' => "percent",
        '$' => "$",
        '£' => "£",
        '€' => "€",
        '¥' => "¥",
        _ => return None,
    })
}

/// A word's number in the making (FNV-1a, folded to 32 bits).
struct Number(u64);

impl Default for Number {
    fn default() -> Number {
        Number(0xcbf2_9ce4_8422_2325)
    }
}

impl Number {
    fn letter(&mut self, char: char) {
        if char.is_ascii() {
            self.byte(char.to_ascii_lowercase() as u8);
        } else {
            let mut buffer = [0; 4];
            for lower in char.to_lowercase() {
                lower.encode_utf8(&mut buffer).bytes().for_each(|it| self.byte(it));
            }
        }
    }

    fn mark(&mut self, mark: char, last: char) -> char {
        self.byte(mark as u8);
        last
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u32 {
        (self.0 ^ self.0 >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        let ids = |text: &str| words(text).iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(a), ids(b), "{a} / {b}");
    }

    #[track_caller]
    fn differ(a: &str, b: &str) {
        let ids = |text: &str| words(text).iter().map(|it| it.id).collect::<Vec<_>>();
        assert_ne!(ids(a), ids(b), "{a} / {b}");
    }

    #[test]
    fn dress_is_folded() {
        same("We don't know", "WE DON’T KNOW");
        same("a well-known name", "a well\u{2013}known name");
        same("so — they said — it ends", "so, they said: it ends!");
        same("co\u{ad}operate now", "cooperate now");
        same("3,000 men", "3000 men");
        same("the U.S. navy", "the US navy");
        same("*ten* \n percent", "ten %");
    }

    #[test]
    fn words_are_not() {
        differ("3.5 million", "35 million");
        differ("$5", "£5");
        differ("we will", "we'll");
        differ("organise", "organize");
        differ("not now", "now not");
        differ("the end.Next week", "the endnext week");
    }

    #[test]
    fn spans_hold_the_whole_word() {
        let text = "“Don’t,” she said: $3,000.";
        let found: Vec<&str> = words(text).iter().map(|it| it.span.of(text)).collect();
        assert_eq!(found, ["Don’t", "she", "said", "$", "3,000"]);
    }
}
