#[path = "../../../../tests/support/clock.rs"]
mod clock;

use std::{path::Path, time::Duration};

use clock::Clock;

use super::super::{Imported, Kind, import};
use crate::{
    sources::lists::{Field, Role, Value},
    text::Span,
};

/// Two seconds, and more for a build without optimisation.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 2 });

fn read(file: &str) -> Imported {
    import(Kind::Page, Path::new("a.html"), file.as_bytes()).unwrap()
}

fn words(file: &str) -> String {
    read(file).text.text
}

#[track_caller]
fn leads_back(file: &str, words: &str, original: &str) {
    let text = read(file).text;
    let start = text.text.find(words).unwrap_or_else(|| panic!("{words:?} in {:?}", text.text));
    assert_eq!(text.in_file(Span::new(start, start + words.len())).unwrap().of(file), original);
}

/// What a page says about itself, role by role, first answers only.
fn about(file: &str, role: Role) -> String {
    let fields: Vec<Field> = read(file).about;
    let found = fields.iter().find(|it| it.role == role).map(|it| match &it.value {
        Value::Words(words) => words.clone(),
        Value::People(people) => people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Value::Date(date) => date.to_string(),
    });
    found.unwrap_or_default()
}

/// A news page as sites build them.
const FERRY: &str = r##"<!DOCTYPE html>
<!-- saved from url=(0038)https://varo.example/news/ferry-late -->
<html><head><title>Ferry late again | Varo Gazette</title>
<meta property="og:title" content="Ferry late again &amp; again">
<meta property="og:site_name" content="Varo Gazette"><meta name="author" content="By Ana Cho and Ben Voss">
<meta property="article:published_time" content="2024-03-02T09:30:00Z">
<style>p { color: red }</style><script>document.write("<p>No words.</p>")</script></head>
<body class="news with-sidebar">
<header><a href="/">Varo Gazette</a><form><input><button>Search</button></form></header>
<nav><ul><li><a href="/news">News</a><li><a href="/sport">Sport</a></ul></nav>
<main><article>
<header><h1>Ferry late again</h1><p>By Ana Cho</p></header>
<p>The ferry to the outer islands will not run
   before <b>May</b>, the harbour&nbsp;office said&mdash;again.<sup><a href="#n1">1</a></sup></p>
<div class="share-buttons"><a href="#">Share</a> this story</div>
<blockquote>&ldquo;We wait, and we wait,&rdquo; said Ana Cho.<br>She runs the quay.</blockquote>
<aside>Ten things to do in Varo</aside>
<ul><li>The first engine is broken.<li>The second is <q>old</q>.</ul>
<div class="related"><ul><li><a href="/a">The quay is long</a><li><a href="/b">Rain on Monday</a></ul></div>
</article></main>
<footer>All rights reserved by everybody at the Gazette.</footer>
</body></html>"##;

#[test]
fn a_page_is_its_article() {
    assert_eq!(
        words(FERRY),
        "Ferry late again\n\nBy Ana Cho\n\nThe ferry to the outer islands will not run before May, the harbour\u{a0}office said—again.\n\n\
         “We wait, and we wait,” said Ana Cho.\nShe runs the quay.\n\nThe first engine is broken.\n\nThe second is “old”."
    );
    leads_back(FERRY, "will not run before May", "will not run\n   before <b>May");
    leads_back(FERRY, "said Ana Cho", "said Ana Cho");
}

#[test]
fn a_page_says_who_made_it_and_when() {
    for (role, said) in [
        (Role::Title, "Ferry late again & again"),
        (Role::Outlet, "Varo Gazette"),
        (Role::Author, "Ana Cho, Ben Voss"),
        (Role::Date, "2 March 2024"),
        (Role::Url, "https://varo.example/news/ferry-late"),
    ] {
        assert_eq!(about(FERRY, role), said, "{role:?}");
    }
}

#[test]
fn what_a_page_tells_search_engines_comes_first() {
    let file = r#"<title>Late | Gazette</title><script type="application/ld+json">
        {"@graph": [{"@type": "WebSite", "name": "Gazette"}, {"@type": "NewsArticle", "headline": "The ferry is late",
        "datePublished": "2024-03-02", "author": [{"@type": "Person", "name": "Ana Cho"}, {"@type": "Organization", "name": "Harbour Desk"}],
        "publisher": {"name": "Varo Gazette"}}]}</script><meta name="author" content="webmaster"><p>Late."#;
    assert_eq!(about(file, Role::Title), "The ferry is late");
    assert_eq!(about(file, Role::Author), "Ana Cho, Harbour Desk");
    assert_eq!(about(file, Role::Outlet), "Varo Gazette");
    assert_eq!(about("<h1>The <i>quay</i></h1><title>Varo</title>", Role::Title), "The quay");
    assert_eq!(about("<title>Varo\n quay</title>", Role::Title), "Varo quay");
    assert_eq!(about("<script type='application/ld+json'>{{{</script>", Role::Title), "");
}

#[test]
fn a_page_without_an_article_is_read_whole() {
    let page = "<div id=menu><ul><li><a href=/a>Home</a><li><a href=/b>Minutes</a></ul></div>\
                <div><p>The council met on the quay.</p><p>Nobody spoke.</p></div>";
    assert_eq!(words(page), "The council met on the quay.\n\nNobody spoke.");
}

#[test]
fn what_holds_most_of_the_words_is_never_left_out() {
    let said = "The council met on the quay, and nobody spoke.";
    for page in [
        format!("<form action=x><div><p>{said}</p></div></form>"),
        format!("<nav><p>{said}</p>"),
        format!("<div class=\"comments\">{said}</div>"),
        format!("<div style='display: none'>{said}</div>"),
        format!("<ul><li><a href=/a>{said}</a></ul>"),
        format!("<article><p>Short.</article><div><p>{said}</div>"),
    ] {
        assert!(words(&page).ends_with(said), "{page}: {:?}", words(&page));
    }
}

#[test]
fn a_transcript_on_a_page_has_speakers_and_its_lines() {
    let page = "<html><body><pre>ANA CHO: We wait for the fer-\nry.\n\nBEN VOSS: It never came.\n</pre></body></html>";
    let text = read(page).text;
    assert_eq!(text.text, "We wait for the ferry.\n\nIt never came.");
    assert_eq!(text.places[1].speaker.as_deref(), Some("BEN VOSS"));
    leads_back(page, "the ferry", "the fer-\nry");
    let marked = "<pre>ANA CHO: <b>We</b> wait &amp; wait.\nBEN VOSS: No.</pre>";
    assert_eq!(words(marked), "We wait & wait.\n\nNo.");
}

#[test]
fn odd_pages_are_read() {
    for (page, text) in [
        ("", ""),
        ("No tags at all.", "No tags at all."),
        ("a < b & c &amp d", "a < b & c &amp d"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("</div></p></body>One", "One"),
        ("<div><div><article>One", "One"),
        ("<p>One<br><br>Two<br>Three", "One\n\nTwo\nThree"),
        ("<p>One<!-- two --> three", "One three"),
        ("<script>One", ""),
        ("<", "<"),
        ("<p", ""),
        ("<p>é&#233;&eacute;&nosuch;", "ééé&nosuch;"),
        ("<pre>", ""),
        ("<sup>2</sup> metres", "2 metres"),
        ("<table><tr><td>One<td>Two</table>", "One\n\nTwo"),
        ("\u{feff}<p>One", "\u{feff}One"),
    ] {
        let read = words(page);
        assert_eq!(read.trim_start_matches('\u{feff}'), text.trim_start_matches('\u{feff}'), "{page}");
    }
}

#[test]
fn a_page_that_ends_anywhere_is_read() {
    for end in (0..FERRY.len()).filter(|it| FERRY.is_char_boundary(*it)) {
        let page = &FERRY[..end];
        let text = read(page).text;
        assert!(text.places.iter().all(|it| text.text.is_char_boundary(it.start)), "{page}");
        // Every word of it still leads back into the file.
        if let Some(last) = text.text.split_whitespace().next_back() {
            let start = text.text.len() - last.len();
            let span = text.in_file(Span::new(start, start + last.len()));
            assert!(span.is_none_or(|it| it.end <= end), "{page}");
        }
    }
}

#[test]
fn a_page_nested_without_end_is_refused_with_the_limit() {
    let deep = "<div>".repeat(5_000) + "One";
    let refused = import(Kind::Page, Path::new("a.html"), deep.as_bytes()).unwrap_err();
    assert_eq!(refused.0, "too deeply nested to read: the limit is 1000 levels");
    let many = "<ul></ul>".repeat(300_000) + "One";
    let refused = import(Kind::Page, Path::new("a.html"), many.as_bytes()).unwrap_err();
    assert_eq!(refused.0, "too many tags to read: the limit is 300000");
}

#[test]
fn a_page_made_to_take_long_does_not() {
    for page in [
        "<title>".repeat(500_000),
        "<script>".repeat(500_000),
        "<meta content=".repeat(500_000),
        "<p>&".repeat(100_000),
        "<sup>".repeat(150_000),
        "<pre>".repeat(500_000),
        "<h1>".repeat(500_000),
        "<a \"".repeat(500_000),
        "<div>".repeat(900) + &"</nav>".repeat(500_000),
    ] {
        let begun = Clock::start();
        let _ = import(Kind::Page, Path::new("a.html"), page.as_bytes());
        let took = begun.elapsed();
        assert!(took < TIME, "{}: {took:?}", &page[..20]);
    }
}
