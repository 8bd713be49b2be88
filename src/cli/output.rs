//! Standard output that may be closed early, and colour where somebody sees it.

use std::{
    borrow::Cow,
    io::{self, IsTerminal, Write},
};

use crate::{features::report::Paint, text::is_hidden};

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

impl Colour {
    /// What it means for standard output, here and now.
    pub fn paint(self) -> Paint {
        let asked_not_to = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
        let seen = io::stdout().is_terminal() && !asked_not_to;
        match self {
            Colour::Always => Paint::Colour,
            Colour::Auto if seen => Paint::Colour,
            Colour::Auto | Colour::Never => Paint::Plain,
        }
    }
}

/// Writes to standard output at once.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// JSON as a terminal may show it: what hides in its strings is spelt out, and means the same.
pub fn shown(json: &str) -> Cow<'_, str> {
    let is_spelt = |it: char| is_hidden(it) && !it.is_ascii_control() || it == '\u{7f}';
    if !json.contains(is_spelt) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for char in json.chars() {
        match is_spelt(char) {
            true => {
                char.encode_utf16(&mut [0; 2]).iter().for_each(|it| out.push_str(&format!("\\u{it:04x}")))
            }
            false => out.push(char),
        }
    }
    Cow::Owned(out)
}

/// Whether writing failed for another reason than a reader who has seen enough (`| head`).
pub fn failed(outcome: io::Result<()>) -> Option<io::Error> {
    outcome.err().filter(|it| it.kind() != io::ErrorKind::BrokenPipe)
}

/// Prints and answers with the exit status.
pub fn print_and_exit(text: &str) -> std::process::ExitCode {
    match failed(print(text)) {
        Some(error) => super::could_not(format_args!("cannot write: {error}")),
        None => std::process::ExitCode::SUCCESS,
    }
}
