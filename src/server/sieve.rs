//! Cuts what a client sends into frames and keeps the bad ones from the framework.
//!
//! The framework's own reader ends at the first frame it cannot decode. Here a bad frame costs
//! itself and nothing else: the sieve drops it, says why, and finds the next header. It may do so
//! safely because a length line followed by a raw line break cannot stand inside valid JSON.

use tower_lsp::jsonrpc::{Request, Response};

/// Frames above this many bytes are refused.
pub const FRAME_LIMIT: usize = 64 << 20;

/// Headers are two short lines; more than this is noise.
const HEADER_LIMIT: usize = 8 << 10;

const LENGTH: &[u8] = b"content-length:";

/// What came out of the stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Sifted {
    /// The body of a well-formed message.
    Frame {
        body: Vec<u8>,
        /// Whether it changes a text: the desk waits for these before it starts to read.
        edit: bool,
    },
    /// Why bytes were dropped.
    Dropped(String),
}

/// The bytes received and not yet passed on.
#[derive(Debug, Default)]
pub struct Sieve {
    bytes: Vec<u8>,
    /// Everything before this is done with.
    start: usize,
    state: State,
}

#[derive(Debug, Default)]
enum State {
    /// A header is expected right here.
    #[default]
    Header,
    /// Something was bad; a header is looked for.
    Lost,
    /// A body of this many bytes; those up to `seen` hold no header.
    Body { length: usize, seen: usize },
}

impl Sieve {
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.start);
        self.start = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next frame or complaint, as long as the bytes fed so far hold one.
    pub fn sift(&mut self) -> Option<Sifted> {
        loop {
            match self.state {
                State::Lost => self.find_header()?,
                State::Header => {
                    if let Some(complaint) = self.read_header()? {
                        return Some(Sifted::Dropped(complaint));
                    }
                }
                State::Body { length, seen } => return self.read_body(length, seen),
            }
        }
    }

    /// Moves to the next length line, if there is one.
    fn find_header(&mut self) -> Option<()> {
        let rest = &self.bytes[self.start..];
        match length_line(rest, 0) {
            Some(at) => {
                self.start += at;
                self.state = State::Header;
                Some(())
            }
            None => {
                // The end may be the beginning of a header that is still on its way.
                self.start += rest.len() - rest.len().min(LENGTH.len() + 24);
                None
            }
        }
    }

    /// `None` when more bytes are needed, else what was wrong with the header, if anything.
    fn read_header(&mut self) -> Option<Option<String>> {
        let rest = &self.bytes[self.start..];
        let Some(end) = find(rest, b"\r\n\r\n") else {
            if rest.len() <= HEADER_LIMIT {
                return None;
            }
            return Some(Some(self.lose(1, "a header without an end")));
        };
        Some(match header(&rest[..end]) {
            Ok(length) => {
                self.start += end + 4;
                self.state = State::Body { length, seen: 0 };
                None
            }
            // The header is clear, only not acceptable; its body is noise.
            Err(Refusal::Whole(complaint)) => Some(self.lose(end + 4, complaint)),
            // A good header may stand at the end of the noise.
            Err(Refusal::Noise(complaint)) => Some(self.lose(1, complaint)),
        })
    }

    fn lose(&mut self, skip: usize, complaint: &str) -> String {
        self.start += skip;
        self.state = State::Lost;
        complaint.to_owned()
    }

    fn read_body(&mut self, length: usize, seen: usize) -> Option<Sifted> {
        let rest = &self.bytes[self.start..];
        let body = &rest[..length.min(rest.len())];
        if let Some(at) = length_line(rest, seen).filter(|&at| at < length) {
            self.start += at;
            self.state = State::Header;
            return Some(Sifted::Dropped(format!("a body of {at} bytes that should have had {length}")));
        }
        if body.len() < length {
            // A length line may be cut in two by the border of what has arrived.
            let seen = rest.len().saturating_sub(LENGTH.len() + 24);
            self.state = State::Body { length, seen };
            return None;
        }
        let sifted = check(body);
        self.start += length;
        self.state = if matches!(sifted, Sifted::Dropped(_)) { State::Lost } else { State::Header };
        Some(sifted)
    }
}

/// Whether the framework will understand this body.
fn check(body: &[u8]) -> Sifted {
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            return Sifted::Dropped(format!("a body that is not UTF-8 at byte {}", error.valid_up_to()));
        }
    };
    let error = match serde_json::from_str::<Request>(text) {
        Ok(request) => {
            // With an id it is a request, which the framework refuses and nobody applies.
            let edit = request.method() == "textDocument/didChange" && request.id().is_none();
            return Sifted::Frame { body: body.to_vec(), edit };
        }
        Err(error) => error,
    };
    match serde_json::from_str::<Response>(text) {
        Ok(_) => Sifted::Frame { body: body.to_vec(), edit: false },
        Err(_) => Sifted::Dropped(format!("a body that is no message: {error}")),
    }
}

/// Why a header is not taken.
enum Refusal {
    Whole(&'static str),
    Noise(&'static str),
}

/// The length a header announces.
fn header(bytes: &[u8]) -> Result<usize, Refusal> {
    use Refusal::{Noise, Whole};
    let text = std::str::from_utf8(bytes).ok().filter(|it| it.is_ascii());
    let text = text.ok_or(Noise("a header that is not ASCII"))?;
    let mut length = None;
    for line in text.split("\r\n") {
        let (name, value) = line.split_once(':').ok_or(Noise("a header line without a colon"))?;
        let value = value.trim();
        if name.is_empty() || name.contains(|it: char| !it.is_ascii_alphanumeric() && it != '-') {
            return Err(Noise("a header line with a strange name"));
        }
        if name.eq_ignore_ascii_case("content-length") {
            let number = value.parse::<usize>().ok().filter(|_| !value.starts_with('+'));
            let number = number.ok_or(Noise("a length that is no number"))?;
            if length.is_some_and(|it| it != number) {
                return Err(Noise("two different lengths"));
            }
            length = Some(number);
        } else if name.eq_ignore_ascii_case("content-type") && foreign_charset(value) {
            return Err(Whole("a character set other than UTF-8"));
        }
    }
    match length {
        None => Err(Noise("a header without a length")),
        Some(0) => Err(Whole("an empty body")),
        Some(length) if length > FRAME_LIMIT => Err(Whole("a body above the limit of 64 MiB")),
        Some(length) => Ok(length),
    }
}

fn foreign_charset(content_type: &str) -> bool {
    let lower = content_type.to_ascii_lowercase();
    let charset = lower.split_once("charset=").map(|(_, it)| it.trim_matches(['"', ' ']));
    charset.is_some_and(|it| !matches!(it, "utf-8" | "utf8"))
}

/// Where the next "Content-Length: 12⏎" begins, at or after `from`.
fn length_line(bytes: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let end = from + memchr::memchr(b'\r', &bytes[from..])?;
        from = end + 1;
        let line = &bytes[..end];
        let digits = line.iter().rev().take_while(|it| it.is_ascii_digit()).count();
        let before = line[..end - digits].trim_ascii_end();
        let Some(start) = before.len().checked_sub(LENGTH.len()) else { continue };
        let is_whole = bytes.get(end + 1) == Some(&b'\n');
        if digits > 0 && is_whole && before[start..].eq_ignore_ascii_case(LENGTH) {
            return Some(start);
        }
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"m"}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// Good frames and complaints in `bytes`, fed in pieces of `size`.
    fn sifted(bytes: &[u8], size: usize) -> (usize, usize) {
        let mut sieve = Sieve::default();
        let (mut good, mut bad) = (0, 0);
        for piece in bytes.chunks(size) {
            sieve.feed(piece);
            while let Some(sifted) = sieve.sift() {
                match sifted {
                    Sifted::Frame { .. } => good += 1,
                    Sifted::Dropped(_) => bad += 1,
                }
            }
        }
        (good, bad)
    }

    #[test]
    fn the_size_of_the_pieces_makes_no_difference() {
        let noise = [
            "",
            "x",
            "Content-Length: 5\r\n",
            "Content-Length: 3\r\n\r\n{}}",
            "{\"jsonrpc\":",
            "\r\n\r\n",
            "\r",
        ];
        for noise in noise {
            let bytes = format!("{}{noise}{}{}", framed(GOOD), framed(GOOD), framed(GOOD));
            for size in 1..bytes.len() {
                assert!(sifted(bytes.as_bytes(), size).0 >= 2, "{noise:?} in pieces of {size}");
            }
            assert_eq!(sifted(bytes.as_bytes(), bytes.len()).0, 3, "{noise:?}");
        }
    }

    #[test]
    fn a_length_line_inside_a_string_is_no_header() {
        let body = r#"{"jsonrpc":"2.0","method":"Content-Length: 5\r\n\r\n"}"#;
        assert_eq!(sifted(framed(body).as_bytes(), 7), (1, 0));
    }

    #[test]
    fn noise_without_end_is_not_kept() {
        let mut sieve = Sieve::default();
        for _ in 0..1_000 {
            sieve.feed(&[b'x'; 10_000]);
            while sieve.sift().is_some() {}
        }
        assert!(sieve.bytes.len() < 20_000);
    }

    #[test]
    fn a_change_of_a_text_is_known_as_one() {
        let body = r#"{"jsonrpc":"2.0","method":"textDocument/didChange"}"#;
        let mut sieve = Sieve::default();
        sieve.feed(framed(body).as_bytes());
        assert_eq!(sieve.sift(), Some(Sifted::Frame { body: body.into(), edit: true }));
        assert_eq!(sieve.sift(), None);
    }
}
