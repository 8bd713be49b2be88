//! SARIF 2.1.0, for code hosts and editors that show such logs.

use serde::Serialize;

use super::{FileReport, Reported};
use crate::rules::{self, Rule, Severity};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message<String>,
    help: Help,
    default_configuration: Level,
}

#[derive(Serialize)]
struct Level {
    level: &'static str,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Message<T> {
    text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    kind: &'a str,
    level: &'a str,
    message: Message<&'a str>,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    /// "paragraph 3" of a document that has no lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
}

#[derive(Serialize)]
struct Logical {
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    #[serde(flatten)]
    lines: Option<InLines>,
    char_offset: usize,
    char_length: usize,
    snippet: Message<String>,
}

/// Lines and columns count from 1, the end column is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InLines {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// One log of all files.
pub fn sarif(files: &[FileReport]) -> String {
    let driver = Driver {
        name: "onrecord",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules::ALL.iter().map(descriptor).collect(),
    };
    let found = files.iter().flat_map(|file| file.findings.iter().map(move |it| outcome(file, it)));
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: found.collect() };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    // Strings, numbers and lists of them: nothing that cannot be written.
    let mut out = serde_json::to_string_pretty(&log).unwrap_or_default();
    out.push('\n');
    out
}

fn descriptor(rule: &Rule) -> Descriptor {
    let page = rule.page();
    Descriptor {
        id: rule.code,
        short_description: Message { text: page.summary },
        help: Help { text: page.markdown.clone(), markdown: page.markdown },
        default_configuration: Level { level: level(rule.severity) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn outcome<'a>(file: &FileReport, it: &'a Reported) -> Outcome<'a> {
    // The index of names asks for nothing: it informs.
    let (kind, level) =
        if it.code == super::text::INDEX { ("informational", "none") } else { ("fail", level(it.severity)) };
    let lines = InLines {
        start_line: it.start.line + 1,
        start_column: it.start.character + 1,
        end_line: it.end.line + 1,
        end_column: it.end.character + 1,
    };
    let region = Region {
        lines: it.paragraph.is_none().then_some(lines),
        char_offset: it.start.offset,
        char_length: it.end.offset - it.start.offset,
        snippet: Message { text: it.text.clone() },
    };
    let artifact_location = Artifact { uri: uri(&file.path) };
    Outcome {
        rule_id: it.code,
        rule_index: rules::ALL.iter().position(|rule| rule.code == it.code).unwrap_or_default(),
        kind,
        level,
        message: Message { text: &it.message },
        locations: [Location {
            physical_location: Physical { artifact_location, region },
            logical_locations: it
                .paragraph
                .iter()
                .map(|it| Logical { name: format!("paragraph {it}") })
                .collect(),
        }],
    }
}

/// A path as a relative reference; what a URI cannot hold is percent-coded.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let rooted = if path.starts_with('/') { "file://" } else { "" };
    let mut out = String::from(rooted);
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_relative_reference() {
        assert_eq!(uri("drafts/big story.md"), "drafts/big%20story.md");
        assert_eq!(uri("é#1.md"), "%C3%A9%231.md");
        assert_eq!(uri("/desk/a.md"), "file:///desk/a.md");
    }
}
