//! A text that was read, and its diagnostics as they go over the wire.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use serde::{Serialize, Serializer, ser::SerializeSeq};
use tower_lsp::gen_lsp_types as lsp;

use super::{client::Client, copies, elsewhere::Elsewhere, places::Places, to_lsp};
use crate::rules::{Finding, Related, Review, Settings, Severity};

/// What the desk knows of one state of a document.
#[derive(Clone, Debug)]
pub struct Reviewed {
    /// The state of the text that was read.
    pub revision: u64,
    /// None when the text is not checked: too large, or reading it failed.
    pub review: Option<Arc<Review>>,
    /// What it was read by.
    pub settings: Arc<Settings>,
    pub diagnostics: Diagnostics,
}

impl Reviewed {
    /// Of a text that is not checked.
    pub fn nothing(revision: u64) -> Reviewed {
        Reviewed { revision, review: None, settings: Arc::default(), diagnostics: Diagnostics::none() }
    }
}

/// The diagnostics of a document, written once for everybody who asks.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    /// A JSON list.
    pub json: Arc<[u8]>,
    /// The same for the same diagnostics.
    pub id: u64,
}

impl Diagnostics {
    pub fn none() -> Diagnostics {
        Diagnostics { json: Arc::from(*b"[]"), id: 0 }
    }

    /// `before` is taken again where nothing has changed.
    pub fn new(own: Own, client: &Client, findings: &[&Finding], before: &Diagnostics) -> Diagnostics {
        let here = findings.iter().flat_map(|it| &it.related).filter(|it| it.is_here());
        let spans = findings.iter().map(|it| it.span).chain(here.filter_map(|it| it.span));
        let text = own.review.article.text();
        let elsewhere = Elsewhere::of(findings, client, own.review);
        let page = Page { own, places: Places::new(text, client.encoding, spans), elsewhere };
        let entries: Vec<Entry> = findings.iter().map(|it| Entry::new(it, &page, client)).collect();
        let id = if entries.is_empty() { 0 } else { fingerprint(&entries) };
        if id == before.id {
            return before.clone();
        }
        // Strings and numbers always have a JSON form.
        let mut json = Vec::with_capacity(entries.len() * 320 + 2);
        let _ = serde_json::to_writer(&mut json, &List(&entries));
        Diagnostics { json: json.into(), id }
    }
}

/// A text as read, and its address.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    pub uri: &'a str,
    pub review: &'a Review,
}

/// Where the places of a text are, for its own findings and for those that point there.
struct Page<'a> {
    own: Own<'a>,
    places: Places,
    elsewhere: Elsewhere,
}

/// One finding as the protocol wants it. Borrowed, because there may be thousands at every key press.
#[derive(Hash, Serialize)]
struct Entry<'a> {
    range: Range,
    severity: u8,
    code: &'a str,
    source: &'static str,
    message: &'a str,
    data: Data<'a>,
    #[serde(rename = "relatedInformation", skip_serializing_if = "Vec::is_empty")]
    related: Vec<Pointer<'a>>,
}

/// A place in another file that has to do with it.
#[derive(Hash, Serialize)]
struct Pointer<'a> {
    location: Location,
    message: &'a str,
}

#[derive(Hash, Serialize)]
struct Location {
    uri: String,
    range: Range,
}

/// Where the rule's page is found: none of them is online, so that nothing has to be.
#[derive(Hash, Serialize)]
struct Data<'a> {
    code: &'a str,
    #[serde(serialize_with = "explain")]
    page: &'a str,
}

#[derive(Hash, Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Hash, Serialize)]
struct Position {
    line: u32,
    character: u32,
}

impl<'a> Entry<'a> {
    fn new(finding: &'a Finding, page: &Page, client: &Client) -> Entry<'a> {
        let related = finding.related.iter().filter(|_| client.relates);
        let range = page.places.range(finding.span);
        Entry {
            range: Range { start: range.start.into(), end: range.end.into() },
            severity: severity(finding.severity),
            code: finding.code,
            source: "onrecord",
            message: &finding.message,
            data: Data { code: finding.code, page: finding.code },
            related: related.map(|it| Pointer::new(it, page, client)).collect(),
        }
    }
}

impl<'a> Pointer<'a> {
    fn new(related: &'a Related, page: &Page, client: &Client) -> Pointer<'a> {
        if related.is_here() {
            let range = page.places.range(related.span.unwrap_or_default());
            let range = Range { start: range.start.into(), end: range.end.into() };
            let location = Location { uri: page.own.uri.to_owned(), range };
            return Pointer { location, message: &related.message };
        }
        let range = page.elsewhere.range(related);
        let range = Range { start: range.start.into(), end: range.end.into() };
        let uri = match related.in_copy && client.shows_copies {
            true => copies::uri(&related.path),
            false => to_lsp::uri(&related.path),
        };
        Pointer { location: Location { uri, range }, message: &related.message }
    }
}

impl From<lsp::Position> for Position {
    fn from(it: lsp::Position) -> Position {
        Position { line: it.line, character: it.character }
    }
}

fn explain<S: Serializer>(code: &str, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&format_args!("onrecord explain {code}"))
}

/// The protocol's number.
pub fn severity(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Information => 3,
        Severity::Hint => 4,
    }
}

struct List<'a>(&'a [Entry<'a>]);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut list = out.serialize_seq(Some(self.0.len()))?;
        self.0.iter().try_for_each(|it| list.serialize_element(it))?;
        list.end()
    }
}

/// Never 0, which stands for no diagnostics at all.
fn fingerprint(entries: &[Entry]) -> u64 {
    let mut hasher = DefaultHasher::new();
    entries.hash(&mut hasher);
    hasher.finish().max(1)
}
