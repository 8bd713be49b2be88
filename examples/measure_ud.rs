//! Sentence and token F1 against Universal Dependencies English treebanks.
//!
//! `cargo run --release --example measure_ud -- FOLDER [--train] [--errors N] [--tokens N]`
//! reads `{ewt,gum}-dev.conllu.gz` (and `-train`) below FOLDER. Paragraphs are joined from forms as
//! `SpaceAfter` says, cut by `onrecord::language`, and the spans compared. The corpora are not ours
//! to ship; nothing here keeps their words.

use std::{collections::HashSet, fs::File, io::Read, path::Path};

use flate2::read::GzDecoder;
use onrecord::language::Passage;

#[derive(Default)]
struct Paragraph {
    text: String,
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
}

#[derive(Default)]
struct Score {
    right: usize,
    ours: usize,
    gold: usize,
}

impl Score {
    fn add(&mut self, ours: &[(usize, usize)], gold: &[(usize, usize)]) {
        let known: HashSet<_> = gold.iter().collect();
        self.right += ours.iter().filter(|it| known.contains(it)).count();
        self.ours += ours.len();
        self.gold += gold.len();
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.ours + self.gold).max(1) as f64
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |flag: &str| {
        let at = args.iter().position(|it| it == flag)?;
        args.get(at + 1)?.parse::<usize>().ok()
    };
    let folder = args.first().map_or("../shared/data/ud", String::as_str);
    let splits: &[&str] = if args.iter().any(|it| it == "--train") { &["train", "dev"] } else { &["dev"] };
    for split in splits {
        for corpus in ["ewt", "gum"] {
            let path = Path::new(folder).join(format!("{corpus}-{split}.conllu.gz"));
            let paragraphs = read(&path);
            measure(&format!("{corpus}-{split}"), &paragraphs, number("--errors"), number("--tokens"));
        }
    }
}

fn measure(name: &str, paragraphs: &[Paragraph], errors: Option<usize>, token_errors: Option<usize>) {
    let (mut tokens, mut sentences) = (Score::default(), Score::default());
    let (mut shown, mut shown_tokens) = (0, 0);
    let started = std::time::Instant::now();
    let passages: Vec<Passage> = paragraphs.iter().map(|it| Passage::new(&it.text)).collect();
    let seconds = started.elapsed().as_secs_f64();
    for (gold, ours) in paragraphs.iter().zip(&passages) {
        let cut: Vec<_> = ours.tokens.iter().map(|it| (it.span.start, it.span.end)).collect();
        tokens.add(&cut, &gold.tokens);
        let ends: Vec<_> = ours.sentences.iter().map(|it| (it.span.start, it.span.end)).collect();
        sentences.add(&ends, &gold.sentences);
        show("sentence", gold, &ends, &gold.sentences, errors.unwrap_or(0), &mut shown);
        show("token", gold, &cut, &gold.tokens, token_errors.unwrap_or(0), &mut shown_tokens);
    }
    let rate = tokens.ours as f64 / seconds / 1e6;
    println!(
        "{name}: sentence F1 {:.2} ({} ours, {} gold), token F1 {:.2}, {rate:.1} M tokens/s",
        sentences.f1(),
        sentences.ours,
        sentences.gold,
        tokens.f1()
    );
}

/// Prints the ends that only one side has, each with some text around.
fn show(
    what: &str,
    gold: &Paragraph,
    ours: &[(usize, usize)],
    theirs: &[(usize, usize)],
    limit: usize,
    shown: &mut usize,
) {
    let ends = |of: &[(usize, usize)]| of.iter().map(|it| it.1).collect::<HashSet<_>>();
    let (ours, theirs) = (ends(ours), ends(theirs));
    let mut differing: Vec<_> = ours.symmetric_difference(&theirs).copied().collect();
    differing.sort_unstable();
    for end in differing {
        if *shown == limit {
            return;
        }
        *shown += 1;
        let side = if ours.contains(&end) { "ours" } else { "gold" };
        let from = gold.text[..end].char_indices().rev().take(50).last().map_or(0, |it| it.0);
        let to = gold.text[end..].char_indices().nth(35).map_or(gold.text.len(), |it| end + it.0);
        println!("  {what} only {side}: {}⏹{}", &gold.text[from..end], &gold.text[end..to]);
    }
}

fn read(path: &Path) -> Vec<Paragraph> {
    let mut lines = String::new();
    match File::open(path) {
        Ok(file) => {
            if let Err(error) = GzDecoder::new(file).read_to_string(&mut lines) {
                eprintln!("{}: {error}", path.display());
            }
        }
        Err(error) => eprintln!("{}: {error}", path.display()),
    }
    let mut out = vec![Paragraph::default()];
    let mut sentence = Vec::new();
    for line in lines.lines().chain([""]) {
        if line.starts_with("# newdoc") || line.starts_with("# newpar") && !line.starts_with("# newpar_block")
        {
            out.push(Paragraph::default());
        } else if line.is_empty() {
            if let Some(paragraph) = out.last_mut() {
                append(paragraph, &sentence);
            }
            sentence.clear();
        } else if !line.starts_with('#') {
            sentence.push(line.split('\t').collect::<Vec<_>>());
        }
    }
    out.retain(|it| !it.sentences.is_empty());
    out
}

/// Appends a sentence: its words as they stand, contractions in the pieces the treebank sees.
fn append(paragraph: &mut Paragraph, rows: &[Vec<&str>]) {
    let begin = paragraph.text.len();
    let mut end = begin;
    let mut row = 0;
    while row < rows.len() {
        let fields = &rows[row];
        row += 1;
        if fields[0].contains('.') {
            continue;
        }
        let start = paragraph.text.len();
        paragraph.text.push_str(fields[1]);
        end = paragraph.text.len();
        if let Some((first, last)) = fields[0].split_once('-') {
            let count = last.parse::<usize>().unwrap_or(0) + 1 - first.parse::<usize>().unwrap_or(1);
            let parts = &rows[row..(row + count).min(rows.len())];
            pieces(paragraph, start, fields[1], parts);
            row += parts.len();
        } else {
            paragraph.tokens.push((start, end));
        }
        if !fields[9].contains("SpaceAfter=No") {
            paragraph.text.push(' ');
        }
    }
    if end > begin {
        paragraph.sentences.push((begin, end));
    }
}

fn pieces(paragraph: &mut Paragraph, start: usize, surface: &str, parts: &[Vec<&str>]) {
    let whole: String = parts.iter().map(|it| it[1]).collect();
    if whole != surface {
        paragraph.tokens.push((start, start + surface.len()));
        return;
    }
    let mut at = start;
    for part in parts {
        paragraph.tokens.push((at, at + part[1].len()));
        at += part[1].len();
    }
}
