use serde::Serialize;

use super::{Counts, FileReport, Place};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    files: Vec<File<'a>>,
    summary: Counts,
    /// How many files are in another language than English.
    #[serde(skip_serializing_if = "is_none")]
    not_read: usize,
}

/// A count of none goes without saying.
fn is_none(count: &usize) -> bool {
    *count == 0
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    language: &'a str,
    /// ISO 639, where it is not English; nothing else is said of such a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    language_found: Option<&'a str>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    start: Place,
    end: Place,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
}

/// The report that builds and benchmarks read.
pub fn json(files: &[FileReport]) -> String {
    let mut summary = Counts::default();
    files.iter().filter(|it| it.language.is_none()).for_each(|it| summary.add(it));
    let not_read = files.iter().filter(|it| it.language.is_some()).count();
    let files = files.iter().map(|it| File {
        path: &it.path,
        language: it.kind(),
        language_found: it.language.map(|it| it.code),
        findings: it.findings.iter().filter(|_| it.language.is_none()).map(finding).collect(),
    });
    let report = Report { version: 1, files: files.collect(), summary, not_read };
    // Strings, numbers and lists of them: nothing that cannot be written.
    let mut out = serde_json::to_string_pretty(&report).unwrap_or_default();
    out.push('\n');
    out
}

fn finding(it: &super::Reported) -> Finding<'_> {
    Finding {
        code: it.code,
        severity: it.severity.name(),
        message: &it.message,
        start: it.start,
        end: it.end,
        text: &it.text,
        paragraph: it.paragraph,
    }
}
