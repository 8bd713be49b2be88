//! A look through the bytes of a PDF before anything interprets them: how much comes out of what is
//! packed, and how deep things nest.
//!
//! It knows no more of PDF than where packed parts begin. What it cannot measure it refuses: no
//! program packs a part twice.

use std::{borrow::Cow, io::Read};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::{
    object::{Array, Stream},
    page::Page,
};

use super::damaged;
use crate::sources::import::{Refused, limits};

/// How deep lists and dictionaries may nest.
const DEPTH: usize = 500;

/// What stands before a packed part is no longer than this, in bytes.
const HEAD: usize = 4_000;

pub fn check(bytes: &[u8]) -> Result<(), Refused> {
    let mut nesting = Nesting::default();
    let mut left = limits::UNPACKED;
    // What is locked cannot be measured before it is opened.
    let locked = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let mut at = 0;
    for start in memchr::memmem::find_iter(bytes, b"stream") {
        if start < at || bytes[..start].ends_with(b"end") {
            continue;
        }
        nesting.see(&bytes[at..start])?;
        let head = &bytes[start.saturating_sub(HEAD).max(at)..start];
        let head = &head[memchr::memmem::rfind(head, b"obj").unwrap_or(0)..];
        let body = &bytes[start + b"stream".len()..];
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let body = body.strip_prefix(b"\n").unwrap_or(body);
        at = bytes.len() - body.len();
        let length = memchr::memmem::find(body, b"endstream").unwrap_or(body.len());
        let packed = &body[..length];
        let full = |most| Refused(limits::unpacked(most));
        if memchr::memmem::find(head, b"/Image").is_some() && !locked {
            unpack(head, packed, limits::PICTURE, None)?.ok_or(full(limits::PICTURE))?;
        } else if !locked {
            let unpacked = unpack(head, packed, left, Some(&mut Nesting::default()))?;
            left -= unpacked.ok_or(full(limits::UNPACKED))?;
        }
        at += length;
    }
    nesting.see(&bytes[at..])
}

/// Pages are drawn by programs, not by pictures, whose size nobody has measured here.
pub fn contents(page: &Page) -> Result<(), Refused> {
    let raw = page.raw();
    let one = raw.get::<Stream>("Contents");
    let many = raw.get::<Array>("Contents");
    let many: Vec<Stream> = many.iter().flat_map(|it| it.iter::<Stream>()).collect();
    let is_picture = |it: &Stream| it.dict().contains_key("Subtype");
    if one.iter().chain(&many).any(is_picture) { Err(damaged()) } else { Ok(()) }
}

/// How many bytes come out; none when they are more than `most`.
fn unpack(
    head: &[u8],
    packed: &[u8],
    most: usize,
    nesting: Option<&mut Nesting>,
) -> Result<Option<usize>, Refused> {
    let count = |words: &[&str]| {
        let found = words.iter().map(|it| memchr::memmem::find_iter(head, it.as_bytes()).count());
        found.sum::<usize>()
    };
    let flate = count(&["FlateDecode", "/Fl ", "/Fl]", "/Fl/"]);
    let lzw = count(&["LZWDecode", "/LZW ", "/LZW]", "/LZW/"]);
    let runs = count(&["RunLengthDecode", "/RL ", "/RL]", "/RL/"]);
    if flate + lzw + runs > 1 {
        return Err(Refused("not read: a part of it is packed twice".to_owned()));
    }
    let letters = count(&["ASCII85Decode", "/A85"]) > 0;
    let packed = if letters { Cow::Owned(of_ascii85(packed)) } else { Cow::Borrowed(packed) };
    let all = match () {
        () if flate > 0 => inflate(&packed, most, nesting)?,
        () if lzw > 0 => of_lzw(&packed, most),
        // A byte of a run gives no more than 64.
        () if runs > 0 => packed.len().saturating_mul(64),
        () => packed.len(),
    };
    Ok((all <= most).then_some(all))
}

fn inflate(packed: &[u8], most: usize, mut nesting: Option<&mut Nesting>) -> Result<usize, Refused> {
    let mut unpacked = ZlibDecoder::new(packed);
    let mut buffer = vec![0; 64 << 10];
    let mut all = 0;
    // What is damaged from here on gives nothing to anybody.
    while let Some(read) = unpacked.read(&mut buffer).ok().filter(|it| *it > 0) {
        all += read;
        if all > most {
            break;
        }
        if let Some(nesting) = nesting.as_deref_mut() {
            nesting.see(&buffer[..read])?;
        }
    }
    Ok(all)
}

/// How long the words are that codes stand for; the words themselves are not needed.
fn of_lzw(packed: &[u8], most: usize) -> usize {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths = vec![1usize; END + 1];
    let (mut bits, mut held, mut before, mut all) = (0u32, 0u32, 0usize, 0usize);
    for byte in packed {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        let width = match lengths.len() + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        match code {
            CLEAR => {
                lengths.truncate(END + 1);
                before = 0;
            }
            END => break,
            _ => {
                let length = lengths.get(code).copied().unwrap_or(before + 1);
                if before > 0 && lengths.len() < 4096 {
                    lengths.push(before + 1);
                }
                before = length;
                all += length;
            }
        }
        if all > most {
            break;
        }
    }
    all
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
