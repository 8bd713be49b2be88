use super::*;

#[test]
fn words_stand_as_they_are_and_ours_are_markup() {
    let card = Markdown::of("**{}** · {} of {}", &[&"A *b* [c](d)", &Markdown::own("**e**"), &3_usize]);
    assert_eq!(card.into_text(), "**A \\*b\\* \\[c\\](d)** · **e** of 3");
}

#[test]
fn ordinary_words_are_left_alone() {
    for words in [
        "The mayor (of Lund): “No!”",
        "At 9:30, 3.5 % of £1,000 - or -2 - were lost: so be it.",
        "Zoë @ home; yes/no?",
        "(1) a {b} c",
    ] {
        assert_eq!(Markdown::words(words).into_text(), words);
    }
}

#[test]
fn what_would_open_a_block_or_make_a_link_does_not() {
    for (words, written) in [
        ("- a", "\\- a"),
        ("1. a", "1\\. a"),
        ("    code", " code"),
        ("a\n\n# b\r\nc", "a \\# b c"),
        ("---", "\\---"),
        ("https://a.example", "https\\://a.example"),
        ("www.a.example", "www\\.a.example"),
        ("ana@a.example", "ana\\@a.example"),
        ("a\u{202e}b\u{1b}[1m", "a\u{fffd}b\u{fffd}\\[1m"),
        ("&lt;img&gt;", "\\&lt;img\\&gt;"),
    ] {
        assert_eq!(Markdown::words(words).into_text(), written);
    }
}

#[test]
fn an_editor_without_markdown_shows_the_words_as_they_stand() {
    let link = Markdown::address("https://a.example/b").unwrap();
    let card = Markdown::paragraphs([
        Markdown::of("**{}**", &[&"A *b* `c` <d> **e** \\f"]),
        link,
        Markdown::own("> `g`"),
    ]);
    assert_eq!(plain(&card.into_text()), "A *b* `c` <d> **e** \\f\n\nhttps://a.example/b\n\n> g");
}

#[test]
fn what_is_no_web_address_is_no_link() {
    for address in ["command:a", "javascript://a", "a", "", "https://a>![x](https://b/c)"] {
        assert_eq!(Markdown::address(address), None, "{address}");
    }
    assert_eq!(Markdown::address(&format!("https://a.example/{}", "b".repeat(3000))), None);
}
