//! A list as a reference manager exports it: thousands of entries, most with an attachment that lies on another
//! machine. The same on every run.

use std::fmt::Write;

/// Entries of the list.
pub const ENTRIES: usize = 3_725;

/// Those of them that name an attachment.
pub const ATTACHED: usize = 3_300;

/// The list in BibLaTeX.
pub fn list() -> String {
    (0..ENTRIES).map(entry).collect()
}

fn entry(at: usize) -> String {
    const FAMILIES: &[&str] = &["Cho", "Voss", "de la Cruz", "Lund", "R{\\'e}naud", "Teller", "Abele"];
    const GIVEN: &[&str] = &["Ana", "Ben", "Jon M.", "Mia"];
    const TEXT: &str =
        "The harbour of Varo was looked at through forty winters, and what was found is told here. ";
    let person = |turn: usize| {
        let number = at * 7 + turn * 3;
        format!("{}, {}", FAMILIES[number % FAMILIES.len()], GIVEN[number / 2 % GIVEN.len()])
    };
    let authors: Vec<String> = (0..=at % 5).map(person).collect();
    let mut out = format!("@article{{cho_harbour_{at},\n");
    let mut field = |name: &str, value: String| {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    };
    field("title", format!("On the {{Harbour}} of {{Varo}}, \\emph{{part}} {at}"));
    field("author", authors.join(" and "));
    field("date", format!("20{:02}-{:02}-{:02}", at % 25, at % 12 + 1, at % 28 + 1));
    field("journaltitle", "Review of Harbours \\& Ferries".to_owned());
    field("volume", (at % 40).to_string());
    field("number", (at % 6 + 1).to_string());
    field("pages", format!("{at}--{}", at + 9));
    field("doi", format!("10.1000/varo.{at}"));
    field("url", format!("https://varo.example/papers/{at}"));
    field("urldate", format!("2025-01-{:02}", at % 28 + 1));
    field("abstract", TEXT.repeat(4 + at % 9));
    field("keywords", "harbour, ferries".to_owned());
    if at < ATTACHED {
        field("file", attachments(at));
    }
    out += "}\n\n";
    out
}

/// Beside the list, or where they lie on the machine of whoever exported it; some with letters that two systems
/// write in two ways.
fn attachments(at: usize) -> String {
    let name = format!("Cho et al. - {} - Häfen {at}.pdf", 2000 + at % 25);
    match at % 3 {
        0 => format!("Full Text PDF:files/{at}/{name}:application/pdf"),
        1 => format!("files/{name}"),
        _ => format!("PDF:../../Zotero/storage/{at:08}/{name}:application/pdf"),
    }
}
