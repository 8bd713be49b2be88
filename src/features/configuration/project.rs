//! A project's own settings, as they lie on disk.
//!
//! They come with a folder that somebody may have sent: what they name is read only inside that
//! folder and the ones that the writer has opened. The editor's settings are the writer's own word.

use std::path::{Path, PathBuf};

use super::{from_toml, house};
use crate::{
    rules::{Named, Settings},
    sources::{
        library::{Folders, Refusal, spelled},
        read_text,
    },
};

/// What a settings file says, counted from its folder, and what is wrong with it; why not, when it
/// cannot be read at all. `opened` are the folders that the writer has opened.
pub fn project(file: &Path, opened: &[PathBuf]) -> Result<(Settings, Vec<String>), String> {
    let (mut settings, mut complaints) = read(file)?;
    let folder = folder(file);
    let folders = Folders::new(opened.iter().cloned().chain([folder.to_owned()]));
    files(&mut settings, &mut complaints, |path| folders.admit(folder, path));
    Ok((settings, complaints))
}

/// The same for a file above the folders that the writer has opened. It is no project that anybody has
/// opened: what it names is read inside the opened folders and nowhere else, not even beside it.
pub fn above(file: &Path, opened: &[PathBuf]) -> Result<(Settings, Vec<String>), String> {
    let (mut settings, mut complaints) = read(file)?;
    let folder = folder(file);
    let folders = Folders::new(opened.iter().cloned());
    let inside = |path: &str| match spelled(folder, path) {
        Some(path) => folders.within(&path),
        None => Err(Refusal::NoFile),
    };
    files(&mut settings, &mut complaints, inside);
    let mut kept = |all: Vec<Named>, key: &str| -> Vec<Named> {
        let kept = all.into_iter().filter_map(|it| {
            if let Err(why @ (Refusal::Outside | Refusal::Remote)) = inside(&it.path) {
                complaints.push(format!("`{key}` names {}, {why}.", it.path));
                return None;
            }
            let path = spelled(folder, &it.path)?;
            let base = opened.iter().find(|it| path.starts_with(it)).or(opened.first()).cloned();
            Some(Named { path: path.to_string_lossy().into_owned(), base })
        });
        kept.collect()
    };
    settings.sources = kept(settings.sources, "sources");
    settings.bibliography = kept(settings.bibliography, "bibliography");
    Ok((settings, complaints))
}

fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

fn read(file: &Path) -> Result<(Settings, Vec<String>), String> {
    let text = read_text(file)?.ok_or("there is no such file or folder")?;
    let read = from_toml(&text);
    Ok((read.settings.within(folder(file)), read.complaints))
}

/// Leaves out files that may not be read. What is not there is told by whoever needs it.
fn files(
    settings: &mut Settings,
    complaints: &mut Vec<String>,
    admit: impl Fn(&str) -> Result<PathBuf, Refusal>,
) {
    let mut admitted = |path: Option<PathBuf>, key: &str| {
        let path = path?;
        match admit(&path.to_string_lossy()) {
            Err(why @ (Refusal::Outside | Refusal::Remote)) => {
                complaints.push(format!("`{key}` names {}, {why}.", path.display()));
                None
            }
            _ => Some(path),
        }
    };
    settings.house_file = admitted(settings.house_file.take(), "house");
    settings.model = admitted(settings.model.take(), "model");
}

/// Settings with what the file says that they point to, and what is wrong with that file.
pub fn housed(settings: Settings) -> (Settings, Option<(PathBuf, Vec<String>)>) {
    let Some(file) = settings.house_file.clone() else { return (settings, None) };
    let text = read_text(&file).and_then(|it| it.ok_or_else(|| "there is no such file or folder".to_owned()));
    match text {
        Ok(text) => {
            let (known, complaints) = house(&text);
            (settings.with_house(&known), Some((file, complaints)))
        }
        Err(why) => (settings, Some((file, vec![why]))),
    }
}
