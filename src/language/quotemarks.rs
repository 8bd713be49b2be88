//! Which quotation marks open, which close, and which are apostrophes.
//!
//! Curly marks mostly say it themselves; straight ones are judged by their neighbours and by what
//! is open. A half-typed quotation is normal: nothing here needs the partner to be there.

use super::{tokens::is_space, words};

/// What a character that looks like a quotation mark is, with the bytes it takes.
pub(super) enum Role {
    Open(usize),
    Close(usize),
    /// The ending of a word: "’" of "workers’ rights", "’n’" of "rock ’n’ roll".
    Ending(usize),
    /// A word that has lost its head: "’90s", "’Tis", "’em".
    Elision(usize),
    /// Inches, minutes, a stray sign.
    Mark,
}

pub(super) fn is_mark(it: char) -> bool {
    matches!(it, '"' | '\'' | '`' | '“'..='‟' | '‘'..='‛' | '«' | '»' | '‹' | '›' | '\u{02BC}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    /// « »
    Angle,
    /// ‹ ›
    SingleAngle,
}

/// The quotations open at one place of a text.
#[derive(Default)]
pub(super) struct QuoteMarks {
    open: Vec<(Kind, char)>,
}

/// More nesting than any writer means; keeps the work linear.
const DEPTH: usize = 6;
/// How far a closing mark is looked for when only it can tell.
const AHEAD: usize = 240;

/// The characters around a mark; a space beyond the text's ends.
#[derive(Clone, Copy)]
struct Around<'a> {
    before: char,
    after: char,
    behind: &'a str,
}

impl Around<'_> {
    fn opens(self) -> bool {
        !is_space(self.after) && (is_space(self.before) || leads(self.before))
    }

    /// Two single marks in a row, with nothing single open: LaTeX habits and their curly versions.
    fn is_doubled(self, mark: char) -> bool {
        let pair = match mark {
            '\'' => self.after == '\'',
            '‘' => matches!(self.after, '‘' | '’'),
            _ => self.after == '’',
        };
        pair && !self.before.is_alphanumeric()
    }

    fn closes(self) -> bool {
        !is_space(self.before) && (is_space(self.after) || !self.after.is_alphanumeric())
    }
}

/// Characters an opening mark may follow without space.
fn leads(it: char) -> bool {
    matches!(it, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '…' | '¿' | '¡') || "\"“„«'‘‚‹".contains(it)
}

impl QuoteMarks {
    /// Decides for the mark at `at` and remembers what is open.
    pub fn role(&mut self, text: &str, at: usize, mark: char) -> Role {
        let length = mark.len_utf8();
        let behind = &text[at + length..];
        let around = Around {
            before: text[..at].chars().next_back().unwrap_or(' '),
            after: behind.chars().next().unwrap_or(' '),
            behind,
        };
        match mark {
            '`' if around.after == '`' => self.open(Kind::Double, mark, 2),
            '\'' | '‘' | '’' if around.is_doubled(mark) && !self.is_open(Kind::Single) => {
                self.doubled(mark, around)
            }
            '"' => self.straight_double(around),
            '„' | '‟' | '‚' => {
                self.open(if mark == '‚' { Kind::Single } else { Kind::Double }, mark, length)
            }
            '“' if self.is_open_with('„') || self.only_closes(Kind::Double, around) => {
                self.close(Kind::Double, length)
            }
            '“' => self.open(Kind::Double, mark, length),
            // Swedish and slips of the keyboard: ” at both ends.
            '”' if !self.is_open(Kind::Double) && around.opens() => self.open(Kind::Double, mark, length),
            '”' => self.close(Kind::Double, length),
            '«' | '»' => self.angle(Kind::Angle, mark, around),
            '‹' | '›' => self.angle(Kind::SingleAngle, mark, around),
            _ => self.single(text, at, mark, around),
        }
    }

    fn straight_double(&mut self, around: Around) -> Role {
        let open = self.is_open(Kind::Double);
        if around.before.is_ascii_digit() && !open {
            return Role::Mark;
        }
        if around.opens() && !(open && around.closes()) {
            self.open(Kind::Double, '"', 1)
        } else if open || around.closes() {
            self.close(Kind::Double, 1)
        } else {
            self.open(Kind::Double, '"', 1)
        }
    }

    /// Two single marks that stand for a double one.
    fn doubled(&mut self, mark: char, around: Around) -> Role {
        let length = mark.len_utf8() + around.after.len_utf8();
        if is_space(around.before) && !self.is_open(Kind::Double) {
            self.open(Kind::Double, mark, length)
        } else {
            self.close(Kind::Double, length)
        }
    }

    /// «so», and »so« the German way.
    fn angle(&mut self, kind: Kind, mark: char, around: Around) -> Role {
        let length = mark.len_utf8();
        let left = matches!(mark, '«' | '‹');
        let started = self.open.iter().rev().find(|it| it.0 == kind).map(|it| it.1);
        match started {
            Some(first) if first != mark => self.close(kind, length),
            None if !left && !around.opens() => self.close(kind, length),
            _ => self.open(kind, mark, length),
        }
    }

    /// A single mark or an apostrophe.
    fn single(&mut self, text: &str, at: usize, mark: char, around: Around) -> Role {
        let length = mark.len_utf8();
        let open = self.is_open(Kind::Single);
        let word_before = around.before.is_alphanumeric();
        if around.before.is_ascii_digit() && !open {
            return Role::Mark;
        }
        if !word_before && let Some(elision) = elision(around.behind) {
            return if elision.1 {
                Role::Ending(length + elision.0)
            } else {
                Role::Elision(length + elision.0)
            };
        }
        if mark == '‘' && (around.after.is_alphanumeric() || !around.closes()) {
            return self.open(Kind::Single, mark, length);
        }
        if word_before || !around.opens() {
            // "workers’": an ending where nothing is open, or where another mark will close it.
            let plural = matches!(around.before, 's' | 'S' | 'z' | 'x');
            if open && !(plural && is_space(around.after) && closes_later(around.behind)) {
                return self.close(Kind::Single, length);
            }
            let ending = word_before && matches!(around.before, 's' | 'S' | 'z' | 'x' | 'n');
            return if ending { Role::Ending(length) } else { self.stray(mark, length, word_before) };
        }
        let led = text[..at].trim_end().ends_with([',', ':', '"', '“']) || text[..at].trim_end().is_empty();
        if mark == '’' && open {
            return self.close(Kind::Single, length);
        }
        let paired = led && !around.after.is_ascii_digit() || closes_later(around.behind);
        if paired { self.open(Kind::Single, mark, length) } else { Role::Mark }
    }

    fn stray(&self, mark: char, length: usize, word_before: bool) -> Role {
        if mark == '’' && !word_before { Role::Close(length) } else { Role::Mark }
    }

    fn open(&mut self, kind: Kind, mark: char, length: usize) -> Role {
        if self.open.len() == DEPTH {
            self.open.remove(0);
        }
        self.open.push((kind, mark));
        Role::Open(length)
    }

    /// Closes the innermost of its kind, and what was left open inside.
    fn close(&mut self, kind: Kind, length: usize) -> Role {
        if let Some(index) = self.open.iter().rposition(|it| it.0 == kind) {
            self.open.truncate(index);
        }
        Role::Close(length)
    }

    fn is_open(&self, kind: Kind) -> bool {
        self.open.iter().any(|it| it.0 == kind)
    }

    fn is_open_with(&self, mark: char) -> bool {
        self.open.iter().rev().any(|it| it.1 == mark)
    }

    /// “ where only a closing mark can stand: behind a word, before a space, with something open.
    fn only_closes(&self, kind: Kind, around: Around) -> bool {
        self.is_open(kind) && around.closes() && !around.opens()
    }
}

/// The bytes behind an apostrophe that make a word with it, and whether they end with another ("’n’").
fn elision(behind: &str) -> Option<(usize, bool)> {
    const HEADLESS: [&str; 16] = [
        "tis", "twas", "twere", "twill", "em", "til", "till", "cause", "cos", "bout", "round", "nuff", "kay",
        "neath", "tude", "ere",
    ];
    let end = behind.find(|it: char| !words::is_letter(it)).unwrap_or(behind.len());
    let word = &behind[..end];
    let next = behind[end..].chars().next();
    let quoted = next.is_some_and(|it| matches!(it, '\'' | '’'));
    if word.eq_ignore_ascii_case("n") {
        let tail = if quoted { next.map_or(0, char::len_utf8) } else { 0 };
        return Some((end + tail, true));
    }
    let year = end >= 2 && word.bytes().take(2).all(|it| it.is_ascii_digit());
    let decade = year && (end == 2 && !quoted || word[2..].eq_ignore_ascii_case("s") && end == 3);
    let headless = !quoted && HEADLESS.iter().any(|it| word.eq_ignore_ascii_case(it));
    (decade || headless).then_some((end, false))
}

/// Whether a mark that can only close comes before one that can only open.
fn closes_later(behind: &str) -> bool {
    let mut before = ' ';
    let mut chars = behind.char_indices().take(AHEAD).peekable();
    while let Some((_, it)) = chars.next() {
        if matches!(it, '\'' | '’' | '‘') {
            let after = chars.peek().map_or(' ', |it| it.1);
            if !is_space(before) && !after.is_alphanumeric() {
                return true;
            }
            if it == '‘' && is_space(before) {
                return false;
            }
        }
        before = it;
    }
    false
}
