//! A quick reader, and behind it what a better one has read in the meantime.
//!
//! Readings are kept by the words of their block: as long as a paragraph stands still, it reads the
//! same, and a paragraph that comes back is known.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{Reader, Reading};

/// So many bytes of prose are kept twice over: the newest, and those before them that were asked for.
pub const KEPT: usize = 1 << 20;

#[derive(Debug)]
pub struct Layered {
    quick: Arc<dyn Reader>,
    known: Mutex<Known>,
}

/// Two generations: when the young one is full it becomes the old one, and the old one goes.
#[derive(Debug, Default)]
struct Known {
    young: HashMap<Arc<str>, Arc<Reading>>,
    old: HashMap<Arc<str>, Arc<Reading>>,
    /// Of the young.
    bytes: usize,
}

impl Layered {
    pub fn new(quick: Arc<dyn Reader>) -> Layered {
        Layered { quick, known: Mutex::default() }
    }

    /// Whether a better reader has read these words.
    pub fn knows(&self, prose: &str) -> bool {
        self.known().get(prose).is_some()
    }

    /// Takes in what a better reader has read.
    pub fn learn(&self, prose: &str, reading: Reading) {
        self.known().insert(prose.into(), Arc::new(reading));
    }

    /// A panic while it was held has left it whole: all changes are single steps.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader for Layered {
    fn read(&self, prose: &str) -> Reading {
        let known = self.known().get(prose);
        known.map_or_else(|| self.quick.read(prose), |it| Reading::clone(&it))
    }
}

impl Known {
    fn get(&mut self, prose: &str) -> Option<Arc<Reading>> {
        if let Some(reading) = self.young.get(prose) {
            return Some(reading.clone());
        }
        let (prose, reading) = self.old.remove_entry(prose)?;
        self.insert(prose, reading.clone());
        Some(reading)
    }

    fn insert(&mut self, prose: Arc<str>, reading: Arc<Reading>) {
        if self.bytes > KEPT {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes += prose.len();
        self.young.insert(prose, reading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::by_rules;

    /// Finds nothing: what it has read can be told from what the rules have read.
    #[derive(Debug)]
    struct Blind;

    impl Reader for Blind {
        fn read(&self, _: &str) -> Reading {
            Reading::default()
        }
    }

    #[test]
    fn what_was_learned_reads_as_the_better_reader_does() {
        let layered = Layered::new(Arc::new(Blind));
        let prose = "“We lost,” Ana Cho said.";
        assert!(layered.read(prose).attributions.is_empty() && !layered.knows(prose));
        layered.learn(prose, by_rules().read(prose));
        assert!(layered.knows(prose));
        assert_eq!(layered.read(prose), by_rules().read(prose));
        assert!(layered.read("“We won,” she said.").attributions.is_empty());
    }

    #[test]
    fn what_is_asked_for_is_kept_and_the_rest_is_forgotten() {
        let layered = Layered::new(by_rules());
        let filler = |at: usize| format!("{at} {}", "x".repeat(KEPT / 4));
        layered.learn("kept", Reading::default());
        layered.learn("left", Reading::default());
        for at in 0..20 {
            layered.learn(&filler(at), Reading::default());
            assert!(layered.knows("kept"));
        }
        assert!(!layered.knows("left") && !layered.knows(&filler(0)));
        let known = layered.known();
        assert!(known.young.len() + known.old.len() < 20);
    }
}
