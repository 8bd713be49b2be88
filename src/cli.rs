//! The command line: `check`, `annotate`, `sources`, `cite`, `rules`, `explain`, `completions`.
//!
//! Reads files and standard input, asks `features`, prints. What it prints is a contract.
//! One file a command; each answers with an exit status: 0 well, 1 something to see to, 2 could not run.

mod annotate;
mod articles;
mod check;
mod cite;
mod completions;
mod explain;
mod lines;
mod ordered;
mod output;
mod readers;
mod rules;
mod shelves;
mod sources;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::text::printed;

/// The exit status of what could not be done.
const COULD_NOT: u8 = 2;

/// Reads an article and shows who says what, and what stands on nobody's word.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        onrecord check story.md               what an editor would ask about one article\n  \
        onrecord check drafts/                the same for every article in a folder\n  \
        onrecord explain unnamed-report       why a finding matters, and what helps\n\n\
        Nothing leaves your computer: onrecord opens no connection."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Annotate(annotate::Annotate),
    Sources(sources::Sources),
    Cite(cite::Cite),
    Rules(rules::Rules),
    Explain(explain::Explain),
    Completions(completions::Completions),
    Lsp(Lsp),
}

/// Speak to an editor on standard input and output (editors start this themselves).
#[derive(clap::Args)]
struct Lsp {
    /// Taken for granted; some editors add it.
    #[arg(long)]
    stdio: bool,
}

/// Runs what the arguments ask for. `serve` is the language server, where it was built in.
pub fn run(serve: Option<fn() -> ExitCode>) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misread(&error),
    };
    match arguments.command {
        Command::Check(it) => it.run(),
        Command::Annotate(it) => it.run(),
        Command::Sources(it) => it.run(),
        Command::Cite(it) => it.run(),
        Command::Rules(it) => it.run(),
        Command::Explain(it) => it.run(),
        Command::Completions(it) => it.run(),
        Command::Lsp(Lsp { stdio: _ }) => match serve {
            Some(serve) => serve(),
            None => could_not("this onrecord was built without its language server"),
        },
    }
}

/// Says what is wrong with the arguments. The message repeats them, and whoever runs us may have been handed them:
/// they are spelt out, as all that a terminal or a log could obey.
fn misread(error: &clap::Error) -> ExitCode {
    let words: Vec<String> = std::env::args_os().map(|it| it.to_string_lossy().into_owned()).collect();
    let shown: Vec<String> = words.iter().map(|it| printed(it).into_owned()).collect();
    if !error.use_stderr() || shown == words {
        error.exit();
    }
    match Arguments::try_parse_from(shown) {
        Err(error) if error.use_stderr() => error.exit(),
        _ => could_not("the arguments are not understood"),
    }
}

/// Says on standard error what could not be done.
fn could_not(why: impl std::fmt::Display) -> ExitCode {
    complain(why);
    ExitCode::from(COULD_NOT)
}

fn complain(what: impl std::fmt::Display) {
    use std::io::Write;
    // It names files, and a name may hold what a terminal would obey.
    let what = what.to_string();
    // Where standard error is gone, nobody is left to be told.
    let _ = writeln!(std::io::stderr(), "onrecord: {}", crate::text::visible(&what));
}
