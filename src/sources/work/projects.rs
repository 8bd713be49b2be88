//! The files of a project that hold for each of its documents.

use std::path::{Path, PathBuf};

use super::{LARGEST, Seen, Work};
use crate::{
    markup::Format,
    sources::{decode, library::Folders, lists},
};

/// A file by its name, and how it says which lists hold.
enum Says {
    /// `bibliography:` in YAML.
    Yaml,
    /// The same between the lines that fence front matter.
    Front,
    /// `bibtex_bibfiles = ["refs.bib"]`.
    Python,
    /// `bib_file: refs.bib`, below a plugin's name.
    Plugin,
    Nothing,
}

const MARKDOWN: [(&str, Says); 19] = [
    ("_quarto.yml", Says::Yaml),
    ("_quarto.yaml", Says::Yaml),
    ("_metadata.yml", Says::Yaml),
    ("_metadata.yaml", Says::Yaml),
    ("_bookdown.yml", Says::Yaml),
    ("index.Rmd", Says::Front),
    ("index.rmd", Says::Front),
    ("index.qmd", Says::Front),
    ("metadata.yml", Says::Yaml),
    ("metadata.yaml", Says::Yaml),
    ("defaults.yml", Says::Yaml),
    ("defaults.yaml", Says::Yaml),
    ("myst.yml", Says::Yaml),
    ("_config.yml", Says::Yaml),
    ("_toc.yml", Says::Nothing),
    ("mkdocs.yml", Says::Plugin),
    ("mkdocs.yaml", Says::Plugin),
    ("conf.py", Says::Python),
    ("SUMMARY.md", Says::Nothing),
];
const RST: [(&str, Says); 1] = [("conf.py", Says::Python)];
const ASCIIDOC: [(&str, Says); 1] = [("antora.yml", Says::Nothing)];

/// Adds what the files of projects say, in the document's folder and above.
pub fn add(folders: &Folders, above: &[PathBuf], format: Format, work: &mut Work) {
    let files: &[(&str, Says)] = match format {
        Format::Markdown => &MARKDOWN,
        Format::ReStructuredText => &RST,
        Format::AsciiDoc => &ASCIIDOC,
        _ => return,
    };
    for folder in above {
        for (name, says) in files {
            let path = folder.join(name);
            // Most are not there, and asking is cheaper than reading.
            let is_there = std::fs::symlink_metadata(&path).is_ok_and(|it| it.is_file());
            let text = || decode(folders.read(&path, LARGEST).ok()?).ok();
            let Some(text) = is_there.then(text).flatten() else { continue };
            let named = named(says, folders, folder, &text);
            let joins = joins(name, &text);
            if joins && work.seen != Seen::Whole {
                work.seen = Seen::Part;
            }
            work.surrounds |= text.contains("rst_epilog") || text.contains("rst_prolog");
            if joins || !named.is_empty() {
                work.homes.push(folder.clone());
            }
            work.lists.extend(named.into_iter().map(|it| (folder.clone(), it)));
        }
    }
}

/// Whether what one document lacks may stand in another of the same project.
fn joins(name: &str, text: &str) -> bool {
    match name {
        "_quarto.yml" | "_quarto.yaml" => text.contains("book:") || text.contains("type: book"),
        "index.Rmd" | "index.rmd" => text.contains("bookdown"),
        "_config.yml" => text.contains("bibtex_bibfiles") || text.contains("sphinx:"),
        "_bookdown.yml" | "_toc.yml" | "myst.yml" | "conf.py" | "mkdocs.yml" | "mkdocs.yaml"
        | "antora.yml" => true,
        _ => false,
    }
}

fn named(says: &Says, folders: &Folders, folder: &Path, text: &str) -> Vec<String> {
    let found: Vec<String> = match says {
        Says::Yaml => lists::bibliographies(text),
        Says::Front => lists::front_matter(text).1.into_iter().map(|it| it.0).collect(),
        Says::Python => in_python(text),
        Says::Plugin => in_plugin(folders, folder, text),
        Says::Nothing => Vec::new(),
    };
    found.into_iter().filter(|it| !it.is_empty() && !it.contains("://")).take(50).collect()
}

/// The words in quotation marks between the brackets behind the name.
fn in_python(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|it| !it.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n");
    let Some((_, rest)) = lines.split_once("bibtex_bibfiles") else { return Vec::new() };
    let Some(rest) = rest.trim_start().strip_prefix('=') else { return Vec::new() };
    let inner = rest.split([']', ')']).next().unwrap_or_default();
    let mut out = Vec::new();
    let mut rest = inner;
    while let Some(at) = rest.find(['"', '\'']) {
        let mark = &rest[at..=at];
        let Some((word, behind)) = rest[at + 1..].split_once(mark) else { break };
        out.push(word.to_owned());
        rest = behind;
    }
    out
}

/// A plugin of MkDocs names one list, or a folder of them.
fn in_plugin(folders: &Folders, folder: &Path, text: &str) -> Vec<String> {
    let value = |line: &str, name: &str| {
        let rest = line.trim_start().trim_start_matches("- ").strip_prefix(name)?.strip_prefix(':')?;
        Some(rest.split(" #").next()?.trim().trim_matches(['"', '\'']).to_owned())
    };
    let files = text.lines().filter_map(|it| value(it, "bib_file"));
    let below = text.lines().filter_map(|it| value(it, "bib_dir")).filter(|it| !it.is_empty());
    let below = below.flat_map(|name| {
        let place = folders.admit(folder, &name).ok();
        let entries =
            place.and_then(|it| std::fs::read_dir(it).ok()).into_iter().flatten().take(500).flatten();
        let lists = entries.map(|it| it.file_name().to_string_lossy().into_owned());
        let mut lists: Vec<String> =
            lists.filter(|it| it.ends_with(".bib")).map(|it| format!("{name}/{it}")).collect();
        lists.sort();
        lists
    });
    files.chain(below).collect()
}
