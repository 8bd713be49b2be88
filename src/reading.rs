//! What one paragraph says: who is named, what is quoted, who says what.
//!
//! A [`Reader`] is the seam: rules, a fast model or an accurate one stand behind it. It sees one
//! block of prose and remembers nothing; what needs the whole text (the person behind "he", a
//! source named two paragraphs up) is left open here and settled in `article`.
//! All spans count in bytes of the block's prose.

mod adverbials;
mod agentless;
mod attributions;
mod callings;
mod clauses;
mod content;
mod cues;
mod dateline;
mod deeds;
mod figures;
mod grammar;
mod hybrid;
mod layered;
mod lists;
mod mended;
pub mod model;
pub(crate) mod names;
mod nouns;
mod phrases;
mod quotes;
mod readable;
mod readers;
mod speakers;
mod statements;
mod tongue;
mod topics;
mod withheld;
mod wrongs;

pub use cues::{Cue, Force, Frames, Inflection};
pub use figures::figure_phrase;
pub use layered::{KEPT, Layered};
pub use readers::{built_in, by_model, by_rules};
pub use tongue::{Language, Tongue, tongue_of};
pub use topics::Topic;
pub use wrongs::speak_of_wrong;

use bitflags::bitflags;

use crate::{language::Passage, text::Span};

/// Reads a block of prose. The same words give the same reading, always and everywhere.
pub trait Reader: std::fmt::Debug + Send + Sync {
    fn read(&self, prose: &str) -> Reading;
}

/// What a block of prose says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub passage: Passage,
    /// "BRUSSELS:" with its colon or dash, at the head of the passage.
    pub dateline: Option<Span>,
    pub quotes: Vec<Quote>,
    pub mentions: Vec<Mention>,
    /// By the start of their first piece.
    pub attributions: Vec<Attribution>,
    /// One for each sentence of the passage.
    pub statements: Vec<Statement>,
    /// The language of the block, as far as its own words tell.
    pub tongue: Tongue,
    /// Why nothing of it was read.
    pub unread: Option<Unread>,
}

/// The most bytes of a block that are read: some twenty thousand words without a break.
///
/// What one paragraph costs must not hold up a document, nor one document the others.
pub const LONGEST: usize = 128 * 1024;

/// Why a block is left unread: nobody is named in it, nobody speaks, and nothing is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not English.
    Foreign,
    /// It has more than [`LONGEST`] bytes.
    TooLong,
}

impl Reading {
    /// A block of which nothing is read.
    pub fn unread(passage: Passage, tongue: Tongue, why: Unread) -> Reading {
        let statement = Statement { traits: Traits::UNREADABLE, ..Statement::default() };
        let statements = vec![statement; passage.sentences.len()];
        Reading { passage, statements, tongue, unread: Some(why), ..Reading::default() }
    }

    fn too_long(prose: &str) -> Reading {
        Reading::unread(Passage::uncut(prose), Tongue::default(), Unread::TooLong)
    }
}

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// With the marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Whether the closing mark is there; a half-typed or multi-paragraph quotation has none.
    pub closed: bool,
    /// Inside another quotation.
    pub nested: bool,
    pub nature: QuoteNature,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteNature {
    /// Reads as speech: four words or more with a finite verb, or sentence punctuation.
    Speech,
    /// A few words taken into the writer's sentence: “free and democratic”.
    Fragment,
    /// A title of a work or show, a nickname, a term, a headline.
    Title,
}

/// What kind of thing a name names; the types of `onrecord annotate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    Person,
    Org,
    Place,
    /// Nationalities, religious and political groups.
    Norp,
    Event,
    Product,
    Date,
    Number,
    Misc,
}

impl EntityKind {
    /// As `annotate` prints it.
    pub fn code(self) -> &'static str {
        match self {
            EntityKind::Person => "PERSON",
            EntityKind::Org => "ORG",
            EntityKind::Place => "PLACE",
            EntityKind::Norp => "NORP",
            EntityKind::Event => "EVENT",
            EntityKind::Product => "PRODUCT",
            EntityKind::Date => "DATE",
            EntityKind::Number => "NUMBER",
            EntityKind::Misc => "MISC",
        }
    }

    /// In a writer's words: "person", "organisation".
    pub fn noun(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Org => "organisation",
            EntityKind::Place => "place",
            EntityKind::Norp => "people or group",
            EntityKind::Event => "event",
            EntityKind::Product => "product or work",
            EntityKind::Date => "date",
            EntityKind::Number => "quantity",
            EntityKind::Misc => "name",
        }
    }
}

/// One place where something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name alone ("Mark Rutte"), without role, article or possessive ending.
    pub span: Span,
    pub kind: EntityKind,
    /// The words that say who this is: "NATO Secretary General", "a spokeswoman for the port".
    pub role: Option<Span>,
    pub form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Name,
    /// he, she, his, her, they, … ; whom it means is settled in `article`.
    Pronoun,
    /// "the mayor", where it speaks; so is whose role it is.
    Role,
}

/// Who says what.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// None when the text leaves the source out ("it is believed") or drops a repeated subject
    /// (", asserting that"): see `basis`.
    pub source: Option<Source>,
    /// Who was told: "the BBC" in "told the BBC that …".
    pub hearer: Option<Source>,
    /// The words that attribute: "announced", "according to", "pointed … out". None where a model
    /// marks words as said and nothing as saying them.
    pub cue: Vec<Span>,
    /// The words attributed, in one or several pieces, in order.
    pub content: Vec<Span>,
    pub kind: ContentKind,
    /// The verb behind the cue, if it is one.
    pub verb: Option<Cue>,
    pub basis: Basis,
    /// The attribution whose content holds this one: an index into the same list.
    pub parent: Option<usize>,
}

/// The words that name a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The whole phrase: "Hala Agha, a resident who organised the event".
    pub span: Span,
    /// The name or the head noun in it: "Hala Agha", "officials".
    pub head: Span,
    pub kind: SourceKind,
}

/// How well the reader can tell who speaks. Judged on the phrase alone; `article` knows antecedents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A proper name: person, organisation, acting place ("North Korea said").
    Named,
    /// A news outlet or agency by name.
    Outlet,
    Pronoun,
    /// A definite or institutional voice without a name: "the mayor", "police", "a court".
    Described,
    /// "a source", "an official who asked not to be named".
    Anonymous,
    /// An unnamed plural: "critics", "many experts", "some".
    Crowd,
    /// "media reports", "reports".
    Report,
    /// "studies", "a new poll".
    Study,
    /// "the memo", "the indictment", "the law".
    Document,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentKind {
    Direct,
    Indirect,
    /// Indirect with a quotation in it.
    Mixed,
    /// A noun phrase: "confirmed the deployment".
    NounPhrase,
}

/// How source and cue meet; rules ask it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Subject and verb, in either order.
    Verb,
    /// A participle that shares the subject of another attribution: ", asserting that".
    Participle,
    AccordingTo,
    /// A noun that speaks: "his claim that", "the company's announcement".
    Noun,
    /// A verb without its agent: "it is believed that", "is said to", "reportedly".
    Agentless,
    /// A quotation beside its speaker, without a verb (colon, dash).
    Bare,
}

/// What one sentence is, apart from who says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    pub traits: Traits,
    /// Statistics in it that a reader would want sourced: "$42 million", "two-thirds of nurses".
    pub figures: Vec<Span>,
    /// What it is about.
    pub topic: Topic,
    /// What the learned head says of it; none from a reader that has no such head.
    pub need: Option<NeedScores>,
}

/// A learned word on whether a desk would ask who says so, before the neighbours of the sentence are heard.
///
/// All scores are log-odds. Pairs hold first: that most desks would ask; second: that most would, and nobody around
/// carries it. `article` adds up what a sentence says of itself and what the one before says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedScores {
    pub own: [f32; 2],
    /// What it adds to the sentence behind it.
    pub behind: [f32; 2],
    /// For each of [`ClaimKind::ALL`].
    pub kinds: [f32; ClaimKind::ALL.len()],
}

/// What kind of statement a sentence makes, as desks sort them; the kinds of `onrecord annotate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// Wrongdoing by somebody who can be told.
    Accusation,
    /// Violence, deaths, damage.
    Harm,
    /// Somebody's words between marks.
    Quotation,
    /// A count, share, sum or trend that somebody measured.
    Figure,
    /// One thing led to another.
    Cause,
    Prediction,
    Superlative,
    /// What somebody thinks, wants, fears or intends.
    Motive,
    /// Praise, blame, what should be.
    Opinion,
    /// A finding of research, medicine or technology.
    Science,
    /// Something happened, and nobody did wrong.
    Event,
    /// An official act, a result, an appointment, a timetable.
    Record,
    /// General or historical knowledge.
    Background,
    /// Seen or heard on the spot.
    Scene,
    Other,
}

impl ClaimKind {
    /// In the order of the learned head.
    pub const ALL: [ClaimKind; 15] = [
        ClaimKind::Accusation,
        ClaimKind::Harm,
        ClaimKind::Quotation,
        ClaimKind::Figure,
        ClaimKind::Cause,
        ClaimKind::Prediction,
        ClaimKind::Superlative,
        ClaimKind::Motive,
        ClaimKind::Opinion,
        ClaimKind::Science,
        ClaimKind::Event,
        ClaimKind::Record,
        ClaimKind::Background,
        ClaimKind::Scene,
        ClaimKind::Other,
    ];

    /// As `annotate` prints it.
    pub const fn code(self) -> &'static str {
        match self {
            ClaimKind::Accusation => "accusation",
            ClaimKind::Harm => "harm",
            ClaimKind::Quotation => "quotation",
            ClaimKind::Figure => "figure",
            ClaimKind::Cause => "cause",
            ClaimKind::Prediction => "prediction",
            ClaimKind::Superlative => "superlative",
            ClaimKind::Motive => "motive",
            ClaimKind::Opinion => "opinion",
            ClaimKind::Science => "science",
            ClaimKind::Event => "event",
            ClaimKind::Record => "record",
            ClaimKind::Background => "background",
            ClaimKind::Scene => "scene",
            ClaimKind::Other => "other",
        }
    }
}

bitflags! {
    /// What kind of claim a sentence makes (`1.3` of the rulebook), and what exempts it.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Traits: u32 {
        const FIGURE = 1;
        const SUPERLATIVE = 1 << 1;
        const COMPARISON = 1 << 2;
        const CAUSE = 1 << 3;
        const ALLEGATION = 1 << 4;
        const PREDICTION = 1 << 5;
        const EVALUATION = 1 << 6;
        /// A past event with an actor: the ordinary news sentence.
        const EVENT = 1 << 7;
        const QUESTION = 1 << 8;
        const INSTRUCTION = 1 << 9;
        const DEFINITION = 1 << 10;
        /// Plain calendar, timetable and geography.
        const CALENDAR = 1 << 11;
        /// First person: the writer's own experience.
        const WITNESS = 1 << 12;
        /// Begins like a continuation: a pronoun subject, "also", "in addition".
        const CONTINUES = 1 << 13;
        /// No finite verb: a fragment, a label.
        const FRAGMENT = 1 << 14;
        /// No English prose, or without an end: nothing can be said of it.
        const UNREADABLE = 1 << 15;
        /// Longer than any sentence that somebody has ended; it is unreadable too.
        const ENDLESS = 1 << 16;
    }
}
