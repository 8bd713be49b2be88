//! The one thread that reads articles.
//!
//! It takes the newest state of one text after the other. What has become old while it was read is
//! dropped, never shown; what was read is kept, because the next state is read from it. A text at
//! which reading fails is told once and left alone until it changes.

use std::{
    collections::HashMap,
    io::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    beside::Beside,
    reviewed::{Diagnostics, Own, Reviewed},
    session::{Copy, Job, Session},
    settings::Desktop,
    study::{Assignment, Learned},
    typing::{self, Shown},
    wire::{MessageKind, Outbox},
};
use crate::{
    article::Article,
    features::wanted::{is_text, wanted},
    reading::{self, Layered, Reader},
    rules::{Accurate, Finding, Review, Settings},
    sources::{Declared, ReadError, SIZE_LIMIT, library::Folders, matching::Texts},
};

/// With this many bytes not taken by the client, the desk rests: it would only add to the pile.
const PILE: usize = 4 << 20;

pub struct Desk {
    session: Arc<Session>,
    settings: Desktop,
    beside: Beside,
    sheets: HashMap<Arc<str>, Sheet>,
    readers: Readers,
    /// Whether a client that asks for diagnostics has to be told that there are others.
    has_news: bool,
    /// Whether the settings have turned the lens on or off somewhere.
    lens_turned: bool,
}

/// What the desk remembers of one document.
#[derive(Default)]
struct Sheet {
    article: Option<Arc<Article>>,
    review: Option<Arc<Review>>,
    settings: Arc<Settings>,
    revision: u64,
    shown: Vec<Shown>,
    /// Where the last edit ended, until the writer pauses.
    cursor: Option<usize>,
    /// When findings that wait are shown.
    due: Option<Instant>,
    diagnostics: Option<Diagnostics>,
    /// The state whose diagnostics were shown last.
    published: Option<u64>,
    /// Why the writer was told that this document is not checked.
    told: Option<Unchecked>,
    /// The rules that the writer was told of because they failed here.
    failed: Vec<&'static str>,
}

/// Why a text is not checked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unchecked {
    TooLarge,
    /// Reading this state panicked.
    Failed {
        revision: u64,
    },
}

impl Desk {
    pub fn new(session: Arc<Session>) -> Desk {
        Desk {
            settings: Desktop::new(session.clone()),
            beside: Beside::new(session.clone()),
            session,
            sheets: HashMap::new(),
            readers: Readers::default(),
            has_news: false,
            lens_turned: false,
        }
    }

    /// Works until the process ends.
    pub fn run(mut self) {
        loop {
            while self.session.outbox.waiting() > PILE {
                std::thread::sleep(Duration::from_millis(2));
            }
            let due = self.sheets.values().filter_map(|it| it.due).min();
            match self.session.next(due) {
                Job::Read(copy) => self.read(copy),
                Job::Forget(uris) => uris.iter().for_each(|it| self.forget(it)),
                Job::Compare => self.settings.compare(&mut self.beside),
                Job::Greet => self.greet(),
                Job::Learn(learned) => self.learn(&learned),
                Job::Due => self.show_waiting(),
            }
            if self.has_news && self.session.is_idle() {
                self.has_news = false;
                self.tell_news();
            }
            if self.lens_turned && self.session.is_idle() {
                self.lens_turned = false;
                self.session.refresh_lens();
            }
        }
    }

    fn greet(&mut self) {
        self.settings.greet();
        let workspace = self.session.state().folders.clone();
        for folder in &workspace {
            let settings = self.settings.of(Some(&folder.join("article")));
            let (wanted, roots) = wanted(folder, &workspace, &settings, Declared::default());
            self.session.note_named(&wanted, &Folders::new(roots), None);
        }
    }

    fn forget(&mut self, uri: &Arc<str>) {
        self.sheets.remove(uri);
        self.settings.forget(uri);
    }

    fn tell_news(&mut self) {
        let client = self.session.state().client.clone();
        if client.pulls && client.refreshes {
            self.settings.refresh();
        }
    }

    fn read(&mut self, copy: Copy) {
        let settings = self.settings.of_document(&copy.uri, copy.path.as_deref());
        let workspace = self.session.state().folders.clone();
        if copy.path.as_deref().is_some_and(|it| is_text(it, &workspace, &settings)) {
            return self.pass_over(&copy);
        }
        let texts =
            if copy.text.len() > SIZE_LIMIT { Arc::default() } else { self.beside.of(&copy, &settings) };
        let sheet = self.sheets.entry(copy.uri.clone()).or_default();
        if copy.only_lists && sheet.is_current(&copy, &settings, &texts) {
            return;
        }
        for &change in &copy.changes {
            sheet.shown.iter_mut().for_each(|it| *it = it.after(change));
            sheet.cursor = Some(change.end());
        }
        // The same text once more: the settings have changed.
        self.has_news |= sheet.revision == copy.revision;
        sheet.revision = copy.revision;
        // Whoever asks about a text for the first time is answered by the settings it is read by.
        self.lens_turned |= sheet.review.is_some() && sheet.settings.lens != settings.lens;
        sheet.settings = settings.clone();
        sheet.published = None;
        sheet.due = None;
        if copy.text.len() > SIZE_LIMIT {
            return self.refuse(&copy, Unchecked::TooLarge);
        }
        if sheet.told == Some(Unchecked::Failed { revision: copy.revision }) {
            return;
        }
        let session = &self.session;
        let (reader, layers) = self.readers.of(&settings);
        let read =
            catch_unwind(AssertUnwindSafe(|| sheet.read(session, &copy, (&settings, &texts), &reader)));
        match read {
            Ok(true) => {
                sheet.told = None;
                let article = sheet.article.clone();
                self.tell_failed(&copy.uri);
                self.show(&copy.uri);
                if let Some((article, layers)) = article.zip(layers) {
                    let model = settings.model.clone();
                    self.session.assign(Assignment { uri: copy.uri, article, layers, model });
                }
            }
            Ok(false) => {}
            Err(_) => self.refuse(&copy, Unchecked::Failed { revision: copy.revision }),
        }
    }

    /// Says once for each document that a rule is left out, because it failed there.
    fn tell_failed(&mut self, uri: &Arc<str>) {
        let Some(sheet) = self.sheets.get_mut(uri) else { return };
        let failed = sheet.review.iter().flat_map(|it| it.failed.iter().copied());
        let news: Vec<&str> = failed.filter(|it| !sheet.failed.contains(it)).collect();
        if news.is_empty() {
            return;
        }
        let message = format!(
            "{} failed at {} and is left out there; all other rules apply. Please report this with the text.",
            news.join(", "),
            name(uri)
        );
        sheet.failed.extend(news);
        self.session.outbox.show(MessageKind::Warning, &message);
        self.session.outbox.log(&message);
    }

    /// Takes in what the second reader has read of a text, where its words still stand.
    fn learn(&mut self, learned: &Learned) {
        let settings = self.settings.of(super::from_lsp::path(&learned.uri).as_deref());
        let Some(sheet) = self.sheets.get_mut(&learned.uri) else { return };
        let before = sheet.diagnostics.as_ref().map(|it| it.id);
        let again = catch_unwind(AssertUnwindSafe(|| sheet.read_again(learned, &settings)));
        if again.is_ok_and(|it| it) {
            self.show(&learned.uri);
            let after = self.sheets.get(&learned.uri).and_then(|it| it.diagnostics.as_ref()).map(|it| it.id);
            self.has_news |= before != after;
        }
    }

    /// Shows what is due of the newest reading of a document.
    fn show(&mut self, uri: &Arc<str>) {
        let Some(sheet) = self.sheets.get_mut(uri) else { return };
        let Some(review) = sheet.review.clone() else { return };
        let state = self.session.state();
        let (client, may_wait) = (state.client.clone(), !state.client.pulls || state.client.refreshes);
        let pause = state.testing.pause(typing::PAUSE);
        drop(state);
        let typed = sheet.cursor.filter(|_| may_wait).and_then(|it| typing::sentence(&review.article, it));
        let due: Vec<&Finding> =
            review.findings.iter().filter(|it| typing::is_due(it, typed, &sheet.shown)).collect();
        sheet.due = (due.len() < review.findings.len()).then(|| Instant::now() + pause);
        let before = sheet.diagnostics.take().unwrap_or_else(Diagnostics::none);
        let diagnostics = Diagnostics::new(Own { uri, review: &review }, &client, &due, &before);
        // A second reading that changes nothing is no news.
        let is_news = diagnostics.id != before.id || sheet.published != Some(sheet.revision);
        sheet.published = Some(sheet.revision);
        sheet.shown = due.into_iter().map(Shown::new).collect();
        sheet.diagnostics = Some(diagnostics.clone());
        let settings = sheet.settings.clone();
        let reviewed = Reviewed { revision: sheet.revision, review: Some(review), settings, diagnostics };
        deliver(&self.session, uri, reviewed, is_news);
    }

    /// The writer has paused: what has waited is shown.
    fn show_waiting(&mut self) {
        let now = Instant::now();
        let due = self.sheets.iter().filter(|(_, it)| it.due.is_some_and(|it| it <= now));
        let uris: Vec<_> = due.map(|(uri, _)| uri.clone()).collect();
        for uri in uris {
            if let Some(sheet) = self.sheets.get_mut(&uri) {
                sheet.cursor = None;
            }
            self.show(&uri);
            self.has_news = true;
        }
    }

    /// A source and no article: nothing is said about it, and what was said is taken down.
    fn pass_over(&mut self, copy: &Copy) {
        let fresh = Sheet { revision: copy.revision, ..Sheet::default() };
        let before = self.sheets.insert(copy.uri.clone(), fresh);
        let is_news = before.is_some_and(|it| it.diagnostics.is_some());
        deliver(&self.session, &copy.uri, Reviewed::nothing(copy.revision), is_news);
    }

    /// Says once that a text is not checked, and takes down what was shown of it.
    fn refuse(&mut self, copy: &Copy, why: Unchecked) {
        let Some(sheet) = self.sheets.get_mut(&copy.uri) else { return };
        let is_news = sheet.told.is_none_or(|it| std::mem::discriminant(&it) != std::mem::discriminant(&why));
        *sheet = Sheet { told: Some(why), revision: copy.revision, ..Sheet::default() };
        deliver(&self.session, &copy.uri, Reviewed::nothing(copy.revision), true);
        let outbox = &self.session.outbox;
        let name = name(&copy.uri);
        let (kind, message) = match why {
            Unchecked::TooLarge => {
                let why = ReadError::TooLarge { bytes: copy.text.len() };
                (MessageKind::Information, format!("onrecord does not check {name}: {why}."))
            }
            Unchecked::Failed { .. } => (
                MessageKind::Error,
                format!(
                    "onrecord failed at reading {name}. It tries again when the text changes. Please report this with the text."
                ),
            ),
        };
        if is_news {
            outbox.show(kind, &message);
            outbox.log(&message);
        }
    }
}

impl Sheet {
    /// Whether this state was read by these settings and beside these texts.
    fn is_current(&self, copy: &Copy, settings: &Arc<Settings>, texts: &Arc<Texts>) -> bool {
        self.revision == copy.revision
            && Arc::ptr_eq(&self.settings, settings)
            && self.review.as_ref().is_some_and(|it| Arc::ptr_eq(it.texts(), texts))
    }

    /// Reads a state of the text; false when it has become old on the way.
    fn read(
        &mut self,
        session: &Session,
        copy: &Copy,
        (settings, texts): (&Settings, &Arc<Texts>),
        reader: &Arc<dyn Reader>,
    ) -> bool {
        let text = copy.text.to_string();
        let testing = session.state().testing.clone();
        testing.reading(&text);
        let same_reader = |it: &Arc<Article>| Arc::ptr_eq(it.reader(), reader);
        let before = self.article.take().filter(|it| it.format() == copy.format && same_reader(it));
        let article = Arc::new(match before {
            Some(before) => before.after(&text),
            None => Article::read_by(reader, &text, copy.format),
        });
        self.article = Some(article.clone());
        session.settle();
        if !session.is_current(&copy.uri, copy.revision) {
            return false;
        }
        let review = match self.review.take() {
            Some(before) => before.after_beside(article, settings, texts.clone()),
            None => Review::beside(article, settings, texts.clone()),
        };
        let review = testing.reviewed(review);
        // In a house that knows people it is another article, and the next state is read from that.
        self.article = Some(review.article.clone());
        self.review = Some(Arc::new(review));
        true
    }

    /// Reads again what the second reader has read; false when nothing of it stands here any more.
    fn read_again(&mut self, learned: &Learned, settings: &Settings) -> bool {
        let (Some(article), Some(review)) = (&self.article, &self.review) else { return false };
        let article = Arc::new(article.again(|prose| learned.prose.contains(prose)));
        self.review = Some(Arc::new(review.after(article.clone(), settings)));
        self.article = Some(article);
        true
    }
}

/// The readers of documents, by where their accurate model lies.
#[derive(Default)]
struct Readers {
    layers: HashMap<Option<PathBuf>, (Arc<dyn Reader>, Arc<Layered>)>,
}

impl Readers {
    /// Who reads a document, and what the second reader adds to, unless it is switched off.
    fn of(&mut self, settings: &Settings) -> (Arc<dyn Reader>, Option<Arc<Layered>>) {
        if settings.accurate == Accurate::Off {
            return (reading::built_in(), None);
        }
        let make = || {
            let layers = Arc::new(Layered::new(reading::built_in()));
            (layers.clone() as Arc<dyn Reader>, layers)
        };
        let (reader, layers) = self.layers.entry(settings.model.clone()).or_insert_with(make);
        (reader.clone(), Some(layers.clone()))
    }
}

/// Publishes a reading, unless the client has sent a newer text.
fn deliver(session: &Session, uri: &Arc<str>, reviewed: Reviewed, is_news: bool) {
    session.settle();
    let state = session.state();
    let Some(document) = state.documents.get(uri).filter(|it| it.revision == reviewed.revision) else {
        return;
    };
    if is_news && !state.client.pulls {
        publish(&session.outbox, uri, document.version, &reviewed.diagnostics.json);
    }
    let old = state.deliver(uri, Arc::new(reviewed));
    drop(state);
    drop(old);
}

/// Pushes diagnostics, given as JSON. Written by hand: the list may hold thousands and is built once.
pub fn publish(outbox: &Outbox, uri: &str, version: i64, diagnostics: &[u8]) {
    let mut body = Vec::with_capacity(diagnostics.len() + uri.len() + 128);
    body.extend_from_slice(
        br#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"uri":"#,
    );
    // A string always has a JSON form.
    let _ = serde_json::to_writer(&mut body, uri);
    let _ = write!(body, r#","version":{version},"diagnostics":"#);
    body.extend_from_slice(diagnostics);
    body.extend_from_slice(b"}}");
    outbox.frame(&body);
}

/// A document's file name, for messages.
fn name(uri: &str) -> String {
    let path = super::from_lsp::path(uri);
    let name = path.as_ref().and_then(|it| it.file_name()).map(|it| it.to_string_lossy().into_owned());
    name.unwrap_or_else(|| uri.to_owned())
}
