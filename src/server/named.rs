//! Files beside articles that lie where nobody would look for sources: what settings, articles and the
//! entries of lists name. A change to one of them is news, and the editor is asked to watch them.

use std::{
    collections::{BTreeSet, HashSet},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{
    client::Client,
    session::{Session, State},
    to_lsp,
};
use crate::sources::{
    library::{Folders, Library, Wanted, is_list, spelled},
    lists::Kind,
};

/// Folders that an editor watches for us, and no more. Of what lies elsewhere we hear when it is saved in
/// the editor, or when something else changes.
const MOST: usize = 50;

/// What was named so far. It only grows: what is named no longer costs nothing.
#[derive(Default)]
pub struct Named {
    /// Folders of texts, as they are named and without links.
    folders: HashSet<PathBuf>,
    files: HashSet<PathBuf>,
    /// The lists among the files, without links.
    lists: HashSet<PathBuf>,
    watched: BTreeSet<Watch>,
    asked: usize,
}

/// A folder to watch: all below it, or only the files in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Watch {
    folder: PathBuf,
    is_deep: bool,
}

impl Named {
    pub fn holds(&self, path: &Path) -> bool {
        let holds =
            |it: &Path| self.files.contains(it) || it.ancestors().skip(1).any(|it| self.folders.contains(it));
        // One that is gone has a folder all the same.
        let real = || Some(std::fs::canonicalize(path.parent()?).ok()?.join(path.file_name()?));
        holds(path) || real().is_some_and(|it| holds(&it))
    }

    /// Whether a list is kept in this file, whatever it is called; `path` is without links.
    pub fn is_list(&self, path: &Path) -> bool {
        self.lists.contains(path)
    }
}

impl Session {
    /// Takes note of what is wanted for an article, and of what it has come to, if that was read.
    pub fn note_named(&self, wanted: &Wanted, folders: &Folders, library: Option<&Library>) {
        let mut named = Named::default();
        for (base, name) in &wanted.texts {
            let paths = [spelled(base, name), folders.admit(base, name).ok()];
            let (below, files): (Vec<PathBuf>, _) = paths.into_iter().flatten().partition(|it| it.is_dir());
            named.folders.extend(below);
            named.files.extend(files);
        }
        named.files.extend(wanted.lists.iter().filter_map(|(base, name)| spelled(base, name)));
        named.lists.extend(wanted.lists.iter().filter_map(|(base, name)| folders.admit(base, name).ok()));
        if let Some(library) = library {
            let own = wanted.own.as_ref().map(|it| it.path.as_path());
            let lists = library.lists.iter().map(|it| &it.path).filter(|it| Some(it.as_path()) != own);
            named.lists.extend(lists.cloned());
            named.files.extend(library.texts().map(|it| it.1.path.clone()));
            let whole = library.notices.iter().filter(|it| it.span.is_none());
            named.files.extend(whole.map(|it| it.path.clone()));
            named.files.extend(library.missing.iter().cloned());
        }
        named.files.extend(named.lists.iter().cloned());
        named.lists.retain(|it| Kind::of_path(it).is_some());
        if self.state().name(named, &self.outbox) {
            // Somebody may wait for what is counted of a list.
            self.wake();
        }
    }
}

impl Session {
    /// Takes note of settings that lie above the folders that are open.
    pub fn note_settings(&self, file: &Path) {
        let named = Named { files: [file.to_owned()].into(), ..Named::default() };
        self.state().name(named, &self.outbox);
    }
}

impl State {
    /// Whether an open text has turned out to be a list.
    fn name(&mut self, new: Named, outbox: &super::wire::Outbox) -> bool {
        let folders = new.folders.difference(&self.named.folders);
        let files = new.files.difference(&self.named.files);
        let mut watches: BTreeSet<Watch> = folders
            .filter(|it| !is_watched_anyway(it, &self.folders, true))
            .map(|it| Watch { folder: it.clone(), is_deep: true })
            .collect();
        let files = files.filter(|it| {
            it.exists()
                && !is_watched_anyway(it, &self.folders, false)
                && !it.ancestors().any(|it| new.folders.contains(it) || self.named.folders.contains(it))
        });
        let beside = files.filter_map(|it| it.parent());
        watches.extend(beside.map(|it| Watch { folder: it.to_owned(), is_deep: false }));
        watches.retain(|it| !self.named.watched.contains(it));
        let room = MOST.saturating_sub(self.named.watched.len());
        let watches: Vec<Watch> = watches.into_iter().take(room).collect();
        self.named.folders.extend(new.folders);
        self.named.files.extend(new.files);
        self.named.lists.extend(new.lists);
        let has_adopted = self.adopt_lists();
        if self.client.registers_watchers && !watches.is_empty() {
            self.named.asked += 1;
            let id = format!("onrecord-named-{}", self.named.asked);
            outbox.send(&registration(&id, &watches, &self.client, &self.folders));
        }
        self.named.watched.extend(watches);
        has_adopted
    }

    /// What was opened before anybody knew that it is a list.
    fn adopt_lists(&mut self) -> bool {
        let mut has_adopted = false;
        for document in self.documents.values_mut().filter(|it| it.list.is_none() && it.is_source) {
            let real = document.path.as_deref().and_then(|it| std::fs::canonicalize(it).ok());
            document.list = real.filter(|it| self.named.lists.contains(it));
            has_adopted |= document.list.is_some();
        }
        has_adopted
    }
}

/// Whether the editor watches it from the start: what lies where sources lie, in the folders that are open.
fn is_watched_anyway(path: &Path, workspace: &[PathBuf], is_folder: bool) -> bool {
    let inside = workspace.iter().find_map(|it| path.strip_prefix(it).ok());
    inside.is_some_and(|it| it.iter().any(|it| it == "sources") || !is_folder && is_list(path))
}

/// The question to the client. Its answer says nothing and is not waited for.
fn registration(id: &str, watches: &[Watch], client: &Client, workspace: &[PathBuf]) -> Value {
    let watchers: Vec<Value> = watches.iter().map(|it| it.watcher(client, workspace)).collect();
    json!({
        "jsonrpc": "2.0",
        "id": id,
        "method": "client/registerCapability",
        "params": { "registrations": [{
            "id": id,
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        }] },
    })
}

impl Watch {
    fn watcher(&self, client: &Client, workspace: &[PathBuf]) -> Value {
        let files = if self.is_deep { "**/*" } else { "*" };
        if client.watches_elsewhere {
            let base = to_lsp::uri(&self.folder);
            return json!({ "globPattern": { "baseUri": base, "pattern": files } });
        }
        let inside = workspace.iter().find_map(|it| self.folder.strip_prefix(it).ok());
        let (before, folder) = inside.map_or(("", self.folder.as_path()), |it| ("**/", it));
        // A mark that means something in a pattern stands for any letter.
        let folder = folder.to_string_lossy().replace(['*', '?', '[', ']', '{', '}', '!'], "?");
        let folder = if folder.is_empty() { folder } else { format!("{folder}/") };
        json!({ "globPattern": format!("{before}{folder}{files}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_watched_by_its_address_or_by_a_pattern() {
        let workspace = [PathBuf::from("/desk")];
        let pattern = |folder: &str, is_deep, client: &Client| {
            let watch = Watch { folder: folder.into(), is_deep };
            watch.watcher(client, &workspace)["globPattern"].clone()
        };
        let plain = Client::default();
        assert_eq!(pattern("/desk/tapes", true, &plain), "**/tapes/**/*");
        assert_eq!(pattern("/desk/a[1]", false, &plain), "**/a?1?/*");
        assert_eq!(pattern("/desk", false, &plain), "**/*");
        assert_eq!(pattern("/mine/tapes", true, &plain), "/mine/tapes/**/*");
        let mut client = Client::default();
        client.watches_elsewhere = true;
        let told = pattern("/mine/tapes 1", true, &client);
        assert_eq!(told, json!({ "baseUri": "file:///mine/tapes%201", "pattern": "**/*" }));
    }

    #[test]
    fn what_is_named_is_a_file_or_below_a_folder() {
        let named = Named {
            folders: ["/desk/tapes".into()].into(),
            files: ["/desk/log.txt".into()].into(),
            ..Named::default()
        };
        for (path, holds) in [
            ("/desk/tapes/a/b.txt", true),
            ("/desk/log.txt", true),
            ("/desk/tapes.txt", false),
            ("/desk/other.txt", false),
        ] {
            assert_eq!(named.holds(Path::new(path)), holds, "{path}");
        }
    }
}
