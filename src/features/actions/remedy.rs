use super::{ActionKind, attribute, ignoring, places, speakers};
use crate::{
    article::Article,
    rules::{CONFIRM, Finding, Fix, Review},
    sources::{self, lists::Date},
    text::{Edit, Span},
};

/// One way to mend a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// One of the finding's own fixes; `choice` tells the named sources apart.
    Fix {
        index: usize,
        choice: usize,
    },
    /// "[citation needed]"
    Needed,
    /// `<!-- onrecord: needs-source -->`
    Later,
    /// "[TK: source?]"
    Ask,
    IgnoreHere,
    /// Ignored for one of [`REASONS`]: the answer to "who says so?" is on record.
    Because(usize),
    /// The writer has heard the words on the tape: the answer goes on record with its day.
    ByEar,
    IgnoreParagraph,
    IgnoreFile,
    TurnOff,
}

/// The index of names asks for nothing, so nothing needs to be cited.
const INDEX: &str = "named-entity";

/// What stands for a mark of the desk already.
const MARK: &str = "placeholder-left";

/// What leads nowhere is mended where it stands.
const BROKEN: &str = "unresolved-citation";

/// Rules that no citation answers.
const UNSOURCED: &[&str] = &[
    MARK,
    BROKEN,
    "unknown-source",
    "source-terms",
    "sources-disagree",
    "first-reference",
    "inconsistent-name",
    "inconsistent-figure",
    "undefined-acronym",
];

/// A quotation that no text has may well be on the tape.
const UNRESOLVED: &str = "quote-unresolved";

/// A slip in a directive is mended by hand.
const DIRECTIVE: &str = "unknown-directive";

/// Answers that go on record: the rules they answer, their title and what the directive says.
const REASONS: &[(&[&str], &str, &str)] = &[
    (OWN_WORD, "Witnessed by the reporter", "witnessed by the reporter"),
    (OWN_WORD, "Public record", "public record"),
    (OWN_WORD, "Common knowledge", "common knowledge"),
    (&["unattributed-quote"], "It is a title", "a title"),
    (&["inconsistent-name"], "These are two people", "two people"),
    (&["secondhand-attribution"], "Mark as independently confirmed", "independently confirmed"),
    (&["loaded-attribution-verb"], "Keep: it is proven", "it is proven"),
    (&["loaded-attribution-verb"], "Keep: the other side disputes it", "the other side disputes it"),
    (&["undefined-acronym", "first-reference"], "Our readers know it", "known to our readers"),
];

/// Where a statement may stand on the writer's own word.
const OWN_WORD: &[&str] = &[
    "unattributed-claim",
    "unattributed-figure",
    "unattributed-allegation",
    "unsupported-superlative",
    "attribution-gap",
];

/// What can be done about a finding, the most useful first, each with its title.
pub(super) fn remedies(review: &Review, finding: &Finding) -> Vec<(Remedy, String)> {
    let code = finding.code;
    if code == INDEX {
        return vec![(Remedy::IgnoreFile, "Stop listing names in this file".to_owned())];
    }
    let mut out = Vec::new();
    for (index, fix) in finding.fixes.iter().enumerate() {
        let titles = titles(&review.article, fix).into_iter().enumerate();
        out.extend(titles.map(|(choice, title)| (Remedy::Fix { index, choice }, title)));
    }
    if code == DIRECTIVE {
        return out;
    }
    if !UNSOURCED.contains(&code) {
        out.push((Remedy::Needed, "Mark “[citation needed]”".to_owned()));
        out.push((Remedy::Later, "Note in a comment that it needs a source".to_owned()));
    }
    if code != MARK && code != BROKEN {
        out.push((Remedy::Ask, "Leave a TK for the reporter".to_owned()));
    }
    let reasons = REASONS.iter().enumerate().filter(|(_, (codes, ..))| codes.contains(&code));
    out.extend(reasons.map(|(index, (_, title, _))| (Remedy::Because(index), (*title).to_owned())));
    if code == UNRESOLVED {
        out.push((Remedy::ByEar, "Checked by ear".to_owned()));
    }
    out.push((Remedy::IgnoreHere, "Ignore here with a reason…".to_owned()));
    out.push((Remedy::IgnoreParagraph, format!("Ignore {code} in this paragraph")));
    out.push((Remedy::IgnoreFile, format!("Ignore {code} in this file")));
    out.push((Remedy::TurnOff, format!("Turn {code} off from here on")));
    out
}

fn titles(article: &Article, fix: &Fix) -> Vec<String> {
    match fix {
        Fix::Attribute { at } => {
            let names = speakers::speakers(article, *at);
            names.iter().map(|it| format!("Attribute to {}", it.name)).collect()
        }
        Fix::ReplaceSource { span } => {
            let words = article.shown(*span);
            let names = speakers::speakers(article, span.start);
            names.iter().map(|it| format!("Replace “{words}” by {}", it.name)).collect()
        }
        Fix::Actively { span, verb } => {
            let names = speakers::speakers(article, span.start);
            names.iter().map(|it| format!("Rewrite: “{} {verb} …”", it.name)).collect()
        }
        Fix::NameOutlet { .. } => vec!["Name the outlet…".to_owned()],
        Fix::Say { with, .. } => vec![format!("Replace with “{with}”")],
        Fix::InsertDate { .. } => vec!["Insert the date…".to_owned()],
        Fix::Cite { .. } => vec!["Insert a citation placeholder".to_owned()],
        // It changes the house's list (`features::accepting`), not the article.
        Fix::Accept(_) => Vec::new(),
        Fix::Insert { title, .. } | Fix::Rewrite { title, .. } => vec![title.clone()],
    }
}

impl Remedy {
    /// The key of the one action that belongs to no finding.
    pub const SAY_ALL: &str = "say-all";

    /// How the keys of answers begin.
    pub const BECAUSE: &str = "because:";

    /// Remedy, code, place and the words there: enough to see that all is as it was.
    pub fn key(self, article: &Article, finding: &Finding) -> String {
        let Span { start, end } = finding.span;
        format!("{} {} {start} {end} {}", self.name(), finding.code, article.words(finding.span))
    }

    /// The remedy and the finding it is for, if that is still there.
    pub fn from_key<'a>(review: &'a Review, key: &str) -> Option<(Remedy, &'a Finding)> {
        let mut parts = key.splitn(5, ' ');
        let remedy = Remedy::named(parts.next()?)?;
        let code = parts.next()?;
        let span = Span::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let words = parts.next()?;
        let finding = review.findings.iter().find(|it| it.code == code && it.span == span)?;
        (review.article.words(span) == words).then_some((remedy, finding))
    }

    pub fn kind(self) -> ActionKind {
        match self {
            Remedy::IgnoreHere | Remedy::Because(_) | Remedy::ByEar => ActionKind::Dismiss,
            _ => ActionKind::QuickFix,
        }
    }

    fn name(self) -> String {
        match self {
            Remedy::Fix { index, choice } => format!("fix:{index}:{choice}"),
            Remedy::Needed => "needed".to_owned(),
            Remedy::Later => "later".to_owned(),
            Remedy::Ask => "ask".to_owned(),
            Remedy::IgnoreHere => "ignore".to_owned(),
            Remedy::Because(index) => format!("{}{index}", Remedy::BECAUSE),
            Remedy::ByEar => "by-ear".to_owned(),
            Remedy::IgnoreParagraph => "ignore-paragraph".to_owned(),
            Remedy::IgnoreFile => "ignore-file".to_owned(),
            Remedy::TurnOff => "off".to_owned(),
        }
    }

    fn named(name: &str) -> Option<Remedy> {
        Some(match name {
            "needed" => Remedy::Needed,
            "later" => Remedy::Later,
            "ask" => Remedy::Ask,
            "ignore" => Remedy::IgnoreHere,
            "by-ear" => Remedy::ByEar,
            "ignore-paragraph" => Remedy::IgnoreParagraph,
            "ignore-file" => Remedy::IgnoreFile,
            "off" => Remedy::TurnOff,
            _ if name.starts_with(Remedy::BECAUSE) => {
                Remedy::Because(name[Remedy::BECAUSE.len()..].parse().ok()?)
            }
            _ => {
                let (index, choice) = name.strip_prefix("fix:")?.split_once(':')?;
                Remedy::Fix { index: index.parse().ok()?, choice: choice.parse().ok()? }
            }
        })
    }

    /// None when it no longer fits.
    pub fn edits(self, review: &Review, finding: &Finding, today: Option<Date>) -> Option<Vec<Edit>> {
        let article = &review.article;
        match self {
            Remedy::Fix { index, choice } => fix(article, finding, finding.fixes.get(index)?, choice),
            Remedy::Needed => mark(article, finding, sources::needed(article.format())),
            Remedy::Ask => mark(article, finding, "[TK: source?]"),
            Remedy::Later => Some(ignoring::needs_source(article, finding)),
            Remedy::IgnoreHere => Some(ignoring::here(article, finding, ignoring::REASON)),
            Remedy::Because(index) => Some(ignoring::here(article, finding, REASONS.get(index)?.2)),
            Remedy::ByEar => {
                let day = today.map_or_else(String::new, |it| format!(", {it}"));
                Some(ignoring::here(article, finding, &format!("checked by ear{day}")))
            }
            Remedy::IgnoreParagraph => Some(ignoring::in_paragraph(article, finding, "ignore-paragraph")),
            Remedy::IgnoreFile => Some(ignoring::in_file(article, finding)),
            Remedy::TurnOff => Some(ignoring::in_paragraph(article, finding, "off")),
        }
    }
}

fn fix(article: &Article, finding: &Finding, fix: &Fix, choice: usize) -> Option<Vec<Edit>> {
    Some(match fix {
        Fix::Attribute { at } => {
            let speaker = speakers::speakers(article, *at).into_iter().nth(choice)?;
            attribute::attribute(article, places::outside_marks(article, *at), &speaker.words)
        }
        Fix::ReplaceSource { span } => {
            let speaker = speakers::speakers(article, span.start).into_iter().nth(choice)?;
            confirmed(article, finding, attribute::replace_source(article, *span, &speaker.words))?
        }
        Fix::Actively { span, verb } => {
            let speaker = speakers::speakers(article, span.start).into_iter().nth(choice)?;
            confirmed(article, finding, vec![attribute::actively(article, *span, &speaker.words, verb)])?
        }
        Fix::NameOutlet { span, placeholder } => vec![Edit::replace(*span, placeholder)],
        Fix::Say { span, with } => vec![Edit::replace(*span, *with)],
        Fix::InsertDate { at } => vec![Edit::insert(places::outside_marks(article, *at), ", [date?]")],
        Fix::Cite { at } => {
            let at = places::outside_marks(article, *at);
            vec![Edit::insert(at, format!(" {}", sources::placeholder(article.format())))]
        }
        Fix::Rewrite { edits, .. } => edits.clone(),
        Fix::Accept(_) => return None,
        Fix::Insert { at, text, .. } => {
            let text = text.replace('\n', places::line_break(article.text()));
            vec![Edit::insert(places::outside_marks(article, *at), text)]
        }
    })
    .filter(|_| !finding.span.is_empty())
}

/// A name in place of nobody, and at the sentence's end the mark that asks whether it is theirs.
fn confirmed(article: &Article, finding: &Finding, mut edits: Vec<Edit>) -> Option<Vec<Edit>> {
    edits.extend(mark(article, finding, CONFIRM)?);
    Some(edits)
}

/// A desk mark at the end of the finding's sentence, before its full stop.
fn mark(article: &Article, finding: &Finding, mark: &str) -> Option<Vec<Edit>> {
    let at = places::sentence_end(article, finding.span)?;
    Some(vec![Edit::insert(at, format!(" {mark}"))])
}
