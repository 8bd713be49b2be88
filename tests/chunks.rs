//! Chunks are read by themselves and after edits: both must give what reading everything at once gives.

use onrecord::{
    markup::{self, Block, Format, Mark, Outline, Place},
    text::Span,
};
use proptest::prelude::*;

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

const MARKDOWN: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    " \n",
    "  ",
    "    ",
    "\t",
    " ",
    "> ",
    ">",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2. ",
    "10) ",
    "- [ ] ",
    "# ",
    "## Notes\n",
    "# Sources",
    "### ",
    "References\n===\n",
    "---\n",
    "===\n",
    "***\n",
    "```\n",
    "````\n",
    "~~~\n",
    "``` rust\n",
    "<!--",
    "-->",
    "<!-- onrecord: ignore -->",
    "<div>",
    "</div>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<b>",
    "</b>",
    "<?",
    "?>",
    "<!X",
    ">",
    "<p>The mayor",
    "<br>",
    "[^1]: Note.",
    "[^1]",
    "[^b]:",
    "[a]: https://one.example\n",
    "[a]: <two>\n\"title\"",
    "[a]",
    "[A][]",
    "[x][a]",
    "[b]",
    "[link](https://three.example)",
    "![alt](i.png)",
    "[@cho2020, p. 3]",
    "@lee",
    "a@b.example",
    "$x^2$",
    "$42 million",
    "$3",
    "$$\n\\sum\n$$",
    "{{< figure >}}",
    "{% note %}",
    "`code`",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "\\",
    "&amp;",
    "| a | b |\n|---|---|\n",
    "| c",
    "https://four.example/a_b.",
    "The council met.",
    "word",
    "By Ana Cho",
    "Photo: Li",
    "was late",
    "\u{feff}",
    "😀",
    "é",
    "\0",
    "+++\n",
    "---\ntitle: x\n---\n",
    "^[inline note]",
    "[sic]",
    "]:",
    "<a href=\"u\">",
    "</a>",
    "\u{c}",
];

const PLAIN: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  \n",
    "Harbour reopens",
    "By Ana Cho",
    "The council met on Monday and agreed to meet again in a year or so.",
    "The council met on Monday and agreed to meet again in a year or",
    "so they said.",
    "“Never,” she said, and nobody who had been there could remember it otherwise.",
    "Sources",
    "REFERENCES",
    "THE SECOND PART",
    "What next",
    "- item",
    "1. item",
    "> quoted",
    "[1] A note",
    "[1]",
    "[2]",
    "[@key]",
    "https://one.example",
    "Photo: Li Wei",
    "[onrecord: ignore file]",
    "<!-- onrecord: ignore -->",
    "\u{feff}",
    "é",
    "wit",
    "h military",
    "\u{a0}\n",
    ".",
];

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn markdown_read_by_chunks_is_markdown_read_at_once(text in document(MARKDOWN, 40)) {
        check_chunks(Format::Markdown, &text);
    }

    #[test]
    fn plain_text_read_by_chunks_is_plain_text_read_at_once(text in document(PLAIN, 40)) {
        check_chunks(Format::Plain, &text);
    }

    #[test]
    fn markdown_cut_after_edits_is_markdown_cut_afresh(
        text in document(MARKDOWN, 60),
        edits in prop::collection::vec(edit(MARKDOWN), 1..6),
    ) {
        check_edits(Format::Markdown, text, &edits);
    }

    #[test]
    fn plain_text_cut_after_edits_is_plain_text_cut_afresh(
        text in document(PLAIN, 60),
        edits in prop::collection::vec(edit(PLAIN), 1..6),
    ) {
        check_edits(Format::Plain, text, &edits);
    }
}
