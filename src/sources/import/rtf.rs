//! Rich Text: what word processors and recorders of interviews write where nothing else is chosen.

use super::{
    Imported, Refused, limits, plain,
    stretches::{Glue, Stretch, assemble},
};

/// Groups that hold no words of the text.
const UNREAD: &[&str] = &[
    "colortbl",
    "datastore",
    "fonttbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "listtable",
    "listoverridetable",
    "object",
    "pict",
    "revtbl",
    "rsidtbl",
    "stylesheet",
    "themedata",
    "xmlnstbl",
];

/// What holds inside a group.
#[derive(Clone, Copy)]
struct Group {
    read: bool,
    /// Set so that nobody sees it.
    hidden: bool,
    /// So many characters stand for one that old readers do not know.
    skip: usize,
}

impl Group {
    fn is_shown(self) -> bool {
        self.read && !self.hidden
    }
}

struct Reader {
    groups: Vec<Group>,
    now: Group,
    paragraphs: Vec<String>,
    /// Bytes in the letters of Windows, not read yet.
    bytes: Vec<u8>,
    /// The first half of a character in two.
    half: Option<u16>,
    /// Characters that stand for the last one.
    left: usize,
}

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(Refused("not read: it is no Rich Text. Save it as .docx, .odt or .txt".to_owned()));
    }
    let now = Group { read: true, hidden: false, skip: 1 };
    let mut reader = Reader {
        groups: Vec::new(),
        now,
        paragraphs: vec![String::new()],
        bytes: Vec::new(),
        half: None,
        left: 0,
    };
    let mut at = 0;
    while at < bytes.len() {
        limits::depth(reader.groups.len())?;
        at = reader.step(bytes, at);
    }
    reader.flush();
    limits::count("lines", reader.paragraphs.len(), limits::LINES)?;
    let stretches =
        reader.paragraphs.into_iter().map(|it| Stretch::made(it.trim().to_owned(), Glue::Paragraph));
    Ok(Imported { text: assemble(stretches.collect()), ..Imported::default() })
}

impl Reader {
    /// Reads what begins at a byte, and gives the next.
    fn step(&mut self, bytes: &[u8], at: usize) -> usize {
        match bytes[at] {
            b'{' => self.groups.push(self.now),
            b'}' => {
                self.flush();
                self.now = self.groups.pop().unwrap_or(self.now);
                self.left = 0;
            }
            b'\\' => return self.control(bytes, at + 1),
            b'\r' | b'\n' => {}
            byte => self.byte(byte),
        }
        at + 1
    }

    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(first) = bytes.get(at).copied() else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, bytes, at + 1);
        }
        let count =
            |from: usize, fits: fn(&u8) -> bool| bytes[from..].iter().take_while(|it| fits(it)).count();
        let end = at + count(at, u8::is_ascii_alphabetic);
        let word = std::str::from_utf8(&bytes[at..end]).unwrap_or_default();
        let minus = usize::from(bytes.get(end) == Some(&b'-'));
        let digits = end + minus + count((end + minus).min(bytes.len()), u8::is_ascii_digit);
        let number =
            std::str::from_utf8(&bytes[end..digits.max(end)]).ok().and_then(|it| it.parse::<i64>().ok());
        let next = if number.is_some() { digits } else { end };
        self.word(word, number);
        next + usize::from(bytes.get(next) == Some(&b' '))
    }

    fn symbol(&mut self, symbol: u8, bytes: &[u8], at: usize) -> usize {
        let hex = |it: usize| bytes.get(it).and_then(|it| char::from(*it).to_digit(16));
        match symbol {
            b'\'' => {
                if let (Some(high), Some(low)) = (hex(at), hex(at + 1)) {
                    self.byte((high * 16 + low) as u8);
                    return at + 2;
                }
            }
            // A group that a reader may pass over is passed over.
            b'*' => self.now.read = false,
            b'~' => self.char('\u{a0}'),
            b'_' => self.char('-'),
            b'\r' | b'\n' => self.paragraph(),
            b'{' | b'}' | b'\\' => self.byte(symbol),
            _ => {}
        }
        at
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "par" | "sect" | "page" | "row" => self.paragraph(),
            "line" | "tab" | "cell" | "emspace" | "enspace" => {
                self.char(if word == "cell" { '\t' } else { ' ' })
            }
            "emdash" => self.char('—'),
            "endash" => self.char('–'),
            "lquote" => self.char('‘'),
            "rquote" => self.char('’'),
            "ldblquote" => self.char('“'),
            "rdblquote" => self.char('”'),
            "bullet" => self.char('•'),
            "uc" => self.now.skip = number.and_then(|it| usize::try_from(it).ok()).unwrap_or(1).min(8),
            "u" => self.unicode(number.unwrap_or(0)),
            "bin" => self.now.read = false,
            "v" => {
                self.flush();
                self.now.hidden = number != Some(0);
            }
            it if UNREAD.contains(&it) => self.now.read = false,
            _ => {}
        }
    }

    fn unicode(&mut self, number: i64) {
        let unit = (number & 0xffff) as u16;
        let units = self.half.take().map_or(vec![unit], |half| vec![half, unit]);
        match char::decode_utf16(units).next() {
            Some(Ok(char)) => self.char(char),
            _ if (0xd800..0xdc00).contains(&unit) => self.half = Some(unit),
            _ => {}
        }
        self.left = self.now.skip;
    }

    /// A byte of the text, unless it stands for a character that was read.
    fn byte(&mut self, byte: u8) {
        if self.left > 0 {
            self.left -= 1;
        } else if self.now.is_shown() {
            self.bytes.push(byte);
        }
    }

    fn char(&mut self, char: char) {
        self.flush();
        if self.now.is_shown()
            && let Some(last) = self.paragraphs.last_mut()
        {
            last.push(char);
        }
    }

    fn flush(&mut self) {
        if let Some(last) = self.paragraphs.last_mut() {
            last.extend(self.bytes.drain(..).map(plain::windows));
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        if self.now.is_shown() && self.paragraphs.last().is_some_and(|it| !it.is_empty()) {
            self.paragraphs.push(String::new());
        }
    }
}
