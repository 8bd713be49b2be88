//! Which files to read, and what holds for each.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    features::{
        configuration::{housed, project},
        ledger,
        wanted::is_text,
    },
    rules::{Committed, Ledger, Settings},
    sources::{
        self, LastCommit,
        library::{Folders, Refusal},
    },
};

/// The name of the configuration file that is looked for upward.
const CONFIGURATION: &str = "onrecord.toml";

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    StandardInput,
    File(PathBuf),
}

impl Place {
    /// As reports name it.
    pub fn name(&self) -> String {
        match self {
            Place::StandardInput => "-".to_owned(),
            Place::File(path) => path.to_string_lossy().into_owned(),
        }
    }
}

/// The articles that paths stand for, and what was wrong with the paths.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of the paths; those of a folder by name.
    pub places: Vec<Place>,
    pub complaints: Vec<String>,
    /// Folders in which there are none.
    pub empty: Vec<PathBuf>,
    /// Whether a folder was walked.
    pub folders: bool,
    /// Those that nobody has named, only a folder that they are in.
    pub walked: BTreeSet<PathBuf>,
}

impl Found {
    /// Leaves out what a walk has found in folders that settings name as sources.
    pub fn leave_out_sources(&mut self, configurations: &mut Configurations) {
        let walked = &self.walked;
        self.places.retain(|place| match place {
            Place::File(path) => !walked.contains(path) || !configurations.is_source(path),
            Place::StandardInput => true,
        });
    }
}

/// Finds the articles; with no path, those below the current folder.
pub fn find(paths: &[PathBuf]) -> Found {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.places.push(Place::StandardInput);
            continue;
        }
        match std::fs::metadata(path) {
            Err(error) => found.complaints.push(format!("{}: {}", path.display(), reason(&error))),
            // What Pages saves may be a folder; to its writer it is a file.
            Ok(it) if it.is_dir() && sources::foreign(path, true).is_none() => {
                found.folders = true;
                let articles = walk(path, &mut found.complaints);
                if articles.is_empty() {
                    found.empty.push(path.clone());
                }
                let new = articles.into_iter().filter(|it| seen.insert(it.clone()));
                let new: Vec<PathBuf> = new.collect();
                found.walked.extend(new.iter().cloned());
                found.places.extend(new.into_iter().map(Place::File));
            }
            Ok(_) if seen.insert(path.clone()) => found.places.push(Place::File(path.clone())),
            Ok(_) => {}
        }
    }
    found
}

fn walk(folder: &Path, complaints: &mut Vec<String>) -> Vec<PathBuf> {
    let mut articles = Vec::new();
    for entry in sources::manuscripts(folder) {
        match entry {
            Err(error) => complaints.push(error.to_string()),
            Ok(path) => articles.push(path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path)),
        }
    }
    articles
}

/// An error of the system in a writer's words.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read".to_owned(),
        _ => error.to_string(),
    }
}

/// Why a file was not read, in a writer's words.
pub fn refused(why: &Refusal) -> String {
    match why {
        Refusal::Missing => "there is no such file or folder".to_owned(),
        why => why.to_string(),
    }
}

/// The folder that holds all others, for what the caller has named.
fn everywhere(path: &Path) -> Option<PathBuf> {
    path.ancestors().last().map(Path::to_path_buf)
}

/// The settings of each article: those of the nearest configuration file above it, or of one file for all.
pub struct Configurations {
    all: Option<Settings>,
    by_folder: HashMap<PathBuf, Settings>,
    by_file: HashMap<PathBuf, Settings>,
    pub complaints: Vec<String>,
}

impl Configurations {
    /// One file for all articles, or the nearest for each.
    pub fn new(file: Option<&Path>) -> Result<Configurations, String> {
        let mut it = Configurations {
            all: None,
            by_folder: HashMap::new(),
            by_file: HashMap::new(),
            complaints: Vec::new(),
        };
        if let Some(file) = file {
            // Its caller has named it: what it names may lie anywhere.
            let whole = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
            it.all = Some(it.read(file, everywhere(&whole).as_slice())?);
        }
        Ok(it)
    }

    /// The settings of an article, with what its ledger has answered.
    pub fn of(&mut self, place: &Place) -> Settings {
        let mut settings = Settings { today: sources::today(), ..self.for_all(place) };
        if let Place::File(path) = place {
            settings.ledger = self.ledger(path);
            if settings.changed_only {
                settings.committed = self.committed(path);
            }
        }
        settings
    }

    /// The article as it was committed last; nothing when that cannot be told, and then all of it counts.
    fn committed(&mut self, path: &Path) -> Option<Arc<Committed>> {
        let path = std::fs::canonicalize(path).ok()?;
        match LastCommit::of(&path, &Folders::new(everywhere(&path))) {
            Ok(it) => it.text.map(|it| Arc::new(Committed::new(it))),
            Err(why) => {
                self.complaints.push(format!("{}: {why}; all of it is checked", path.display()));
                None
            }
        }
    }

    /// What is answered beside an article; nothing when it has no ledger.
    fn ledger(&mut self, path: &Path) -> Arc<Ledger> {
        let name = format!("{}{}", path.display(), ledger::ENDING);
        let Some(ledger::Reading { ledger, complaints }) = ledger::read_file(Path::new(&name)) else {
            return Arc::default();
        };
        self.complaints.extend(complaints.into_iter().map(|it| format!("{name}: {it}")));
        Arc::new(ledger)
    }

    pub fn for_all(&mut self, place: &Place) -> Settings {
        if let Some(all) = &self.all {
            return all.clone();
        }
        let folder = match place {
            Place::StandardInput => Path::new("."),
            Place::File(path) => {
                path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
            }
        };
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let settings = self.nearest(folder);
        self.by_folder.insert(folder.to_owned(), settings.clone());
        settings
    }

    /// Whether the settings for a file make a source of it, and no article.
    pub fn is_source(&mut self, path: &Path) -> bool {
        let settings = self.for_all(&Place::File(path.to_owned()));
        let whole = || std::fs::canonicalize(path).is_ok_and(|it| is_text(&it, &[], &settings));
        !settings.sources.is_empty() && whole()
    }

    fn nearest(&mut self, folder: &Path) -> Settings {
        let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let Some(file) = sources::find_upward(&whole, CONFIGURATION) else { return Settings::default() };
        if let Some(known) = self.by_file.get(&file) {
            return known.clone();
        }
        let settings = self.read(&file, &[]).unwrap_or_else(|why| {
            self.complaints.push(why);
            Settings::default()
        });
        self.by_file.insert(file, settings.clone());
        settings
    }

    /// `opened` are folders that may be read beside the file's own.
    fn read(&mut self, file: &Path, opened: &[PathBuf]) -> Result<Settings, String> {
        let named = |file: &Path, why: String| format!("{}: {why}", file.display());
        let (settings, complaints) = project(file, opened).map_err(|why| named(file, why))?;
        self.complaints.extend(complaints.into_iter().map(|it| named(file, it)));
        let (settings, wrong) = housed(settings);
        let wrong =
            wrong.into_iter().flat_map(|(house, all)| all.into_iter().map(move |it| named(&house, it)));
        self.complaints.extend(wrong);
        Ok(settings)
    }
}
