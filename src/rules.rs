//! Judgement.
//!
//! A rule looks at a read [`Article`] and says what a careful editor would ask. Each rule is one
//! file: its head comment is the page the writer sees, its examples are its tests. The list below
//! is the only other place that knows it.

mod accused;
mod agentless_attribution;
mod anonymous_source;
mod apart;
pub mod asking;
mod attribution_gap;
mod cited;
mod citing;
mod committed;
mod context;
mod crowds;
pub mod directives;
mod encyclopedia;
mod faceless_sentiment;
mod first_reference;
mod inconsistent_figure;
mod inconsistent_name;
mod inner;
mod introductions;
mod labels;
pub mod ledger;
mod letters_told;
mod loaded_attribution_verb;
mod markets;
mod members;
mod name_mismatch;
mod named_entity;
mod not_read;
mod number_mismatch;
mod opinion_in_own_voice;
mod page;
mod passives;
mod phrases;
mod placeholder_left;
mod polls;
mod quote_altered;
mod quote_boundary;
mod quote_speaker;
mod quote_tidied;
mod quote_unresolved;
mod quoted;
mod relative_time;
mod review;
mod rewording;
mod role_then_name;
mod secondhand_attribution;
mod settings;
mod source_terms;
mod sources_disagree;
mod stacking;
mod unattributed_allegation;
mod unattributed_claim;
mod unattributed_figure;
mod unattributed_quote;
mod unclosed_block;
mod undefined_acronym;
mod unfilled;
mod unknown_directive;
mod unknown_source;
mod unnamed_report;
mod unnamed_study;
mod unresolved_citation;
mod unsupported_superlative;
mod unused_dismissal;
mod vague_source;
mod voice;
mod work;

use std::{fmt, path::PathBuf};

pub use accused::Statement;
pub use asking::Ask;
pub use committed::Committed;
pub use context::{Context, Said, is_quoted, sentence_end};
pub use labels::called;
pub use ledger::Ledger;
pub use page::{Example, Page};
pub use placeholder_left::CONFIRM;
pub use quoted::Quoted;
pub use review::Review;
pub use settings::{Accurate, Citations, Entities, Named, Profile, Quotations, Settings, Verbs};

pub use crate::article::{House, Known};
use crate::{
    article::Paragraph,
    reading::Reading,
    sources::matching::Indexed,
    text::{Edit, Span},
};

/// Every rule, in the order of the rulebook.
pub const ALL: &[Rule] = &[
    vague_source::RULE,
    unattributed_quote::RULE,
    unattributed_allegation::RULE,
    unnamed_report::RULE,
    unattributed_claim::RULE,
    unattributed_figure::RULE,
    agentless_attribution::RULE,
    first_reference::RULE,
    inconsistent_name::RULE,
    secondhand_attribution::RULE,
    unnamed_study::RULE,
    anonymous_source::RULE,
    unresolved_citation::RULE,
    unknown_source::RULE,
    source_terms::RULE,
    placeholder_left::RULE,
    unknown_directive::RULE,
    unclosed_block::RULE,
    inconsistent_figure::RULE,
    unused_dismissal::RULE,
    faceless_sentiment::RULE,
    loaded_attribution_verb::RULE,
    relative_time::RULE,
    attribution_gap::RULE,
    undefined_acronym::RULE,
    opinion_in_own_voice::RULE,
    unsupported_superlative::RULE,
    quote_altered::RULE,
    quote_speaker::RULE,
    quote_tidied::RULE,
    quote_unresolved::RULE,
    quote_boundary::RULE,
    number_mismatch::RULE,
    sources_disagree::RULE,
    name_mismatch::RULE,
    not_read::RULE,
    named_entity::RULE,
];

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|it| it.code == code)
}

/// One question an editor asks.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its stable name: "vague-source".
    pub code: &'static str,
    /// Default severity in profile `wire`.
    pub severity: Severity,
    /// The file itself; its head comment is the page.
    source: &'static str,
    check: Check,
    limit: Limit,
}

/// How a rule looks.
#[derive(Clone, Copy)]
pub enum Check {
    /// Finds phrases in each paragraph by itself (kept as long as the paragraph stays as it is), then
    /// judges each where it stands. Whatever looks at words belongs into `find`: `judge` runs for every
    /// spot at every key press.
    Phrases { find: fn(&Reading) -> Vec<Spot>, judge: fn(&Context, &Paragraph, &Spot) -> Option<Finding> },
    /// The same in all prose: in headings, notes, captions, tables and quotations as well.
    Everywhere { find: fn(&Reading) -> Vec<Spot>, judge: fn(&Context, &Paragraph, &Spot) -> Option<Finding> },
    /// Finds phrases in the same way, but judges all of a file together: one is wrong beside another.
    Together { find: fn(&Reading) -> Vec<Spot>, judge: fn(&Context, &[Placed]) -> Vec<Finding> },
    /// Asks what the article knows already: attributions, entities, support. Runs at every key press.
    Whole(fn(&Context) -> Vec<Finding>),
}

/// A phrase a rule has an eye on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// In bytes of the paragraph's prose.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: usize,
    /// Whatever else `judge` wants to know; the rule's own business.
    pub detail: usize,
}

/// A spot in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The number of the paragraph.
    pub paragraph: usize,
    pub spot: &'a Spot,
}

/// How often a rule may speak; the first finding wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Each,
    OncePerParagraph,
    OncePerFile,
}

impl Rule {
    pub fn page(&self) -> Page {
        Page::parse(self.source)
    }

    /// A finding of this rule; `fixes` beyond those that every finding offers.
    pub(crate) fn finding(&self, span: Span, message: impl Into<String>) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            span,
            message: message.into(),
            note: String::new(),
            fixes: Vec::new(),
            related: Vec::new(),
        }
    }
}

impl Fix {
    /// Replaces each of these words by others: "Use “Zelenskyy” everywhere (3)".
    pub(crate) fn replace(spans: impl IntoIterator<Item = Span>, with: &str, title: String) -> Fix {
        Fix::Rewrite { edits: spans.into_iter().map(|it| Edit::replace(it, with)).collect(), title }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Rule({})", self.code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
    Information,
    Hint,
}

impl Severity {
    pub const ALL: [Severity; 4] =
        [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint];

    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        }
    }
}

/// Something an editor would ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    /// The rule's own, unless this case is graver or milder than its like; what the writer has chosen comes on top.
    pub severity: Severity,
    /// In bytes of the document.
    pub span: Span,
    /// What is missing and what would help, in one or two sentences.
    pub message: String,
    /// What this case adds to the rule's page, for hover: "3,000 troops hang on it." May be empty.
    pub note: String,
    pub fixes: Vec<Fix>,
    /// Passages of sources, and of the article, that have to do with it.
    pub related: Vec<Related>,
}

/// A passage that a finding speaks of, in a source or elsewhere in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Empty for the article itself.
    pub path: PathBuf,
    /// In bytes of the file, or of its reading copy where the file is no text; none where it cannot be told.
    pub span: Option<Span>,
    /// Whether `span` counts in the reading copy: [`crate::sources::SourceText::reading_copy`].
    pub in_copy: bool,
    /// Its words, after who says so.
    pub message: String,
}

impl Related {
    /// A place of the article itself.
    pub(crate) fn here(span: Span, message: String) -> Related {
        Related { path: PathBuf::new(), span: Some(span), in_copy: false, message }
    }

    /// Whether it stands in the article itself.
    pub fn is_here(&self) -> bool {
        self.path.as_os_str().is_empty()
    }

    /// `span` in bytes of the source's text.
    pub(crate) fn new(source: &Indexed, span: Span) -> Related {
        let text = &source.read.text;
        let message = format!("{}: “{}”", source.name(), quoted::plain(source.words(span)));
        let in_copy = text.is_opaque();
        let span = if in_copy { Some(span) } else { text.in_file(span) };
        Related { path: text.path.clone(), span, in_copy, message }
    }
}

/// What would mend a finding, beyond what every finding offers (TK, citation needed, ignore, turn off).
/// `features::actions` turns it into edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Give the statement to a named source of this file; `at` is where "…, NAME said" goes.
    Attribute { at: usize },
    /// Replace these words by a named source of this file ("critics" → "Ana Cho").
    ReplaceSource { span: Span },
    /// Replace these words by "according to OUTLET" or the outlet's name, to be filled in.
    NameOutlet { span: Span, placeholder: String },
    /// Replace a loaded verb: these words by that one ("pointed out" → "said").
    Say { span: Span, with: &'static str },
    /// Insert a date after the words: ", 21 October".
    InsertDate { at: usize },
    /// Put a citation into the document's own syntax here.
    Cite { at: usize },
    /// Make these edits under this title: words of a source in place of the writer's.
    Rewrite { edits: Vec<Edit>, title: String },
    /// Say who does it: "It is believed" → "Ana Cho believes", `verb` being the verb in its new form.
    Actively { span: Span, verb: String },
    /// Let the house know somebody, or accept letters of theirs: not in the article, but in the house's list.
    Accept(Known),
    /// Insert these words, a placeholder the writer fills in, under this title.
    Insert { at: usize, text: String, title: String },
}
