//! Long, deep and hostile documents.

use onrecord::markup::{self, Format};

/// The time to cut and read a text; it is compared with a generous limit, for what must not happen
/// is time that grows with the square of the text or a stack that runs out.
fn read_all(format: Format, text: &str) -> usize {
    let started = crate::clock::Clock::start();
    let outline = markup::outline(format, text);
    let cut = started.elapsed();
    let read = |it: &markup::Chunk| markup::blocks(format, &outline.frame, it.place, it.span.of(text)).len();
    let blocks = outline.chunks.iter().map(read).sum();
    let all = started.elapsed();
    println!("{format:?} {} bytes, {} chunks: cut {cut:?}, all {all:?}", text.len(), outline.chunks.len());
    assert!(all.as_secs() < 20, "{all:?}");
    blocks
}

/// What opens something, in one format or another.
const NESTED: &[&str] = &[
    "<ul><li>",
    "<blockquote>",
    "</ul>",
    "<p x='",
    "<sup>",
    "<q>",
    "<cite>",
    "<!--",
    "&",
    "{{",
    "{{a|",
    "}}",
    "[[",
    "[[File:a|",
    "]]",
    "[[a|",
    "<ref>",
    "<nowiki>",
    "''",
    "{|\n|",
    "|",
    "[https://",
    "{",
    "\\emph{",
    "\\footnote{",
    "\\href{a}{",
    "\\begin{itemize}\\item ",
    "\\begin{verbatim}",
    "\\verb|",
    "\\section{",
    "$",
    "\\(",
    "%",
    "`",
    "``",
    "`a <",
    "*a ",
    "_",
    "|",
    "[fn:",
    "[cite:@",
    "[[a][",
    "footnote:[",
    "https://a[",
    "((",
    "<<",
    "\n____\n",
    "\n|===\n|",
    "\n#+begin_quote\n",
    "\n:a:\n",
    "\n.. a::\n\n   ",
    "\n- ",
];

#[test]
fn deep_nesting_is_read() {
    for format in Format::ALL {
        read_all(format, &">".repeat(10_000));
        read_all(format, &"> ".repeat(10_000));
        read_all(format, &"- ".repeat(10_000));
        read_all(format, &(0..1_000).map(|it| format!("{}- a\n", "  ".repeat(it))).collect::<String>());
        read_all(format, &"[".repeat(100_000));
        read_all(format, &"[a](".repeat(20_000));
        read_all(format, &"*a _b ".repeat(20_000));
        read_all(format, &"<b>".repeat(50_000));
        read_all(format, &format!("<div>{}", "<".repeat(50_000)));
        read_all(format, &format!("<div>{}", "<script>".repeat(20_000)));
        read_all(format, &"<a href=\"x\">".repeat(20_000));
        read_all(format, &"[@a".repeat(50_000));
        read_all(format, &format!("https://{}", ")".repeat(100_000)));
        read_all(format, &"www.".repeat(50_000));
        read_all(format, &"$".repeat(100_000));
        read_all(format, &"- ```\n\n# x\n\n".repeat(5_000));
        read_all(format, &"- a\n  ```\n\nb\n\n".repeat(5_000));
        read_all(format, &"- a\n\n  ```\n\n  b\n\n".repeat(5_000));
        read_all(format, &"<div>\n```\n\nb\n\n".repeat(5_000));
        read_all(format, &"[a]: u\n".repeat(20_000));
        read_all(format, &"[1] u\n\n[^a]: b\n\n".repeat(10_000));
        for piece in NESTED {
            read_all(format, &piece.repeat(3_000));
            read_all(format, &format!("{piece}a\n\n").repeat(1_000));
        }
    }
}

#[test]
fn long_documents_are_read() {
    assert_eq!(read_all(Format::Markdown, &"# A heading\n\n".repeat(100_000)), 100_000);
    assert_eq!(read_all(Format::Markdown, &"# Sources\n".repeat(100_000)), 100_000);
    read_all(Format::Plain, &"A HEADING\n\n".repeat(100_000));
    read_all(Format::Plain, &"Sources\n\nA BOOK\n\n".repeat(50_000));
    for format in Format::ALL {
        assert_eq!(read_all(format, &"The council met 😀 again. ".repeat(400_000)), 1);
        let lines =
            "The council met again on Monday and found that nothing had changed at all since.\n".repeat(12);
        read_all(format, &format!("{lines}\n").repeat(1_000));
        read_all(format, &"The council said so.\n".repeat(50_000));
        read_all(format, &"\n".repeat(1_000_000));
        read_all(format, &" ".repeat(1_000_000));
    }
}

/// An edit in the middle of a long document is cut again without looking at the rest.
#[test]
fn an_edit_costs_its_neighbourhood() {
    let paragraph = "The council met again on Monday and found that nothing had changed.\n\n";
    for format in Format::ALL {
        let mut text = paragraph.repeat(15_000);
        let mut outline = markup::outline(format, &text);
        let started = crate::clock::Clock::start();
        for turn in 0..100 {
            let before = text.clone();
            text.insert(500_000 + turn, 'x');
            outline = markup::outline_after(format, &text, (&outline, &before));
        }
        println!("{format:?} {} bytes: {:?} an edit", text.len(), started.elapsed() / 100);
        assert_eq!(outline, markup::outline(format, &text));
    }
}
