use std::{
    collections::HashMap,
    num::NonZero,
    sync::{Arc, OnceLock},
    thread,
};

use super::{
    Claim, Doubt, Indexed, Passage, Reported, Verdict, disagreements, doubts, evidence::Collection,
    memory::Memory, quotation::Quotation, verdict,
};
use crate::{
    markup::MarkKind,
    sources::{
        import::Imported,
        library::{self, Library, Source},
        lists::Role,
    },
};

/// All the texts that a writer has laid beside an article, ready to be asked.
#[derive(Debug, Default)]
pub struct Texts {
    /// What is known of them, and of sources without a text.
    library: Arc<Library>,
    /// Whether any of them was given on terms.
    has_terms: bool,
    /// The same for all libraries with the same texts: an entry that is typed into a list costs no text anything.
    laid: Arc<Laid>,
}

/// Texts laid out side by side, and what was found in them.
#[derive(Debug, Default)]
struct Laid {
    sources: Vec<Arc<Indexed>>,
    /// Which sources a key stands for.
    by_key: HashMap<String, Vec<usize>>,
    /// The different words, ascending.
    entries: Vec<Entry>,
    /// Which sources hold each word, word by word.
    holders: Vec<u32>,
    verdicts: Memory<Verdict>,
    doubts: Memory<Vec<Doubt>>,
    disagreements: Memory<Option<[Reported; 2]>>,
    /// Made when evidence is asked for.
    collection: OnceLock<Collection>,
}

/// A word of any of the sources.
#[derive(Debug)]
struct Entry {
    id: u32,
    /// How often it stands in all of them.
    count: u32,
    /// Where in `holders` its own begin.
    first: u32,
}

impl Texts {
    /// The texts of a library. What `before` has of them already is taken over.
    pub fn of(library: Arc<Library>, before: &Texts) -> Texts {
        let texts = library.sources.iter().flat_map(|it| it.texts.iter().map(move |text| (&it.key, text)));
        let wanted: Vec<_> = texts.collect();
        // The same reading lies at the same place.
        let at = |it: &Arc<Imported>| Arc::as_ptr(it) as usize;
        let known: HashMap<(usize, &str), &Arc<Indexed>> =
            before.laid.sources.iter().map(|it| ((at(&it.read), it.key.as_str()), it)).collect();
        let fresh = |(key, text): &(&String, &Arc<Imported>)| match known.get(&(at(text), key.as_str())) {
            Some(known) => (*known).clone(),
            None => Arc::new(Indexed::new(key.as_str(), (*text).clone())),
        };
        let sources = on_all_cores(&wanted, fresh);
        let has_terms = library.sources.iter().any(|it| it.terms().is_some());
        let same = |(a, b): (&Arc<Indexed>, &Arc<Indexed>)| Arc::ptr_eq(a, b);
        let old = &before.laid;
        let is_same = old.sources.len() == sources.len() && old.sources.iter().zip(&sources).all(same);
        let laid = if is_same { old.clone() } else { Arc::new(Laid::new(sources)) };
        Texts { library, has_terms, laid }
    }

    /// The same as [`Texts::of`]; itself, with all it remembers, when nothing has changed.
    pub fn after(self: &Arc<Texts>, library: Arc<Library>) -> Arc<Texts> {
        let known = &self.library;
        let same_lists = known.lists == library.lists
            && known.notices == library.notices
            && known.work == library.work
            && known.sources.len() == library.sources.len();
        let next = Texts::of(library, self);
        if same_lists && Arc::ptr_eq(&self.laid, &next.laid) { self.clone() } else { Arc::new(next) }
    }

    /// In this order, by which ties are settled.
    pub fn new(sources: Vec<Arc<Indexed>>) -> Texts {
        let has_terms = sources.iter().any(|it| it.read.about.iter().any(|it| it.role == Role::Terms));
        Texts { has_terms, laid: Arc::new(Laid::new(sources)), library: Arc::default() }
    }

    pub fn sources(&self) -> &[Arc<Indexed>] {
        &self.laid.sources
    }

    pub fn is_empty(&self) -> bool {
        self.laid.sources.is_empty()
    }

    /// What is known of the sources, those without a text among them.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// All that is known of the source that a key names.
    pub fn source(&self, key: &str) -> Option<Source> {
        let texts =
            || self.cited(key).iter().map(|it| self.laid.sources[*it].read.clone()).collect::<Vec<_>>();
        let bare = || Source { key: key.to_owned(), texts: texts(), ..Source::default() };
        self.library.find(key).cloned().or_else(|| Some(bare()).filter(|it| !it.texts.is_empty()))
    }

    /// Whether any source was given on terms.
    pub fn has_terms(&self) -> bool {
        self.has_terms
    }

    /// The sources that a citation key stands for.
    pub fn cited(&self, key: &str) -> &[usize] {
        match self.laid.by_key.get(&*library::composed(key)) {
            Some(found) => found,
            // An entry may have been called otherwise once.
            None => {
                let now =
                    self.library.find(key).and_then(|it| self.laid.by_key.get(&*library::composed(&it.key)));
                now.map_or(&[], Vec::as_slice)
            }
        }
    }

    /// The key that was probably meant by one that names nothing.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        let keys = self.laid.sources.iter().map(|it| it.key.as_str());
        library::nearest(key, self.library.sources.iter().map(|it| it.key.as_str()).chain(keys))
    }

    /// The sources that a mark in an article leads to: by a key, by a note named like one, by its web address.
    pub fn behind(&self, mark: &MarkKind) -> &[usize] {
        match mark {
            MarkKind::Citation(key) => match self.cited(key) {
                [] => self.library.called(key).map_or(&[], |it| self.cited(&it.key)),
                found => found,
            },
            MarkKind::Footnote(label) => self.cited(label),
            MarkKind::Link(address) => self.library.at_address(address).map_or(&[], |it| self.cited(&it.key)),
            MarkKind::Comment(_) | MarkKind::Inner(_) => &[],
        }
    }

    /// What becomes of a quotation, `text` without its marks. If sources are named, they are asked first.
    pub fn quotation(&self, text: &str, named: &[usize]) -> Arc<Verdict> {
        self.laid.verdicts.recall(named, text, || {
            let quotation = Quotation::new(text);
            let mut verdict = verdict::judge(self, &quotation, named);
            verdict::tidy(self, text, &quotation, &mut verdict);
            verdict
        })
    }

    /// The numbers of a claim that none of these sources bears out.
    pub fn doubts(&self, claim: &str, sources: &[usize]) -> Arc<Vec<Doubt>> {
        self.laid.doubts.recall(sources, claim, || doubts::doubts(self, claim, sources))
    }

    /// Two of these sources that have different numbers for what a claim is about.
    pub fn disagreement(&self, claim: &str, sources: &[usize]) -> Arc<Option<[Reported; 2]>> {
        self.laid.disagreements.recall(sources, claim, || disagreements::disagreement(self, claim, sources))
    }

    /// Does all that evidence needs, so that whoever asks for some does not wait for it. One text after the
    /// other and on one core: `rest` is called between them, and returns when others need the cores no more.
    pub fn prepare(&self, rest: impl Fn()) {
        if self.laid.collection.get().is_some() {
            return;
        }
        for source in &self.laid.sources {
            rest();
            source.passages();
        }
        rest();
        self.collection();
    }

    fn collection(&self) -> &Collection {
        self.laid.collection.get_or_init(|| {
            on_all_cores(&self.laid.sources, |it| {
                it.passages();
            });
            Collection::new(self)
        })
    }

    /// The best passages for a claim, best first, from `only` one source or from all.
    pub fn evidence(&self, claim: &Claim, only: Option<usize>, most: usize) -> Vec<Passage> {
        self.collection().best(self, claim, only, most)
    }

    /// The sources that hold a word, ascending.
    pub(super) fn holders(&self, id: u32) -> impl Iterator<Item = usize> + '_ {
        let range = self.laid.entries.binary_search_by_key(&id, |it| it.id).map_or(0..0, |at| {
            let end = self.laid.entries.get(at + 1).map_or(self.laid.holders.len(), |it| it.first as usize);
            self.laid.entries[at].first as usize..end
        });
        self.laid.holders[range].iter().map(|it| *it as usize)
    }

    /// How often a word stands in all of them.
    pub(super) fn count(&self, id: u32) -> usize {
        self.laid
            .entries
            .binary_search_by_key(&id, |it| it.id)
            .map_or(0, |at| self.laid.entries[at].count as usize)
    }
}

impl Laid {
    fn new(sources: Vec<Arc<Indexed>>) -> Laid {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, source) in sources.iter().enumerate() {
            by_key.entry(library::composed(&source.key).into_owned()).or_default().push(number);
        }
        let total = sources.iter().map(|it| it.vocabulary().len()).sum();
        let mut pairs = Vec::with_capacity(total);
        for (number, source) in sources.iter().enumerate() {
            pairs.extend(source.vocabulary().iter().map(|id| u64::from(*id) << 32 | number as u64));
        }
        pairs.sort_unstable();
        let mut entries: Vec<Entry> = Vec::new();
        for (at, pair) in pairs.iter().enumerate() {
            let (id, source) = ((pair >> 32) as u32, *pair as u32 as usize);
            if entries.last().is_none_or(|it| it.id != id) {
                entries.push(Entry { id, count: 0, first: at as u32 });
            }
            if let Some(entry) = entries.last_mut() {
                entry.count += sources[source].places(id).len() as u32;
            }
        }
        let holders = pairs.into_iter().map(|it| it as u32).collect();
        Laid { sources, by_key, entries, holders, ..Laid::default() }
    }
}

/// The answers for all items, in their order.
fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    // A few texts are read sooner than threads are started.
    if items.len() < 2 * cores {
        return items.iter().map(work).collect();
    }
    let share = items.len().div_ceil(cores);
    let work = &work;
    thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(share)
            .map(|it| scope.spawn(move || it.iter().map(work).collect::<Vec<R>>()))
            .collect();
        parts.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SourceText;

    #[test]
    fn an_entry_more_costs_no_text_anything() {
        let text = SourceText { text: "The gate fell at noon.".to_owned(), ..SourceText::default() };
        let read = Arc::new(Imported { text, ..Imported::default() });
        let source = |key: &str, texts| Source { key: key.to_owned(), texts, ..Source::default() };
        let library = |keys: &[&str]| {
            let mut sources = vec![source("log", vec![read.clone()])];
            sources.extend(keys.iter().map(|it| source(it, Vec::new())));
            let mut library = Library::default();
            library.sources = sources;
            Arc::new(library)
        };
        let before = Arc::new(Texts::of(library(&[]), &Texts::default()));
        let asked = before.quotation("The gate fell", &[]);
        let after = before.after(library(&["cho"]));
        assert_eq!(after.library().sources.len(), 2);
        assert!(Arc::ptr_eq(&before.laid, &after.laid));
        assert!(Arc::ptr_eq(&asked, &after.quotation("The gate fell", &[])));
        assert!(Arc::ptr_eq(&after, &after.after(library(&["cho"]))));
    }
}
