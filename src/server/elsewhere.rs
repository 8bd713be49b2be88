//! Where the passages that findings speak of stand in their files, found once until a file changes.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use tower_lsp::gen_lsp_types as lsp;

use super::{client::Client, places::Places};
use crate::{
    rules::{Finding, Related, Review},
    sources::read_text,
    text::{Encoding, Span},
};

/// A longer file is not read for the lines of a passage.
const LONGEST: u64 = 4_000_000;

/// Files whose places are kept, and places of each; the oldest go first.
const MOST_FILES: usize = 64;
const MOST_PLACES: usize = 10_000;

/// The places that were looked up: a key press elsewhere does not move them.
static KNOWN: Mutex<Vec<Known>> = Mutex::new(Vec::new());

/// One state of a file, or of its reading copy.
struct Known {
    path: PathBuf,
    in_copy: bool,
    modified: Option<SystemTime>,
    length: u64,
    encoding: Encoding,
    /// By start and end in bytes.
    ranges: HashMap<(usize, usize), lsp::Range>,
}

/// The places that some findings speak of.
#[derive(Default)]
pub struct Elsewhere(HashMap<(PathBuf, bool, (usize, usize)), lsp::Range>);

impl Elsewhere {
    /// Each file is read at most once, whatever number of findings point into it.
    pub fn of(findings: &[&Finding], client: &Client, review: &Review) -> Elsewhere {
        let related = findings.iter().flat_map(|it| &it.related);
        let shown =
            related.filter(|it| client.relates && !it.is_here() && (client.shows_copies || !it.in_copy));
        let mut wanted: BTreeMap<(&Path, bool), Vec<Span>> = BTreeMap::new();
        for it in shown {
            wanted.entry((&it.path, it.in_copy)).or_default().extend(it.span);
        }
        let mut out = HashMap::new();
        for ((path, in_copy), spans) in wanted {
            for (span, range) in ranges(path, in_copy, &spans, client.encoding, review) {
                out.insert((path.to_owned(), in_copy, ends(span)), range);
            }
        }
        Elsewhere(out)
    }

    /// The file's beginning where its place is not known.
    pub fn range(&self, related: &Related) -> lsp::Range {
        let key = related.span.map(|span| (related.path.clone(), related.in_copy, ends(span)));
        key.and_then(|it| self.0.get(&it).copied()).unwrap_or_default()
    }
}

fn ends(span: Span) -> (usize, usize) {
    (span.start, span.end)
}

fn ranges(
    path: &Path,
    in_copy: bool,
    spans: &[Span],
    encoding: Encoding,
    review: &Review,
) -> Vec<(Span, lsp::Range)> {
    let most = if in_copy { u64::MAX } else { LONGEST };
    let Some(about) = fs::metadata(path).ok().filter(|it| it.len() <= most) else { return Vec::new() };
    let (modified, length) = (about.modified().ok(), about.len());
    // A panic elsewhere has left the list whole: a file is put in when it is done.
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let is_it = |it: &Known| (&*it.path, it.in_copy, it.encoding) == (path, in_copy, encoding);
    let is_current = |it: &Known| is_it(it) && (it.modified, it.length) == (modified, length);
    let mut file = match known.iter().position(is_current) {
        Some(at) => known.remove(at),
        None => Known { path: path.to_owned(), in_copy, modified, length, encoding, ranges: HashMap::new() },
    };
    known.retain(|it| !is_it(it));
    if spans.iter().any(|it| !file.ranges.contains_key(&ends(*it))) {
        if file.ranges.len() + spans.len() > MOST_PLACES {
            file.ranges.clear();
        }
        let text = text(path, in_copy, review);
        let whole =
            |it: &Span| Some(*it).filter(|it| text.get(it.start..it.end).is_some()).unwrap_or_default();
        let places = Places::new(&text, encoding, spans.iter().map(whole));
        file.ranges.extend(spans.iter().map(|it| (ends(*it), places.range(whole(it)))));
    }
    let found = spans.iter().filter_map(|it| Some((*it, *file.ranges.get(&ends(*it))?))).collect();
    if known.len() >= MOST_FILES {
        known.remove(0);
    }
    known.push(file);
    found
}

fn text(path: &Path, in_copy: bool, review: &Review) -> String {
    if !in_copy {
        return read_text(path).ok().flatten().unwrap_or_default();
    }
    let mut texts = review.texts().sources().iter().map(|it| &it.read.text);
    texts.find(|it| it.path == path).map(|it| it.reading_copy()).unwrap_or_default()
}
