//! What becomes of a link: a citation of a source that is known, or of one that is new to the list.

use std::sync::Arc;

use super::{super::Elsewhere, Link, Shape};
use crate::{
    features::citing,
    markup::Format,
    rules::{Citations, Review},
    sources::{
        self, Citation,
        library::{ListFile, Listed, Source, canonical},
        lists::{self, Date, Draft, Kind, Role},
    },
    text::{Edit, Span},
};

/// What the writer has to fill in.
const OPEN: &str = "TK";

/// What is written where a link stood.
pub enum Making {
    Cited(Citation),
    /// In place of what a reference of MediaWiki or a note holds.
    Template(String),
}

/// A list as it was and as it is with what was added.
struct Growing {
    file: Arc<ListFile>,
    kind: Kind,
    text: String,
    /// Where the first entry was put, in bytes of the text as it was.
    at: Option<usize>,
}

/// Makes citations of links, one after the other: what one has added the next finds.
pub struct Maker<'a> {
    review: &'a Review,
    in_notes: bool,
    /// No list takes a source: its note says all there is to say.
    needs_note: bool,
    today: Option<Date>,
    /// The first list that takes an entry.
    list: Option<Growing>,
    /// The new sources, each with its address in one form.
    made: Vec<(String, Source)>,
    /// The article, and behind it what was made for it.
    seen: String,
}

impl<'a> Maker<'a> {
    pub fn new(review: &'a Review, chosen: Citations) -> Maker<'a> {
        let (article, library) = (&review.article, review.texts().library());
        let takes = |file: &&Arc<ListFile>| {
            // Front matter has none of these names: what stands there is the article's.
            let kind = Kind::of_path(&file.path).filter(|_| !file.recoded)?;
            let draft = Draft { key: "key".to_owned(), ..Draft::default() };
            lists::add(kind, &file.text, &file.list, &draft)?;
            Some(Growing { file: (*file).clone(), kind, text: file.text.clone(), at: None })
        };
        let list = match article.format() {
            // A page keeps its sources itself.
            Format::MediaWiki => None,
            _ => library.lists.iter().find_map(|it| takes(&it)),
        };
        // Without a list the note is the whole of the source, unless the writer cites by keys.
        let by_keys = chosen == Citations::Keys || article.text().contains("[@");
        let needs_note = list.is_none() && article.format() == Format::Markdown && !by_keys;
        let in_notes = citing::in_notes(article, chosen);
        Maker {
            review,
            in_notes,
            needs_note,
            today: None,
            list,
            made: Vec::new(),
            seen: article.text().to_owned(),
        }
    }

    pub fn on(self, today: Option<Date>) -> Maker<'a> {
        Maker { today, ..self }
    }

    /// In notes whatever the house does, and without an entry.
    pub fn by_notes(self) -> Maker<'a> {
        Maker { in_notes: true, needs_note: true, list: None, ..self }
    }

    /// Whether a link could be a note as well as what it would be else.
    pub fn could_note(&self, link: &Link) -> bool {
        let is_known = self.known(link).is_some();
        link.shape != Shape::Note
            && self.review.article.format() == Format::Markdown
            && if is_known { !self.in_notes } else { !self.needs_note }
    }

    /// The list with what was added to it.
    pub fn grown(self) -> Option<Elsewhere> {
        let Growing { file, text, at, .. } = self.list?;
        let edit = change(&file.text, &text, at?);
        Some(Elsewhere { file, edit })
    }

    /// What an action on a link is called; none where nothing can be made of it.
    pub fn title(&self, link: &Link) -> Option<String> {
        if link.shape == Shape::Note {
            return Some(format!("Write the note out: {}", self.told(link)?.short()));
        }
        if let Some(known) = self.known(link).filter(|it| self.is_enough(it)) {
            return Some(format!("Cite {}", known.label()));
        }
        let draft = self.drafted(link)?;
        let name = draft.outlet.or_else(|| Some(format!("doi:{}", draft.doi?)))?;
        let called = draft.date.map_or_else(|| name.clone(), |it| format!("{name}, {it}"));
        match self.review.article.format() {
            Format::MediaWiki => Some(format!("Make a reference of {called}")),
            _ if self.list.is_some() => Some(format!("Make a source of {called}")),
            _ if self.needs_note => Some(format!("Make a note of {called}")),
            _ => None,
        }
    }

    pub fn make(&mut self, link: &Link) -> Option<Making> {
        self.title(link)?;
        if link.shape == Shape::Note {
            return Some(Making::Template(self.written_out(link)?));
        }
        if matches!(link.shape, Shape::Reference(_)) {
            return Some(Making::Template(sources::web_template(&self.drafted(link)?)));
        }
        let citation = match self.source(link)? {
            (source, Some(draft)) => self.reference(&source.key, &draft),
            (source, None) => {
                let (format, is_new) = (self.review.article.format(), self.known(link).is_none());
                let in_notes = self.in_notes || is_new && self.needs_note;
                sources::cite(format, &self.seen, in_notes, &source, None)
            }
        };
        self.seen.push('\n');
        self.seen.push_str(citation.note.as_deref().unwrap_or(&citation.words));
        Some(Making::Cited(citation))
    }

    /// A note's line; the address stays as the writer has it.
    fn written_out(&self, link: &Link) -> Option<String> {
        let source = self.told(link)?;
        let line = sources::note_line(&source, None);
        let address = source.address().filter(|_| link.address.starts_with("http"));
        let before = address.and_then(|it| line.strip_suffix(it.as_str()));
        Some(before.map_or_else(|| line.clone(), |it| format!("{it}{}", link.address)))
    }

    /// What a note can tell of a link's source: what the library knows of it, or what its address tells.
    fn told(&self, link: &Link) -> Option<Source> {
        match self.known(link) {
            Some(known) => Some(known.clone()),
            None => unlisted(&Draft { key: "note".to_owned(), ..self.drafted(link)? }),
        }
    }

    /// The source of a link; with its draft where only the page will know it.
    fn source(&mut self, link: &Link) -> Option<(Source, Option<Draft>)> {
        if let Some(known) = self.known(link).filter(|it| self.is_enough(it)) {
            return Some((known.clone(), None));
        }
        let mut draft = self.drafted(link)?;
        let name = identity(&draft)?;
        let is_page = self.review.article.format() == Format::MediaWiki;
        if let Some((_, source)) = self.made.iter().find(|it| it.0 == name) {
            return Some((source.clone(), is_page.then_some(draft)));
        }
        draft.key = match self.known(link) {
            Some(known) => known.key.clone(),
            None => self.fresh(&stem(&draft)),
        };
        let source = match &mut self.list {
            Some(list) => list.add(&draft)?,
            None => unlisted(&draft)?,
        };
        self.made.push((name, source.clone()));
        Some((source, is_page.then_some(draft)))
    }

    fn known(&self, link: &Link) -> Option<&'a Source> {
        self.review.texts().library().at_address(&link.address)
    }

    /// Whether nothing is to be added before a source can be cited. A saved page without an entry gets one.
    fn is_enough(&self, source: &Source) -> bool {
        source.listed.is_some() || self.list.is_none() && self.review.article.format() != Format::MediaWiki
    }

    /// What is known: by the page that was saved, by the link's own words, else by its address.
    fn drafted(&self, link: &Link) -> Option<Draft> {
        let draft = sources::drafted(&link.address)?;
        let titled = match &link.shape {
            Shape::Reference(title) => title.clone(),
            _ => None,
        };
        let Some(page) = self.known(link) else {
            return Some(Draft { title: titled.or(draft.title), accessed: self.today, ..draft });
        };
        let text = |role| page.words(role).map(str::to_owned);
        Some(Draft {
            authors: page.people(Role::Author).to_vec(),
            title: page.title().map(str::to_owned).or(titled).or(draft.title),
            outlet: text(Role::Outlet).or(draft.outlet),
            date: page.date().or(draft.date),
            doi: draft.doi.or_else(|| text(Role::Doi)),
            accessed: self.today,
            ..draft
        })
    }

    /// A reference on the page: whole the first time, then by its name.
    fn reference(&self, key: &str, draft: &Draft) -> Citation {
        let is_there = self.seen.contains(&format!("<ref name=\"{key}\">"));
        let words = match is_there {
            true => format!("<ref name=\"{key}\" />"),
            false => format!("<ref name=\"{key}\">{}</ref>", sources::web_template(draft)),
        };
        Citation { words, behind_stop: true, note: None }
    }

    /// "varo2024", or "varo2024b" where that is somebody else's.
    fn fresh(&self, stem: &str) -> String {
        let letters = ('b'..='z').map(|it| it.to_string());
        let numbers = (2..).map(|it| format!("-{it}"));
        let mut keys = std::iter::once(String::new()).chain(letters).chain(numbers);
        keys.find_map(|it| Some(format!("{stem}{it}")).filter(|it| !self.is_taken(it))).unwrap_or_default()
    }

    fn is_taken(&self, key: &str) -> bool {
        let texts = self.review.texts();
        let marks =
            [format!("[^{key}]"), format!("<{key}>"), format!("name=\"{key}\""), format!("name={key}")];
        texts.library().find(key).is_some()
            || !texts.cited(key).is_empty()
            || self.made.iter().any(|it| it.1.key == key)
            || self.review.article.keys().any(|it| it.key == key)
            || marks.iter().any(|it| self.review.article.text().contains(it.as_str()))
    }
}

impl Growing {
    /// The new source, as the list will be read with it.
    fn add(&mut self, draft: &Draft) -> Option<Source> {
        let unnamed = draft.title.is_none() && draft.outlet.is_none();
        let title = draft.title.clone().or(unnamed.then(|| OPEN.to_owned()));
        let draft = Draft { title, ..draft.clone() };
        let Edit { span, text } =
            lists::add(self.kind, &self.text, &lists::read(self.kind, &self.text), &draft)?;
        let mut grown = self.text.clone();
        grown.replace_range(span.start..span.end, &text);
        let source = entered(self.kind, &grown, &draft.key)?;
        self.text = grown;
        self.at = Some(self.at.map_or(span.start, |it| it.min(span.start)));
        Some(source)
    }
}

/// One of the many ways to write where a source lies.
fn identity(draft: &Draft) -> Option<String> {
    draft.doi.clone().or_else(|| canonical(draft.url.as_deref()?))
}

/// Whose word it is and of which year: "varo2024".
fn stem(draft: &Draft) -> String {
    const LONG: usize = 20;
    let plain = |it: &str| -> String {
        it.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
    };
    let fits = |it: &String| it.starts_with(|it: char| it.is_ascii_alphabetic()) && it.len() <= LONG;
    let outlet = draft.outlet.as_deref().map(|it| plain(own_name(it)));
    let author = draft.authors.first().map(|it| plain(&it.family));
    let host = draft.url.as_deref().and_then(canonical);
    let host = host.as_deref().and_then(|it| Some(plain(own_name(it.split(['/', ':']).next()?))));
    let number = draft.doi.as_deref().and_then(|it| Some(format!("doi{}", plain(it.split_once('/')?.1))));
    let name = [outlet, author, host, number].into_iter().flatten().find(fits);
    let year = draft.date.map_or_else(String::new, |it| it.year.to_string());
    format!("{}{year}", name.unwrap_or_else(|| "web".to_owned()))
}

/// "varo" of "news.varo.example" and of "varo.co.example"; words stay as they are.
fn own_name(outlet: &str) -> &str {
    const SHARED: [&str; 8] = ["ac", "co", "com", "edu", "gov", "net", "or", "org"];
    if outlet.contains(char::is_whitespace) {
        return outlet;
    }
    let Some((rest, _)) = outlet.rsplit_once('.') else { return outlet };
    let (before, last) = rest.rsplit_once('.').unwrap_or(("", rest));
    match SHARED.contains(&last) && !before.is_empty() {
        true => before.rsplit('.').next().unwrap_or(before),
        false => last,
    }
}

/// An entry as the list will be read with it.
fn entered(kind: Kind, text: &str, key: &str) -> Option<Source> {
    let list = lists::read(kind, text);
    let index = list.entries.iter().position(|it| it.key == key)?;
    let file = Arc::new(ListFile { list, ..ListFile::default() });
    Some(Source { key: key.to_owned(), listed: Some(Listed { file, index }), ..Source::default() })
}

/// The same for a source that no list will have.
fn unlisted(draft: &Draft) -> Option<Source> {
    let list = lists::read(Kind::Bibtex, "");
    let edit = lists::add(Kind::Bibtex, "", &list, draft)?;
    entered(Kind::Bibtex, &edit.text, &draft.key)
}

/// What has changed between two texts from a place on, as one edit.
fn change(before: &str, after: &str, at: usize) -> Edit {
    let pairs = before[at..].chars().rev().zip(after[at..].chars().rev());
    let end: usize = pairs.take_while(|(a, b)| a == b).map(|it| it.0.len_utf8()).sum();
    Edit::replace(Span::new(at, before.len() - end), &after[at..after.len() - end])
}
