use crate::{
    markup::{self, Extent, Format, Places},
    sources::declared,
};

/// What one file says about the work that it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Files that it takes in, as it names them.
    pub takes_in: Vec<String>,
    /// The main file that it names itself.
    pub main: Option<String>,
    pub lists: Vec<String>,
    pub places: Places,
    pub extent: Option<Extent>,
    /// Whether a work begins with it.
    pub is_main: bool,
}

impl Part {
    pub fn of(format: Format, text: &str) -> Part {
        let extent = markup::extent(format, text);
        Part {
            takes_in: taken(format, text),
            main: main(format, text),
            lists: declared(text, format, std::path::Path::new("")).lists,
            // Of a site nobody sees the whole, and it has many pages.
            places: if format == Format::Markdown { Places::default() } else { Places::of(format, text) },
            is_main: is_main(format, text),
            extent: Some(extent),
        }
    }
}

fn is_main(format: Format, text: &str) -> bool {
    match format {
        Format::Latex => text.contains("\\documentclass") && !text.contains("{subfiles}"),
        Format::AsciiDoc => text.lines().any(|it| it.starts_with("= ")),
        Format::Typst => ["#bibliography(", "#set document(", "#set page(", "#show:", "#outline("]
            .iter()
            .any(|it| text.contains(it)),
        Format::Org | Format::ReStructuredText => true,
        // A site may know more than its files say.
        _ => false,
    }
}

/// The names of the files that a document takes in, in order.
pub fn taken(format: Format, text: &str) -> Vec<String> {
    match format {
        Format::Latex => in_commands(text),
        Format::AsciiDoc => in_directives(text),
        Format::Typst => {
            let quoted = |mark: &'static str| text.match_indices(mark).map(move |(at, _)| (at, mark));
            let calls = quoted("include \"").chain(quoted("include(\""));
            calls.filter_map(|(at, mark)| name(&text[at + mark.len()..], '"')).collect()
        }
        Format::Org => {
            let lines = text.lines().filter_map(|it| after(it.trim_start(), "#+include:"));
            lines
                .filter_map(|it| match it.strip_prefix('"') {
                    Some(quoted) => name(quoted, '"'),
                    None => it.split_whitespace().next().map(str::to_owned),
                })
                .filter_map(|it| it.split("::").next().map(str::to_owned))
                .collect()
        }
        Format::ReStructuredText => {
            text.lines().filter_map(|it| after(it.trim_start(), ".. include::")).map(str::to_owned).collect()
        }
        Format::Markdown => {
            let quarto = text.match_indices("{{< include ").filter_map(|(at, mark)| {
                text[at + mark.len()..]
                    .split(">}}")
                    .next()
                    .map(|it| it.trim().trim_matches(['"', '\'']).to_owned())
            });
            let children = text.match_indices("child").filter_map(|(at, mark)| {
                let rest = text[at + mark.len()..].trim_start().strip_prefix(['=', ':'])?.trim_start();
                let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
                name(&rest[1..], quote)
            });
            quarto.chain(children).filter(|it| !it.is_empty() && it.len() < 300).collect()
        }
        Format::Html | Format::MediaWiki | Format::Plain => Vec::new(),
    }
}

/// `\input{one}`, `\include{one}`, `\subfile{one}`, `\import{chapters/}{one}`; not behind a `%`.
fn in_commands(text: &str) -> Vec<String> {
    const ONE: [&str; 5] = ["input", "include", "subfile", "subfileinclude", "includestandalone"];
    const TWO: [&str; 6] =
        ["import", "subimport", "inputfrom", "subinputfrom", "includefrom", "subincludefrom"];
    let mut out = Vec::new();
    for line in text.lines() {
        let line = uncommented(line);
        for (at, _) in line.match_indices('\\') {
            let rest = &line[at + 1..];
            let command = &rest[..rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len())];
            let behind = rest[command.len()..].trim_start_matches('*').trim_start();
            let group = |it: &str| name(it.strip_prefix('{')?, '}');
            if ONE.contains(&command) {
                let bare =
                    || (command == "input").then(|| behind.split_whitespace().next())?.map(str::to_owned);
                out.extend(group(behind).or_else(bare));
            } else if TWO.contains(&command)
                && let Some(folder) = group(behind)
                && let Some((_, behind)) = behind.split_once('}')
            {
                out.extend(
                    group(behind.trim_start()).map(|it| format!("{}/{it}", folder.trim_end_matches('/'))),
                );
            }
        }
    }
    out
}

/// A line up to its comment.
fn uncommented(line: &str) -> &str {
    let comment = line.match_indices('%').find(|(at, _)| !line[..*at].ends_with('\\'));
    comment.map_or(line, |it| &line[..it.0])
}

/// `include::chapters/one.adoc[]`, with the attributes that the same file sets.
fn in_directives(text: &str) -> Vec<String> {
    let attribute = |name: &str| {
        let mut lines = text.lines().filter_map(|it| it.strip_prefix(':')?.split_once(':'));
        lines.find(|it| it.0 == name).map(|it| it.1.trim().to_owned())
    };
    let names = text.lines().filter_map(|it| it.strip_prefix("include::")?.split('[').next());
    let filled = names.take(1_000).map(|name| match name.split_once('{') {
        Some((before, rest)) => match rest.split_once('}') {
            Some((inner, behind)) => {
                attribute(inner).map_or_else(|| name.to_owned(), |it| format!("{before}{it}{behind}"))
            }
            None => name.to_owned(),
        },
        None => name.to_owned(),
    });
    filled.collect()
}

/// `% !TEX root = ../main.tex`, `\documentclass[../main.tex]{subfiles}`.
fn main(format: Format, text: &str) -> Option<String> {
    if format != Format::Latex {
        return None;
    }
    let mut head = text.lines().take(20);
    let root = head.find_map(|it| {
        let rest = it.trim_start_matches(['%', ' ', '\t']);
        after(rest, "!tex root").and_then(|it| it.strip_prefix('=')).map(|it| it.trim().to_owned())
    });
    let of_subfile = || {
        let (before, _) = text.split_once("]{subfiles}")?;
        before.rsplit_once("\\documentclass[").map(|it| it.1.trim().to_owned())
    };
    root.or_else(of_subfile).filter(|it| !it.is_empty() && it.len() < 300)
}

/// What stands behind a keyword, whatever the case of its letters.
fn after<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let start = line.get(..keyword.len())?;
    start.eq_ignore_ascii_case(keyword).then(|| line[keyword.len()..].trim())
}

/// What stands before the mark that closes it, near and on one line.
fn name(rest: &str, close: char) -> Option<String> {
    let found = rest.split(close).next().filter(|it| it.len() < rest.len())?.trim();
    (!found.is_empty() && found.len() < 300 && !found.contains('\n')).then(|| found.to_owned())
}
