//! How much of what a careless edit takes away the rules ask back.
//!
//! ```sh
//! cargo run --release --example damage -- articles.jsonl.gz
//! cargo run --release --example damage -- articles.jsonl.gz --missed vague-source 20 --seed 7
//! ```
//!
//! The file holds an article a line, as JSON with `text`, `sentences` and `attributions` whose source, cue and
//! content somebody has marked by hand. Each attributed sentence is damaged in the ways that fit it: its source
//! becomes a crowd, a report or nobody, its quotation loses its speaker, its figure its source. What is left is read
//! as a text of its own, as a writer would type it; `article` reads it in its place among the other sentences, where
//! rules stay silent beside named sources. The exit status is 1 when less than the promised share is found.
//! `--missed` prints damaged sentences that nothing was said about; they are other people's text and belong nowhere
//! but on the screen.

#[path = "support/corpus.rs"]
mod corpus;

use std::{process::ExitCode, sync::Arc};

use clap::Parser;
use corpus::{Part, next};
use onrecord::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
    text::Span,
};

#[derive(Parser)]
struct Options {
    /// JSON Lines with gold attributions, plain or gzip-packed.
    file: String,
    /// Print so many sentences of a damage that nothing was said about.
    #[arg(long, num_args = 2, value_names = ["DAMAGE", "COUNT"])]
    missed: Vec<String>,
    /// Another seed, other words.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only the articles set aside for judging, or only the others.
    #[arg(long)]
    part: Option<Part>,
    /// Leave out the reading in the article, which takes most of the time.
    #[arg(long)]
    alone: bool,
}

/// What is done to a sentence, and which rules answer for it.
struct Damage {
    name: &'static str,
    group: Group,
    rules: &'static [&'static str],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// The source becomes somebody or something that cannot be asked.
    Nobody,
    /// The attribution is gone.
    Removed,
}

impl Group {
    fn name(self) -> &'static str {
        match self {
            Group::Nobody => "source to nobody",
            Group::Removed => "attribution removed",
        }
    }

    /// The share that must be found.
    fn promise(self) -> f64 {
        match self {
            Group::Nobody => 0.85,
            Group::Removed => 0.5,
        }
    }
}

const DAMAGES: &[Damage] = &[
    Damage { name: "crowd", group: Group::Nobody, rules: &["vague-source"] },
    Damage { name: "report", group: Group::Nobody, rules: &["unnamed-report"] },
    Damage { name: "agentless", group: Group::Nobody, rules: &["agentless-attribution"] },
    Damage { name: "orphan", group: Group::Nobody, rules: &["unattributed-quote"] },
    Damage { name: "figure", group: Group::Removed, rules: OWN_VOICE },
    Damage { name: "quotation", group: Group::Removed, rules: OWN_VOICE },
    Damage { name: "allegation", group: Group::Removed, rules: OWN_VOICE },
];

/// Any of these asks who says so.
const OWN_VOICE: &[&str] = &[
    "unattributed-figure",
    "unattributed-quote",
    "unattributed-allegation",
    "unattributed-claim",
    "unsupported-superlative",
];

const CROWDS: &[&str] =
    &["critics", "many experts", "some observers", "analysts", "many economists", "opponents"];
const REPORTS: &[&str] = &["media reports", "reports", "press reports", "local media", "news reports"];
const SHOWING: &[&str] = &["suggest", "say", "indicate", "claim"];
const NOBODY: &[&str] = &[
    "It is believed that ",
    "It is widely feared that ",
    "It has been suggested that ",
    "It is understood that ",
    "It was reported that ",
];

/// An attribution whose source, cue and content stand in one sentence.
struct Attributed<'a> {
    sentence: Span,
    source: Span,
    cue: Span,
    content: &'a str,
}

struct Tally {
    all: usize,
    found: usize,
    in_article: usize,
    missed: Vec<String>,
}

fn main() -> anyhow::Result<ExitCode> {
    let options = Options::parse();
    let mut seed = options.seed;
    let mut tallies: Vec<Tally> =
        DAMAGES.iter().map(|_| Tally { all: 0, found: 0, in_article: 0, missed: Vec::new() }).collect();
    let articles = corpus::articles(&options.file, options.part)?;
    for (text, line) in &articles {
        for it in attributed(text, line) {
            for (damage, tally) in DAMAGES.iter().zip(&mut tallies) {
                if let Some(damaged) = damaged(text, &it, damage.name, &mut seed) {
                    count(text, &it, damaged, damage, tally, !options.alone);
                }
            }
        }
    }
    if let [name, most] = options.missed.as_slice() {
        let most: usize = most.parse()?;
        let named = DAMAGES.iter().zip(&mut tallies).find(|(it, _)| it.name == name);
        let mut missed = named.map(|(_, it)| std::mem::take(&mut it.missed)).unwrap_or_default();
        for _ in 0..most.min(missed.len()) {
            let at = (next(&mut seed) % missed.len() as u64) as usize;
            println!("{}\n", missed.swap_remove(at));
        }
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} articles\n", articles.len());
    Ok(if table(&tallies) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn count(text: &str, it: &Attributed, damaged: String, damage: &Damage, tally: &mut Tally, in_place: bool) {
    tally.all += 1;
    let whole = Span::new(0, damaged.len());
    let found = asks(&damaged, whole, damage.rules);
    tally.found += usize::from(found);
    if in_place {
        let article = format!("{}{damaged}{}", &text[..it.sentence.start], &text[it.sentence.end..]);
        let place = Span::new(it.sentence.start, it.sentence.start + damaged.len());
        tally.in_article += usize::from(asks(&article, place, damage.rules));
    }
    if !found {
        tally.missed.push(damaged);
    }
}

/// Whether one of the rules speaks within a span.
fn asks(text: &str, span: Span, rules: &[&str]) -> bool {
    let article = Arc::new(Article::read(text, Format::Plain));
    let review = Review::of(article, &Settings::default());
    review.findings.iter().any(|it| rules.contains(&it.code) && it.span.overlaps(span))
}

fn table(tallies: &[Tally]) -> bool {
    let share = |found: usize, all: usize| found as f64 / all.max(1) as f64;
    println!("{:<22}{:>10}{:>8}{:>9}{:>10}", "damage", "sentences", "found", "recall", "article");
    let mut holds = true;
    for group in [Group::Nobody, Group::Removed] {
        let (mut all, mut found) = (0, 0);
        for (damage, it) in DAMAGES.iter().zip(tallies).filter(|(it, _)| it.group == group) {
            let (alone, article) = (share(it.found, it.all), share(it.in_article, it.all));
            println!("{:<22}{:>10}{:>8}{alone:>9.3}{article:>10.3}", damage.name, it.all, it.found);
            all += it.all;
            found += it.found;
        }
        let recall = share(found, all);
        let holds_here = recall >= group.promise();
        holds &= holds_here;
        let verdict = if holds_here { "ok" } else { "under" };
        println!(
            "{:<22}{all:>10}{found:>8}{recall:>9.3}{:>10}  at least {} {verdict}\n",
            group.name(),
            "",
            group.promise()
        );
    }
    holds
}

/// The attributions of a line that a sentence holds whole: one source, one cue, words enough to be a statement.
fn attributed<'a>(text: &'a str, line: &serde_json::Value) -> Vec<Attributed<'a>> {
    // Spans of a line count in code points.
    let offsets: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
    let sentences = spans(&offsets, &line["sentences"]);
    let all = line["attributions"].as_array().map(Vec::as_slice).unwrap_or_default();
    let contents: Vec<Vec<Span>> = all.iter().map(|it| spans(&offsets, &it["content"])).collect();
    let one = |value: &serde_json::Value| match spans(&offsets, value).as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    all.iter()
        .filter_map(|it| {
            let (source, cue, content) = (one(&it["source"])?, one(&it["cue"])?, one(&it["content"])?);
            let sentence = *sentences.iter().find(|it| it.covers(source))?;
            let whole = sentence.covers(cue) && sentence.covers(content);
            let alone = contents.iter().filter(|it| it.iter().any(|it| it.overlaps(sentence))).count() == 1;
            let content = content.of(text);
            (whole && alone && is_statement(text, cue, content)).then_some(Attributed {
                sentence,
                source,
                cue,
                content,
            })
        })
        .collect()
}

fn spans(offsets: &[usize], value: &serde_json::Value) -> Vec<Span> {
    let pairs = value.as_array().map(Vec::as_slice).unwrap_or_default().iter();
    let offset = |it: &serde_json::Value| offsets.get(it.as_u64()? as usize).copied();
    pairs.filter_map(|it| Some(Span::new(offset(&it[0])?, offset(&it[1])?))).collect()
}

/// Said, in a clause: not "plans to", nor the name of a thing.
fn is_statement(text: &str, cue: Span, content: &str) -> bool {
    const SAYING: &[&str] = &[
        "said",
        "says",
        "say",
        "told",
        "added",
        "adds",
        "argued",
        "argues",
        "wrote",
        "writes",
        "according to",
        "According to",
        "explained",
        "noted",
        "warned",
        "stated",
        "claimed",
        "claims",
        "announced",
        "reported",
        "reports",
        "insisted",
        "suggested",
        "believes",
        "believe",
        "concluded",
        "acknowledged",
        "pointed out",
        "asserted",
        "declared",
        "tweeted",
        "contends",
        "observed",
        "charged",
        "alleged",
        "found",
        "shows",
        "showed",
        "reveals",
        "revealed",
    ];
    const SHORTEST: usize = 5;
    let words = content.split_whitespace().count();
    SAYING.contains(&cue.of(text)) && words >= SHORTEST && !content.starts_with("to ")
}

/// The sentence after the damage; None where it does not fit.
fn damaged(text: &str, it: &Attributed, damage: &str, seed: &mut u64) -> Option<String> {
    let quoted = it.content.starts_with(['“', '"', '\'', '‘']);
    let holds_quote = it.content.contains(['“', '"']);
    match damage {
        "crowd" => swapped(text, it, CROWDS, seed),
        "report" if !holds_quote => {
            let (report, verb) = (pick(REPORTS, seed), pick(SHOWING, seed));
            Some(format!("{} {verb} that {}.", capital(report), clause(it.content)))
        }
        "agentless" if !holds_quote => Some(format!("{}{}.", pick(NOBODY, seed), clause(it.content))),
        "orphan" if quoted && is_speech(it.content) => Some(whole(it.content)),
        "figure" if !quoted && holds_figure(it.content) => Some(whole(it.content)),
        "quotation" if holds_quote && !quoted && inner_quote(it.content) => Some(whole(it.content)),
        "allegation" if !quoted && alleges(it.content) => Some(whole(it.content)),
        _ => None,
    }
}

/// Another source in the place of the named one; a verb in its singular loses its ending.
fn swapped(text: &str, it: &Attributed, sources: &[&str], seed: &mut u64) -> Option<String> {
    let crowd = pick(sources, seed);
    let opens = it.source.start == it.sentence.start;
    let crowd = if opens { capital(crowd) } else { crowd.to_owned() };
    let cue = it.cue.of(text);
    let plural = match cue {
        "says" | "claims" | "argues" | "adds" | "writes" | "believes" | "reports" | "shows" | "reveals"
        | "contends" => &cue[..cue.len() - 1],
        // A crowd tells nobody in particular.
        "told" | "tweeted" => return None,
        other => other,
    };
    let mut pieces = [(it.source, crowd.as_str()), (it.cue, plural)];
    pieces.sort_by_key(|it| it.0);
    let [(first, one), (second, two)] = pieces;
    if first.end > second.start {
        return None;
    }
    let (head, middle, tail) = (
        &text[it.sentence.start..first.start],
        &text[first.end..second.start],
        &text[second.end..it.sentence.end],
    );
    Some(format!("{head}{one}{middle}{two}{tail}"))
}

fn pick<'a>(words: &[&'a str], seed: &mut u64) -> &'a str {
    words[(next(seed) % words.len() as u64) as usize]
}

/// The content as it stands behind "that".
fn clause(content: &str) -> String {
    let words = content.strip_prefix("that ").unwrap_or(content).trim_end_matches(['.', ',', ' ']);
    let first = words.split(' ').next().unwrap_or_default();
    let function = [
        "The", "A", "An", "He", "She", "It", "They", "We", "This", "That", "There", "His", "Her", "In", "If",
    ];
    if function.contains(&first) { words[..1].to_lowercase() + &words[1..] } else { words.to_owned() }
}

/// The content as a sentence.
fn whole(content: &str) -> String {
    let words = content.strip_prefix("that ").unwrap_or(content).trim_end_matches([',', ' ']);
    let words = match words.strip_suffix([',', '.']) {
        Some(rest) => rest,
        None => words,
    };
    let closed = words.ends_with(['.', '!', '?', '”', '"']) && words.contains(['.', '!', '?']);
    // “…,” he said: without the speaker, the comma inside the marks is a full stop.
    let words = words.replace(",”", ".”").replace(",\"", ".\"");
    let stop = if closed || words.ends_with(".”") || words.ends_with(".\"") { "" } else { "." };
    format!("{}{stop}", capital(&words))
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Between quotation marks from end to end, long enough to be a sentence.
fn is_speech(content: &str) -> bool {
    let marks = content.matches(['“', '”', '"']).count();
    content.ends_with(['”', '"']) && marks == 2 && content.split_whitespace().count() >= 5
}

/// A sum, a share or a count of a hundred or more.
fn holds_figure(content: &str) -> bool {
    let words: Vec<&str> = content.split_whitespace().collect();
    words.iter().enumerate().any(|(at, it)| {
        let digits = it.trim_matches(|it: char| !it.is_ascii_digit() && it != '$');
        let scaled = words.get(at + 1).is_some_and(|it| {
            ["percent", "million", "billion", "trillion"].iter().any(|unit| it.starts_with(unit))
        });
        let number = digits.starts_with(|it: char| it.is_ascii_digit());
        number && (scaled || it.ends_with('%') || digits.contains(','))
            || digits.starts_with('$') && (scaled || digits.contains(','))
    })
}

/// Four words or more of somebody's inside the writer's.
fn inner_quote(content: &str) -> bool {
    let open = content.find(['“', '"']);
    open.and_then(|at| {
        let inner = content[at..].chars().skip(1).collect::<String>();
        let end = inner.find(['”', '"'])?;
        Some(inner[..end].split_whitespace().count() >= 4)
    })
    .unwrap_or(false)
}

/// Somebody is said to have done a wrong.
fn alleges(content: &str) -> bool {
    const WRONGS: &[&str] = &[
        "lied",
        "bribed",
        "stole",
        "stolen",
        "defrauded",
        "embezzled",
        "rigged",
        "assaulted",
        "raped",
        "harassed",
        "misled",
        "cheated",
        "laundered",
        "tortured",
        "violated",
        "bribes",
        "murdered",
        "fabricated",
        "falsified",
        "groped",
    ];
    let words = content.split(|it: char| !it.is_alphabetic());
    let hedged = ["accused", "alleged", "allegedly", "if", "whether", "would", "not", "convicted", "charged"];
    let mut words = words.peekable();
    words.clone().any(|it| WRONGS.contains(&it)) && !words.any(|it| hedged.contains(&it))
}
