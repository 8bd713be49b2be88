//! The articles of a folder, found without opening any.
//!
//! What a walk meets on its way comes with a folder that somebody may have sent. The library that knows what
//! a .gitignore means is handed its lines; it opens nothing, for it would wait at a pipe and read a device
//! without end.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use ignore::{
    Match,
    gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path},
};

use super::{
    files::{self, is_ordinary},
    is_document,
    library::Refusal,
};
use crate::markup::Format;

/// Folders of this name hold what articles lean on, and no articles.
const SOURCES: &str = "sources";

/// Bytes of a file that says what is left out.
const LONGEST: u64 = 256_000;

/// What could not be read on the way; the walk goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    pub path: PathBuf,
    pub why: String,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.path.display(), self.why)
    }
}

/// The articles in a folder and below that are text, by name; what .gitignore names, what links lead to and what is a
/// source is left out.
pub fn articles(folder: &Path) -> impl Iterator<Item = Result<PathBuf, Obstacle>> + use<> {
    Walk::new(folder, is_text)
}

/// The same with documents of word processors.
pub fn manuscripts(folder: &Path) -> impl Iterator<Item = Result<PathBuf, Obstacle>> + use<> {
    Walk::new(folder, |it| is_text(it) || is_document(it))
}

struct Walk {
    is_article: fn(&Path) -> bool,
    /// What lies ahead, the next one last.
    ahead: Vec<Entry>,
    obstacles: Vec<Obstacle>,
    global: Option<Gitignore>,
}

struct Entry {
    /// As the folder was named.
    path: PathBuf,
    /// Without links.
    real: PathBuf,
    is_folder: bool,
    rules: Option<Arc<Rules>>,
}

/// What a folder says is left out, and the folders above it.
struct Rules {
    /// Of `.ignore`, which has the last word.
    own: Option<Gitignore>,
    /// Of `.gitignore`.
    git: Option<Gitignore>,
    /// Of `.git/info/exclude`.
    exclude: Option<Gitignore>,
    /// A repository knows nothing of what is said above it.
    is_repository: bool,
    above: Option<Arc<Rules>>,
}

impl Walk {
    fn new(folder: &Path, is_article: fn(&Path) -> bool) -> Walk {
        let mut walk = Walk { is_article, ahead: Vec::new(), obstacles: Vec::new(), global: None };
        let real = match std::fs::canonicalize(folder) {
            Ok(real) => real,
            Err(error) => {
                walk.obstacles
                    .push(Obstacle { path: folder.to_owned(), why: Refusal::from(error).to_string() });
                return walk;
            }
        };
        walk.global = global();
        let mut above: Vec<&Path> = real.ancestors().skip(1).collect();
        above.reverse();
        let rules = above.into_iter().fold(None, |rules, it| walk.rules(it, it, rules));
        walk.ahead.push(Entry { path: folder.to_owned(), real, is_folder: true, rules });
        walk
    }

    /// Puts what is in a folder before all that lies ahead.
    fn enter(&mut self, folder: Entry) {
        let rules = self.rules(&folder.path, &folder.real, folder.rules.clone());
        let entries = match std::fs::read_dir(&folder.path) {
            Ok(entries) => entries,
            Err(error) => {
                self.obstacles.push(Obstacle { path: folder.path, why: Refusal::from(error).to_string() });
                return;
            }
        };
        let (mut found, mut special) = (Vec::new(), Vec::new());
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            let (path, name) = (entry.path(), entry.file_name());
            let is_article = !kind.is_dir() && (self.is_article)(&path);
            let is_special = is_article && !kind.is_file() && is_special(&path);
            let is_file = is_article && kind.is_file();
            if !is_file && !is_special && !(kind.is_dir() && name != SOURCES) {
                continue;
            }
            let real = folder.real.join(&name);
            let is_hidden = name.as_encoded_bytes().starts_with(b".");
            match self.said(rules.as_deref(), &real, kind.is_dir()) {
                Some(true) => continue,
                None if is_hidden => continue,
                _ if is_special => special.push(Obstacle { path, why: Refusal::Special.to_string() }),
                _ => found.push(Entry { path, real, is_folder: kind.is_dir(), rules: rules.clone() }),
            }
        }
        found.sort_by(|a, b| b.path.file_name().cmp(&a.path.file_name()));
        self.ahead.extend(found);
        special.sort_by(|a, b| b.path.cmp(&a.path));
        self.obstacles.extend(special);
    }

    /// Whether rules leave something out, the nearest first; None where they say nothing of it.
    fn said(&self, rules: Option<&Rules>, real: &Path, is_folder: bool) -> Option<bool> {
        let all = || std::iter::successors(rules, |it| it.above.as_deref());
        let inside = || {
            let mut is_over = false;
            all().take_while(move |it| {
                let was_over = is_over;
                is_over |= it.is_repository;
                !was_over
            })
        };
        let says = |it: &Gitignore| match it.matched(real, is_folder) {
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
            Match::None => None,
        };
        let own = all().find_map(|it| it.own.as_ref().and_then(says));
        let git = || inside().find_map(|it| it.git.as_ref().and_then(says));
        let exclude = || inside().find_map(|it| it.exclude.as_ref().and_then(says));
        own.or_else(git).or_else(exclude).or_else(|| self.global.as_ref().and_then(says))
    }

    /// The rules that hold in a folder.
    fn rules(&mut self, path: &Path, real: &Path, above: Option<Arc<Rules>>) -> Option<Arc<Rules>> {
        let own = self.lines(&path.join(".ignore"), real);
        let git = self.lines(&path.join(".gitignore"), real);
        let repository = path.join(".git");
        let is_repository = repository.exists();
        let exclude = is_repository.then(|| self.lines(&repository.join("info/exclude"), real)).flatten();
        if own.is_none() && git.is_none() && !is_repository {
            return above;
        }
        Some(Arc::new(Rules { own, git, exclude, is_repository, above }))
    }

    fn lines(&mut self, file: &Path, folder: &Path) -> Option<Gitignore> {
        match lines(file, folder) {
            Ok(rules) => rules,
            // Above the folder that was asked about, much may be closed to us.
            Err(Refusal::Unreadable(_)) => None,
            Err(why) => {
                self.obstacles.push(Obstacle { path: file.to_owned(), why: why.to_string() });
                None
            }
        }
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Obstacle>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(obstacle) = self.obstacles.pop() {
                return Some(Err(obstacle));
            }
            match self.ahead.pop()? {
                folder if folder.is_folder => self.enter(folder),
                file => return Some(Ok(file.path)),
            }
        }
    }
}

/// Whether a pipe or a device stands where an article would, itself or at the end of a link. A link that leads to
/// a file or nowhere is nothing to tell of.
fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir())
}

/// The rules in a file, for what is in a folder. None where there are none.
fn lines(file: &Path, folder: &Path) -> Result<Option<Gitignore>, Refusal> {
    let bytes = match files::read(file, LONGEST) {
        Ok(bytes) => bytes,
        Err(Refusal::Missing) => return Ok(None),
        Err(why) => return Err(why),
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut builder = GitignoreBuilder::new(folder);
    for line in text.trim_start_matches('\u{feff}').lines() {
        // A line that is no pattern leaves nothing out.
        let _ = builder.add_line(None, line);
    }
    Ok(builder.build().ok().filter(|it| !it.is_empty()))
}

/// What the writer leaves out of all repositories.
fn global() -> Option<Gitignore> {
    let home = std::env::home_dir()?;
    let settings = std::env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    // The library opens these two itself.
    let files = [home.join(".gitconfig"), settings.join("git/config")];
    if files.iter().any(|it| it.exists() && !is_ordinary(it, LONGEST)) {
        return None;
    }
    lines(&gitconfig_excludes_path()?, &std::env::current_dir().ok()?).ok()?
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    Format::ALL.iter().flat_map(|it| it.endings()).any(|it| it.eq_ignore_ascii_case(ending))
}
