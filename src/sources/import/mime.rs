//! Letters and saved pages in one file: .eml, .mht, .mhtml.

use std::borrow::Cow;

use super::{
    Imported, Refused, about, heads, limits, page, plain,
    stretches::{Stretch, assemble},
};
use crate::sources::lists::{self, Date, Role};

/// Parts within parts.
const DEPTH: usize = 8;

/// The head of a letter or of one of its parts, with lines that were folded in one.
struct Head(Vec<(String, String)>);

/// What a file is read for.
struct Body {
    bytes: Vec<u8>,
    is_page: bool,
}

pub fn import(bytes: &[u8]) -> Result<Imported, Refused> {
    let (head, rest) = head(bytes);
    let body = body(&head, rest, 0).ok_or_else(|| {
        Refused("not read: no text is in it. Save what is attached to it by itself".to_owned())
    })?;
    limits::size(body.bytes.len() as u64, limits::TEXT)?;
    let mut imported = if body.is_page { page::import(&body.bytes)? } else { letter(&head, &body.bytes)? };
    imported.text.origin = Default::default();
    let from = head.get("from").map(decoded_words);
    let told = [
        head.get("subject").and_then(|it| about::words(Role::Title, &decoded_words(it))),
        from.and_then(|it| about::people(Role::Author, about::names(sender(&it)?))).filter(|_| !body.is_page),
        head.get("date").and_then(|it| about::date(day(it))).filter(|_| !body.is_page),
    ];
    heads::join(&mut imported.about, told.into_iter().flatten().collect());
    Ok(imported)
}

/// The words of a letter, those of its sender as far as nobody else is quoted in it.
fn letter(head: &Head, bytes: &[u8]) -> Result<Imported, Refused> {
    let mut imported = plain::import(bytes)?;
    let labelled = imported.text.places.iter().any(|it| it.speaker.is_some());
    let quotes =
        imported.text.text.lines().any(|it| it.starts_with('>') || it.trim_end().ends_with("wrote:"));
    let from = head.get("from").map(decoded_words);
    if let Some(name) = from.as_deref().and_then(sender).filter(|_| !labelled && !quotes) {
        imported.text.places.iter_mut().for_each(|it| it.speaker = Some(name.into()));
    }
    if imported.text.text.is_empty() {
        imported.text = assemble(vec![Stretch::default()]);
    }
    Ok(imported)
}

/// "Ana Cho" of "Ana Cho <ana@varo.example>"; an address alone is no name.
fn sender(from: &str) -> Option<&str> {
    let name = from.split('<').next()?.trim().trim_matches('"').trim();
    (name.contains(' ') && !name.contains('@')).then_some(name)
}

fn day(date: &str) -> Option<Date> {
    // "Tue, 3 Mar 2026 10:00:00 +0100"
    let words: Vec<&str> = date.split([',', ' ']).filter(|it| !it.is_empty()).collect();
    let at = words.iter().position(|it| it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit()))?;
    lists::date(&words.get(at..at + 3)?.join(" "))
}

fn head(bytes: &[u8]) -> (Head, &[u8]) {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |it| at + it + 1);
        let line = String::from_utf8_lossy(&bytes[at..end]);
        at = end;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
            (true, Some(last), _) => {
                last.1.push(' ');
                last.1.push_str(line.trim());
            }
            (_, _, Some((name, value))) => {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    (Head(fields), &bytes[at..])
}

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// "text/html" in small letters.
    fn kind(&self) -> String {
        let kind = self.get("content-type").unwrap_or("text/plain");
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        let kind = self.get("content-type")?;
        let parts = kind.split(';').skip(1).filter_map(|it| it.split_once('='));
        let found = parts.filter(|it| it.0.trim().eq_ignore_ascii_case(name)).map(|it| it.1.trim());
        found.map(|it| it.trim_matches('"')).next()
    }
}

/// The text of a letter, its plain part if it has one; of a saved page its first page.
fn body(head: &Head, bytes: &[u8], depth: usize) -> Option<Body> {
    let kind = head.kind();
    if let Some(boundary) = head.parameter("boundary").filter(|_| kind.starts_with("multipart/")) {
        if depth > DEPTH {
            return None;
        }
        let parts = parts(bytes, boundary);
        let mut read = parts.into_iter().filter_map(|it| {
            let (head, rest) = self::head(it);
            body(&head, rest, depth + 1)
        });
        let first = read.next()?;
        // Of two shapes of one letter the plain one is read.
        return match kind.as_str() {
            "multipart/alternative" if first.is_page => Some(read.find(|it| !it.is_page).unwrap_or(first)),
            _ => Some(first),
        };
    }
    let is_page = matches!(kind.as_str(), "text/html" | "application/xhtml+xml");
    if !is_page && !kind.starts_with("text/plain") || head.get("content-disposition").is_some_and(is_attached)
    {
        return None;
    }
    let coding = head.get("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes: Cow<[u8]> = match coding.trim() {
        "quoted-printable" => quoted_printable(bytes, false).into(),
        "base64" => base64(bytes).into(),
        _ => bytes.into(),
    };
    Some(Body { bytes: bytes.into_owned(), is_page })
}

fn is_attached(disposition: &str) -> bool {
    disposition.trim_start().to_ascii_lowercase().starts_with("attachment")
}

/// What stands between the lines that part a letter.
fn parts<'a>(bytes: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let starts: Vec<usize> = memchr::memmem::find_iter(bytes, mark.as_bytes())
        .filter(|it| *it == 0 || bytes[it - 1] == b'\n')
        .take(limits::PARTS)
        .collect();
    let part = |pair: &[usize]| {
        let from = pair[0] + mark.len();
        let line = memchr::memchr(b'\n', &bytes[from..pair[1]]).map_or(pair[1], |it| from + it + 1);
        &bytes[line..pair[1]]
    };
    let mut ends = starts.clone();
    ends.push(bytes.len());
    ends.windows(2).map(part).filter(|it| !it.is_empty()).collect()
}

fn quoted_printable(bytes: &[u8], in_head: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = |it: usize| bytes.get(it).and_then(|it| char::from(*it).to_digit(16));
        match byte {
            b'=' => match (bytes.get(at + 1), hex(at + 1), hex(at + 2)) {
                (_, Some(high), Some(low)) => {
                    out.push((high * 16 + low) as u8);
                    at += 2;
                }
                (Some(b'\n'), ..) => at += 1,
                (Some(b'\r'), ..) => at += 2,
                _ => out.push(b'='),
            },
            b'_' if in_head => out.push(b' '),
            it => out.push(*it),
        }
        at += 1;
    }
    out
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

/// "=?utf-8?Q?Ana_Ch=C3=B3?=" as it is meant.
fn decoded_words(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find("=?") {
        let parts: Vec<&str> = rest[start + 2..].splitn(4, '?').collect();
        let [_, coding, words, behind] = parts[..] else { break };
        let Some(behind) = behind.strip_prefix('=') else { break };
        let bytes = match coding {
            "Q" | "q" => quoted_printable(words.as_bytes(), true),
            "B" | "b" => base64(words.as_bytes()),
            _ => break,
        };
        let before = &rest[..start];
        out.push_str(if before.trim().is_empty() && !out.is_empty() { "" } else { before });
        out.push_str(&plain::decode(&bytes).map(Cow::into_owned).unwrap_or_default());
        rest = behind;
    }
    out + rest
}
