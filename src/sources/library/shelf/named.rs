//! The files that entries name: where they lie, and what is told of those that are not read.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    super::{Folders, Library, Listed, Notice, Refusal, Source, composed, spelled},
    ListFile,
};
use crate::{
    sources::{
        import,
        lists::{Entry, Role, Value},
    },
    text::Span,
};

/// More files of a list that are not read for one reason are told in one line: whoever moves a list without its
/// attachments knows it after the first.
const EACH: usize = 10;

/// A text file that an entry names.
pub struct NamedText {
    pub path: PathBuf,
    /// Index of the source.
    pub source: usize,
    pub file: Arc<ListFile>,
    /// Where it is named.
    pub span: Span,
    /// As it is named.
    pub reference: String,
}

/// What looking for files has shown, as long as nothing changes.
#[derive(Debug, Default)]
pub struct Looked {
    state: Option<u64>,
    /// By the folder they are seen from, and by what they are called there.
    known: HashMap<PathBuf, HashMap<String, Result<PathBuf, Refusal>>>,
}

impl Looked {
    pub fn in_state(&mut self, state: u64) {
        if self.state != Some(state) {
            self.state = Some(state);
            self.known.clear();
        }
    }
}

/// A file that an entry names and that is not read.
struct Refused {
    span: Span,
    reference: String,
    refusal: Refusal,
}

/// Adds a source for each entry; gives back the text files that entries name.
pub fn add_entries(library: &mut Library, folders: &Folders, looked: &mut Looked) -> Vec<NamedText> {
    if looked.state.is_none() {
        looked.known.clear();
    }
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for file in library.lists.clone() {
        let problems = file.list.problems.iter();
        library.notices.extend(problems.map(|it| notice(&file, it.span, it.message.clone())));
        let base = file.path.parent().unwrap_or(Path::new("")).to_owned();
        let mut seen = folders.seen_from(&base);
        let known = looked.known.entry(base.clone()).or_default();
        let mut refused = Vec::new();
        for (index, entry) in file.list.entries.iter().enumerate() {
            let listed = Some(Listed { file: file.clone(), index });
            let at = library.add(Source { key: entry.key.clone(), listed, ..Source::default() });
            for (reference, span) in named_files(entry) {
                let found = match known.get(reference) {
                    Some(found) => found,
                    None => known.entry(reference.to_owned()).or_insert(seen.admit(reference)),
                };
                match found {
                    Ok(path) if import::Kind::of_path(path).is_some() => {
                        let (path, file, reference) = (path.clone(), file.clone(), reference.to_owned());
                        named.push(NamedText { path, source: at, file, span, reference });
                    }
                    Ok(_) | Err(Refusal::NoFile) => {}
                    Err(refusal) => {
                        let gone = (*refusal == Refusal::Missing).then(|| spelled(&base, reference));
                        library.missing.extend(gone.flatten());
                        let (reference, refusal) = (reference.to_owned(), refusal.clone());
                        refused.push(Refused { span, reference, refusal });
                    }
                }
            }
            let ids = entry.other_keys().into_iter();
            others.extend(ids.map(|it| (composed(it).into_owned(), at)));
        }
        tell_refused(library, &file, refused);
    }
    // What an entry was called once gives way to what another is called now.
    for (key, at) in others {
        library.by_key.entry(key).or_insert(at);
    }
    named
}

/// One by one where there are few, else the first of each kind with their number.
fn tell_refused(library: &mut Library, file: &Arc<ListFile>, refused: Vec<Refused>) {
    let mut left = refused;
    while let Some(first) = left.first() {
        let kind = first.refusal.clone();
        let (same, others): (Vec<Refused>, Vec<Refused>) =
            left.into_iter().partition(|it| it.refusal == kind);
        left = others;
        let told = |it: &Refused| notice(file, it.span, format!("{}: {}", it.reference, it.refusal));
        if same.len() <= EACH {
            library.notices.extend(same.iter().map(told));
            continue;
        }
        let mut notice = told(&same[0]);
        notice.message += &format!("; so it is with {} more that this list names", same.len() - 1);
        library.notices.push(notice);
        library.together.extend(same.iter().skip(1).map(told));
    }
}

/// Tells at every entry that names a text why it could not be read.
pub fn tell_unread<'a>(library: &mut Library, named: impl Iterator<Item = &'a NamedText>, why: &str) {
    library.notices.extend(named.map(|it| notice(&it.file, it.span, format!("{}: {why}", it.reference))));
}

fn notice(file: &ListFile, span: Span, message: String) -> Notice {
    Notice { path: file.path.clone(), span: Some(span), message }
}

/// The files that an entry names; reference managers put several into one field, with their names and types.
pub fn named_files(entry: &Entry) -> Vec<(&str, Span)> {
    let fields = entry.fields.iter().filter(|it| it.role == Role::Text);
    let parts = fields.flat_map(|field| {
        let words = match &field.value {
            Value::Words(words) => words.as_str(),
            _ => "",
        };
        words.split(';').map(move |it| (of_manager(it.trim()), field.span))
    });
    parts.filter(|it| !it.0.is_empty()).collect()
}

/// "Full text:files/12/cho.pdf:application/pdf" and ":files/cho.pdf:PDF" name "files/…/cho.pdf".
fn of_manager(written: &str) -> &str {
    let is_kind =
        |it: &str| it.contains('/') && !it.contains('.') || it.bytes().all(|it| it.is_ascii_uppercase());
    match written.rsplit_once(':') {
        Some((before, kind)) if !kind.is_empty() && is_kind(kind) && before.contains(':') => {
            before.split_once(':').map_or(before, |it| it.1)
        }
        _ => written,
    }
}
