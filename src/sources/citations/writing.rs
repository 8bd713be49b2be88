//! How a sentence cites a source.
//!
//! Where a document cites already, it is followed: its command in LaTeX, keys or notes in Markdown.

use super::Locator;
use crate::{
    markup::Format,
    sources::{
        library::Source,
        lists::{Date, Draft, Person, Role},
    },
};

/// A citation to be put at a sentence's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Without the space before it.
    pub words: String,
    /// Behind the final stop without a space, as notes stand; else before it.
    pub behind_stop: bool,
    /// A paragraph for the end of the document, where the citation needs one.
    pub note: Option<String>,
}

/// A citation of `source` for a document of which `text` is all there is. `in_notes`: Markdown by notes.
pub fn cite(
    format: Format,
    text: &str,
    in_notes: bool,
    source: &Source,
    locator: Option<Locator>,
) -> Citation {
    let key = source.key.as_str();
    let spaced = |before: &str| locator.map_or_else(String::new, |it| format!("{before}{it}"));
    let inline = |words: String| Citation { words, behind_stop: false, note: None };
    match format {
        Format::Markdown if in_notes => note(text, source, locator),
        Format::Markdown => inline(format!("[@{key}{}]", spaced(", "))),
        Format::Latex => {
            let command = command(text);
            let words = format!("\\{command}{}{{{key}}}", option(locator));
            Citation { words, behind_stop: command == "footcite", note: None }
        }
        Format::AsciiDoc => inline(format!(
            "cite:[{key}{}]",
            locator.map_or_else(String::new, |it| format!("({})", bare(it)))
        )),
        Format::ReStructuredText => {
            let behind = locator.map_or_else(String::new, |it| format!("{{{it}}}"));
            inline(format!(":cite:p:`{key}{behind}`"))
        }
        Format::Org => inline(format!("[cite:@{key}{}]", spaced(" "))),
        Format::Typst => {
            let behind = locator.map_or_else(String::new, |it| format!("[{it}]"));
            inline(format!("@{key}{behind}"))
        }
        Format::MediaWiki => {
            Citation { words: reference(text, source, locator), behind_stop: true, note: None }
        }
        Format::Html => inline(format!("({})", linked(source, locator))),
        Format::Plain => inline(in_brackets(source, locator)),
    }
}

/// A citation that is a word of the sentence ("According to @key, …"); none where the document has no
/// such form and names the source in prose.
pub fn narrative(
    format: Format,
    text: &str,
    in_notes: bool,
    source: &Source,
    locator: Option<Locator>,
) -> Option<String> {
    let key = source.key.as_str();
    let said = |form: &dyn Fn(Locator) -> String| locator.map_or_else(String::new, form);
    Some(match format {
        Format::Markdown if !in_notes => format!("@{key}{}", said(&|it| format!(" [{it}]"))),
        Format::Latex => format!("\\{}{}{{{key}}}", narrative_command(text)?, option(locator)),
        Format::AsciiDoc => format!("citenp:[{key}{}]", said(&|it| format!("({})", bare(it)))),
        Format::ReStructuredText => format!(":cite:t:`{key}{}`", said(&|it| format!("{{{it}}}"))),
        Format::Org => format!("[cite/t:@{key}{}]", said(&|it| format!(" {it}"))),
        Format::Typst => {
            let supplement = said(&|it| format!(", supplement: [{it}]"));
            format!("#cite(<{key}>, form: \"prose\"{supplement})")
        }
        Format::Html => {
            format!("<a href=\"{}\">{}</a>", escaped(&source.address()?), escaped(&source.name()))
        }
        Format::Markdown | Format::MediaWiki | Format::Plain => return None,
    })
}

/// `[^key]`, and its note unless the document has it.
fn note(text: &str, source: &Source, locator: Option<Locator>) -> Citation {
    let key = source.key.as_str();
    let line = note_line(source, locator);
    let is_there = text.contains(&format!("[^{key}]:"));
    let note = (!is_there).then(|| format!("[^{key}]: {line}"));
    Citation { words: format!("[^{key}]"), behind_stop: true, note }
}

/// What a note says of a source: who, what, when and where to find it.
pub fn note_line(source: &Source, locator: Option<Locator>) -> String {
    let address = source.address();
    let line = Some(source.line()).filter(|it| *it != source.key || address.is_none());
    let parts = [line, locator.map(|it| it.to_string()), address];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The command that the document cites by.
fn command(text: &str) -> &'static str {
    const COMMANDS: [&str; 5] = ["autocite", "parencite", "footcite", "citep", "cite"];
    let used = |it: &&&str| text.contains(&format!("\\{it}{{")) || text.contains(&format!("\\{it}["));
    COMMANDS.iter().find(used).copied().unwrap_or(COMMANDS[0])
}

/// What the document's way of citing has for a word of the sentence; none where it has nothing, as plain `\cite`.
fn narrative_command(text: &str) -> Option<&'static str> {
    const NATBIB: [&str; 3] = ["\\citet", "\\citep", "natbib"];
    const BIBLATEX: [&str; 6] =
        ["\\textcite", "\\autocite", "\\parencite", "\\footcite", "biblatex", "\\addbibresource"];
    let has = |it: &[&str]| it.iter().any(|it| text.contains(it));
    match () {
        _ if has(&BIBLATEX) => Some("textcite"),
        _ if has(&NATBIB) => Some("citet"),
        _ if text.contains("\\cite{") || text.contains("\\cite[") => None,
        _ => Some("textcite"),
    }
}

fn option(locator: Option<Locator>) -> String {
    locator.map_or_else(String::new, |it| format!("[{}]", bare(it)))
}

/// A page by its number alone: what reads it puts "p." before it.
fn bare(locator: Locator) -> String {
    match locator {
        Locator::Page(page) => page.to_string(),
        Locator::Time(_) => locator.to_string(),
    }
}

/// `<ref name="key" />`, or with the whole template where it is the first.
fn reference(text: &str, source: &Source, locator: Option<Locator>) -> String {
    let key = source.key.as_str();
    let is_defined = [format!("<ref name=\"{key}\">"), format!("<ref name={key}>")];
    if is_defined.iter().any(|it| text.contains(it.as_str())) {
        let page = match locator {
            Some(Locator::Page(page)) => format!("{{{{rp|{page}}}}}"),
            _ => String::new(),
        };
        return format!("<ref name=\"{key}\" />{page}");
    }
    let [author, last, first] = author(source.people(Role::Author).first());
    let outlet = source.words(Role::Outlet).or_else(|| source.words(Role::Publisher)).map(str::to_owned);
    let title = source.title().map_or_else(|| source.name(), str::to_owned);
    let (page, at) = match locator {
        Some(Locator::Page(page)) => (Some(page.to_string()), None),
        Some(time) => (None, Some(time.to_string())),
        None => (None, None),
    };
    let fields = [
        ("author", author),
        ("last", last),
        ("first", first),
        ("title", Some(title)),
        ("work", outlet),
        ("date", source.date().map(|it| it.to_string())),
        ("url", source.address()),
        ("page", page),
        ("at", at),
    ];
    format!("<ref name=\"{key}\">{}</ref>", template("cite news", fields))
}

/// As the templates want it: a body or one name whole, a person by family and given name.
fn author(person: Option<&Person>) -> [Option<String>; 3] {
    match person {
        Some(it) if it.given.is_empty() => [Some(it.family.clone()), None, None],
        Some(it) => [None, Some(it.family.clone()), Some(it.given.clone())],
        None => [None, None, None],
    }
}

/// `{{cite web |url=… |title=… |access-date=…}}` for a page of MediaWiki, which keeps its sources itself.
pub fn web_template(draft: &Draft) -> String {
    let [author, last, first] = author(draft.authors.first());
    let date = |it: Option<Date>| it.map(|it| it.to_string());
    let title = draft.title.clone().or_else(|| draft.outlet.clone());
    let name = if draft.url.is_some() { "cite web" } else { "cite journal" };
    template(
        name,
        [
            ("author", author),
            ("last", last),
            ("first", first),
            ("url", draft.url.as_ref().map(|it| it.replace('|', "%7C"))),
            ("title", title),
            ("website", draft.outlet.clone()),
            ("date", date(draft.date)),
            ("doi", draft.doi.clone()),
            ("access-date", date(draft.accessed).filter(|_| draft.url.is_some())),
        ],
    )
}

fn template<const N: usize>(name: &str, fields: [(&str, Option<String>); N]) -> String {
    let given = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let written = given.filter(|it| !it.1.is_empty()).map(|(name, value)| {
        let value = value.replace('|', "{{!}}").replace(['\n', '\r'], " ");
        format!(" |{name}={value}")
    });
    format!("{{{{{name}{}}}}}", written.collect::<String>())
}

fn linked(source: &Source, locator: Option<Locator>) -> String {
    let behind = locator.map_or_else(String::new, |it| format!(", {it}"));
    let words = escaped(&format!("{}{behind}", source.short()));
    match source.address() {
        Some(address) => format!("<a href=\"{}\">{words}</a>", escaped(&address)),
        None => format!("<cite>{words}</cite>"),
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// "(Kuwait News Agency, 28 October 2024)"; a source without a day is cited by its key.
fn in_brackets(source: &Source, locator: Option<Locator>) -> String {
    match source.date().filter(|it| it.month.is_some()) {
        Some(_) => format!("({})", source.short()),
        None => format!("[@{}{}]", source.key, locator.map_or_else(String::new, |it| format!(", {it}"))),
    }
}
