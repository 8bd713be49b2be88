//! A look through the bytes of a PDF before anything interprets them: how much comes out of what is
//! packed, and how deep things nest.
//!
//! It knows no more of PDF than where packed parts begin. What it cannot measure it refuses: no
//! program packs a part twice.

use std::{borrow::Cow, io::Read};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::{
    Pdf,
    object::{Array, Object, Stream},
    page::Page,
};

use super::damaged;
use crate::sources::import::{Refused, limits};

/// How deep lists and dictionaries may nest.
const DEPTH: usize = 500;

pub fn check(bytes: &[u8]) -> Result<(), Refused> {
    let mut nesting = Nesting::default();
    let mut budget = Budget::default();
    let is_locked = is_locked(bytes);
    // Where the last packed part began, and where it ended.
    let (mut before, mut end) = (0, 0);
    let mut seen = 0;
    for start in memchr::memmem::find_iter(bytes, b"stream") {
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let is_within = start < end;
        let head = &bytes[if is_within { before } else { end }..start];
        if !is_within {
            nesting.see(head)?;
        }
        let head = &head[memchr::memmem::rfind(head, b"obj").unwrap_or(0)..];
        let body = &bytes[start + b"stream".len()..];
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let body = body.strip_prefix(b"\n").unwrap_or(body);
        let packed = &body[..memchr::memmem::find(body, b"endstream").unwrap_or(body.len())];
        // Parts that overlap without end are no parts.
        seen += packed.len();
        if seen > bytes.len() * 4 {
            return Err(damaged());
        }
        // What is locked cannot be measured before it is opened.
        if !is_locked {
            budget.spend(head, packed)?;
        }
        before = start;
        end = end.max(bytes.len() - body.len() + packed.len());
    }
    nesting.see(&bytes[end..])
}

/// The same for a file that was locked, now that its parts can be read.
pub fn check_unlocked(pdf: &Pdf) -> Result<(), Refused> {
    if !is_locked(pdf.data().as_ref()) {
        return Ok(());
    }
    let mut budget = Budget::default();
    for object in pdf.objects() {
        if let Object::Stream(part) = object {
            budget.spend(part.dict().data(), &part.raw_data())?;
        }
    }
    Ok(())
}

fn is_locked(bytes: &[u8]) -> bool {
    count(bytes, "/Encrypt") > 0
}

/// What may still come out.
struct Budget {
    words: usize,
    pictures: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { words: limits::UNPACKED, pictures: limits::PICTURES }
    }
}

impl Budget {
    fn spend(&mut self, head: &[u8], packed: &[u8]) -> Result<(), Refused> {
        if is_picture(head) {
            let most = self.pictures.min(limits::PICTURE);
            self.pictures -= Measure { all: 0, most, nesting: None }.part(head, packed)?;
        } else {
            let measure = Measure { all: 0, most: self.words, nesting: Some(Nesting::default()) };
            self.words -= measure.part(head, packed)?;
        }
        Ok(())
    }
}

/// Pages are drawn by programs, not by pictures, which may be as large as they like.
pub fn contents(page: &Page) -> Result<(), Refused> {
    let raw = page.raw();
    let one = raw.get::<Stream>("Contents");
    let many = raw.get::<Array>("Contents");
    let many: Vec<Stream> = many.iter().flat_map(|it| it.iter::<Stream>()).collect();
    let is_picture = |it: &Stream| it.dict().contains_key("Subtype");
    if one.iter().chain(&many).any(is_picture) { Err(damaged()) } else { Ok(()) }
}

fn is_picture(head: &[u8]) -> bool {
    ["/Subtype/Image", "/Subtype /Image"].iter().any(|it| count(head, it) > 0)
}

fn count(bytes: &[u8], words: &str) -> usize {
    memchr::memmem::find_iter(bytes, words.as_bytes()).count()
}

/// Whether letters of a name are written as numbers, which nobody does who has nothing to hide.
fn is_disguised(head: &[u8]) -> bool {
    memchr::memchr_iter(b'#', head).any(|at| {
        let digits = head.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        let meant = digits.and_then(|it| u8::from_str_radix(it, 16).ok());
        meant.is_some_and(|it| it.is_ascii_alphanumeric())
    })
}

/// Looks at what comes out of one packed part, and keeps nothing of it.
struct Measure {
    all: usize,
    most: usize,
    nesting: Option<Nesting>,
}

impl Measure {
    /// How many bytes come out.
    fn part(mut self, head: &[u8], packed: &[u8]) -> Result<usize, Refused> {
        let flate =
            count(head, "FlateDecode") + count(head, "/Fl ") + count(head, "/Fl]") + count(head, "/Fl/");
        let lzw =
            count(head, "LZWDecode") + count(head, "/LZW ") + count(head, "/LZW]") + count(head, "/LZW/");
        let runs =
            count(head, "RunLengthDecode") + count(head, "/RL ") + count(head, "/RL]") + count(head, "/RL/");
        if flate + lzw + runs > 1 || is_disguised(head) {
            return Err(Refused("not read: a part of it is packed twice, or in disguise".to_owned()));
        }
        let packed = match () {
            () if count(head, "ASCII85Decode") + count(head, "/A85") > 0 => Cow::Owned(of_ascii85(packed)),
            () if count(head, "ASCIIHexDecode") + count(head, "/AHx") > 0 => Cow::Owned(of_hex(packed)),
            () => Cow::Borrowed(packed),
        };
        match () {
            () if flate > 0 => self.inflate(&packed)?,
            () if lzw > 0 => self.of_lzw(&packed)?,
            () if runs > 0 => self.of_runs(&packed)?,
            // How it is packed may be said elsewhere.
            () if packed.starts_with(&[0x78]) => self.inflate(&packed)?,
            () => self.see(&packed)?,
        }
        Ok(self.all)
    }

    fn see(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.all += bytes.len();
        if self.all > self.most {
            let limit = if self.nesting.is_some() { limits::UNPACKED } else { limits::PICTURE };
            return Err(Refused(limits::unpacked(limit)));
        }
        self.nesting.as_mut().map_or(Ok(()), |it| it.see(bytes))
    }

    fn inflate(&mut self, packed: &[u8]) -> Result<(), Refused> {
        let mut unpacked = ZlibDecoder::new(packed);
        let mut buffer = vec![0; 64 << 10];
        // What is damaged from here on gives nothing to anybody.
        while let Some(read) = unpacked.read(&mut buffer).ok().filter(|it| *it > 0) {
            self.see(&buffer[..read])?;
        }
        Ok(())
    }

    fn of_lzw(&mut self, packed: &[u8]) -> Result<(), Refused> {
        const CLEAR: usize = 256;
        const END: usize = 257;
        let mut table: Vec<Vec<u8>> = (0..=255u8).map(|it| vec![it]).chain([vec![], vec![]]).collect();
        let mut before: Option<Vec<u8>> = None;
        let (mut bits, mut held) = (0u32, 0u32);
        for byte in packed {
            (bits, held) = (bits << 8 | u32::from(*byte), held + 8);
            let width = (usize::BITS - (table.len() + 1).leading_zeros()).clamp(9, 12);
            if held < width {
                continue;
            }
            held -= width;
            let code = (bits >> held & ((1 << width) - 1)) as usize;
            if code == END {
                break;
            }
            if code == CLEAR {
                table.truncate(END + 1);
                before = None;
                continue;
            }
            let last = before.take().unwrap_or_default();
            let first = table.get(code).unwrap_or(&last).first().copied().unwrap_or_default();
            if !last.is_empty() && table.len() < 4096 {
                table.push([last.as_slice(), &[first]].concat());
            }
            let word = table.get(code).cloned().unwrap_or_default();
            self.see(&word)?;
            before = Some(word);
        }
        Ok(())
    }

    fn of_runs(&mut self, packed: &[u8]) -> Result<(), Refused> {
        let mut rest = packed;
        while let [length, inner @ ..] = rest {
            let taken = match length {
                128 => break,
                0..128 => (usize::from(*length) + 1).min(inner.len()),
                _ => 1.min(inner.len()),
            };
            let times = if *length > 128 { 257 - usize::from(*length) } else { 1 };
            self.see(&inner[..taken].repeat(times))?;
            rest = &inner[taken..];
        }
        Ok(())
    }
}

fn of_hex(letters: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        letters.iter().filter_map(|it| char::from(*it).to_digit(16)).map(|it| it as u8).collect();
    digits.chunks(2).map(|it| it[0] << 4 | it.get(1).unwrap_or(&0)).collect()
}

fn of_ascii85(letters: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(letters.len() / 5 * 4);
    let (mut value, mut count) = (0u32, 0);
    for letter in letters {
        match letter {
            b'~' => break,
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(letter - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(value.to_be_bytes());
                    (value, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        (count..5).for_each(|_| value = value.wrapping_mul(85).wrapping_add(84));
        out.extend(&value.to_be_bytes()[..count - 1]);
    }
    out
}

/// Counts brackets; those in strings count too, which makes no difference to a real file.
#[derive(Default)]
struct Nesting {
    depth: usize,
    before: u8,
}

impl Nesting {
    fn see(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        for byte in bytes {
            match (byte, self.before) {
                (b'[' | b'{', _) | (b'<', b'<') => self.depth += 1,
                (b']' | b'}', _) | (b'>', b'>') => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            // Two pairs are not three.
            let paired = matches!((byte, self.before), (b'<', b'<') | (b'>', b'>'));
            self.before = if paired { 0 } else { *byte };
            if self.depth > DEPTH {
                return Err(Refused(format!("too deeply nested to read: the limit is {DEPTH} levels")));
            }
        }
        Ok(())
    }
}
