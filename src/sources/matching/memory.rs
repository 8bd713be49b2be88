use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Answers by the sources asked and the words they were asked about, so that a key press asks only
/// about what it changed.
#[derive(Debug)]
pub struct Memory<T>(Mutex<HashMap<Vec<usize>, HashMap<String, Arc<T>>>>);

/// So many answers are remembered, then all are forgotten: no article asks as often.
const REMEMBERED: usize = 20_000;

impl<T> Default for Memory<T> {
    fn default() -> Memory<T> {
        Memory(Mutex::default())
    }
}

impl<T> Memory<T> {
    pub fn recall(&self, sources: &[usize], words: &str, fresh: impl FnOnce() -> T) -> Arc<T> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.get(sources).and_then(|it| it.get(words)).cloned();
        drop(known);
        if let Some(found) = found {
            return found;
        }
        let fresh = Arc::new(fresh());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.values().map(HashMap::len).sum::<usize>() >= REMEMBERED {
            known.clear();
        }
        known.entry(sources.to_vec()).or_default().insert(words.to_owned(), fresh.clone());
        fresh
    }
}
