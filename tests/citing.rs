//! Sources put to sentences: in every markup the edit is as it should be, the question is gone, and
//! no new one is asked.

use std::{fs, path::PathBuf, sync::Arc};

use onrecord::{
    article::Article,
    features::{
        actions::{self, Action, ActionKind},
        citing, completion, hover,
        leads::{self, Lead},
        wanted::wanted,
    },
    markup::Format,
    rules::{Citations, Finding, Review, Settings},
    sources::{
        declared,
        library::{Folders, Shelf},
        lists::Date,
        matching::Texts,
    },
    text::{Edit, Span},
};

const LIST: &str = "\
@online{norlift-storm,
  title = {Coast counts the cost},
  journaltitle = {Norlift News},
  date = {2024-10-28},
  url = {https://norlift.example/storm?a=1&b=2},
  file = {sources/storm.txt}
}
@misc{gate, title = {Hearing on the gate}, author = {{Harbour Board}}, date = {2024-11-02}}
";

const STORM: &str = "\
Good morning from the coast. The storm has displaced 3,000 people, said Lena Moss, who runs the shelters. \
They will be home by spring.
";

const GATE: &str = "WEBVTT

00:00:04.000 --> 00:00:09.000
<v Dana Ruiz>Thank you, Chair. I have been on this board for nine years.

00:12:31.000 --> 00:12:40.000
<v Dana Ruiz>Rebuilding the sea gate will cost the town 42 million euros. We had no warning at all from the makers.
";

/// A folder of this test's own, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("onrecord-citing-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("sources")).unwrap();
        let folder = Folder(fs::canonicalize(folder).unwrap());
        folder.write("refs.bib", LIST);
        folder.write("sources/storm.txt", STORM);
        folder.write("sources/gate.vtt", GATE);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn texts(&self, text: &str, format: Format) -> Arc<Texts> {
        let declared = declared(text, format, &self.0.join("article"));
        let (wanted, roots) = wanted(&self.0, &[], &Settings::default(), declared);
        let library = Shelf::new(Folders::new(roots)).library(&wanted, &mut |_, _| {});
        Arc::new(Texts::of(Arc::new(library), &Texts::default()))
    }

    fn review(&self, text: &str, format: Format) -> Review {
        let article = Arc::new(Article::read(text, format));
        Review::beside(article, &Settings::default(), self.texts(text, format))
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

/// What is asked, names apart: they are an index.
fn asked(review: &Review) -> Vec<&Finding> {
    review.findings.iter().filter(|it| it.code != "named-entity").collect()
}

fn titles(actions: &[Action]) -> Vec<&str> {
    actions
        .iter()
        .map(|it| it.title.as_str())
        .filter(|it| it.starts_with("Cite") || it.starts_with("Attribute:"))
        .collect()
}

#[track_caller]
fn offered<'a>(actions: &'a [Action], start: &str) -> &'a Action {
    actions
        .iter()
        .find(|it| it.title.starts_with(start))
        .unwrap_or_else(|| panic!("{start}: {:?}", titles(actions)))
}

/// The text after the first action whose title begins so; one thing was asked before and nothing is after.
#[track_caller]
fn after(folder: &Folder, text: &str, format: Format, start: &str, chosen: Citations) -> String {
    let before = folder.review(text, format);
    let [finding] = asked(&before)[..] else { panic!("{text}: {:#?}", before.findings) };
    let all = actions::actions(&before, finding.span);
    let action = offered(&all, start);
    assert_eq!(action.kind, ActionKind::QuickFix);
    let cited = apply(
        text,
        &actions::resolve_by(&before, &action.key, &Settings { citations: chosen, ..Settings::default() }),
    );
    let again = folder.review(&cited, format);
    // Whoever comes in by an attribution has to be introduced, and words at second hand checked.
    let on_purpose = ["first-reference", "secondhand-attribution"];
    let news = asked(&again).into_iter().find(|it| !on_purpose.contains(&it.code));
    assert_eq!(news, None, "{cited}");
    cited
}

/// The text after the first action whose title begins so, whatever is asked before and after.
#[track_caller]
fn rewritten(folder: &Folder, text: &str, format: Format, at: usize, start: &str) -> String {
    let review = folder.review(text, format);
    let all = actions::actions(&review, Span::at(at));
    apply(text, &actions::resolve(&review, &offered(&all, start).key))
}

#[test]
fn every_markup_cites_in_its_own_way() {
    let folder = Folder::new("markups");
    let bib = "---\nbibliography: refs.bib\n---\n\n";
    let cases = [
        (
            Format::Markdown,
            format!("{bib}The storm displaced 3,000 people. The pier is wet.\n"),
            format!("{bib}The storm displaced 3,000 people [@norlift-storm]. The pier is wet.\n"),
        ),
        (
            Format::Latex,
            "\\addbibresource{refs.bib}\n\nThe storm displaced 3,000 people. The pier is wet.\n".to_owned(),
            "\\addbibresource{refs.bib}\n\nThe storm displaced 3,000 people \\autocite{norlift-storm}. The pier is wet.\n"
                .to_owned(),
        ),
        (
            Format::AsciiDoc,
            ":bibtex-file: refs.bib\n\nThe storm displaced 3,000 people. The pier is wet.\n".to_owned(),
            ":bibtex-file: refs.bib\n\nThe storm displaced 3,000 people cite:[norlift-storm]. The pier is wet.\n"
                .to_owned(),
        ),
        (
            Format::ReStructuredText,
            "The storm displaced 3,000 people. The pier is wet.\n".to_owned(),
            "The storm displaced 3,000 people :cite:p:`norlift-storm`. The pier is wet.\n".to_owned(),
        ),
        (
            Format::Org,
            "#+bibliography: refs.bib\n\nThe storm displaced 3,000 people. The pier is wet.\n".to_owned(),
            "#+bibliography: refs.bib\n\nThe storm displaced 3,000 people [cite:@norlift-storm]. The pier is wet.\n"
                .to_owned(),
        ),
        (
            Format::Typst,
            "#bibliography(\"refs.bib\")\n\nThe storm displaced 3,000 people. The pier is wet.\n".to_owned(),
            "#bibliography(\"refs.bib\")\n\nThe storm displaced 3,000 people @norlift-storm. The pier is wet.\n"
                .to_owned(),
        ),
        (
            Format::MediaWiki,
            "The storm displaced 3,000 people. The pier is wet.\n".to_owned(),
            "The storm displaced 3,000 people.<ref name=\"norlift-storm\">{{cite news |title=Coast counts the cost \
             |work=Norlift News |date=28 October 2024 |url=https://norlift.example/storm?a=1&b=2}}</ref> The pier is wet.\n"
                .to_owned(),
        ),
        (
            Format::Html,
            "<p>The storm displaced 3,000 people. The pier is wet.</p>\n".to_owned(),
            "<p>The storm displaced 3,000 people (<a href=\"https://norlift.example/storm?a=1&amp;b=2\">Norlift News, \
             28 October 2024</a>). The pier is wet.</p>\n"
                .to_owned(),
        ),
        (
            Format::Plain,
            "The storm displaced 3,000 people. The pier is wet.\n".to_owned(),
            "The storm displaced 3,000 people (Norlift News, 28 October 2024). The pier is wet.\n".to_owned(),
        ),
    ];
    for (format, text, expected) in cases {
        assert_eq!(after(&folder, &text, format, "Cite Norlift News, 28 Oct:", Citations::Auto), expected);
    }
}

#[test]
fn every_markup_lets_a_sentence_begin_with_its_source() {
    let folder = Folder::new("narrative");
    let start = "Cite in the sentence: “According to Norlift News, …”";
    let reference = "<ref name=\"norlift-storm\">{{cite news |title=Coast counts the cost |work=Norlift News \
                     |date=28 October 2024 |url=https://norlift.example/storm?a=1&b=2}}</ref>";
    let link = "<a href=\"https://norlift.example/storm?a=1&amp;b=2\">Norlift News</a>";
    let begun = |citation: &str| format!("According to {citation}, the storm displaced 3,000 people.");
    for (format, before, behind) in DRESSES {
        let expected = match format {
            Format::Markdown => begun("@norlift-storm"),
            Format::Latex => begun("\\textcite{norlift-storm}"),
            Format::AsciiDoc => begun("citenp:[norlift-storm]"),
            Format::ReStructuredText => begun(":cite:t:`norlift-storm`"),
            Format::Org => begun("[cite/t:@norlift-storm]"),
            Format::Typst => begun("#cite(<norlift-storm>, form: \"prose\")"),
            Format::MediaWiki => begun("Norlift News") + reference,
            Format::Html => begun(link),
            Format::Plain => begun("Norlift News"),
        };
        let text = format!("{before}The storm displaced 3,000 people. The pier is wet.{behind}");
        let expected = format!("{before}{expected} The pier is wet.{behind}");
        assert_eq!(after(&folder, &text, *format, start, Citations::Auto), expected, "{format:?}");
    }
}

#[test]
fn a_sentence_that_begins_with_its_source_keeps_its_names_and_says_where() {
    let folder = Folder::new("narrative-names");
    for (text, expected) in [
        (
            "Rebuilding the gate will cost 42 million euros.\n",
            "According to @gate [00:12:31], rebuilding the gate will cost 42 million euros.\n",
        ),
        (
            "Varo will pay 42 million euros for rebuilding the sea gate.\n",
            "According to @gate [00:12:31], Varo will pay 42 million euros for rebuilding the sea gate.\n",
        ),
    ] {
        let start = "Cite in the sentence: “According to Harbour Board, …”";
        assert_eq!(rewritten(&folder, text, Format::Markdown, 1, start), expected);
    }
    // In notes: by name, and the note.
    let text = "The storm displaced 3,000 people.\n";
    let noted = after(&folder, text, Format::Markdown, "Cite in the sentence", Citations::Notes);
    let expected =
        "According to Norlift News, the storm displaced 3,000 people.[^norlift-storm]\n\n[^norlift-storm]: ";
    assert!(noted.starts_with(expected), "{noted}");
}

#[test]
fn a_sentence_that_cannot_begin_otherwise_is_left_as_it_begins() {
    let folder = Folder::new("narrative-not");
    for (format, text) in [
        (Format::Markdown, "“It was bad. The storm displaced 3,000 people on the coast.”"),
        (Format::Markdown, "**The storm** displaced 3,000 people."),
        (Format::Markdown, "[The storm](https://a.example/x) displaced 3,000 people."),
        (Format::Latex, "\\textbf{The storm} displaced 3,000 people."),
        (Format::MediaWiki, "[[Storm|The storm]] displaced 3,000 people."),
        (Format::Html, "<p><b>The storm</b> displaced 3,000 people.</p>"),
        (Format::Plain, "Harbour: the storm displaced 3,000 people."),
        (Format::Plain, "But the storm displaced 3,000 people."),
        (Format::Plain, "Has the storm displaced 3,000 people?"),
    ] {
        let review = folder.review(text, format);
        let all = actions::actions(&review, Span::at(text.find("3,000").unwrap()));
        assert!(all.iter().all(|it| !it.title.starts_with("Cite in the")), "{text}: {:?}", titles(&all));
        assert!(all.iter().any(|it| it.title.starts_with("Cite Norlift")), "{text}: {:?}", titles(&all));
    }
    for (text, expected) in [
        ("Mr. Cho counted 3,000 people displaced by the storm.\n", ", Mr. Cho counted"),
        ("- The storm displaced 3,000 people.\n", "- According to @norlift-storm, the storm"),
        // A dateline is no part of the sentence.
        ("LUND — The storm displaced 3,000 people.\n", "LUND — According to @norlift-storm, the storm"),
        ("It rained.\n\nEurope-wide the storm displaced 3,000 people.\n", ", Europe-wide the"),
    ] {
        let begun =
            rewritten(&folder, text, Format::Markdown, text.find("3,000").unwrap(), "Cite in the sentence");
        assert!(begun.contains(expected), "{begun}");
    }
}

#[test]
fn latex_has_a_word_for_it_only_where_its_package_has() {
    let folder = Folder::new("narrative-latex");
    for (head, expected) in [
        ("\\usepackage{natbib}\n\n", "According to \\citet{norlift-storm}, the storm"),
        ("\\usepackage{biblatex}\n\n", "According to \\textcite{norlift-storm}, the storm"),
        (
            "The pier is wet \\cite{gate}.\n\n",
            "According to Norlift News, the storm displaced 3,000 people \\cite{norlift-storm}.",
        ),
    ] {
        let text = format!("{head}The storm displaced 3,000 people.\n");
        let begun =
            rewritten(&folder, &text, Format::Latex, text.find("3,000").unwrap(), "Cite in the sentence");
        assert!(begun.contains(expected), "{begun}");
    }
}

#[test]
fn a_house_may_cite_by_notes() {
    let folder = Folder::new("notes");
    let line =
        "Norlift News, “Coast counts the cost”, 28 October 2024, https://norlift.example/storm?a=1&b=2";
    assert_eq!(
        after(
            &folder,
            "The storm displaced 3,000 people. The pier is wet.\n",
            Format::Markdown,
            "Cite Norlift",
            Citations::Notes
        ),
        format!(
            "The storm displaced 3,000 people.[^norlift-storm] The pier is wet.\n\n[^norlift-storm]: {line}\n"
        )
    );
    // Whoever writes notes already goes on with them.
    let noted = "The pier is wet.[^1]\n\nThe storm displaced 3,000 people.\n\n[^1]: Harbour log, page 2.\n";
    assert_eq!(
        rewritten(&folder, noted, Format::Markdown, noted.find("storm").unwrap(), "Cite Norlift"),
        format!(
            "The pier is wet.[^1]\n\nThe storm displaced 3,000 people.[^norlift-storm]\n\n[^1]: Harbour log, page 2.\n[^norlift-storm]: {line}\n"
        )
    );
}

#[test]
fn the_minute_of_the_tape_is_cited() {
    let folder = Folder::new("minute");
    let claim = "Rebuilding the gate will cost 42 million euros.";
    for (format, text, expected) in [
        (Format::Markdown, "CLAIM\n", "CLAIM [@gate, 00:12:31].\n"),
        (Format::Latex, "CLAIM\n", "CLAIM \\autocite[00:12:31]{gate}.\n"),
        (Format::AsciiDoc, "CLAIM\n", "CLAIM cite:[gate(00:12:31)].\n"),
        (Format::ReStructuredText, "CLAIM\n", "CLAIM :cite:p:`gate{00:12:31}`.\n"),
        (Format::Typst, "CLAIM\n", "CLAIM @gate[00:12:31].\n"),
        (Format::Org, "CLAIM\n", "CLAIM [cite:@gate 00:12:31].\n"),
        (
            Format::MediaWiki,
            "CLAIM\n",
            "CLAIM.<ref name=\"gate\">{{cite news |author=Harbour Board |title=Hearing on the gate |date=2 November 2024 |at=00:12:31}}</ref>\n",
        ),
        (
            Format::Html,
            "<p>CLAIM</p>\n",
            "<p>CLAIM (<cite>Harbour Board, 2 November 2024, 00:12:31</cite>).</p>\n",
        ),
    ] {
        let text = text.replace("CLAIM", claim);
        let expected = expected.replace("CLAIM", claim.trim_end_matches('.'));
        assert_eq!(after(&folder, &text, format, "Cite Harbour Board, 2 Nov: “", Citations::Auto), expected);
    }
}

#[test]
fn latex_goes_on_with_the_command_it_uses() {
    let folder = Folder::new("command");
    let text = "The pier is wet \\citep{gate}.\n\nThe storm displaced 3,000 people.\n";
    let at = text.find("storm").unwrap();
    let cited = rewritten(&folder, text, Format::Latex, at, "Cite Norlift");
    assert!(cited.ends_with("3,000 people \\citep{norlift-storm}.\n"), "{cited}");
}

#[test]
fn a_quotation_is_cited_where_it_stands() {
    let folder = Folder::new("quotation");
    let text = "“We had no warning at all.” The hearing resumes at noon.\n";
    assert_eq!(
        after(&folder, text, Format::Markdown, "Cite Harbour Board", Citations::Auto),
        "“We had no warning at all” [@gate, 00:12:31]. The hearing resumes at noon.\n"
    );
    assert_eq!(
        after(&folder, text, Format::Markdown, "Attribute: “…, Dana Ruiz said”", Citations::Auto),
        "“We had no warning at all,” Dana Ruiz said. The hearing resumes at noon.\n"
    );
}

#[test]
fn words_are_given_to_whoever_said_them() {
    let folder = Folder::new("speakers");
    assert_eq!(
        after(
            &folder,
            "Rebuilding the gate will cost 42 million euros.\n",
            Format::Markdown,
            "Attribute: “…, Dana Ruiz said”",
            Citations::Auto
        ),
        "Rebuilding the gate will cost 42 million euros, Dana Ruiz said.\n"
    );
    // A report of what she said is second-hand.
    assert_eq!(
        after(
            &folder,
            "The storm displaced 3,000 people.\n",
            Format::Markdown,
            "Attribute: “…, Lena Moss said, acc",
            Citations::Auto
        ),
        "The storm displaced 3,000 people, Lena Moss said, according to Norlift News.\n"
    );
}

#[test]
fn a_speaker_is_called_as_the_article_calls_her() {
    let folder = Folder::new("called");
    let claim = "Rebuilding the gate will cost 42 million euros.";
    for (before, start) in [
        ("Dana Ruiz chairs the board of the harbour.", "Attribute: “…, Ruiz said”"),
        ("Ben Ruiz chairs the board of the harbour.", "Attribute: “…, Dana Ruiz said”"),
        ("Dana Ruiz met Ben Ruiz at the gate.", "Attribute: “…, Dana Ruiz said”"),
    ] {
        let text = format!("{before}\n\nThe pier is wet.\n\n{claim}\n");
        rewritten(&folder, &text, Format::Markdown, text.find("Rebuilding").unwrap(), start);
    }
}

/// The dress of each markup around a paragraph.
const DRESSES: &[(Format, &str, &str)] = &[
    (Format::Markdown, "---\nbibliography: refs.bib\n---\n\n", "\n"),
    (Format::Latex, "\\addbibresource{refs.bib}\n\n", "\n"),
    (Format::AsciiDoc, ":bibtex-file: refs.bib\n\n", "\n"),
    (Format::ReStructuredText, "", "\n"),
    (Format::Org, "#+bibliography: refs.bib\n\n", "\n"),
    (Format::Typst, "#bibliography(\"refs.bib\")\n\n", "\n"),
    (Format::MediaWiki, "", "\n"),
    (Format::Html, "<p>", "</p>\n"),
    (Format::Plain, "", "\n"),
];

#[test]
fn every_markup_takes_an_attribution_in_prose() {
    let folder = Folder::new("prose");
    folder.write(
        "sources/note.md",
        "---\noutlet: Varo Gazette\n---\nThe ferry company owes the town nine million crowns.\n",
    );
    for (format, before, behind) in DRESSES {
        for (claim, start, said) in [
            ("Rebuilding the gate will cost 42 million euros", "Attribute: “…, Dana", "Dana Ruiz said"),
            (
                "The storm displaced 3,000 people",
                "Attribute: “…, Lena",
                "Lena Moss said, according to Norlift News",
            ),
            (
                "The ferry company owes the town nine million crowns",
                "Attribute: “…, according to Varo",
                "according to Varo Gazette",
            ),
        ] {
            let text = format!("{before}{claim}. The pier is wet.{behind}");
            let expected = format!("{before}{claim}, {said}. The pier is wet.{behind}");
            assert_eq!(after(&folder, &text, *format, start, Citations::Auto), expected, "{format:?}");
        }
    }
}

#[test]
fn a_speaker_who_comes_in_later_is_named_in_full() {
    let folder = Folder::new("later-named");
    let text = "Rebuilding the gate will cost 42 million euros.\n\nThe pier is wet.\n\nDana Ruiz chairs the board of the harbour.\n";
    rewritten(&folder, text, Format::Markdown, 0, "Attribute: “…, Dana Ruiz said”");
}

#[test]
fn any_sentence_can_be_cited_and_none_twice() {
    let folder = Folder::new("any");
    let text = "Lena Moss said the storm displaced 3,000 people.\n";
    let review = folder.review(text, Format::Markdown);
    let all = actions::actions(&review, Span::at(20));
    let action = offered(&all, "Cite Norlift News, 28 Oct: “The storm has displaced 3,000 people");
    assert_eq!((action.kind, action.finding), (ActionKind::Rewrite, None));
    let cited = apply(text, &actions::resolve(&review, &action.key));
    assert_eq!(cited, "Lena Moss said the storm displaced 3,000 people [@norlift-storm].\n");
    let again = actions::actions(&folder.review(&cited, Format::Markdown), Span::at(20));
    assert_eq!(titles(&again), [""; 0]);
}

#[test]
fn a_claim_leads_to_its_minute_in_captions_without_a_full_stop() {
    let folder = Folder::new("captions");
    let mut tape = "WEBVTT\n\n".to_owned();
    let clock =
        |seconds: usize| format!("{:02}:{:02}:{:02}.000", seconds / 3600, seconds / 60 % 60, seconds % 60);
    for cue in 0..675 {
        let words = match cue {
            401 => "rebuilding the sea wall at the point",
            402 => "would take us about nineteen winters",
            _ => "and then we spoke of boats again",
        };
        tape += &format!("{} --> {}\n{words}\n\n", clock(4 * cue), clock(4 * cue + 4));
    }
    folder.write("sources/meeting.vtt", &tape);
    let claim = "Rebuilding the sea wall at the point would take nineteen winters.\n";
    let cited = rewritten(&folder, claim, Format::Markdown, 4, "Cite meeting");
    let minute = cited.split("[@meeting, ").nth(1).and_then(|it| it.split(']').next()).unwrap_or_default();
    // Cue 401 begins at 26:44.
    assert!(("00:26:36".."00:26:45").contains(&minute), "{cited}");
}

#[test]
fn a_citation_gets_its_minute_later() {
    let folder = Folder::new("later");
    for (format, cited, located) in [
        (Format::Markdown, "[@gate]", "[@gate, 00:12:31]"),
        (Format::Latex, "\\cite{gate}", "\\cite[00:12:31]{gate}"),
        (Format::Org, "[cite:@gate]", "[cite:@gate 00:12:31]"),
        (Format::Typst, "@gate", "@gate[00:12:31]"),
    ] {
        let text = format!("Rebuilding the gate will cost 42 million euros {cited}.\n");
        let start = "Cite the minute of gate: 00:12:31";
        let expected = format!("Rebuilding the gate will cost 42 million euros {located}.\n");
        assert_eq!(rewritten(&folder, &text, format, 4, start), expected);
        let again = actions::actions(&folder.review(&expected, format), Span::at(4));
        assert!(!again.iter().any(|it| it.title.starts_with("Cite the minute")), "{expected}");
    }
}

#[test]
fn what_was_off_the_record_is_offered_to_nobody() {
    let folder = Folder::new("terms");
    folder.write(
        "sources/call.md",
        "---\nterms: off the record\n---\nThe ferry company owes the town nine million crowns.\n",
    );
    let text = "The ferry company owes the town nine million crowns.\n";
    let review = folder.review(text, Format::Markdown);
    assert_eq!(titles(&actions::actions(&review, Span::at(4))), [""; 0]);
    let cited =
        folder.review("The ferry company owes the town nine million crowns [@call].\n", Format::Markdown);
    let codes: Vec<&str> = asked(&cited).iter().map(|it| it.code).collect();
    assert_eq!(codes, ["source-terms"]);
}

#[test]
fn whoever_talked_on_background_loses_the_name() {
    let folder = Folder::new("background");
    folder.write(
        "sources/pilot.md",
        "---\nterms: on background\nspeaker: Dana Ruiz\n---\nAll of us skip the checklist before the first flight.\n",
    );
    for (text, expected) in [
        (
            "Pilots skip the checklist, Dana Ruiz said [@pilot].\n",
            "Pilots skip the checklist, a [TK: position] who spoke on background said [@pilot].\n",
        ),
        (
            "Ruiz told the council: “All of us skip the checklist before the first flight.”\n",
            "A [TK: position] who spoke on background told the council: “All of us skip the checklist before the first flight.”\n",
        ),
        (
            "“All of us skip the checklist before the first flight,” Ruiz told the council.\n",
            "“All of us skip the checklist before the first flight,” a [TK: position] who spoke on background told the council.\n",
        ),
    ] {
        let review = folder.review(text, Format::Markdown);
        let terms = |it: &Review| asked(it).iter().any(|it| it.code == "source-terms");
        assert!(terms(&review), "{text}");
        let all = actions::actions(&review, Span::new(0, text.len()));
        let action = all.iter().find(|it| it.title == "Attribute on background").expect(text);
        let after = apply(text, &actions::resolve(&review, &action.key));
        assert_eq!(after, expected);
        assert!(!terms(&folder.review(&after, Format::Markdown)), "{after}");
    }
}

#[test]
fn what_is_under_embargo_is_offered_from_its_day_on() {
    let folder = Folder::new("embargo");
    folder.write(
        "sources/call.md",
        "---\nterms: embargo until 2026-05-01\n---\nThe ferry company owes the town nine million crowns.\n",
    );
    let text = "The ferry company owes the town nine million crowns.\n";
    let offered = |text: &str| {
        let review = folder.review(text, Format::Markdown);
        let place = Span::at(text.find("ferry").unwrap());
        titles(&actions::actions(&review, place)).iter().any(|it| it.starts_with("Cite"))
    };
    assert!(!offered(text));
    assert!(!offered(&format!("---\ndate: 2026-04-30\n---\n\n{text}")));
    assert!(offered(&format!("---\ndate: 2026-05-01\n---\n\n{text}")));
    // Without a date of its own, an article appears on the day it is written.
    let today = |year| Settings { today: Date::of_parts(&[year, 5, 1]), ..Settings::default() };
    let cited = "The ferry company owes the town nine million crowns [@call].\n";
    let asked = |settings: &Settings| {
        let article = Arc::new(Article::read(cited, Format::Markdown));
        let review = Review::beside(article, settings, folder.texts(cited, Format::Markdown));
        review.findings.iter().any(|it| it.code == "source-terms")
    };
    assert!(asked(&today(2025)));
    assert!(!asked(&today(2026)));
}

#[test]
fn keys_come_by_evidence_wherever_the_half_typed_citation_stands() {
    let folder = Folder::new("half");
    folder.write("refs.bib", LIST);
    folder.write("sources/storm.txt", STORM);
    let said = "The storm displaced 3,000 people from the coast";
    for (format, typed) in [
        (Format::Latex, " \\cite{|}"),
        (Format::Latex, ". \\cite{|"),
        (Format::Latex, " \\cite{|\n\nThe pier is wet.\n"),
        (Format::AsciiDoc, ". cite:[|]\n"),
        (Format::AsciiDoc, " cite:[|\n\nThe pier is wet.\n"),
        (Format::Typst, " @|\n\n#bibliography(\"refs.bib\")\n"),
        (Format::Markdown, " [@|\n\nThe pier is wet.\n"),
        (Format::Org, " [cite:@|\n\nThe pier is wet.\n"),
        (Format::ReStructuredText, " :cite:p:`|\n\nThe pier is wet.\n"),
        (Format::MediaWiki, ".<ref name=\"|\n\nThe pier is wet.\n"),
    ] {
        let text = format!("The coast\n\n{said}{typed}");
        let at = text.find('|').unwrap();
        let text = text.replace('|', "");
        let review = folder.review(&text, format);
        let found = completion::completion(&review, at).unwrap_or_else(|| panic!("{format:?}: {text}"));
        let first = &found.items[0];
        assert!(first.key == "norlift-storm" && first.is_evident, "{format:?}: {text}: {first:?}");
    }
}

/// Where the attribution at `|` leads, each with the words that are selected there.
fn led(folder: &Folder, text: &str) -> Vec<String> {
    let at = text.find('|').unwrap();
    let review = folder.review(&text.replace('|', ""), Format::Markdown);
    let found = leads::of_attribution(&review, at);
    let places = found.map(|it| it.places).unwrap_or_default();
    let place = |lead: &Lead| match lead {
        Lead::Entry { file, key, .. } => format!("refs.bib: {}", key.of(&file.text)),
        Lead::Mention(span) => format!("here: {} at {}", span.of(review.article.text()), span.start),
        Lead::InCopy { read, sentence, .. } => format!("a copy: {}", sentence.of(&read.text.text)),
        Lead::Passage { path, sentence, .. } => {
            let words = sentence.map_or(String::new(), |it| {
                let end = if it.is_empty() { it.start + 16 } else { it.end };
                fs::read_to_string(path).unwrap()[it.start..end].to_owned()
            });
            format!("{}: {words}", path.file_name().unwrap().to_string_lossy())
        }
    };
    places.iter().map(place).collect()
}

#[test]
fn an_attribution_leads_to_what_there_is_of_whoever_speaks() {
    let folder = Folder::new("attributions");
    folder.write("sources/lena-moss.txt", "We have beds for all of them. Nobody sleeps outside.\n");
    folder.write("sources/port-report.txt", "The quay is safe.\n");
    for (text, places) in [
        // An outlet's entry; where the article names it first, once it has.
        ("The storm displaced 3,000 people, accor|ding to Norlift News.", &["refs.bib: norlift-storm"][..]),
        (
            "Norlift News is a daily.\n\nThe storm displaced 3,000 people, according to Norlift| News.",
            &["refs.bib: norlift-storm", "here: Norlift News at 0"],
        ),
        ("The Harbour| Board said the gate would be rebuilt.", &["refs.bib: gate"]),
        // A text without an entry: its name is theirs.
        ("Lena Moss sa|id the shelters were warm.", &["lena-moss.txt: "]),
        (
            "Lena Moss runs the shelters. She sa|id that nobody sleeps outside.",
            &["lena-moss.txt: Nobody sleeps outside.", "here: Lena Moss at 0"],
        ),
        ("The quay is safe, according to the port rep|ort.", &["port-report.txt: The quay is safe."]),
        // Whoever speaks on a tape, there.
        ("Dana Ruiz sa|id the town was poor.", &["gate.vtt: Thank you, Chair"]),
        (
            "Dana Ruiz sa|id rebuilding the gate will cost 42 million euros.",
            &["gate.vtt: Rebuilding the sea gate will cost the town 42 million euros."],
        ),
        // Nobody whom the library knows, and words that attribute nothing.
        ("Ben Voss sa|id the shelters were warm.", &[]),
        ("Norlift| News is a daily.", &[]),
    ] {
        assert_eq!(led(&folder, text), places, "{text}");
    }
}

#[test]
fn of_many_reports_those_come_first_that_the_sentence_rests_on() {
    let folder = Folder::new("many-reports");
    let entry = |day: u8| {
        format!(
            "@online{{n{day}, title={{Day {day}}}, journaltitle={{Norlift News}}, date={{2024-11-0{day}}}}}\n"
        )
    };
    folder.write("refs.bib", &(LIST.to_owned() + &(1..6).map(entry).collect::<String>()));
    let said = led(&folder, "The storm has displaced 3,000 people, accor|ding to Norlift News.");
    assert_eq!(said, ["refs.bib: norlift-storm", "refs.bib: n5", "refs.bib: n4"]);
    let cited = led(&folder, "Nothing moves [@norlift-storm], accor|ding to Norlift News.");
    assert_eq!(cited, ["refs.bib: norlift-storm", "refs.bib: n5", "refs.bib: n4"]);
}

#[test]
fn what_no_source_says_is_not_cited() {
    let folder = Folder::new("nothing");
    for text in ["The city spent $9 billion on zebras.\n", "The town is wet.\n", "Good morning.\n"] {
        let review = folder.review(text, Format::Markdown);
        assert_eq!(titles(&actions::actions(&review, Span::at(2))), [""; 0], "{text}");
    }
}

#[test]
fn an_action_for_an_older_text_does_nothing() {
    let folder = Folder::new("older");
    let review = folder.review("The storm displaced 3,000 people.\n", Format::Markdown);
    let all = actions::actions(&review, Span::at(5));
    let key = &offered(&all, "Cite").key;
    let later = folder.review("A storm displaced 3,000 people, they say.\n", Format::Markdown);
    assert_eq!(actions::resolve(&later, key), []);
    for broken in
        ["cite", "cite\t1\t2\tx\ty", "cite\t9\t3\t\t\t", "give\t0\t999\tx\t\tA", "cite\ta\tb\tc\td\te"]
    {
        assert_eq!(actions::resolve(&review, broken), [], "{broken}");
    }
}

#[test]
fn a_source_is_known_wherever_it_is_cited_by_key_by_name_or_by_address() {
    let folder = Folder::new("known-by");
    let url = "https://norlift.example/storm?a=1&b=2";
    for (format, text, at) in [
        (Format::Markdown, "The storm displaced 3,000 people [@norlift-storm].\n", "norlift-storm"),
        (Format::Markdown, "The [storm](URL) displaced 3,000 people.\n", "storm]"),
        (Format::Html, "<p>The <a href=\"URL\">storm</a> displaced 3,000 people.</p>\n", "storm</a>"),
        (
            Format::Html,
            "<p>The storm displaced 3,000 people (<cite>Norlift News, 28 October 2024</cite>).</p>\n",
            "News",
        ),
        (Format::Plain, "The storm displaced 3,000 people (Norlift News, 28 October 2024).\n", "News"),
    ] {
        let text = text.replace("URL", url);
        let review = folder.review(&text, format);
        let at = text.find(at).unwrap();
        let card = hover::hover(&review, at).unwrap_or_else(|| panic!("{text}")).text;
        assert!(card.contains("Coast counts the cost"), "{text}: {card}");
        assert!(card.contains("has displaced 3,000 people"), "{text}: {card}");
        let leads = leads::of_key(&review, at).unwrap_or_else(|| panic!("{text}")).places;
        assert!(matches!(&leads[..], [Lead::Entry { .. }, Lead::Passage { .. }]), "{text}: {leads:?}");
        let led = citing::led_to(&review, "norlift-storm");
        assert_eq!(led.len(), usize::from(!text.contains('@')), "{text}");
    }
    // A link to somewhere else is a link.
    let text = "The [storm](https://other.example/storm) displaced 3,000 people.\n";
    let review = folder.review(text, Format::Markdown);
    assert_eq!(citing::cited_at(&review, 6), None);
}

#[test]
fn odd_texts_are_no_trouble() {
    let folder = Folder::new("odd");
    let odd = [
        "",
        "[@",
        "[@gate",
        "“[@gate]”",
        "é[@gate]é “We had no warning at all",
        "\\cite{gate",
        "\\autocite[",
        "cite:[gate(",
        ":cite:p:`gate{",
        "[cite:@gate",
        "<ref name=\"gate",
        "<ref name=gate /> 42 million euros, the town said…",
        "#cite(<gate>) @gate[",
        "Rebuilding the gate costs 42 million euros.\u{feff}\u{301} “é”",
        "---\nbibliography: [refs.bib\n",
        "---\nreferences:\n- id: é\n---\n\nIt fell [@é].",
        "(Norlift News, 28 October 2024)(",
        "[^gate]\n\n[^gate]: é",
    ];
    for text in odd {
        for format in Format::ALL {
            let review = folder.review(text, format);
            for at in (0..=text.len()).filter(|it| text.is_char_boundary(*it)) {
                for action in actions::actions(&review, Span::at(at)) {
                    actions::resolve(&review, &action.key);
                    actions::elsewhere(&review, &action.key);
                }
                completion::completion(&review, at);
                completion::documentation(&review, "gate", at);
                hover::hover(&review, at);
                leads::of_key(&review, at);
                leads::of_attribution(&review, at);
                leads::of_sentence(&review, at);
            }
        }
    }
}

#[test]
fn a_key_is_added_to_whatever_list_there_is() {
    let text = "The pier is wet [@harbour-log].\n";
    for (name, list, expected) in [
        (
            "refs.bib",
            "@misc{gate, title = {Hearing}}\n",
            "@online{harbour-log,\n  title = {TK},\n  url = {TK}\n}\n@misc{gate, title = {Hearing}}\n",
        ),
        (
            "refs.yml",
            "# Ours.\ngate:\n  type: web\n  title: Hearing\n",
            "# Ours.\nharbour-log:\n  type: web\n  title: \"TK\"\ngate:\n  type: web\n  title: Hearing\n",
        ),
        (
            "refs.yaml",
            "references:\n  - id: gate\n    title: Hearing\n",
            "references:\n  - id: \"harbour-log\"\n    type: \"webpage\"\n    title: \"TK\"\n  - id: gate\n    title: Hearing\n",
        ),
        (
            "refs.json",
            "[\n  {\"id\": \"gate\", \"title\": \"Hearing\"}\n]\n",
            "[\n  {\n    \"id\": \"harbour-log\",\n    \"type\": \"webpage\",\n    \"title\": \"TK\",\n    \"URL\": \"TK\"\n  },\n  {\"id\": \"gate\", \"title\": \"Hearing\"}\n]\n",
        ),
    ] {
        let folder = Folder::new(&format!("stub-{}", name.replace('.', "-")));
        fs::remove_file(folder.0.join("refs.bib")).unwrap();
        folder.write(name, list);
        let before = folder.review(text, Format::Markdown);
        let [finding] = asked(&before)[..] else { panic!("{name}: {:#?}", before.findings) };
        assert_eq!(finding.code, "unknown-source");
        let all = actions::actions(&before, finding.span);
        let title = format!("Add “harbour-log” to {name}");
        let action = all.iter().find(|it| it.title == title).unwrap_or_else(|| panic!("{title}: {all:?}"));
        let elsewhere = actions::elsewhere(&before, &action.key).unwrap();
        let changed = apply(list, &[elsewhere.edit]);
        assert_eq!(changed, expected);
        folder.write(name, &changed);
        assert_eq!(asked(&folder.review(text, Format::Markdown)), [] as [&Finding; 0], "{changed}");
    }
}

/// What becomes of an article when its list of sources is put in, or written again.
fn listed(folder: &Folder, text: &str, format: Format) -> Option<String> {
    let before = folder.review(text, format);
    let action =
        actions::actions(&before, Span::at(0)).into_iter().find(|it| it.kind == ActionKind::References)?;
    let after = apply(text, &actions::resolve(&before, &action.key));
    let codes = |it: &Review| asked(it).iter().map(|it| it.code).collect::<Vec<_>>();
    assert_eq!(codes(&folder.review(&after, format)), codes(&before), "{after}");
    Some(after)
}

#[test]
fn the_list_of_sources_is_written_and_written_again() {
    let folder = Folder::new("references");
    let storm = "Norlift News, “Coast counts the cost”, 28 October 2024";
    let gate = "Harbour Board, “Hearing on the gate”, 2 November 2024";
    for (format, one, two, begin) in [
        (
            Format::Markdown,
            "[@norlift-storm]",
            "[@gate]",
            "## Sources\n\n<!-- onrecord: sources begin -->\n\n- ",
        ),
        (
            Format::Latex,
            "\\cite{norlift-storm}",
            "\\cite{gate}",
            "% onrecord: sources begin\n\\begin{itemize}\n\\item ",
        ),
        (Format::Typst, "@norlift-storm", "@gate", "= Sources\n\n// onrecord: sources begin\n\n- "),
        (
            Format::AsciiDoc,
            "cite:[norlift-storm]",
            "cite:[gate]",
            "== Sources\n\n// onrecord: sources begin\n\n* ",
        ),
        (
            Format::ReStructuredText,
            ":cite:p:`norlift-storm`",
            ":cite:p:`gate`",
            ".. onrecord: sources begin\n\n* ",
        ),
        (
            Format::Org,
            "[cite:@norlift-storm]",
            "[cite:@gate]",
            "* Sources\n\n# onrecord: sources begin\n\n- ",
        ),
        (
            Format::MediaWiki,
            "<ref name=\"norlift-storm\" />",
            "<ref name=\"gate\" />",
            "<!-- onrecord: sources begin -->\n* ",
        ),
        (Format::Plain, "[@norlift-storm]", "[@gate]", "Sources\n\n- "),
    ] {
        let text = format!("The dam held, Ana Cho said {one}.\n");
        let first = listed(&folder, &text, format).expect(&text);
        assert!(first.contains(&format!("{begin}{storm}\n")), "{first}");
        assert_eq!(listed(&folder, &first, format), None, "it is as it should be: {first}");
        let more = first.replace(one, &format!("{one} {two}"));
        let second = listed(&folder, &more, format).expect(&more);
        assert!(second.contains(storm) && second.contains(gate), "{second}");
        assert_eq!(second.matches("Sources").count(), 1, "{second}");
        assert_eq!(listed(&folder, &second, format), None, "{second}");
    }
    assert_eq!(listed(&folder, "The dam held.\n", Format::Markdown), None);
}

#[test]
fn no_text_of_the_accused_makes_them_confess() {
    let folder = Folder::new("accused");
    folder.write(
        "sources/alder.vtt",
        "WEBVTT\n\n00:00:04.000 --> 00:00:09.000\n<v Tom Alder>I never hid the inspection report from the public.\n",
    );
    folder.write(
        "sources/statement.md",
        "---\nauthor: Tom Alder\noutlet: Tarnby Council\n---\nThe council never covered up the report of its own engineer.\n",
    );
    for text in [
        "Mayor Tom Alder spoke at noon.\n\nTom Alder hid the inspection report from the public.\n",
        "Mayor Tom Alder spoke at noon.\n\nThe council covered up the report of its own engineer.\n",
    ] {
        let review = folder.review(text, Format::Markdown);
        let at = text.find("\n\n").unwrap() + 6;
        let found = actions::actions(&review, Span::at(at));
        let given =
            found.iter().find(|it| it.title.starts_with("Attribute") || it.title.contains("According to"));
        assert!(given.is_none(), "{given:?}");
    }
}

#[test]
fn whoever_did_not_quite_say_so_is_asked() {
    let folder = Folder::new("not-quite");
    let text = "Rebuilding the gate will never cost 42 million euros.\n";
    let given = rewritten(&folder, text, Format::Markdown, 0, "Attribute: “…, Dana Ruiz said”");
    assert_eq!(
        given,
        "Rebuilding the gate will never cost 42 million euros, Dana Ruiz said [TK: confirm].\n"
    );
}

#[test]
fn a_source_of_that_name_is_no_placeholder() {
    let folder = Folder::new("named-source");
    let text = "Critics say the pier is rotten [@source].\n";
    let codes = |folder: &Folder| -> Vec<&str> {
        let review = folder.review(text, Format::Markdown);
        asked(&review).iter().map(|it| it.code).collect()
    };
    assert_eq!(codes(&folder), ["vague-source", "placeholder-left"]);
    folder.write(
        "refs.bib",
        "@misc{source, title = {Harbour log}, author = {{Harbour Board}}, date = {2024}}\n",
    );
    assert_eq!(codes(&folder), [""; 0]);
}
