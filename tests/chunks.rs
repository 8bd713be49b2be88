//! Chunks are read by themselves and after edits: both must give what reading everything at once gives.

#[path = "chunks/pieces.rs"]
mod pieces;

use onrecord::{
    markup::{self, Block, Format, Mark, Outline, Place},
    text::Span,
};
use pieces::{ASCIIDOC, HTML, LATEX, MARKDOWN, ORG, PLAIN, RST, TYPST, WIKI};
use proptest::{prelude::*, test_runner::RngSeed};

/// What a document says, in document bytes.
#[derive(Debug, PartialEq)]
struct Found {
    kind: markup::Kind,
    prose: String,
    sources: Vec<Span>,
    marks: Vec<Mark>,
}

fn found(block: Block, start: usize) -> Found {
    let sources = block.prose.segments().iter().map(|it| it.source.shifted(start)).collect();
    let marks = block.marks.into_iter().map(|it| Mark { span: it.span.shifted(start), ..it }).collect();
    Found { kind: block.kind, prose: block.prose.text, sources, marks }
}

fn by_chunks(format: Format, text: &str, outline: &Outline) -> Vec<Found> {
    let read = |chunk: &markup::Chunk| {
        let blocks = markup::blocks(format, &outline.frame, chunk.place, chunk.span.of(text));
        blocks.into_iter().map(|it| found(it, chunk.span.start)).collect::<Vec<_>>()
    };
    outline.chunks.iter().flat_map(read).collect()
}

fn at_once(format: Format, text: &str, outline: &Outline) -> Vec<Found> {
    let wrapped = outline.chunks.first().is_some_and(|it| it.place.wrapped);
    let place = Place { first: true, references: false, wrapped };
    markup::blocks(format, &outline.frame, place, text).into_iter().map(|it| found(it, 0)).collect()
}

fn document(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..most).prop_map(|it| it.concat())
}

/// An edit somewhere: where, how much goes, what comes.
fn edit(pieces: &'static [&'static str]) -> impl Strategy<Value = (prop::sample::Index, usize, String)> {
    (any::<prop::sample::Index>(), 0usize..12, document(pieces, 4))
}

fn edited(text: &str, (at, gone, words): &(prop::sample::Index, usize, String)) -> String {
    let places: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
    let from = at.index(places.len());
    let to = (from + gone).min(places.len() - 1);
    [&text[..places[from]], words, &text[places[to]..]].concat()
}

fn check_chunks(format: Format, text: &str) {
    let outline = markup::outline(format, text);
    let mut end = 0;
    for chunk in &outline.chunks {
        assert!(chunk.span.start == end && chunk.span.end > end, "a gap in {text:?}: {outline:?}");
        end = chunk.span.end;
    }
    assert_eq!(end, text.len());
    let (chunks, whole) = (by_chunks(format, text, &outline), at_once(format, text, &outline));
    assert_eq!(chunks, whole, "{text:?} cut {:?}", outline.chunks);
    for it in &whole {
        assert!(it.sources.iter().all(|it| text.is_char_boundary(it.start) && text.is_char_boundary(it.end)));
        assert!(it.sources.windows(2).all(|it| it[0].end <= it[1].start), "{text:?}: {it:?}");
        assert!(it.marks.iter().all(|mark| mark.at.end <= it.prose.len() && mark.at.start <= mark.at.end));
        assert!(it.marks.iter().all(|it| text.get(it.span.start..it.span.end).is_some()));
    }
}

fn check_edits(format: Format, text: String, edits: &[(prop::sample::Index, usize, String)]) {
    let mut before = (markup::outline(format, &text), text);
    for edit in edits {
        let text = edited(&before.1, edit);
        let after = markup::outline_after(format, &text, (&before.0, &before.1));
        assert_eq!(after, markup::outline(format, &text), "{:?} became {text:?}", before.1);
        before = (after, text);
    }
}

/// The same documents on every run; `SEED=7 CASES=20000 cargo test --test chunks` makes others and more.
fn config() -> ProptestConfig {
    let number = |name| std::env::var(name).ok().and_then(|it| it.parse::<u32>().ok());
    let rng_seed = RngSeed::Fixed(u64::from(number("SEED").unwrap_or(26)));
    let cases = ProptestConfig::with_cases(number("CASES").unwrap_or(2000));
    ProptestConfig { failure_persistence: None, rng_seed, ..cases }
}

/// Documents of which chunks once read otherwise than the whole.
#[test]
fn what_was_read_in_two_ways_is_read_in_one() {
    for text in
        ["    https://four.example/a_b.$$\n\\sum\n$$References\n===\n", "# a $$\n\\sum\n$$References\n===\n"]
    {
        check_chunks(Format::Markdown, text);
    }
    check_chunks(Format::Markdown, "\n\n## Notes\n\u{c}[^b]:References\n===\n");
    check_chunks(Format::Markdown, "- <!-----\n\u{c}## Notes\n");
    check_chunks(
        Format::Latex,
        "\\section{Sources}\n\\section{\\end{itemize}\nBy Ana Cho\\section{Title}\n\n",
    );
    check_chunks(Format::MediaWiki, "== Sources ==\n<By Ana Cho\n* <!--<ref>{{cn}}<!-- onrecord: off --> ");
}

/// The value that `alt="` opens is closed by an edit far below.
#[test]
fn a_tag_is_closed_by_what_comes_later() {
    let head = "<p>By Li</p>\n<img alt=\"A pier<tr/>src=x>\n<p>One.</p>\n";
    for far in [1, 40, 400] {
        let text = format!("{head}{}<p>Last.</p>\n", "<p>It rains.</p>\n".repeat(far));
        let before = (markup::outline(Format::Html, &text), &text);
        let after = text.replace("Last.", "La\"st.");
        let fresh = markup::outline(Format::Html, &after);
        assert_eq!(markup::outline_after(Format::Html, &after, (&before.0, before.1)), fresh);
        check_chunks(Format::Html, &after);
    }
}

/// What once belonged to the head of a page is cut by itself when the head ends above it.
#[test]
fn a_head_that_a_list_of_references_has_parted_is_cut_anew() {
    let page = "</blockquote><p <ol class=\"footnotes\"><a href=\"https://two.example\"><H2>Notes</p>It met.<h3>Part</h3>\n“No,” she said.\n";
    let before = (markup::outline(Format::Html, page), page);
    let after = format!("<<h1>Title</h1>{}", &page[1..]);
    let fresh = markup::outline(Format::Html, &after);
    assert_eq!(markup::outline_after(Format::Html, &after, (&before.0, before.1)), fresh);
}

/// For one format: cut into chunks, and cut again after edits.
macro_rules! format {
    ($chunks:ident, $edits:ident, $format:expr, $pieces:expr) => {
        proptest! {
            #![proptest_config(config())]

            #[test]
            fn $chunks(text in document($pieces, 40)) {
                check_chunks($format, &text);
            }

            #[test]
            fn $edits(text in document($pieces, 60), edits in prop::collection::vec(edit($pieces), 1..6)) {
                check_edits($format, text, &edits);
            }
        }
    };
}

format!(
    markdown_read_by_chunks_is_markdown_read_at_once,
    markdown_cut_after_edits_is_markdown_cut_afresh,
    Format::Markdown,
    MARKDOWN
);
format!(
    plain_text_read_by_chunks_is_plain_text_read_at_once,
    plain_text_cut_after_edits_is_plain_text_cut_afresh,
    Format::Plain,
    PLAIN
);
format!(
    html_read_by_chunks_is_html_read_at_once,
    html_cut_after_edits_is_html_cut_afresh,
    Format::Html,
    HTML
);
format!(
    wikitext_read_by_chunks_is_wikitext_read_at_once,
    wikitext_cut_after_edits_is_wikitext_cut_afresh,
    Format::MediaWiki,
    WIKI
);
format!(
    latex_read_by_chunks_is_latex_read_at_once,
    latex_cut_after_edits_is_latex_cut_afresh,
    Format::Latex,
    LATEX
);
format!(
    asciidoc_read_by_chunks_is_asciidoc_read_at_once,
    asciidoc_cut_after_edits_is_asciidoc_cut_afresh,
    Format::AsciiDoc,
    ASCIIDOC
);
format!(
    restructured_text_read_by_chunks_is_restructured_text_read_at_once,
    restructured_text_cut_after_edits_is_restructured_text_cut_afresh,
    Format::ReStructuredText,
    RST
);
format!(org_read_by_chunks_is_org_read_at_once, org_cut_after_edits_is_org_cut_afresh, Format::Org, ORG);
format!(
    typst_read_by_chunks_is_typst_read_at_once,
    typst_cut_after_edits_is_typst_cut_afresh,
    Format::Typst,
    TYPST
);
