//! The settings that hold for a document: the project's file, and the editor's over it.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::Value;

use super::{
    beside::Beside,
    notifications::{SETTINGS_FILE, reread},
    session::Session,
    stamps::Stamps,
    wire::MessageKind,
};
use crate::{
    features::{
        configuration::{Configuration, above, from_json, housed, project},
        ledger,
    },
    rules::{Committed, Ledger, Profile, Settings},
    sources::{LastCommit, find_upward, library::Folders, lists::Date, today},
    text::Encoding,
};

/// The desk's settings, by folder, as long as nothing they come from has changed.
pub struct Desktop {
    session: Arc<Session>,
    epoch: u64,
    day: Option<Date>,
    by_folder: HashMap<Option<PathBuf>, Arc<Settings>>,
    /// Those of documents that have a ledger.
    by_document: HashMap<Arc<str>, Arc<Settings>>,
    /// The last commits of those of which only what has changed since is shown.
    commits: HashMap<Arc<str>, LastCommit>,
    /// What the writer was told; each set of complaints is told once.
    complained: HashSet<(String, Vec<String>)>,
    /// Another tells.
    is_quiet: bool,
    asked: u64,
    /// The files that settings and ledgers come from, or would.
    stamps: Stamps,
}

impl Desktop {
    pub fn new(session: Arc<Session>) -> Desktop {
        Desktop {
            session,
            epoch: 0,
            day: None,
            by_folder: HashMap::new(),
            by_document: HashMap::new(),
            commits: HashMap::new(),
            complained: HashSet::new(),
            is_quiet: false,
            asked: 0,
            stamps: Stamps::default(),
        }
    }

    /// One that tells nothing.
    pub fn quiet(session: Arc<Session>) -> Desktop {
        Desktop { is_quiet: true, ..Desktop::new(session) }
    }

    /// The settings for a document, with what its ledger has answered.
    pub fn of_document(&mut self, uri: &Arc<str>, path: Option<&Path>) -> Arc<Settings> {
        let mut settings = self.of(path);
        if self.commits.get(uri).is_some_and(|it| !it.is_current()) {
            self.by_document.remove(uri);
        }
        if let Some(known) = self.by_document.get(uri) {
            return known.clone();
        }
        if let Some(ledger) = self.ledger(uri, path) {
            settings = Arc::new(Settings { ledger: Arc::new(ledger), ..(*settings).clone() });
        }
        self.commits.remove(uri);
        if settings.changed_only
            && let Some(committed) = self.committed(uri, path)
        {
            settings = Arc::new(Settings { committed: Some(Arc::new(committed)), ..(*settings).clone() });
        }
        self.by_document.insert(uri.clone(), settings.clone());
        settings
    }

    /// A document as it was committed last; nothing when that cannot be told, and then all of it is shown.
    fn committed(&mut self, uri: &Arc<str>, path: Option<&Path>) -> Option<Committed> {
        let path = path?;
        let folders = Folders::new(self.session.state().folders.clone());
        match LastCommit::of(path, &folders) {
            Ok(commit) => {
                let text = commit.text.clone();
                self.commits.insert(uri.clone(), commit);
                text.map(Committed::new)
            }
            Err(why) => {
                let why = format!("Only changes were to be checked, but {why}; all of the article is.");
                self.complain(&path.display().to_string(), vec![why])
            }
        }
    }

    /// Has all judged anew if settings, ledgers or sources have changed of which nobody has told.
    pub fn compare(&self, beside: &mut Beside) {
        if self.stamps.have_changed() || beside.has_changed() {
            reread(&mut self.session.state());
            self.session.wake();
        }
    }

    /// A document is not open any more.
    pub fn forget(&mut self, uri: &str) {
        self.by_document.remove(uri);
        self.commits.remove(uri);
    }

    /// The ledger beside a document: as the editor has it open, or else as it lies on disk.
    fn ledger(&mut self, uri: &str, path: Option<&Path>) -> Option<Ledger> {
        let beside = format!("{uri}{}", ledger::ENDING);
        let open = self.session.state().documents.get(beside.as_str()).map(|it| it.text.to_string());
        let name = format!("{}{}", path?.display(), ledger::ENDING);
        let text = match open {
            Some(text) => text,
            None => {
                self.stamps.note(Path::new(&name));
                return self.known(&name, ledger::read_file(Path::new(&name))?);
            }
        };
        self.known(&name, ledger::read(&text))
    }

    /// A ledger, once the writer knows what is wrong with it.
    fn known(&mut self, name: &str, read: ledger::Reading) -> Option<Ledger> {
        self.complain::<Ledger>(name, read.complaints);
        Some(read.ledger)
    }

    /// The settings for a document that lies at `path`.
    pub fn of(&mut self, path: Option<&Path>) -> Arc<Settings> {
        let state = self.session.state();
        let (told, folders) = (state.told.clone(), state.folders.clone());
        drop(state);
        let day = today();
        if (self.epoch, self.day) != (told.epoch, day) {
            (self.epoch, self.day) = (told.epoch, day);
            self.by_folder.clear();
            self.by_document.clear();
            self.stamps.forget();
        }
        let folder = path.and_then(Path::parent).map(Path::to_path_buf);
        if let Some(settings) = self.by_folder.get(&folder) {
            return settings.clone();
        }
        let file = folder.as_deref().and_then(|it| self.settings_file(it, &folders));
        let home = folder.as_deref().and_then(|it| workspace_folder(it, &folders));
        let mut settings = self.read(file.as_deref(), told.of(home), home.is_some());
        settings.file = file.or_else(|| Some(root(folder.as_deref()?, &folders).join(SETTINGS_FILE)));
        let settings = Arc::new(settings);
        self.by_folder.insert(folder, settings.clone());
        settings
    }

    /// The nearest settings file at or above a folder, as `check` finds it.
    fn settings_file(&mut self, folder: &Path, workspace: &[PathBuf]) -> Option<PathBuf> {
        let spelled = self.find_upward(folder);
        if spelled.as_ref().is_some_and(|it| is_inside(it, workspace)) {
            return spelled;
        }
        // A folder that is reached through a link has others above it than its address says.
        let real = std::fs::canonicalize(folder).ok().filter(|it| it != folder);
        real.map_or(spelled, |it| self.find_upward(&it))
    }

    fn find_upward(&mut self, folder: &Path) -> Option<PathBuf> {
        let file = find_upward(folder, SETTINGS_FILE);
        let upto = file.as_deref().and_then(Path::parent);
        for above in folder.ancestors() {
            self.stamps.note(&above.join(SETTINGS_FILE));
            if Some(above) == upto {
                break;
            }
        }
        file
    }

    /// `file` are the project's settings, `value` the editor's.
    fn read(&mut self, file: Option<&Path>, value: Option<&Value>, in_workspace: bool) -> Settings {
        let mut settings = Settings::default();
        if let Some(file) = file {
            let folders = self.session.state().folders.clone();
            let is_above = in_workspace && !is_inside(file, &folders);
            if is_above {
                self.session.note_settings(file);
            }
            let read = if is_above { above(file, &folders) } else { project(file, &folders) };
            let (read, complaints) = read.unwrap_or_else(|why| (Settings::default(), vec![why]));
            self.complain::<()>(&file.display().to_string(), complaints);
            settings = read;
        }
        if let Some(value) = value {
            settings = self.take("The editor's settings", from_json(value, &settings));
        }
        if let Some(house) = &settings.house_file {
            self.stamps.note(house);
        }
        let (settings, wrong) = housed(settings);
        if let Some((file, complaints)) = wrong {
            self.complain::<()>(&file.display().to_string(), complaints);
        }
        Settings { today: self.day, ..settings }
    }

    /// Tells what is wrong with settings, and takes the rest.
    fn take(&mut self, origin: &str, read: Configuration) -> Settings {
        self.complain::<()>(origin, read.complaints);
        read.settings
    }

    /// Tells what is wrong, once. Nothing, so that it can stand for what could not be read.
    fn complain<T>(&mut self, origin: &str, complaints: Vec<String>) -> Option<T> {
        if !self.is_quiet
            && !complaints.is_empty()
            && self.complained.insert((origin.to_owned(), complaints.clone()))
        {
            let message = format!("{origin}: {}", complaints.join(" "));
            self.session.outbox.show(MessageKind::Warning, &message);
            self.session.outbox.log(&message);
        }
        None
    }

    /// One line in the log: what is read, by which settings.
    pub fn greet(&mut self) {
        let state = self.session.state();
        let (folders, encoding) = (state.folders.clone(), state.client.encoding);
        drop(state);
        let file = folders.first().and_then(|it| self.settings_file(it, &folders));
        let probe = folders.first().map(|it| it.join("article"));
        let settings = self.of(probe.as_deref());
        let file =
            file.map_or(format!("no {SETTINGS_FILE} found"), |it| format!("settings from {}", it.display()));
        self.session.outbox.log(&format!(
            "onrecord {} reads articles; profile {}; {file}; positions in {}; nothing leaves this machine.",
            env!("CARGO_PKG_VERSION"),
            profile(settings.profile),
            encoding_name(encoding),
        ));
    }

    /// Asks the client to ask for its diagnostics again. Its answer says nothing and is not waited for.
    pub fn refresh(&mut self) {
        self.asked += 1;
        self.session.outbox.send(&serde_json::json!({
            "jsonrpc": "2.0",
            "id": format!("refresh-{}", self.asked),
            "method": "workspace/diagnostic/refresh",
        }));
    }
}

/// Whether a file lies in a folder that is open, as it is spelled or without links.
fn is_inside(file: &Path, workspace: &[PathBuf]) -> bool {
    let real = |it: &PathBuf| std::fs::canonicalize(it).is_ok_and(|it| file.starts_with(it));
    workspace.iter().any(|it| file.starts_with(it) || real(it))
}

/// Where a project's settings would stand: at the top of the workspace folder, or else beside the article.
fn root<'a>(folder: &'a Path, workspace: &'a [PathBuf]) -> &'a Path {
    workspace_folder(folder, workspace).unwrap_or(folder)
}

fn workspace_folder<'a>(folder: &Path, workspace: &'a [PathBuf]) -> Option<&'a Path> {
    let around = workspace.iter().filter(|it| folder.starts_with(it));
    around.max_by_key(|it| it.as_os_str().len()).map(PathBuf::as_path)
}

fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::Wire => "wire",
        Profile::Feature => "feature",
        Profile::Opinion => "opinion",
        Profile::Encyclopedia => "encyclopedia",
    }
}

fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Utf32 => "UTF-32",
    }
}
