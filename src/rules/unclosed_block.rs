//! # unclosed-block
//!
//! A block of code, a comment or the like is opened and never closed, and sentences follow.
//!
//! Everything below it is shown as code, or not at all, and no rule looks at it: an article may seem to have nothing to ask because most of it is not read.
//! A stray mark is all it takes: a line of tildes that was meant to part two sections opens code in Markdown.
//!
//! ```article
//! The gate was shut.
//!
//! ~~~~~.
//! ^^^^^^ is never closed
//! Critics say that the bridge was never inspected by anybody.
//! ```
//!
//! ```article
//! The gate was shut.
//!
//! <!-- ask the harbour master
//! ^^^^^^^^^^^^^^^^^^^^^^^^^^^ is never closed
//!
//! The council closed the bridge in May after the cables had been counted.
//! ```
//!
//! ```article
//! ~~~python
//! ^^^^^^^^^ is never closed
//! count = 12
//!
//! Divers found the cables at the bottom of the river a week later.
//!
//! Nobody has said who cut them.
//! ```
//!
//! ```article
//! It opened at nine.
//!
//! <script async>
//! ^^^^^^^^^^^^^^ is never closed
//!
//! The mayor said on Monday that the levy would be paid back by June.
//! ```
//!
//! ```article
//! ---
//! ^^^ is never closed
//! title: The bridge
//!
//! The council closed the bridge in May after the cables had been counted.
//! ```
//!
//! What is closed, or holds nothing but code, asks for nothing:
//!
//! ```article
//! ~~~sh
//! ./count --all
//! ~~~
//!
//! The council closed the bridge in May after the cables had been counted.
//! ```
//!
//! ```article
//! The gate was shut. This is how they are counted:
//!
//! ~~~sh
//! ./count --all
//! for it in cables; do echo "$it"; done
//! ```
//!
//! ```article
//! <!-- ask the harbour master -->
//!
//! The council closed the bridge in May after the cables had been counted.
//! ```
//!
//! ```article
//! A comment in a page begins with `<!--`, and the manual of the harbour's site says so.
//!
//! The council closed the bridge in May after the cables had been counted.
//! ```
//!
//! ```article
//! - This is how they are counted:
//!   ~~~sh
//!   ./count --all
//!
//! The council closed the bridge in May after the cables had been counted.
//! ```
//!
//! What helps: close the block where the code or the comment ends, or take the mark out.

use super::{Check, Context, Finding, Limit, Rule, Severity};
use crate::{
    markup::{self, Format},
    reading::{self, Traits},
    text::Span,
};

pub const RULE: Rule = Rule {
    code: "unclosed-block",
    severity: Severity::Warning,
    source: include_str!("unclosed_block.rs"),
    check: Check::Whole(check),
    limit: Limit::OncePerFile,
};

/// Paragraphs of what is hidden that are looked at; an article shows itself sooner.
const MOST: usize = 60;

/// Words of a sentence that no line of code has.
const LEAST: usize = 7;

fn check(context: &Context) -> Vec<Finding> {
    let (article, text) = (context.article, context.article.text());
    let Some(opener) = markup::unclosed(article.format(), text) else { return Vec::new() };
    let is_head = markup::is_front_matter(article.format(), text, opener);
    if !is_head && !is_lost(context, opener) {
        return Vec::new();
    }
    let mark = opener.of(text);
    let message = if is_head {
        format!("“{mark}” opens front matter here that is never closed: its lines are read as prose.")
    } else {
        format!("“{mark}” is never closed: all that follows is no prose to readers, and is asked nothing.")
    };
    vec![RULE.finding(opener, message)]
}

/// Whether sentences follow that are not read, or that readers never see.
fn is_lost(context: &Context, opener: Span) -> bool {
    let text = context.article.text();
    let tags = matches!(context.article.format(), Format::Html | Format::MediaWiki);
    // A browser takes all that follows into the comment, whatever we read of it.
    let end = if tags && opener.of(text).starts_with("<!--") {
        (!is_scripted(&text[..opener.start])).then_some(text.len())
    } else {
        next_words(context, opener)
    };
    let Some(end) = end else { return false };
    let from = opener.end + text[opener.end..end.max(opener.end)].find(['\n', '\r']).unwrap_or(0);
    let hidden = paragraphs(&text[from..end.max(from)]).take(MOST);
    hidden.map(|it| if tags { without_tags(&it) } else { it }).any(is_prose)
}

/// The words of a page.
fn without_tags(page: &str) -> String {
    let mut out = String::new();
    let mut parts = page.split('<');
    out.push_str(parts.next().unwrap_or_default());
    // A sign without its like is a word.
    parts.for_each(|it| out.push_str(it.split_once('>').map_or(it, |it| it.1)));
    out.trim().to_owned()
}

/// Where the next block begins that is read; None when the mark stands among words that are read, and so
/// opens nothing.
fn next_words(context: &Context, opener: Span) -> Option<usize> {
    let mut end = context.article.text().len();
    for paragraph in context.article.paragraphs() {
        let span = paragraph.span();
        if paragraph.reading.passage.sentences.is_empty() || span.end <= opener.start {
            continue;
        }
        if span.start <= opener.start {
            return None;
        }
        end = end.min(span.start);
    }
    Some(end)
}

/// Whether a script is open, in which the sign of a comment is none.
fn is_scripted(before: &str) -> bool {
    let before = before.to_ascii_lowercase();
    ["script", "style"].iter().any(|it| before.rfind(&format!("<{it}")) > before.rfind(&format!("</{it}")))
}

/// Stretches of lines between blank ones.
fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut lines = text.lines();
    std::iter::from_fn(move || {
        let first = lines.by_ref().find(|it| !it.trim().is_empty())?;
        let mut out = first.to_owned();
        for line in lines.by_ref().take_while(|it| !it.trim().is_empty()) {
            out.push('\n');
            out.push_str(line);
        }
        Some(out)
    })
}

/// Whether a paragraph reads as sentences of an article: at the margin, with a capital and a full stop,
/// a verb, and nothing of what code is made of.
fn is_prose(paragraph: String) -> bool {
    const CODE: &[char] = &['{', '}', ';', '=', '\\', '<', '>', '|', '#', '$', '_'];
    let words = paragraph.trim_end();
    let begins = words.starts_with(|it: char| it.is_uppercase() || "“\"‘".contains(it));
    let ends = words.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '?', '…']);
    if !begins || !ends || words.len() > 5_000 || words.matches(CODE).count() > words.len() / 100 {
        return false;
    }
    let reading = reading::by_rules().read(words);
    let passage = &reading.passage;
    passage.sentences.iter().zip(&reading.statements).any(|(sentence, statement)| {
        let spelled = |it: &str| it.len() > 1 && it.bytes().all(|it| it.is_ascii_lowercase());
        let count = sentence.tokens.clone().filter(|at| spelled(passage.form(*at))).count();
        count >= LEAST - 1 && !statement.traits.intersects(Traits::FRAGMENT | Traits::UNREADABLE)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        article::Article,
        rules::{Review, Settings},
    };

    const WORDS: &str = "The council closed the bridge in May after the cables had been counted.";

    fn opened(format: Format, text: &str) -> Vec<String> {
        let review = Review::of(Arc::new(Article::read(text, format)), &Settings::default());
        let found = review.findings.iter().filter(|it| it.code == RULE.code);
        found.map(|it| it.span.of(text).to_owned()).collect()
    }

    #[test]
    fn every_markup_can_swallow_an_article() {
        for (format, opener) in [
            (Format::Markdown, "```"),
            (Format::Markdown, "````python"),
            (Format::Markdown, "~~~~~."),
            (Format::Markdown, "<!-- later"),
            (Format::Markdown, "<style>"),
            (Format::Html, "<!-- later"),
            (Format::Html, "<script>"),
            (Format::MediaWiki, "<!-- later"),
            (Format::Latex, "\\begin{verbatim}"),
            (Format::Latex, "\\begin{comment}"),
            (Format::AsciiDoc, "----"),
            (Format::AsciiDoc, "////"),
            (Format::AsciiDoc, "...."),
            (Format::Org, "#+begin_src python"),
            (Format::Org, "#+BEGIN_COMMENT"),
            (Format::Typst, "```"),
            (Format::Typst, "/* later"),
        ] {
            let text = format!("The gate was shut.\n\n{opener}\ncount\n\n{WORDS}\n\n{WORDS}\n");
            assert_eq!(opened(format, &text), [opener], "{format:?}: {text}");
            let text = format!("{opener}\n{WORDS}\n");
            assert_eq!(opened(format, &text), [opener], "{format:?}: {text}");
            let code = format!("{WORDS}\n\n{opener}\ncount = 12\nfor it in all: print(it)\n\nreturn count\n");
            assert!(opened(format, &code).is_empty(), "{format:?}: {code}");
        }
    }

    #[test]
    fn what_is_closed_or_opens_nothing_is_left_alone() {
        let closed = [
            (Format::Markdown, "```\n", "```"),
            (Format::Markdown, "~~~\n```\n", "~~~"),
            (Format::Markdown, "<!-- a -->\n<!-- b\n", "-->"),
            (Format::Markdown, "---\ntitle: Gate\n", "---"),
            (Format::Html, "<!-- a\n", "-->"),
            (Format::MediaWiki, "<nowiki>", "</nowiki>"),
            (Format::Latex, "\\begin{verbatim}\n", "\\end{verbatim}"),
            (Format::Latex, "% \\begin{comment}\n", ""),
            (Format::Latex, "\\iffalse\n", "\\fi"),
            (Format::AsciiDoc, "----\n////\n", "----"),
            (Format::Org, "#+begin_src sh\n", "#+end_src"),
            (Format::Typst, "```\n/*\n", "```"),
            (Format::Typst, "/* a /* b */", "*/"),
        ];
        for (format, before, after) in closed {
            let text = format!("{before}count\n{after}\n\n{WORDS}\n");
            assert!(opened(format, &text).is_empty(), "{format:?}: {text}");
        }
        for (format, text) in [
            (Format::Markdown, format!("{WORDS} It begins with `<!--`, they say.\n\n{WORDS}\n")),
            (Format::Markdown, format!("> ```\n> count\n\n{WORDS}\n")),
            (Format::Markdown, format!("---\n\n{WORDS}\n")),
            (Format::Markdown, format!("    ```\n\n{WORDS}\n")),
            (Format::ReStructuredText, format!("A block::\n\n   count\n\n{WORDS}\n")),
            (Format::Plain, format!("```\n\n{WORDS}\n")),
        ] {
            assert!(opened(format, &text).is_empty(), "{format:?}: {text}");
        }
    }

    #[test]
    fn a_long_text_that_opens_everything_is_read_in_time() {
        for mark in ["```\n", "<!-- \n", "/* ", "\\begin{verbatim}", "#+begin_src\n", "----\n", "<pre"] {
            for format in Format::ALL {
                let text = mark.repeat(20_000);
                crate::markup::unclosed(format, &text);
            }
        }
    }
}
