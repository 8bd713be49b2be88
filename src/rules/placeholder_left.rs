//! # placeholder-left
//!
//! A desk mark is still in the copy.
//!
//! TK, XX, “[source?]” and “[citation needed]” are promises to come back; the newsroom's rule is that nothing is published before they are kept.
//! Checking desks search for them last of all, since a mark is easy to type and easy to read past.
//!
//! ```article
//! The fund holds TK million.
//!                ^^ Fill it in
//! ```
//!
//! ```article
//! He was born in 19XX and left at the age of TK.
//!                ^^^^ Fill it in
//!                                            ^^ Fill it in
//! ```
//!
//! ```article
//! The bridge cost twice as much [source?] and took XX years longer.
//!                               ^^^^^^^^^ Fill it in
//!                                                  ^^ Fill it in
//! ```
//!
//! ```article
//! The valley has been dry since March [citation needed] and the clerk, Lena Brandt (CQ?), has left {{cn}} for good.
//!                                     ^^^^^^^^^^^^^^^^^ Fill it in
//!                                                                                  ^^^^^ Fill it in
//!                                                                                                  ^^^^^^ Fill it in
//! ```
//!
//! ```article
//! The mill [TK: which one?] burned down. TKTK said so. Lorem ipsum dolor sit amet.
//!          ^^^^^^^^^^^^^^^^ Fill it in
//!                                        ^^^^ Fill it in
//!                                                      ^^^^^^^^^^^ Fill it in
//! ```
//!
//! A comment that a sentence still needs a source is one as well, and the sentence is asked about no more until then:
//!
//! ```article
//! Critics say the bridge is unsafe. <!-- onrecord: needs-source ask the union -->
//!                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ask the union
//! ```
//!
//! Headings, notes, tables, captions and quotations are searched as well, though other rules pass them by:
//!
//! ```article
//! Costs rose.[^1]
//!
//! [^1]: TK find the page.
//!       ^^ Fill it in
//! ```
//!
//! ```article
//! | Who | What |
//! |-----|------|
//! | Cho | TK   |
//!         ^^ Fill it in
//! ```
//!
//! So is a citation that nobody has filled in; it stands on nothing, and a name that waits to be confirmed is no source:
//!
//! ```article
//! Critics say the bridge is unsafe [@source].
//!                                  ^^^^^^^^^ it cites nothing yet
//! ```
//!
//! ```article
//! The bridge was never inspected, Ana Cho said [TK: confirm].
//!                                              ^^^^^^^^^^^^^ Confirm it with whoever is named
//! ```
//!
//! Names and numerals only look like marks:
//!
//! ```article
//! TK Maxx opened a store beside the arena of Super Bowl XX.
//! ```
//!
//! ```article
//! The XXX Corps crossed the river, and chapter XX tells how.
//! ```
//!
//! ```article
//! Women mostly carry XX chromosomes [see below].
//! ```
//!
//! ```article
//! She works at TK Maxx.
//! ```
//!
//! ```article
//! “Leave a TK there,” she said.
//! ```
//!
//! What helps: fill it in, cite what a mark asks for, or cut the sentence that waits for it.

use super::{Check, Context, Finding, Fix, Limit, Rule, Severity, Spot, voice};
use crate::{
    article::{Article, Paragraph},
    language::{Class, Passage, Shape},
    markup::{self, Format, Kind},
    reading::Reading,
    sources,
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "placeholder-left",
    severity: Severity::Warning,
    source: include_str!("placeholder_left.rs"),
    check: Check::Everywhere { find, judge },
    limit: Limit::Each,
};

/// What a fix writes behind a name to which it has given a statement: a name is no source until somebody has asked.
pub const CONFIRM: &str = "[TK: confirm]";

/// What stands in square brackets when the writer means to come back; a question mark behind it may be missing.
const NEEDS: &[&str] = &[
    "citation needed",
    "source needed",
    "sources needed",
    "cite",
    "cn",
    "ck",
    "cq",
    "clarification needed",
    "verification needed",
    "page needed",
    "attribution needed",
    "date needed",
    "quote needed",
    "better source needed",
    "who said this",
    "fact check",
    "check",
    "tbc",
    "todo",
];

/// What a writer asks in brackets of either kind; only with the question mark.
const ASKED: &[&str] = &[
    "age",
    "according to whom",
    "by whom",
    "check",
    "citation",
    "cite",
    "ck",
    "cq",
    "date",
    "figure",
    "from whom",
    "how many",
    "how much",
    "link",
    "name",
    "names",
    "number",
    "outlet",
    "page",
    "quote",
    "role",
    "source",
    "sources",
    "sp",
    "speaker",
    "spelling",
    "title",
    "what",
    "when",
    "where",
    "which",
    "who",
    "whom",
    "whose",
    "why",
    "year",
];

/// Words that number things in Roman: "chapter XX".
const NUMBERED: &[&str] = &[
    "act",
    "annex",
    "appendix",
    "article",
    "book",
    "canto",
    "chapter",
    "class",
    "generation",
    "group",
    "part",
    "plate",
    "psalm",
    "section",
    "size",
    "title",
    "triple",
    "type",
    "volume",
];

/// Words behind X's that are a name for something.
const X_NAMES: &[&str] = &[
    "century",
    "chromosome",
    "chromosomes",
    "congress",
    "corps",
    "embryos",
    "female",
    "females",
    "film",
    "films",
    "genotype",
    "individuals",
    "karyotype",
    "legion",
    "movie",
    "movies",
    "olympiad",
    "porn",
    "rated",
    "rating",
    "sex",
    "video",
    "videos",
    "women",
];

pub(super) fn find(reading: &Reading) -> Vec<Spot> {
    let passage = &reading.passage;
    let mut spots: Vec<Spot> = Vec::new();
    for (index, token) in passage.tokens.iter().enumerate() {
        let inside = spots.last().is_some_and(|it| token.span.start < it.span.end);
        // What stands in square brackets within a quotation is the writer's too.
        let own = |it: &Span| passage.form(index) == "[" || !voice::is_spoken(reading, *it);
        let Some(span) = mark(passage, index).filter(|it| !inside && own(it)) else {
            continue;
        };
        spots.push(Spot { span, sentence: passage.sentence_of(index), detail: 0 });
    }
    spots
}

fn judge(context: &Context, paragraph: &Paragraph, spot: &Spot) -> Option<Finding> {
    // Volumes are numbered so.
    let is_numeral =
        paragraph.block.kind == Kind::Reference && is_x(spot.span.of(&paragraph.reading.passage.text));
    (!is_numeral).then(|| finding(context.article, paragraph.document(spot.span)))
}

pub(super) fn finding(article: &Article, span: Span) -> Finding {
    let mark = article.words(span);
    let message = match mark {
        CONFIRM => format!("“{mark}” is still here. Confirm it with whoever is named, then cut the mark."),
        _ => format!("“{mark}” is still here. Fill it in or cut it."),
    };
    let fixes = cite(article.format(), span, mark).into_iter().collect();
    Finding { fixes, ..RULE.finding(span, message) }
}

/// A citation in place of a mark that asks for one, where a format's own is no such mark again.
fn cite(format: Format, span: Span, mark: &str) -> Option<Fix> {
    let lower = mark.to_lowercase();
    let asks = ["citation", "cite", "source", "{{cn", "[cn", "{{fact", "attribution"];
    let citation = sources::placeholder(format);
    let is_mark = citation.contains('?') || mark == citation;
    let asked = asks.iter().any(|it| lower.contains(it)) && !is_mark;
    asked.then(|| Fix::replace([span], citation, "Cite…".to_owned()))
}

/// The desk mark that begins at a token.
fn mark(passage: &Passage, at: usize) -> Option<Span> {
    let start = passage.tokens[at].span.start;
    match passage.form(at) {
        "[" => bracketed(passage, start, ']').filter(|it| asks(inside(passage, *it), true)),
        "(" => bracketed(passage, start, ')').filter(|it| asks(inside(passage, *it), false)),
        "{" => template(passage, start),
        form if is_tk(form) => (!names_tk(passage, at)).then(|| passage.tokens[at].span),
        form if is_x(form) => (!numbers(passage, at)).then(|| digits(passage, at)),
        form if form.starts_with(['1', '2']) => year(passage, at),
        form if form.starts_with("??") => unknown(passage, at),
        _ if passage.word(at) == "lorem" && passage.word(at + 1) == "ipsum" => Some(passage.span(at..at + 2)),
        _ => None,
    }
}

/// From a bracket to its partner, if it is near: notes to the desk are short.
fn bracketed(passage: &Passage, start: usize, close: char) -> Option<Span> {
    let rest = &passage.text[start..];
    let (end, _) = rest.char_indices().take(120).find(|(_, it)| *it == close)?;
    Some(Span::new(start, start + end + close.len_utf8()))
}

fn inside(passage: &Passage, brackets: Span) -> &str {
    Span::new(brackets.start + 1, brackets.end - 1).of(&passage.text).trim()
}

/// Whether the words in brackets are a note to the desk.
fn asks(words: &str, square: bool) -> bool {
    let lower = words.to_lowercase();
    let question = lower.strip_suffix('?').is_some_and(|it| ASKED.contains(&it.trim_end()));
    let mut each = words.split(|it: char| !it.is_alphanumeric());
    question || each.any(is_tk) || square && NEEDS.contains(&lower.trim_end_matches('?'))
}

/// "{{cn}}", "{{citation needed|date=May 2024}}".
fn template(passage: &Passage, start: usize) -> Option<Span> {
    let rest = passage.text[start..].strip_prefix("{{")?;
    let (end, _) = rest.char_indices().take(120).find(|(at, _)| rest[*at..].starts_with("}}"))?;
    let name = rest[..end].split('|').next().unwrap_or_default().trim().to_lowercase();
    markup::asks_for_source(&name).then(|| Span::new(start, start + end + 4))
}

/// "TK", "TKTK", "tktk", "TKname".
fn is_tk(word: &str) -> bool {
    let Some(rest) = word.strip_prefix("TK") else { return word == "tktk" };
    let repeated = rest.len().is_multiple_of(2) && rest.as_bytes().chunks(2).all(|it| it == b"TK");
    repeated || rest.len() > 2 && rest != "maxx" && rest.bytes().all(|it| it.is_ascii_lowercase())
}

/// "TK Maxx", "TK 500" (takas): a name or a currency, unless an article or a date shows that a word is missing.
fn names_tk(passage: &Passage, at: usize) -> bool {
    let Some(next) = passage.tokens.get(at + 1).filter(|_| passage.form(at) == "TK") else { return false };
    let dated = next.class.intersects(Class::MONTH | Class::WEEKDAY);
    let determined = at > 0 && passage.tokens[at - 1].class.contains(Class::DETERMINER);
    match next.shape {
        Shape::Number => true,
        Shape::Title => !dated && !determined && !is_tk(passage.form(at + 1)),
        _ => false,
    }
}

/// Two X's or more and nothing else.
fn is_x(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|it| it == b'X')
}

/// "19XX", "1XXX", whether the tokens keep digits and letters together or not.
fn year(passage: &Passage, at: usize) -> Option<Span> {
    let start = passage.tokens[at].span.start;
    let rest = &passage.text[start..];
    let word = &rest[..rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len())];
    let digits = word.trim_end_matches('X');
    let year = word.len() == 4 && matches!(digits, "1" | "2" | "18" | "19" | "20" | "21");
    year.then(|| Span::new(start, start + word.len()))
}

/// "She is ?? years old": question marks alone, in the middle of a sentence.
fn unknown(passage: &Passage, at: usize) -> Option<Span> {
    let span = passage.tokens[at].span;
    let alone = span.of(&passage.text).bytes().all(|it| it == b'?')
        && passage.text[..span.start].ends_with([' ', '$']);
    let goes_on =
        passage.text[span.end..].strip_prefix(' ').is_some_and(|it| it.starts_with(char::is_lowercase));
    (alone && goes_on).then_some(span)
}

/// A Roman numeral or a name: "Super Bowl XX", "XXX Corps", "chapter XX"; or the end of a code: "4XX".
fn numbers(passage: &Passage, at: usize) -> bool {
    let start = passage.tokens[at].span.start;
    let code = passage.text[..start].ends_with(|it: char| it.is_alphanumeric());
    let after_name = at > 0 && {
        let before = passage.tokens[at - 1];
        let capital = matches!(before.shape, Shape::Title | Shape::Upper);
        capital && before.class.is_empty() || NUMBERED.contains(&passage.word(at - 1))
    };
    let next = passage.word(at + 1);
    let before_name = passage.tokens.get(at + 1).is_some_and(|it| {
        matches!(it.shape, Shape::Title | Shape::Upper) && it.class.is_empty() && !is_x(passage.form(at + 1))
    });
    let pair = matches!(next, "and" | "or" | "/" | "-" | "–") && passage.word(at + 2) == "xy";
    code || after_name || before_name || pair || X_NAMES.contains(&next)
}

/// All of "XX,XXX" and "XX:30".
fn digits(passage: &Passage, at: usize) -> Span {
    let mut end = at + 1;
    while matches!(passage.form(end), "," | "." | ":" | "/" | "-")
        && passage.tokens.get(end + 1).is_some_and(|next| {
            let touching = passage.span(end - 1..end + 2).len()
                == passage.form(end - 1).len() + passage.form(end).len() + next.span.len();
            touching && (is_x(passage.form(end + 1)) || next.shape == Shape::Number)
        })
    {
        end += 2;
    }
    passage.span(at..end)
}
