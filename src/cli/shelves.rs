use std::{collections::HashMap, path::PathBuf, sync::Arc};

use super::articles::Place;
use crate::sources::{
    library::{Folders, Shelf, Wanted},
    matching::Texts,
};

/// The texts of the sources beside articles, read once for each folder.
#[derive(Default)]
pub struct Shelves {
    by_folder: HashMap<PathBuf, Arc<Texts>>,
    /// What could not be read of them, and why.
    pub complaints: Vec<String>,
}

impl Shelves {
    pub fn of(&mut self, article: &Place) -> Arc<Texts> {
        let folder = match article {
            Place::File(path) => path.parent().filter(|it| !it.as_os_str().is_empty()),
            Place::StandardInput => None,
        };
        let folder = folder.map_or_else(|| PathBuf::from("."), PathBuf::from);
        if let Some(known) = self.by_folder.get(&folder) {
            return known.clone();
        }
        let fresh = Arc::new(self.read(folder.clone()));
        self.by_folder.insert(folder, fresh.clone());
        fresh
    }

    fn read(&mut self, folder: PathBuf) -> Texts {
        let mut shelf = Shelf::new(Folders::new([folder.clone()]));
        let wanted = Wanted { beside: std::fs::canonicalize(folder).ok(), ..Wanted::default() };
        let library = shelf.library(&wanted, &mut |_, _| {});
        // What is wrong inside a list is the list's matter.
        let unread = library.notices.iter().filter(|it| it.span.is_none());
        self.complaints.extend(unread.map(|it| format!("{}: {}", it.path.display(), it.message)));
        Texts::of(&library, &Texts::default())
    }
}
