//! Every setting in one place: what a file or an editor may say, and what each word means.
//!
//! What is read, the settings pages of editors and the reference for writers all come from here
//! (`tests/settings.rs` keeps them equal). A new setting is one entry in [`SETTINGS`] and one line
//! in `choices::apply`; one that takes words has a table of them as well.

use crate::rules::{Accurate, Ask, Citations, Entities, Profile, Quotations, Severity, Verbs};

/// A setting as a writer meets it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub key: &'static str,
    /// One sentence: what it decides.
    pub about: &'static str,
    pub takes: Takes,
}

/// What a setting can be.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// One of these words, each with what it means; the first is the default.
    Words(fn() -> Vec<(&'static str, &'static str)>),
    /// The path of a file of this machine; without it, what is said here holds.
    File(&'static str),
    /// Paths of files and folders; without any, what is said here holds.
    Paths(&'static str),
    /// Names, one or several; without any, what is said here holds.
    Names(&'static str),
    /// A table from a rule's code to one of these words.
    Rules(fn() -> Vec<(&'static str, &'static str)>),
}

pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "profile",
        about: "What kind of text you write, and so how strictly it is read.",
        takes: Takes::Words(|| meanings(PROFILES)),
    },
    Setting {
        key: "ask",
        about: "How much is asked about statements that nobody stands behind.",
        takes: Takes::Words(|| meanings(ASK)),
    },
    Setting {
        key: "entities",
        about: "Whether people, organisations and places are marked.",
        takes: Takes::Words(|| meanings(ENTITIES)),
    },
    Setting {
        key: "verbs",
        about: "Which verbs besides “said” are pointed at.",
        takes: Takes::Words(|| meanings(VERBS)),
    },
    Setting {
        key: "lens",
        about: "Whether the support lens is shown.",
        takes: Takes::Words(|| meanings(LENS)),
    },
    Setting {
        key: "accurate",
        about: "Whether the accurate model reads in the background.",
        takes: Takes::Words(|| meanings(ACCURATE)),
    },
    Setting {
        key: "changed-only",
        about: "Whether only what has changed since the article's last Git commit is asked about.",
        takes: Takes::Words(|| meanings(CHANGED_ONLY)),
    },
    Setting {
        key: "model",
        about: "The file of the accurate model.",
        takes: Takes::File("`accurate.onr` beside the program"),
    },
    Setting {
        key: "house",
        about: "A file with the people and organisations that your house knows.",
        takes: Takes::File("none; `[[entities]]` in `onrecord.toml` does the same"),
    },
    Setting {
        key: "outlet",
        about: "What your own outlet is called, and its address: what people told it is no second-hand source.",
        takes: Takes::Names("every outlet is another's"),
    },
    Setting {
        key: "sources",
        about: "Files and folders with the texts of sources.",
        takes: Takes::Paths("`sources/` beside the article and at the top of the open folder"),
    },
    Setting {
        key: "bibliography",
        about: "Lists of sources: BibTeX, CSL-JSON, CSL-YAML or Hayagriva.",
        takes: Takes::Paths(
            "what the article names, and any `refs.*` or `sources.*` at the top of the folder",
        ),
    },
    Setting {
        key: "citations",
        about: "How Markdown cites a source.",
        takes: Takes::Words(|| meanings(CITATIONS)),
    },
    Setting {
        key: "quotations",
        about: "How near a quotation has to stay to what was said.",
        takes: Takes::Words(|| meanings(QUOTATIONS)),
    },
    Setting {
        key: "rules",
        about: "How serious a rule is, or that it is off: `onrecord rules` in a terminal lists the rules.",
        takes: Takes::Rules(|| meanings(SEVERITIES)),
    },
];

/// Words that can be chosen: how they are written, what they stand for, what they mean to a writer.
pub(super) type Words<T> = &'static [(&'static str, T, &'static str)];

pub(super) const PROFILES: Words<Profile> = &[
    ("wire", Profile::Wire, "News copy: every contestable statement needs a source."),
    ("feature", Profile::Feature, "Features: statements in the writer's own voice are only hinted at."),
    (
        "opinion",
        Profile::Opinion,
        "Opinion: the writer's own voice is the point; only sources that are no sources are marked.",
    ),
    ("encyclopedia", Profile::Encyclopedia, "Encyclopedia: every paragraph needs a reference."),
];

pub(super) const ASK: Words<Ask> = &[
    ("most", Ask::Most, "What most desks would ask: for writing."),
    ("all", Ask::All, "Whatever a careful desk might ask: for a last look before print."),
    ("some", Ask::Some, "Only what practically every desk would ask."),
];

pub(super) const ENTITIES: Words<Entities> = &[
    ("first", Entities::First, "A hint at the first mention of each name."),
    ("off", Entities::Off, "Names are not marked. The hover still tells about them."),
];

pub(super) const VERBS: Words<Verbs> = &[
    ("default", Verbs::Default, "Verbs that clearly judge, such as “pointed out” or “revealed”."),
    ("strict", Verbs::Strict, "Milder ones too, such as “noted” or “emphasized”."),
];

pub(super) const LENS: Words<bool> = &[
    ("off", false, "Only what an editor would ask about is marked."),
    (
        "on",
        true,
        "Every sentence says what it stands on: quoted, attributed, cited, or the article's own voice.",
    ),
];

pub(super) const ACCURATE: Words<Accurate> = &[
    ("auto", Accurate::Auto, "Where it is installed, it reads the text again while you pause."),
    ("off", Accurate::Off, "Only the built-in model reads."),
];

pub(super) const CHANGED_ONLY: Words<bool> = &[
    ("off", false, "The whole article is asked about."),
    ("on", true, "Paragraphs that stand as they were committed are left alone; the lens still shows them."),
];

pub(super) const CITATIONS: Words<Citations> = &[
    ("auto", Citations::Auto, "As the article does already."),
    ("keys", Citations::Keys, "By keys: `[@key]`."),
    ("notes", Citations::Notes, "By notes: `[^key]`, and a line at the end."),
];

pub(super) const QUOTATIONS: Words<Quotations> = &[
    ("verbatim", Quotations::Verbatim, "Word for word; a left-out “um” is hinted at."),
    (
        "tidied",
        Quotations::Tidied,
        "Without fillers, false starts and repeats; numbers as the house writes them.",
    ),
];

pub(super) const SEVERITIES: Words<Option<Severity>> = &[
    ("error", Some(Severity::Error), "Must not go out."),
    ("warning", Some(Severity::Warning), "An editor would ask."),
    ("information", Some(Severity::Information), "A second look pays."),
    ("hint", Some(Severity::Hint), "Good to know."),
    ("off", None, "The rule is silent."),
];

fn meanings<T>(words: Words<T>) -> Vec<(&'static str, &'static str)> {
    words.iter().map(|(word, _, meaning)| (*word, *meaning)).collect()
}
