//! What readers see and cannot read (code, a formula, a picture, an address) stands in the prose as a sign of
//! its own. Nobody is called so, and nothing that a writer is shown holds it.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::{actions, hover, outline, report, symbols},
    markup::Format,
    rules::{Fix, Review, Settings},
    text::Span,
};

const HOLE: char = '\u{fffc}';

const SENTENCES: &[&str] = &[
    "Directories HOLE were copied by the harbour office.",
    "Critics of HOLE say the HOLE bridge was never HOLE inspected.",
    "Ana Cho HOLE, the HOLE harbour master, said that HOLE is safe.",
    "According to HOLE Nordpress, the city spent $42 million on HOLE.",
    "The Office for HOLE Safety believes that “HOLE is dead,” Greg HOLE Wilson said.",
    "Several HOLE weeks ago the HOLE council voted, and it is widely HOLE believed to fail.",
    "It is the largest HOLE harbour in the region and will inevitably HOLE backfire.",
    "A HOLE source said HOLE TK million, and HOLE experts were told HOLE.",
    "HOLE Cho pointed out that HOLE costs doubled; the HOLE remarks underscore growing HOLE concerns.",
];

fn holes(format: Format) -> &'static [&'static str] {
    match format {
        Format::Markdown => {
            &["`B_1`", "$x^2$", "![a](b.png)", "https://example.org/a", "<https://example.org>"]
        }
        Format::Html => &["<code>B_1</code>", "<img src='a.png'>", "https://example.org/a"],
        Format::Latex => &["\\verb|B_1|", "$x^2$", "\\ref{a}", "\\url{https://example.org}"],
        Format::AsciiDoc => &["`B_1`", "stem:[x^2]", "image:a.png[]"],
        Format::Org => &["=B_1=", "~B_1~", "\\(x^2\\)", "[[file:a.png]]"],
        Format::Typst => &["`B_1`", "$x^2$", "#image(\"a.png\")", "@cho24"],
        Format::ReStructuredText => &["``B_1``", ":math:`x^2`", "|sign|"],
        Format::MediaWiki => &["<code>B_1</code>", "<math>x^2</math>", "[[File:a.png]]"],
        Format::Plain => &["https://example.org/a", "www.example.org"],
    }
}

fn shown(review: &Review, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for finding in &review.findings {
        out.extend([finding.message.clone(), finding.note.clone()]);
        out.extend(finding.related.iter().map(|it| it.message.clone()));
        out.extend(finding.fixes.iter().filter_map(|it| match it {
            Fix::Rewrite { title, .. } | Fix::Insert { title, .. } => Some(title.clone()),
            Fix::NameOutlet { placeholder, .. } => Some(placeholder.clone()),
            _ => None,
        }));
    }
    out.extend(actions::actions(review, Span::new(0, text.len())).into_iter().map(|it| it.title));
    out.extend((0..text.len()).filter_map(|at| Some(hover::hover(review, at)?.text)));
    let mut open = outline::outline(review);
    while let Some(symbol) = open.pop() {
        out.extend([symbol.name, symbol.detail]);
        open.extend(symbol.children);
    }
    out.extend(
        symbols::symbols(&review.article).into_iter().flat_map(|it| [it.name, it.role.unwrap_or_default()]),
    );
    let annotation = report::Annotation::of(&review.article, &review.findings, report::Parts::all());
    out.push(serde_json::to_string(&annotation).unwrap());
    out
}

#[test]
fn nobody_is_shown_or_called_what_stands_for_code() {
    let settings = Settings::default();
    for format in Format::ALL {
        for hole in holes(format) {
            let text: String = SENTENCES.iter().map(|it| it.replace("HOLE", hole) + "\n\n").collect();
            let review = Review::of(Arc::new(Article::read(&text, format)), &settings);
            for paragraph in review.article.paragraphs() {
                for mention in &paragraph.reading.mentions {
                    let name = mention.span.of(&paragraph.reading.passage.text);
                    assert!(!name.contains(HOLE), "{format:?}: “{name}” is a name in {text}");
                    assert_eq!(name, name.trim(), "{format:?}");
                }
            }
            for entity in review.article.entities() {
                assert!(!entity.name.contains(HOLE), "{format:?}: {entity:?}");
                assert!(!entity.role.as_deref().unwrap_or_default().contains(HOLE), "{format:?}: {entity:?}");
            }
            for words in shown(&review, &text) {
                assert!(!words.contains(HOLE) && !words.contains("\\ufffc"), "{format:?}: {words}\n{text}");
            }
        }
    }
}

#[test]
fn a_word_before_code_is_no_name_and_a_name_beside_it_is_one() {
    let names = |text: &str| -> Vec<String> {
        let article = Article::read(text, Format::Markdown);
        article.entities().iter().map(|it| it.name.clone()).collect()
    };
    assert!(names("Directories `B_1` were copied.").is_empty());
    assert_eq!(names("The gate was shut by Ana Cho `B_1` without a word."), ["Ana Cho"]);
    assert_eq!(names("The gate was shut by Greg [Wilson](https://example.org) himself."), ["Greg Wilson"]);
}

#[test]
fn a_name_that_a_link_cuts_is_told_without_its_brackets() {
    let text = "The gate was shut by Greg [Wilson](https://example.org) himself.\n";
    let settings = Settings::default();
    let review = Review::of(Arc::new(Article::read(text, Format::Markdown)), &settings);
    let told = report::text(&report::FileReport::of("a.md", &review), report::Paint::Plain);
    assert!(told.contains("names Greg Wilson") && !told.contains('['), "{told}");
}
