//! What can be done about an entry of a list: take it out, make two of them one, name a copy that stays.

use std::path::{Path, PathBuf};

use super::{
    actions::ActionKind,
    list_notes::{ListNote, TWICE, UNDATED, UNUSED, named},
};
use crate::{
    sources::{
        library::{Library, ListFile},
        lists::{self, Date, Kind, iso},
    },
    text::{Edit, Span},
};

/// How the keys of these actions begin.
const MOVE: &str = "move";

/// Entries of a selection that anything is offered for.
const MOST: usize = 8;

/// Something that can be done with one key press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAction {
    pub title: String,
    pub kind: ActionKind,
    /// The note it answers: an index into those that were given.
    pub note: Option<usize>,
    /// What [`change`] needs; opaque, survives a trip to the client.
    pub key: String,
}

impl ListAction {
    /// Whether it needs an editor that makes files.
    pub fn makes_a_file(&self) -> bool {
        self.key.starts_with(MOVE)
    }
}

/// What an action does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In bytes of the list, in no order, never overlapping.
    pub edits: Vec<Edit>,
    /// A key that is gone, and the one to cite in its place.
    pub instead: Option<(String, String)>,
    /// What goes to the top of the list beside this one where old entries are kept.
    pub archived: Option<String>,
}

impl Change {
    fn of(edits: Vec<Edit>) -> Change {
        Change { edits, instead: None, archived: None }
    }
}

/// Where the entries are kept that nobody cites any more: "refs-archive.bib" beside "refs.bib". It is called like
/// no list, so that no article leans on it.
pub fn archive_of(list: &Path) -> Option<PathBuf> {
    let (stem, ending) = (list.file_stem()?.to_str()?, list.extension()?.to_str()?);
    Some(list.with_file_name(format!("{stem}-archive.{ending}")))
}

/// What can be done about the entries of a library's first list that touch `span`. `notes` are those on it.
pub fn actions(library: &Library, notes: &[ListNote], span: Span, today: Date) -> Vec<ListAction> {
    let Some((file, kind)) = list(library) else { return Vec::new() };
    let touched = file
        .list
        .entries
        .iter()
        .enumerate()
        .filter(|it| it.1.span.start <= span.end && span.start <= it.1.span.end);
    let mut out = Vec::new();
    for (index, entry) in touched.take(MOST) {
        let note = |code| notes.iter().position(|it| it.code == code && entry.span.covers(it.span));
        if let Some(note) = note(UNUSED)
            && lists::remove(kind, &file.text, &file.list, index).is_some()
        {
            let title = format!("Remove the entry “{}”", entry.key);
            let key = format!("remove\t{index}");
            out.push(ListAction { title, kind: ActionKind::QuickFix, note: Some(note), key });
            out.extend(moved(file, kind, index, note));
        }
        out.extend(joined(library, index, note(TWICE)));
        let undated = note(UNDATED);
        let kind_of = if undated.is_some() { ActionKind::QuickFix } else { ActionKind::Rewrite };
        if undated.is_some() && lists::looked_at(kind, &file.text, &file.list, index, today).is_some() {
            let title = format!("“{}” was looked at today", entry.key);
            let key = format!("seen\t{index}\t{}", iso(today));
            out.push(ListAction { title, kind: kind_of, note: undated, key });
        }
        if lists::archive(kind, &file.text, &file.list, index, today).is_some() {
            let title = format!("Name a copy of “{}” at web.archive.org", entry.key);
            let key = format!("archive\t{index}\t{}", iso(today));
            out.push(ListAction { title, kind: kind_of, note: undated, key });
        }
    }
    out
}

/// None where the list does not take it.
pub fn change(library: &Library, key: &str) -> Option<Change> {
    let (file, kind) = list(library)?;
    let mut parts = key.split('\t');
    let (what, index) = (parts.next()?, parts.next()?.parse().ok()?);
    let (text, list) = (&file.text, &file.list);
    match what {
        "remove" => Some(Change::of(vec![lists::remove(kind, text, list, index)?])),
        MOVE => {
            let archived = lists::lifted(kind, text, list, index)?;
            let edits = vec![lists::remove(kind, text, list, index)?];
            Some(Change { archived: Some(archived), ..Change::of(edits) })
        }
        "join" => {
            let first = first(library, index)?;
            let edits = lists::join(kind, text, list, first, index)?.edits;
            let (old, new) = (&list.entries.get(index)?.key, &list.entries[first].key);
            let instead = (old != new).then(|| (old.clone(), new.clone()));
            Some(Change { instead, ..Change::of(edits) })
        }
        "archive" => {
            let today = lists::date(parts.next()?)?;
            Some(Change::of(lists::archive(kind, text, list, index, today)?))
        }
        "seen" => {
            let today = lists::date(parts.next()?)?;
            Some(Change::of(lists::looked_at(kind, text, list, index, today)?))
        }
        _ => None,
    }
}

fn list(library: &Library) -> Option<(&ListFile, Kind)> {
    let file = library.lists.first()?;
    Some((file, Kind::of_path(&file.path)?))
}

fn moved(file: &ListFile, kind: Kind, index: usize, note: usize) -> Option<ListAction> {
    lists::lifted(kind, &file.text, &file.list, index)?;
    let archive = archive_of(&file.path)?;
    let name = archive.file_name()?.to_string_lossy();
    let title = format!("Move “{}” to {name}", file.list.entries[index].key);
    Some(ListAction { title, kind: ActionKind::QuickFix, note: Some(note), key: format!("{MOVE}\t{index}") })
}

fn joined(library: &Library, index: usize, note: Option<usize>) -> Option<ListAction> {
    let (file, kind) = list(library)?;
    let first = first(library, index)?;
    let (one, other) = (&file.list.entries[first].key, &file.list.entries[index].key);
    // What other entries take from it would be gone.
    if one != other && named(file).any(|it| it == other) {
        return None;
    }
    let joined = lists::join(kind, &file.text, &file.list, first, index)?;
    let without = match joined.lost.as_slice() {
        [] => String::new(),
        lost => format!(", without its {}", lost.join(", ")),
    };
    let title = format!("Merge “{other}” into “{one}”{without}");
    Some(ListAction { title, kind: ActionKind::QuickFix, note, key: format!("join\t{index}") })
}

/// The entry that stands before this one for the same source.
fn first(library: &Library, index: usize) -> Option<usize> {
    let found = library.duplicates().into_iter().find(|it| it.second.index == index)?;
    Some(found.first.index)
}
