//! What others wrote, on a card: a renderer of Markdown finds words in it and nothing that it would follow.

use std::{fs, path::PathBuf, sync::Arc};

use onrecord::{
    article::Article,
    features::{citing, completion, hover, lens, listed, wanted::wanted},
    markup::Format,
    rules::{Review, Settings},
    sources::{
        declared,
        library::{Folders, Library, ListFile, Shelf},
        lists,
        matching::Texts,
    },
    text::Span,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

mod support {
    pub mod pdf;
}

/// What a page or a list may bring.
const BROUGHT: &[&str] = &[
    "![x](https://track.example/t.png)",
    "[![x](https://track.example/t.png)](command:onrecord.restart)",
    "[open](command:workbench.action.terminal.new)",
    "<img src=https://track.example/t.png>",
    "<IMG/SRC=//track.example/t.png onerror=x>",
    "</p><script>x()</script><!-- a --><![CDATA[b]]><?php c ?>",
    "&lt;img src=x&gt; &#33;[x](https://track.example/t.png)",
    "<https://track.example/a> <ana@track.example> <command:x>",
    "a>![x](https://track.example/t.png)<b",
    "https://track.example/b www.track.example ana@track.example mailto:ana@track.example",
    "\\![x\\](https://track.example/t.png) \\\\[y](https://track.example)",
    "**![x](https://track.example/t.png)** __a__ ~~b~~ `c` ``d ` e`` $f$ ^g^",
    "[x][1] [1]: https://track.example/c [^1] [^1]: d ![[e]] [[f]]",
    "# a | b |---|---| > c - [ ] d 1. e === ---",
    "]: https://track.example/d",
    "“a” \u{202e}gnp.t/elpmaxe.kcart//:sptth(]x[!\u{202c} \u{200f}b",
    "javascript:alert(1) vscode://x/y data:text/html,<b> file://host/a \\\\host\\a",
];

/// A folder of this test's own, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("onrecord-cards-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("sources")).unwrap();
        Folder(fs::canonicalize(folder).unwrap())
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    fn review(&self, text: &str) -> Review {
        let declared = declared(text, Format::Markdown, &self.0.join("article.md"));
        let (wanted, roots) = wanted(&self.0, &[], &Settings::default(), declared);
        let library = Shelf::new(Folders::new(roots)).library(&wanted, &mut |_, _| {});
        let texts = Arc::new(Texts::of(Arc::new(library), &Texts::default()));
        Review::beside(Arc::new(Article::read(text, Format::Markdown)), &Settings::default(), texts)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Fails where a renderer would make more of a card than words, our own marks, and addresses that show
/// where they lead.
#[track_caller]
fn is_harmless(card: &str, brought: &str) {
    let told = || format!("{brought}\nmakes of\n{card}");
    let mut link: Option<(String, String)> = None;
    for event in Parser::new_ext(card, Options::all()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => link = Some((dest_url.to_string(), String::new())),
            Event::End(TagEnd::Link) => {
                let (to, shown) = link.take().expect("it has begun");
                let is_page = to.starts_with("https://") || to.starts_with("http://");
                assert!(is_page && to == shown, "{to}: {}", told());
            }
            Event::Text(words) => {
                if let Some(it) = &mut link {
                    it.1.push_str(&words);
                }
            }
            Event::Start(
                Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::Heading { .. }
                | Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::MetadataBlock(_)
                | Tag::DefinitionList
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript,
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => panic!("{event:?}: {}", told()),
            _ => {}
        }
    }
    // Some renderers make links of bare addresses too.
    let outside = card.split('<').enumerate().filter_map(|(at, it)| match at {
        0 => Some(it),
        _ => it.split_once('>').map(|it| it.1).or(Some(it)).filter(|_| !card.is_empty()),
    });
    let bare: String = outside.collect::<String>().replace("\\:", "").replace("\\.", "").replace("\\@", "");
    assert!(!bare.contains("://") && !bare.contains("www.track") && !bare.contains("ana@"), "{}", told());
    assert!(!card.contains(['\u{202e}', '\u{202c}', '\u{200f}', '\u{1b}']), "{}", told());
}

/// Every card that there is about a source and about the sentences that cite it.
fn cards(review: &Review, keys: &[&str]) -> Vec<String> {
    let text = review.article.text();
    let mut out = Vec::new();
    for key in keys {
        let at = text.find(&format!("@{key}]")).unwrap_or_else(|| panic!("{key} is not cited"));
        let card = hover::hover(review, at + 1).unwrap_or_else(|| panic!("{key} is not known")).text;
        assert!(
            !card.starts_with(&format!("**{key}**\n\nIts text is not")),
            "nothing is known of {key}: {card}"
        );
        out.extend([card, completion::documentation(review, key, at)]);
        out.push(citing::card(review, key, citing::Asked::at(review, at - 4).as_ref()));
    }
    out.extend(all(review));
    out
}

/// What is said anywhere in an article.
fn all(review: &Review) -> Vec<String> {
    let text = review.article.text();
    let mut out = Vec::new();
    for at in (0..text.len()).step_by(3).filter(|it| text.is_char_boundary(*it)) {
        out.extend(hover::hover(review, at).map(|it| it.text));
    }
    let whole = Span::new(0, text.len());
    out.extend(
        lens::standings(&review.article, whole)
            .iter()
            .filter_map(|it| lens::detail(&review.article, it.span.end)),
    );
    out.sort_unstable();
    out.dedup();
    out
}

/// As it may stand in an attribute or an element.
fn in_html(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn in_json(words: &str) -> String {
    serde_json::to_string(words).unwrap()
}

/// An address that goes on as somebody likes.
fn addressed(brought: &str) -> String {
    format!("https://news.example/a>{brought}")
}

const SAID: &str = "The dam at Lund leaks 40,000 litres every day, the board found";

#[test]
fn fields_of_lists_are_words() {
    let folder = Folder::new("lists");
    let mut entries = 0;
    for brought in BROUGHT {
        let bib: String = brought.chars().filter(|it| !matches!(it, '{' | '}' | '%' | '\\')).collect();
        let url = addressed(&bib);
        let bib = format!(
            "@article{{bib, title = {{{bib}}}, subtitle = {{{bib}}}, author = {{{{{bib}}}}}, editor = {{{{{bib}}}}}, \
             journaltitle = {{{bib}}}, publisher = {{{bib}}}, date = {{2024-10-28}}, urldate = {{{bib}}}, url = {{{url}}}, \
             terms = {{{bib}}}, via = {{{bib}}}, speaker = {{{bib}}}, checked = {{{bib}}}, note = {{{bib}}}, file = {{{bib}}}}}\n\
             @misc{{doi, title = {{{bib}}}, doi = {{10.1000/x{bib}}}}}\n"
        );
        let (it, url) = (in_json(brought), in_json(&addressed(brought)));
        let json = format!(
            "[{{\"id\": \"json\", \"type\": \"article\", \"title\": {it}, \"container-title\": {it}, \"publisher\": {it}, \
             \"author\": [{{\"literal\": {it}}}, {{\"family\": {it}, \"given\": {it}}}], \"URL\": {url}, \"DOI\": {it}, \"note\": {it}}}]"
        );
        let csl = format!(
            "references:\n- id: csl\n  type: article\n  title: {it}\n  container-title: {it}\n  author:\n  - literal: {it}\n  \
             URL: {url}\n  terms: {it}\n"
        );
        let hayagriva = format!(
            "haya:\n  type: article\n  title: {it}\n  author: [{it}]\n  publisher: {it}\n  url:\n    value: {url}\n    date: 2024-10-28\n  \
             parent:\n    type: newspaper\n    title: {it}\n"
        );
        folder.write("refs.bib", &bib);
        folder.write("references.json", &json);
        folder.write("bibliography.yaml", &csl);
        folder.write("sources.yml", &hayagriva);
        for (name, text) in [("bib", "refs.bib"), ("json", "references.json"), ("csl", "bibliography.yaml")] {
            folder.write(&format!("sources/{name}.txt"), format!("{SAID}. {brought}\n"));
            assert!(folder.0.join(text).is_file());
        }
        let front =
            format!("---\nreferences:\n- id: front\n  title: {it}\n  publisher: {it}\n  URL: {url}\n---\n\n");
        let keys = ["bib", "doi", "json", "csl", "haya", "front"];
        let cited: Vec<String> = keys.iter().map(|it| format!("{SAID} [@{it}].\n")).collect();
        let review = folder.review(&format!("{front}{}", cited.join("\n")));
        for card in cards(&review, &keys) {
            is_harmless(&card, brought);
        }
        for (name, text) in [
            ("refs.bib", &bib),
            ("references.json", &json),
            ("bibliography.yaml", &csl),
            ("sources.yml", &hayagriva),
        ] {
            entries += of_list(&folder, name, text, brought);
        }
    }
    assert!(entries >= 5 * BROUGHT.len(), "{entries}");
}

/// Cards and links of a list that is open; how many entries it has.
fn of_list(folder: &Folder, name: &str, text: &str, brought: &str) -> usize {
    let path = folder.0.join(name);
    let list = lists::read(lists::Kind::of_path(&path).unwrap(), text);
    let file = ListFile { path, text: text.to_owned(), list, recoded: false };
    let library = Library::of_list(Arc::new(file), &Folders::new([folder.0.clone()]));
    let count = listed::listings(&library).len();
    (0..count).for_each(|it| is_harmless(&listed::card(&library, it, &[]).unwrap(), brought));
    for link in listed::links(&library) {
        if let onrecord::features::links::Target::Address(it) = link.target {
            assert!(it.starts_with("https://") && !it.contains(['<', '>', ' ', '"', '\u{202e}']), "{it}");
        }
    }
    count
}

#[test]
fn what_files_say_about_themselves_is_words() {
    let folder = Folder::new("files");
    for brought in BROUGHT {
        let (html, url) = (in_html(brought), in_html(&addressed(brought)));
        folder.write("sources/page.html", format!(
            "<html><head><title>{html}</title><meta name=author content=\"{html}\"><meta property=\"og:site_name\" content=\"{html}\">\
             <meta property=\"og:url\" content=\"{url}\"><link rel=canonical href=\"{url}\"><meta name=terms content=\"{html}\">\
             </head><body><article><h1>{html}</h1><p>{SAID}. {html}</p></article></body></html>"
        ));
        let it = in_json(brought);
        let json =
            format!("{{\"@type\": \"NewsArticle\", \"headline\": {it}, \"author\": {it}, \"url\": {it}}}")
                .replace('<', "\\u003c");
        folder.write("sources/data.html", format!(
            "<html><head><script type=\"application/ld+json\">{json}</script></head><body><p>{SAID}. {html}</p></body></html>"
        ));
        let url = in_json(&addressed(brought));
        let head = format!(
            "---\ntitle: {it}\nspeaker: {it}\nvia: {it}\noutlet: {it}\nterms: {it}\nurl: {url}\n---\n"
        );
        folder.write("sources/note.md", format!("{head}{SAID}. {brought}\n"));
        folder.write("sources/plain.txt", format!("{head}{SAID}. {brought}\n"));
        folder.write(
            "sources/talk.vtt",
            format!("WEBVTT\n\n00:01.000 --> 00:09.000\n<v {brought}>{SAID}. {brought}\n"),
        );
        folder.write("sources/call.txt", format!("ANA {brought}: {SAID}.\n\nBen: {brought}\n"));
        folder.write(
            "sources/print.pdf",
            support::pdf::printed(&format!("{SAID}. {}", brought.replace(['(', ')', '\\'], "?"))),
        );
        let keys = ["page", "data", "note", "plain", "talk", "call", "print"];
        let cited: Vec<String> = keys.iter().map(|it| format!("{SAID} [@{it}].\n")).collect();
        for card in cards(&folder.review(&cited.join("\n")), &keys) {
            is_harmless(&card, brought);
        }
    }
}

#[test]
fn words_of_the_article_are_words() {
    for brought in BROUGHT {
        let text = format!(
            "Mayor Ana Cho {brought} said “the gate {brought} was locked”. Critics {brought} say it is unsafe. Cho \
             {brought} told the Norlift {brought} News that {brought} it was shut.\n\n“We had no {brought} warning at all.” \
             {brought} Olena {brought} stole the key of {brought}.\n\nThe hearing opens [@{brought}] at nine.\n"
        );
        for format in Format::ALL {
            let review = Review::of(Arc::new(Article::read(&text, format)), &Settings::default());
            all(&review).iter().for_each(|it| is_harmless(it, brought));
        }
    }
}

#[test]
fn a_page_with_a_picture_in_its_address_brings_none() {
    let folder = Folder::new("beacon");
    let address = "https://news.example/a>![x](https://track.example/t.png)<b";
    folder.write("sources/page.html", format!(
        "<html><head><title>The dam</title><link rel=\"canonical\" href=\"{address}\"></head><body><article><p>{SAID}.</p></article></body></html>"
    ));
    let review = folder.review(&format!("{SAID} [@page].\n"));
    let card = citing::card(&review, "page", None);
    assert!(card.contains("<https://news.example/a%3E!%5Bx%5D(https://track.example/t.png)%3Cb>"), "{card}");
}
