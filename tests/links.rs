//! Links made into citations: in every markup the text is as it should be, the list has the source,
//! the key leads to it, and nothing new is asked.

use std::{fs, path::PathBuf, sync::Arc};

use onrecord::{
    article::Article,
    features::{
        actions::{Action, ActionKind, links},
        wanted::wanted,
    },
    markup::Format,
    rules::{Citations, Review, Settings},
    sources::{
        declared,
        library::{Folders, Shelf},
        lists::Date,
        matching::Texts,
    },
    text::{Edit, Span},
};

const GATE: &str = "@misc{gate, title = {Hearing on the gate}, author = {{Harbour Board}}, date = {2024-11-02}, url = {https://varo.example/gate}}\n";

const ENTRY: &str = "\
@online{varo2024,
  title = {Ferries late again},
  journaltitle = {varo.example},
  date = {2024-10-28},
  url = {https://www.varo.example/2024/10/28/ferries-late-again},
  urldate = {2026-11-25}
}
";

const PAGE: &str = "<html><head><title>x</title><meta property=\"og:title\" content=\"The ferry is late\">\
<meta property=\"og:site_name\" content=\"Varo Gazette\"><meta name=\"author\" content=\"Ana Cho\">\
<meta property=\"og:url\" content=\"https://varo.example/p/771\">\
<meta property=\"article:published_time\" content=\"2024-03-02T08:00Z\"></head>\
<body><article><h1>The ferry is late</h1><p>The ferry to the islands was late again on Monday, the office said.</p>\
</article></body></html>\n";

/// A folder of this test's own, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("onrecord-links-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("sources")).unwrap();
        Folder(fs::canonicalize(folder).unwrap())
    }

    fn listed(name: &str) -> Folder {
        let folder = Folder::new(name);
        folder.write("refs.bib", GATE);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn review(&self, text: &str, format: Format) -> Review {
        let declared = declared(text, format, &self.0.join("article"));
        let (wanted, roots) = wanted(&self.0, &[], &Settings::default(), declared);
        let library = Shelf::new(Folders::new(roots)).library(&wanted, &mut |_, _| {});
        let texts = Arc::new(Texts::of(Arc::new(library), &Texts::default()));
        Review::beside(Arc::new(Article::read(text, format)), &Settings::default(), texts)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    edits.iter().rev().for_each(|it| out.replace_range(it.span.start..it.span.end, &it.text));
    out
}

fn offered(review: &Review, at: usize, chosen: Citations) -> Vec<Action> {
    links::actions(review, Span::at(at), chosen)
}

/// How often each rule asks.
fn codes(review: &Review) -> Vec<&'static str> {
    let mut codes: Vec<_> =
        review.findings.iter().map(|it| it.code).filter(|it| *it != "named-entity").collect();
    codes.sort_unstable();
    codes
}

/// The text and the list after an action, both read again: no question more than before.
#[track_caller]
fn after(
    folder: &Folder,
    text: &str,
    format: Format,
    action: &Action,
    chosen: Citations,
) -> (String, String) {
    let before = folder.review(text, format);
    let today = Date::of_parts(&[2026, 11, 25]);
    let changes = links::changes(&before, &action.key, chosen, today).expect("it fits");
    let changed = apply(text, &changes.article);
    let mut list = String::new();
    if let Some(elsewhere) = changes.list {
        list = apply(&elsewhere.file.text, &[elsewhere.edit]);
        fs::write(&elsewhere.file.path, &list).unwrap();
    }
    let again = folder.review(&changed, format);
    let news: Vec<_> = codes(&again).into_iter().filter(|it| !codes(&before).contains(it)).collect();
    assert_eq!(news, [""; 0], "{changed}\n{list}");
    for key in again.article.keys().filter(|it| !it.is_note && format != Format::MediaWiki) {
        assert!(again.texts().library().find(key.key).is_some(), "{}: {list}", key.key);
    }
    (changed, list)
}

#[track_caller]
fn one(folder: &Folder, text: &str, format: Format, title: &str) -> (String, String) {
    one_by(folder, text, format, title, Citations::Auto)
}

/// After the action for the first address of a text.
#[track_caller]
fn one_by(folder: &Folder, text: &str, format: Format, title: &str, chosen: Citations) -> (String, String) {
    let review = folder.review(text, format);
    let at = text.find("http").or_else(|| text.find("doi:")).unwrap();
    let all = offered(&review, at, chosen);
    let action =
        all.iter().find(|it| it.kind == ActionKind::Rewrite).unwrap_or_else(|| panic!("{text}: {all:?}"));
    assert_eq!(action.title, title);
    after(folder, text, format, action, chosen)
}

#[track_caller]
fn all(folder: &Folder, text: &str, format: Format) -> (String, String) {
    let review = folder.review(text, format);
    let found = offered(&review, 0, Citations::Auto);
    let action = found.iter().find(|it| it.kind == ActionKind::Citations).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(action.title, "Turn all bare links into citations");
    let (changed, list) = after(folder, text, format, action, Citations::Auto);
    let again = folder.review(&changed, format);
    let left = offered(&again, 0, Citations::Auto).into_iter().find(|it| it.kind == ActionKind::Citations);
    assert_eq!(left, None, "{changed}");
    (changed, list)
}

const MADE: &str = "Make a source of varo.example, 28 October 2024";

#[test]
fn every_markup_gets_its_citation_and_the_list_its_entry() {
    let url = "https://www.varo.example/2024/10/28/ferries-late-again";
    let cases = [
        (Format::Markdown, "The ferry was late, see URL.", "The ferry was late, see [@varo2024]."),
        (Format::Markdown, "The ferry was late (<URL>).", "The ferry was late [@varo2024]."),
        (Format::Markdown, "The [ferry *was*](URL \"Late\") late.", "The ferry *was* [@varo2024] late."),
        (Format::Latex, "The ferry was late \\url{URL}.", "The ferry was late \\autocite{varo2024}."),
        (Format::Latex, "The \\href{URL}{ferry} was late.", "The ferry \\autocite{varo2024} was late."),
        (Format::AsciiDoc, "The ferry was late URL.", "The ferry was late cite:[varo2024]."),
        (Format::AsciiDoc, "The URL[ferry] was late.", "The ferry cite:[varo2024] was late."),
        (Format::ReStructuredText, "The ferry was late URL.", "The ferry was late :cite:p:`varo2024`."),
        (Format::ReStructuredText, "The `ferry <URL>`_ was late.", "The ferry :cite:p:`varo2024` was late."),
        (Format::Org, "The ferry was late [[URL]].", "The ferry was late [cite:@varo2024]."),
        (Format::Org, "The [[URL][ferry]] was late.", "The ferry [cite:@varo2024] was late."),
        (Format::Typst, "The ferry was late #link(\"URL\").", "The ferry was late @varo2024."),
        (Format::Typst, "The #link(\"URL\")[ferry] was late.", "The ferry @varo2024 was late."),
        (Format::Plain, "The ferry was late (URL).", "The ferry was late (varo.example, 28 October 2024)."),
    ];
    for (number, (format, text, expected)) in cases.into_iter().enumerate() {
        let folder = Folder::listed(&format!("markups-{number}"));
        let text = format!("{}\n", text.replace("URL", url));
        let (changed, list) = one(&folder, &text, format, MADE);
        assert_eq!(changed, format!("{expected}\n"));
        assert_eq!(list, format!("{ENTRY}{GATE}"));
    }
}

#[test]
fn a_page_of_mediawiki_keeps_its_sources_itself() {
    let folder = Folder::listed("wiki");
    let url = "https://varo.example/2024/10/28/ferries-late-again";
    let title = "Make a reference of varo.example, 28 October 2024";
    let template = "{{cite web |url=https://varo.example/2024/10/28/ferries-late-again |title=Ferries late again \
                    |website=varo.example |date=28 October 2024 |access-date=25 November 2026}}";
    for (text, expected) in [
        ("The ferry was late URL.", "The ferry was late.<ref name=\"varo2024\">TEMPLATE</ref>"),
        ("The [URL ferry] was late.", "The ferry<ref name=\"varo2024\">TEMPLATE</ref> was late."),
        ("The ferry was late.<ref>URL</ref>", "The ferry was late.<ref>TEMPLATE</ref>"),
        (
            "It was late.<ref name=\"a\">[URL Ferries late again].</ref>",
            "It was late.<ref name=\"a\">TEMPLATE</ref>",
        ),
    ] {
        let text = format!("{}\n", text.replace("URL", url));
        let (changed, list) = one(&folder, &text, Format::MediaWiki, title);
        assert_eq!(changed, format!("{}\n", expected.replace("TEMPLATE", template)));
        assert_eq!(list, "");
    }
    let (twice, _) = all(&folder, &format!("It was late {url}. It is {url} again.\n"), Format::MediaWiki);
    assert_eq!(
        twice,
        format!(
            "It was late.<ref name=\"varo2024\">{template}</ref> It is<ref name=\"varo2024\" /> again.\n"
        )
    );
}

#[test]
fn what_the_list_has_is_only_cited() {
    let folder = Folder::listed("known");
    let text = "The gate fell <http://www.varo.example/gate/?utm_source=x>.\n";
    let (changed, list) = one(&folder, text, Format::Markdown, "Cite Harbour Board, 2 Nov");
    assert_eq!((changed.as_str(), list.as_str()), ("The gate fell [@gate].\n", ""));
    folder.write("refs.bib", "@article{cho, title = {Tides}, author = {Cho, Ana}, doi = {10.1000/AB.1}}\n");
    for doi in ["doi:10.1000/ab.1", "https://doi.org/10.1000/ab.1", "DOI: 10.1000/ab.1", "10.1000/ab.1"] {
        let text = format!("Tides rise {doi}, it says.\n");
        let at = text.find("10.").unwrap();
        let action = &offered(&folder.review(&text, Format::Markdown), at, Citations::Auto)[0];
        let (changed, _) = after(&folder, &text, Format::Markdown, action, Citations::Auto);
        assert_eq!(changed, "Tides rise [@cho], it says.\n");
    }
}

#[test]
fn numbers_that_begin_with_ten_are_no_dois() {
    let folder = Folder::listed("ten");
    for text in [
        "It closed at 10. Then it rained.\n",
        "The door is at 10.\n",
        "Subnets 10.0.0.0/8 and 10.1.2.0/24 were hit.\n",
        "On 10.12.2024/11.12.2024 it rained.\n",
        "Odds were 10.0000/1 there.\n",
        "See [10.1000/abc](paper.pdf) there.\n",
        "10.1234/ is open.\n",
    ] {
        for at in 0..text.len() {
            assert_eq!(offered(&folder.review(text, Format::Markdown), at, Citations::Auto), [], "{text}");
        }
    }
    let text = "Tides rise (10.1002/(SICI)1097-0258(19980815)17:15).\n";
    let action = &offered(&folder.review(text, Format::Markdown), 14, Citations::Auto)[0];
    assert_eq!(action.title, "Make a source of doi:10.1002/(sici)1097-0258(19980815)17:15");
}

#[test]
fn a_new_doi_is_entered_with_its_title_to_fill_in() {
    let folder = Folder::listed("doi");
    let (changed, list) = one(
        &folder,
        "Tides rise (doi:10.1000/ab.1).\n",
        Format::Markdown,
        "Make a source of doi:10.1000/ab.1",
    );
    assert_eq!(changed, "Tides rise [@doiab1].\n");
    assert!(list.starts_with("@online{doiab1,\n  title = {TK},\n  doi = {10.1000/ab.1},"), "{list}");
}

#[test]
fn a_saved_page_tells_more_than_its_address() {
    let folder = Folder::listed("saved");
    folder.write("sources/late.html", PAGE);
    let text = "The ferry was late, see https://varo.example/p/771 there.\n";
    let (changed, list) = one(&folder, text, Format::Markdown, "Make a source of Varo Gazette, 2 March 2024");
    assert_eq!(changed, "The ferry was late, see [@late] there.\n");
    assert!(
        list.starts_with(
            "@online{late,\n  author = {Cho, Ana},\n  title = {The ferry is late},\n  journaltitle = {Varo Gazette},\n  date = {2024-03-02},"
        ),
        "{list}"
    );
    let bare = Folder::new("saved-bare");
    bare.write("sources/late.html", PAGE);
    let (changed, list) = one(&bare, text, Format::Markdown, "Cite Varo Gazette, 2 March");
    assert_eq!((changed.as_str(), list.as_str()), ("The ferry was late, see [@late] there.\n", ""));
}

#[test]
fn without_a_list_markdown_gets_a_note_and_others_nothing() {
    let folder = Folder::new("none");
    let url = "https://varo.example/2024/10/28/ferries-late-again";
    let (changed, list) = one(
        &folder,
        &format!("The ferry was late ({url}). It rained.\n"),
        Format::Markdown,
        "Make a note of varo.example, 28 October 2024",
    );
    assert_eq!(list, "");
    assert_eq!(
        changed,
        format!(
            "The ferry was late.[^varo2024] It rained.\n\n[^varo2024]: varo.example, “Ferries late again”, 28 October 2024, {url}\n"
        )
    );
    for (format, text) in [
        (Format::Plain, format!("The ferry was late {url}.\n")),
        (Format::Latex, format!("The ferry was late {url}.\n")),
    ] {
        let at = text.find("http").unwrap();
        assert_eq!(offered(&folder.review(&text, format), at, Citations::Auto), [], "{text}");
    }
    // Who cites by keys is not given a note unasked.
    let text = format!("The ferry was late {url}, they say [@cho].\n");
    let found = offered(&folder.review(&text, Format::Markdown), text.find("http").unwrap(), Citations::Auto);
    assert_eq!(found.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["Turn the link into a note"]);
}

#[test]
fn a_note_that_is_only_an_address_is_written_out() {
    let folder = Folder::listed("note");
    let url = "https://varo.example/2024/10/28/ferries-late-again";
    for address in [url.to_owned(), format!("<{url}>")] {
        let text = format!("The ferry was late.[^1]\n\n[^1]: {address}\n");
        let title = "Write the note out: varo.example, 28 October 2024";
        let (changed, list) = one(&folder, &text, Format::Markdown, title);
        let line = format!("varo.example, “Ferries late again”, 28 October 2024, {url}");
        assert_eq!(changed, format!("The ferry was late.[^1]\n\n[^1]: {line}\n"));
        assert_eq!(list, "");
    }
    let text = "The gate fell.[^1]\n\n[^1]: http://www.varo.example/gate#p3\n";
    let (changed, _) = all(&folder, text, Format::Markdown);
    assert!(changed.contains("[^1]: Harbour Board, “"), "{changed}");
    assert!(changed.ends_with(", http://www.varo.example/gate#p3\n"), "{changed}");
    // A note with words of the writer's own stays.
    let text = "The ferry was late.[^1]\n\n[^1]: See https://varo.example/late.\n";
    let at = text.find("http").unwrap();
    assert_eq!(offered(&folder.review(text, Format::Markdown), at, Citations::Auto), []);
}

#[test]
fn links_of_html_and_links_to_no_source_stay() {
    let folder = Folder::listed("stay");
    for (format, text) in [
        (
            Format::Html,
            "<p>It was <a href=\"https://varo.example/a\">late</a>, https://varo.example/b says.</p>\n",
        ),
        (Format::Markdown, "It was [late](late.md), [so](#so) and ![so](https://varo.example/a.png).\n"),
        (Format::Markdown, "It was [late][1] there.\n\n[1]: https://varo.example/a\n"),
        (Format::Markdown, "# Late https://varo.example/a\n"),
        (Format::Markdown, "Run `curl https://varo.example/a` now.\n"),
    ] {
        for at in 0..text.len() {
            assert_eq!(offered(&folder.review(text, format), at, Citations::Auto), [], "{text}");
        }
    }
}

#[test]
fn all_bare_links_are_turned_at_once_with_keys_of_their_own() {
    let folder = Folder::listed("all");
    let text = "One https://varo.example/2024/10/28/ferries-late-again. Two (https://varo.example/2024/11/01/the-quay-is-shut).\n\n\
                - Again http://varo.example/2024/10/28/ferries-late-again/, and [the gate](https://varo.example/gate) stays.\n\
                - The gate <https://varo.example/gate>.\n";
    let (changed, list) = all(&folder, text, Format::Markdown);
    assert_eq!(
        changed,
        "One [@varo2024]. Two [@varo2024b].\n\n\
         - Again [@varo2024], and [the gate](https://varo.example/gate) stays.\n\
         - The gate [@gate].\n"
    );
    assert_eq!(list.matches("@online").count(), 2, "{list}");
    assert!(list.ends_with(GATE), "{list}");
}

#[test]
fn all_bare_links_become_notes_where_there_is_no_list() {
    let folder = Folder::new("all-notes");
    let text = "One https://varo.example/a/the-quay-is-shut. Two https://other.example/b.\r\n\r\nThree, https://varo.example/a/the-quay-is-shut, again.\r\n";
    let (changed, _) = all(&folder, text, Format::Markdown);
    assert_eq!(
        changed,
        "One.[^varo] Two.[^other]\r\n\r\nThree,[^varo] again.\r\n\r\n\
         [^varo]: varo.example, “The quay is shut”, https://varo.example/a/the-quay-is-shut\r\n\
         [^other]: other.example, https://other.example/b\r\n"
    );
}

#[test]
fn every_kind_of_list_takes_several() {
    for (name, list) in [
        ("refs.bib", GATE),
        ("refs.json", "[\n  {\"id\": \"gate\", \"title\": \"Hearing\"}\n]\n"),
        ("refs.yaml", "references:\n  - id: gate\n    title: Hearing\n"),
        ("refs.yml", "gate:\n  type: web\n  title: Hearing\n"),
    ] {
        let folder = Folder::new(&format!("lists-{}", name.replace('.', "-")));
        folder.write(name, list);
        let (changed, grown) =
            all(&folder, "One https://varo.example/a, two https://other.example/b.\n", Format::Markdown);
        assert_eq!(changed, "One [@varo], two [@other].\n");
        assert!(grown.contains("2026"), "{grown}");
    }
}

#[test]
fn a_link_of_markdown_becomes_a_note_if_one_is_wanted() {
    let folder = Folder::listed("note");
    for (text, expected) in [
        (
            "The [ferry](https://varo.example/a/ferries-late) was late.\n",
            "The ferry[^varo] was late.\n\n[^varo]: varo.example, “Ferries late”, https://varo.example/a/ferries-late\n",
        ),
        (
            "The gate [fell](https://varo.example/gate).\n",
            "The gate fell.[^gate]\n\n[^gate]: Harbour Board, “Hearing on the gate”, 2 November 2024, https://varo.example/gate\n",
        ),
    ] {
        let found =
            offered(&folder.review(text, Format::Markdown), text.find("http").unwrap(), Citations::Auto);
        let action = found.iter().find(|it| it.title == "Turn the link into a note").expect("it is offered");
        let (changed, list) = after(&folder, text, Format::Markdown, action, Citations::Auto);
        assert_eq!((changed.as_str(), list.as_str()), (expected, ""));
    }
}

#[test]
fn a_key_is_nobody_elses() {
    let folder = Folder::listed("taken");
    folder.write("sources/varo2024.txt", "The ferry was late.\n");
    let text = "It was late https://varo.example/2024/10/28/ferries-late-again.[^varo2024b]\n\n[^varo2024b]: Ana Cho.\n";
    let (changed, list) = one_by(&folder, text, Format::Markdown, MADE, Citations::Keys);
    assert!(changed.starts_with("It was late [@varo2024c].[^varo2024b]\n"), "{changed}");
    assert!(list.starts_with("@online{varo2024c,"), "{list}");
}

#[test]
fn an_action_for_another_text_does_nothing() {
    let folder = Folder::listed("older");
    let review = folder.review("It was late https://varo.example/a.\n", Format::Markdown);
    let action = &offered(&review, 14, Citations::Auto)[0];
    let later = folder.review("It was Late https://varo.example/b.\n", Format::Markdown);
    assert!(links::changes(&later, &action.key, Citations::Auto, None).is_none());
    for key in ["link\t", "link\t1\t2", "link\t9\t1\tx", "other", "link\tx\ty\tz"] {
        assert!(links::changes(&review, key, Citations::Auto, None).is_none(), "{key}");
    }
}
