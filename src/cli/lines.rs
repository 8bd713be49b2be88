//! Lines of a stream as bytes, none longer than a limit.

use std::io::{self, BufRead};

/// What stands on one line.
pub enum Line {
    /// Without its line break.
    Whole(Vec<u8>),
    /// Longer than the limit; its bytes are gone.
    TooLong,
    /// The stream failed here.
    Broken(io::Error),
}

/// Cuts a stream into lines; holds one at a time.
pub struct Lines<R> {
    stream: R,
    limit: usize,
    done: bool,
}

impl<R: BufRead> Lines<R> {
    pub fn new(stream: R, limit: usize) -> Lines<R> {
        Lines { stream, limit, done: false }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.done {
            return None;
        }
        let (mut line, mut any, mut long) = (Vec::new(), false, false);
        loop {
            let bytes = match self.stream.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.done = true;
                    return Some(Line::Broken(error));
                }
            };
            if bytes.is_empty() {
                self.done = true;
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', bytes);
            let part = &bytes[..end.unwrap_or(bytes.len())];
            long |= line.len() + part.len() > self.limit;
            if !long {
                line.extend_from_slice(part);
            }
            let taken = end.map_or(bytes.len(), |at| at + 1);
            self.stream.consume(taken);
            if end.is_some() {
                break;
            }
        }
        any.then(|| if long { Line::TooLong } else { Line::Whole(line) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_above_the_limit_costs_only_itself() {
        let lines = Lines::new(io::BufReader::with_capacity(3, &b"ab\nabcdefgh\n\nlast"[..]), 4);
        let read: Vec<Option<String>> = lines
            .map(|it| match it {
                Line::Whole(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
                Line::TooLong | Line::Broken(_) => None,
            })
            .collect();
        let some = |it: &str| Some(it.to_owned());
        assert_eq!(read, [some("ab"), None, some(""), some("last")]);
    }
}
