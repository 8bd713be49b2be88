//! A project's own settings, as they lie on disk.
//!
//! They come with a folder that somebody may have sent: what they name is read only inside that
//! folder and the ones that the writer has opened. The editor's settings are the writer's own word.

use std::path::{Path, PathBuf};

use super::{from_toml, house};
use crate::{
    rules::Settings,
    sources::{
        library::{Folders, Refusal},
        read_text,
    },
};

/// What a settings file says, counted from its folder, and what is wrong with it; why not, when it
/// cannot be read at all. `opened` are the folders that the writer has opened.
pub fn project(file: &Path, opened: &[PathBuf]) -> Result<(Settings, Vec<String>), String> {
    let text = read_text(file)?.ok_or("there is no such file or folder")?;
    let read = from_toml(&text);
    let mut complaints = read.complaints;
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut settings = read.settings.within(folder);
    let folders = Folders::new(opened.iter().cloned().chain([folder.to_owned()]));
    let mut admitted = |path: Option<PathBuf>, key: &str| {
        let path = path?;
        // What is not there is told by whoever needs it.
        match folders.admit(folder, &path.to_string_lossy()) {
            Err(why @ (Refusal::Outside | Refusal::Remote)) => {
                complaints.push(format!("`{key}` names {}, {why}.", path.display()));
                None
            }
            _ => Some(path),
        }
    };
    settings.house_file = admitted(settings.house_file, "house");
    settings.model = admitted(settings.model, "model");
    Ok((settings, complaints))
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
