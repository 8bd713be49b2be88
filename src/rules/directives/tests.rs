use std::sync::Arc;

use super::directives;
use crate::{
    article::Article,
    markup::Format,
    rules::{Review, Settings},
};

/// The words that are still asked about, with their codes.
fn asked(text: &str, format: Format) -> Vec<String> {
    let review = Review::of(Arc::new(Article::read(text, format)), &Settings::default());
    let findings = review.findings.iter().filter(|it| it.code != "named-entity");
    findings.map(|it| format!("{} {}", it.code, it.span.of(text))).collect()
}

fn markdown(text: &str) -> Vec<String> {
    asked(text, Format::Markdown)
}

#[test]
fn a_directive_behind_a_sentence_holds_for_that_sentence() {
    let text = "Critics say it fell. <!-- onrecord: ignore vague-source: they are named in the box --> Some say it stood.";
    assert_eq!(markdown(text), ["vague-source Some"]);
}

#[test]
fn a_directive_on_its_own_line_holds_for_the_next_paragraph() {
    let text = "Critics say it fell.\n\n<!-- onrecord: ignore -->\nCritics say it fell. Some say it stood.\n\nSome say it stood.\n";
    assert_eq!(markdown(text), ["vague-source Critics", "vague-source Some"]);
    let plain =
        "[onrecord: ignore vague-source: a box names them]\n\nCritics say it fell.\n\nSome say it stood.\n";
    assert_eq!(asked(plain, Format::Plain), ["vague-source Some"]);
}

#[test]
fn a_directive_in_a_list_holds_for_its_item() {
    let text = "- Critics say it fell. Some say it stood. <!-- onrecord: ignore-paragraph vague-source -->\n- Some say it stood.\n";
    assert_eq!(markdown(text), ["vague-source Some"]);
}

#[test]
fn a_rule_is_off_for_the_file_or_until_it_is_on_again() {
    let file =
        "Critics say it fell.\n\n<!-- onrecord: ignore-file vague-source -->\n\nSome say it stood: TK.\n";
    assert_eq!(markdown(file), ["placeholder-left TK"]);
    let part = "Critics say it fell.\n\n<!-- onrecord: off vague-source, unnamed-report -->\n\nCritics say it fell.\n\n\
                <!-- onrecord: on vague-source -->\n\nSome say it stood.\n\nMedia reports suggest it stood.\n";
    assert_eq!(markdown(part), ["vague-source Critics", "vague-source Some"]);
}

#[test]
fn a_slip_in_a_directive_is_reported_and_the_rest_of_it_obeyed() {
    let text = "Critics say it fell. <!-- onrecord: ignore vague-source vague-sauce -->";
    assert_eq!(markdown(text), ["unknown-directive <!-- onrecord: ignore vague-source vague-sauce -->"]);
    let nothing = "Critics say it fell. <!-- onrecord: ignore vague-sauce -->";
    assert_eq!(markdown(nothing).len(), 2);
}

#[test]
fn a_directive_shown_as_code_is_only_talked_about() {
    for text in [
        "Critics say it fell. `<!-- onrecord: ignore -->`",
        "Critics say it fell.\n\n```\n<!-- onrecord: ignore-file -->\n```\n",
    ] {
        assert_eq!(markdown(text), ["vague-source Critics"], "{text}");
    }
}

#[test]
fn a_desk_mark_asks_once_for_its_sentence() {
    for mark in ["[citation needed]", "[TK: source?]", "{{cn}}", "[source?]"] {
        let text = format!("Critics say it fell {mark}. Some say it stood.");
        let still = markdown(&text);
        assert!(!still.iter().any(|it| it == "vague-source Critics"), "{mark}: {still:?}");
        assert!(still.iter().any(|it| it == "vague-source Some"), "{mark}: {still:?}");
        assert!(still.iter().any(|it| it.starts_with("placeholder-left")), "{mark}: {still:?}");
    }
    let link = markdown("Ana Cho revealed that it fell [in May, or not?](https://example.org/a).");
    assert!(link.iter().any(|it| it == "loaded-attribution-verb revealed"), "a link is no mark: {link:?}");
}

#[test]
fn the_reason_is_kept() {
    let article =
        Article::read("It fell. <!-- onrecord: ignore vague-source: named: in the box -->", Format::Markdown);
    let (found, complaints) = directives(&article);
    assert_eq!((found.len(), complaints.len()), (1, 0));
    assert_eq!(found[0].reason.as_deref(), Some("named: in the box"));
    assert_eq!(found[0].codes, ["vague-source"]);
}

#[test]
fn half_a_directive_is_none() {
    for text in [
        "<!-- onrecord:",
        "[onrecord:",
        "onrecord: ignore",
        "<!-- onrecord: -",
        "a [onrecord: x\n]",
        "<!-- onrecord: -->",
    ] {
        let (found, _) = directives(&Article::read(text, Format::Markdown));
        assert_eq!(found, [], "{text}");
    }
}
