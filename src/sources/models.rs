use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{files, library};
use crate::reading::{self, Reader, model::Refusal};

/// The name of the accurate model's weight file.
pub const ACCURATE_FILE: &str = "accurate.onr";

/// In bytes; ours have a tenth of it.
const LARGEST: u64 = 250_000_000;

/// Why there is no accurate reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoModel {
    /// It lies in none of these places.
    Missing(Vec<PathBuf>),
    /// It could not be read; why, in words.
    Unreadable(PathBuf, String),
    /// It is no model of ours, or not any more.
    Refused(PathBuf, Refusal),
}

impl fmt::Display for NoModel {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            NoModel::Missing(places) => {
                let places: Vec<String> = places.iter().map(|it| it.display().to_string()).collect();
                write!(out, "no accurate model is installed (looked for {})", places.join(" and "))
            }
            NoModel::Unreadable(path, why) => {
                write!(out, "the accurate model {} cannot be read: {why}", path.display())
            }
            NoModel::Refused(path, why) => write!(out, "the accurate model {}: {why}", path.display()),
        }
    }
}

impl std::error::Error for NoModel {}

/// The reader of the accurate model: from `chosen`, else from beside the binary.
pub fn accurate_reader(chosen: Option<&Path>) -> Result<Arc<dyn Reader>, NoModel> {
    read(chosen.map_or_else(beside_the_binary, |it| vec![it.to_owned()]))
}

/// The same for somebody who has asked for it by name: what was built in a checkout of the sources finds the
/// model that lies there. An editor's server does not look there; what it shows while a maintainer works on
/// the rules would change with the folder it was built in.
pub fn accurate_reader_asked_for(chosen: Option<&Path>) -> Result<Arc<dyn Reader>, NoModel> {
    let mut places = chosen.map_or_else(beside_the_binary, |it| vec![it.to_owned()]);
    if chosen.is_none() {
        places.extend(std::env::current_exe().ok().and_then(|it| in_checkout(&it)));
    }
    read(places)
}

fn read(places: Vec<PathBuf>) -> Result<Arc<dyn Reader>, NoModel> {
    let Some(path) = places.iter().find(|it| it.is_file()) else { return Err(NoModel::Missing(places)) };
    let bytes = files::read(path, LARGEST).map_err(|why| {
        let why = match why {
            library::Refusal::TooLarge { bytes, .. } => {
                format!("{:.1} MB are more than any model has", bytes as f64 / 1e6)
            }
            why => why.to_string(),
        };
        NoModel::Unreadable(path.clone(), why)
    })?;
    reading::by_model(&bytes).map_err(|why| NoModel::Refused(path.clone(), why))
}

/// The model of the checkout that a binary was built in: `target/release/onrecord` and its like lie in it.
fn in_checkout(binary: &Path) -> Option<PathBuf> {
    // Cargo marks the folder that it builds in, whatever it is called.
    let is_built_in =
        |it: &&Path| it.file_name().is_some_and(|it| it == "target") || it.join("CACHEDIR.TAG").is_file();
    let checkouts = binary.ancestors().skip(1).filter(is_built_in).filter_map(Path::parent);
    let mut checkouts = checkouts.filter(|it| it.join("Cargo.toml").is_file());
    checkouts.next().map(|it| it.join("models").join(ACCURATE_FILE))
}

/// Where an installation puts it.
fn beside_the_binary() -> Vec<PathBuf> {
    let binary = std::env::current_exe().ok();
    let folder = binary.as_deref().and_then(Path::parent);
    folder
        .into_iter()
        .flat_map(|it| [it.join(ACCURATE_FILE), it.join("../share/onrecord").join(ACCURATE_FILE)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_a_checkout_finds_the_model_there() {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
        let model = Some(checkout.join("models").join(ACCURATE_FILE));
        for binary in
            ["target/release/onrecord", "target/debug/deps/onrecord-1f", "target/x86_64/release/onrecord"]
        {
            assert_eq!(in_checkout(&checkout.join(binary)), model, "{binary}");
        }
        for binary in ["bin/onrecord", "onrecord"] {
            assert_eq!(in_checkout(&checkout.join(binary)), None, "{binary}");
        }
        assert_eq!(in_checkout(Path::new("/usr/local/target/release/onrecord")), None, "no checkout");
    }
}
