//! Quotations beside their sources: every fix keeps its word, and edits change nothing else.

use std::sync::Arc;

use onrecord::{
    article::Article,
    features::actions::{self, Action},
    markup::Format,
    rules::{Finding, Quotations, Review, Settings},
    sources::{
        SourceText,
        import::Imported,
        lists::Date,
        matching::{Claim, Indexed, Texts},
    },
    text::{Edit, Span},
};

const HEARING: &str = "Chair, I will be brief. We will never sell the old harbour, whatever they offer us;\n\
    I told the council so in March, and nobody there objected. We did not ask for 42 million,\n\
    and the “fair price” they speak of is no price at all. Fares will not rise before the spring.";

const MEMO: &str =
    "The cranes are to be painted before the summer. It cost 24 million in 1998, the auditors say.";

const LEDGER: &str = "Profits at the yard rose 5% & #2 in the spring of that year, we were told.";

fn texts() -> Arc<Texts> {
    let source = |(key, text): (&str, &str)| {
        let text =
            SourceText { text: text.to_owned(), path: format!("{key}.txt").into(), ..SourceText::default() };
        Arc::new(Indexed::new(key, Arc::new(Imported { text, ..Imported::default() })))
    };
    Arc::new(Texts::new([("hearing", HEARING), ("memo", MEMO), ("ledger", LEDGER)].map(source).to_vec()))
}

fn review(text: &str) -> Review {
    review_in(text, Format::Markdown)
}

fn review_in(text: &str, format: Format) -> Review {
    Review::beside(Arc::new(Article::read(text, format)), &Settings::default(), texts())
}

fn checks(review: &Review) -> Vec<&Finding> {
    let codes = ["quote-altered", "quote-unresolved", "quote-boundary", "number-mismatch"];
    review.findings.iter().filter(|it| codes.contains(&it.code)).collect()
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    edits.iter().rev().for_each(|it| out.replace_range(it.span.start..it.span.end, &it.text));
    out
}

/// The text after the action with this title, which must exist and leave nothing to ask.
#[track_caller]
fn after(text: &str, title: &str) -> String {
    after_in(text, title, Format::Markdown)
}

#[track_caller]
fn after_in(text: &str, title: &str, format: Format) -> String {
    let before = review_in(text, format);
    assert_eq!(checks(&before).len(), 1, "{:#?}", before.findings);
    let all = actions::actions(&before, Span::new(0, text.len()));
    let action: &Action = all.iter().find(|it| it.title == title).unwrap_or_else(|| {
        panic!("{title} is not among {:?}", all.iter().map(|it| &it.title).collect::<Vec<_>>())
    });
    let mended = apply(text, &actions::resolve(&before, &action.key));
    let again = review_in(&mended, format);
    assert!(checks(&again).is_empty(), "{mended}: {:#?}", again.findings);
    mended
}

#[test]
fn the_sources_words_take_the_place_of_others() {
    let cases = [
        (
            "“We will never sell the new harbour,” she said.",
            "“We will never sell the old harbour,” she said.",
        ),
        (
            "“We will sell the old harbour, whatever they offer,” she said.",
            "“We will never sell the old harbour, whatever they offer,” she said.",
        ),
        (
            "“We will never ever sell the old harbour,” she said.",
            "“We will never sell the old harbour,” she said.",
        ),
        (
            "“We will never sell old the harbour,” she said.",
            "“We will never sell the old harbour,” she said.",
        ),
        (
            "“They will never sell the old harbour,” she said.",
            "“We will never sell the old harbour,” she said.",
        ),
        (
            "“We will never sell the old *port*, whatever they offer,” she said.",
            "“We will never sell the old *harbour*, whatever they offer,” she said.",
        ),
        (
            "“We will never sell the *new* harbour,” she said.",
            "“We will never sell the *old* harbour,” she said.",
        ),
    ];
    for (text, mended) in cases {
        assert_eq!(after(text, "Use the source’s words"), mended);
    }
}

#[test]
fn words_of_a_source_are_no_markup() {
    let told = |words: &str| format!("Profits at the yard {words} in the spring of that year, we were told.");
    for (format, open, close, words) in [
        (Format::Latex, "``", "''", r"rose 5\% \& \#2"),
        (Format::Typst, "“", "”", r"rose 5% & \#2"),
        (Format::Html, "“", "”", "rose 5% &amp; #2"),
        (Format::AsciiDoc, "“", "”", "rose 5% & &#35;2"),
    ] {
        let quoted = |words: &str| format!("{open}{}{close}\n", told(words));
        assert_eq!(after_in(&quoted("fell"), "Use the source’s words", format), quoted(words), "{format:?}");
    }
}

#[test]
fn a_quotation_that_is_set_apart_is_compared_too() {
    let wrong = "The chair was clear:\n\n> We will never sell the new harbour, whatever they offer us.\n> — Lena Moss\n";
    let right = wrong.replace("new", "old");
    assert_eq!(after(wrong, "Use the source’s words"), right);
    for (format, text) in [
        (
            Format::Latex,
            "\\begin{quote}\nWe will never sell the new harbour, whatever they offer us.\n\\end{quote}\n",
        ),
        (
            Format::Html,
            "<blockquote><p>We will never sell the new harbour, whatever they offer us.</p></blockquote>",
        ),
        (Format::Typst, "#quote(block: true)[We will never sell the new harbour, whatever they offer us.]\n"),
        (
            Format::AsciiDoc,
            "[quote]\n____\nWe will never sell the new harbour, whatever they offer us.\n____\n",
        ),
        (
            Format::Org,
            "#+BEGIN_QUOTE\nWe will never sell the new harbour, whatever they offer us.\n#+END_QUOTE\n",
        ),
        (
            Format::ReStructuredText,
            "The chair:\n\n    We will never sell the new harbour, whatever they offer us.\n",
        ),
        (
            Format::MediaWiki,
            "<blockquote>We will never sell the new harbour, whatever they offer us.</blockquote>\n",
        ),
    ] {
        let review = review_in(text, format);
        let codes: Vec<&str> = checks(&review).iter().map(|it| it.code).collect();
        assert_eq!(codes, ["quote-altered"], "{format:?}");
    }
}

#[test]
fn what_was_left_out_or_changed_can_be_marked() {
    assert_eq!(
        after(
            "“We will never sell the harbour, whatever they offer,” she said.",
            "Mark the omission with “…”"
        ),
        "“We will never sell the … harbour, whatever they offer,” she said."
    );
    assert_eq!(
        after("“We will never sell the new harbour,” she said.", "Put my change in [ ]"),
        "“We will never sell the [new] harbour,” she said."
    );
}

/// A source of its own, for what is cut out of it.
fn beside(source: &str, text: &str) -> Review {
    let written = SourceText { text: source.to_owned(), path: "minutes.txt".into(), ..SourceText::default() };
    let read = Arc::new(Imported { text: written, ..Imported::default() });
    let texts = Arc::new(Texts::new(vec![Arc::new(Indexed::new("minutes", read))]));
    Review::beside(Arc::new(Article::read(text, Format::Markdown)), &Settings::default(), texts)
}

#[test]
fn what_decides_the_meaning_is_never_marked_away() {
    let source = "We are not going to close the unsafe ferry pier before 42 boats have left Tarnby, unless hardly \
                  anybody minds it. They can't have the keys to the old and quiet harbour office.";
    let ways = |quote: &str| -> Vec<String> {
        let review = beside(source, &format!("“{quote},” Oona Feld said."));
        let found = actions::actions(&review, Span::new(0, 5));
        let marks = ["Mark the omission", "Mark my changes", "Put my change"];
        found
            .into_iter()
            .map(|it| it.title)
            .filter(|it| marks.iter().any(|mark| it.starts_with(mark)))
            .collect()
    };
    for turned in [
        "We are going to close the unsafe ferry pier before 42 boats have left Tarnby",
        "We are not going to close the ferry pier before 42 boats have left Tarnby",
        "We are not going to close the unsafe ferry pier before boats have left Tarnby",
        "Close the unsafe ferry pier before 42 boats have left, unless hardly anybody minds it",
        "Close the unsafe ferry pier before 42 boats have left Tarnby, unless anybody minds it",
        "They can have the keys to the old and quiet harbour office",
        "They can't have the keys to the old and never quiet harbour office",
        "Close the unsafe ferry pier before 24 boats have left Tarnby, unless hardly anybody minds it",
    ] {
        let marks = ways(turned);
        assert!(marks.is_empty(), "{turned}: {marks:?}");
    }
    let harmless = ways("They can't have the keys to the quiet harbour office");
    assert!(harmless.iter().any(|it| it == "Mark the omission with “…”"), "{harmless:?}");
}

/// The words of a text, folded.
fn folded(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric() && !matches!(it, '\'' | '’'));
    words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn a_mended_quotation_begins_and_ends_as_it_did() {
    let sources = [
        "In January the old gate was leaking very very badly and the board of the harbour knew it from the start",
        "The ferry company lost four hundred crowns on every single trip, sometimes more, last winter",
        "Nobody asked us whether the new timetable would suit the school children on the outer islands, not once",
        "The port, the old port, has seen the best and the worst of the town and of the sea",
    ];
    let mut mended = 0;
    for source in sources {
        let file = format!("It rained. {source}. Then the hall was empty.");
        let words: Vec<&str> = source.split(' ').collect();
        for end in (9..=words.len()).rev().step_by(4) {
            for dropped in 1..=3 {
                for at in 1..end - dropped {
                    let kept: Vec<&str> =
                        words[..at].iter().chain(&words[at + dropped..end]).copied().collect();
                    let quote = kept.join(" ");
                    let text =
                        format!("On Monday, “{},” Mara Teller said at noon.", quote.trim_end_matches(','));
                    let review = beside(&file, &text);
                    let found = actions::actions(&review, Span::new(12, 20));
                    let Some(action) = found.iter().find(|it| it.title == "Use the source’s words") else {
                        continue;
                    };
                    let after = apply(&text, &actions::resolve(&review, &action.key));
                    let inner = after
                        .strip_prefix("On Monday, “")
                        .and_then(|it| it.strip_suffix(",” Mara Teller said at noon."));
                    let inner = folded(inner.unwrap_or_else(|| panic!("{after}")));
                    let whole = folded(source);
                    assert!(whole.windows(inner.len()).any(|it| it == inner), "{text} becomes {after}");
                    let own = folded(&quote);
                    assert_eq!(
                        (inner.first(), inner.last()),
                        (own.first(), own.last()),
                        "{text} becomes {after}"
                    );
                    mended += 1;
                }
            }
        }
    }
    assert!(mended > 60, "{mended}");
}

#[test]
fn several_changes_are_marked_at_once() {
    assert_eq!(
        after("“We never sell the harbour, whatever they offer us,” she said.", "Mark the omission with “…”"),
        "“We … never sell the … harbour, whatever they offer us,” she said."
    );
    assert_eq!(
        after(
            "“We never sell the new harbour, whatever they offer us,” she said.",
            "Mark my changes with “…” and [ ]"
        ),
        "“We … never sell the [new] harbour, whatever they offer us,” she said."
    );
}

#[test]
fn a_quotation_becomes_a_paraphrase() {
    let title = "Turn it into a paraphrase: take the marks away";
    for (format, open, close) in [
        (Format::Markdown, "“", "”"),
        (Format::Markdown, "\"", "\""),
        (Format::Latex, "``", "''"),
        (Format::Html, "&ldquo;", "&rdquo;"),
        (Format::Html, "<q>", "</q>"),
        (Format::Plain, "«", "»"),
    ] {
        let quoted = format!("{open}We will never sell the new harbour,{close} she said.\n");
        assert_eq!(after_in(&quoted, title, format), "We will never sell the new harbour, she said.\n");
    }
}

#[test]
fn the_source_that_has_the_words_is_cited() {
    for (format, text, mended) in [
        (Format::Markdown, "“We will never sell the old harbour,” she said [@memo].", "[@hearing]"),
        (Format::Latex, "``We will never sell the old harbour,'' she said \\autocite{memo}.", "{hearing}"),
        (Format::Typst, "“We will never sell the old harbour,” she said @memo.", "@hearing"),
    ] {
        let after = after_in(text, "Cite hearing.txt instead", format);
        assert_eq!(after, text.replace("[@memo]", mended).replace("{memo}", mended).replace("@memo", mended));
    }
    // The page is one of the other's, and of two sources either may be wrong.
    for text in [
        "“We will never sell the old harbour,” she said [@memo, p. 3].",
        "“We will never sell the old harbour,” she said [@memo; @ledger].",
        "“We will never sell the old harbour,” she said [@memo, p. iv].",
        "“The cranes are to be painted before the summer,” and “we will never sell the old harbour,” the memo says [@memo].",
    ] {
        let review = review(text);
        let all = actions::actions(&review, Span::new(0, text.len()));
        assert!(all.iter().all(|it| it.title != "Cite hearing.txt instead"), "{text}");
    }
}

#[test]
fn words_can_be_checked_by_ear() {
    let text = "“My brother told me that the bridge was gone,” she said.\n";
    let before = review(text);
    let all = actions::actions(&before, Span::new(0, text.len()));
    let action = all.iter().find(|it| it.title == "Checked by ear").expect("it is offered");
    let settings = Settings { today: Date::of_parts(&[2026, 5, 4]), ..Settings::default() };
    let noted = apply(text, &actions::resolve_by(&before, &action.key, &settings));
    let note = "<!-- onrecord: ignore quote-unresolved: checked by ear, 4 May 2026 -->";
    assert_eq!(noted, format!("{} {note}\n", text.trim_end()));
    assert!(checks(&review(&noted)).is_empty());
}

#[test]
fn a_cut_denial_is_put_back() {
    assert_eq!(
        after("“Rise before the spring,” was all she had to tell [@hearing].", "Extend the quotation"),
        "“not rise before the spring,” was all she had to tell [@hearing]."
    );
}

#[test]
fn a_number_is_replaced_by_the_nearest_of_its_source() {
    assert_eq!(
        after("The cranes cost 34 million to paint [@memo].", "Replace with 24"),
        "The cranes cost 24 million to paint [@memo]."
    );
}

#[test]
fn an_edited_article_is_judged_as_if_it_were_new() {
    let first = "“We will never sell the new harbour,” she said.\n\nThe cranes cost 34 million [@memo].\n";
    let second = "“We will never sell the old harbour,” she said.\n\nThe cranes cost 24 million [@memo].\n";
    let article = Arc::new(Article::read(first, Format::Markdown));
    let before = Review::beside(article.clone(), &Settings::default(), texts());
    let after = before.after(Arc::new(article.after(second)), &Settings::default());
    assert_eq!(after.findings, review(second).findings);
    assert_eq!(checks(&before).len(), 2);
    assert!(checks(&after).is_empty());
}

#[test]
fn the_best_passage_says_what_is_claimed() {
    let texts = texts();
    let best = |text: &str| {
        let claim = Claim { text, context: "" };
        let passages = texts.evidence(&claim, None, 3);
        passages.first().map(|it| texts.sources()[it.source].key.clone())
    };
    assert_eq!(best("Painting the cranes cost 24 million.").as_deref(), Some("memo"));
    assert_eq!(best("The council heard that the harbour is not for sale.").as_deref(), Some("hearing"));
    assert_eq!(best("Zebras graze."), None);
    assert_eq!(best(""), None);
}

#[test]
fn odd_quotations_are_read() {
    let texts = texts();
    let odd = [
        "",
        "…",
        "[",
        "]",
        "[a]b[c]",
        "[…",
        "a".repeat(5000).as_str(),
        "… … …",
        "never … never … never … never",
        "[x][y]z",
        "\u{301}",
        "3,0,00,000.5.",
        "%$£",
    ]
    .map(str::to_owned);
    let long = "we will never … ".repeat(700);
    for quote in odd.iter().chain([&long]) {
        texts.quotation(quote, &[]);
        texts.quotation(quote, &[1]);
        texts.evidence(&Claim { text: quote, context: quote }, Some(0), 2);
    }
}

const TAPE: &str =
    "So we, um, we knew in January that the, uh, the gate was leaking. We never, uh, asked for 42 million.";

fn tidied(text: &str, quotations: Quotations) -> Vec<(&'static str, String)> {
    let source = SourceText { text: TAPE.to_owned(), path: "tape.txt".into(), ..SourceText::default() };
    let read = Arc::new(Imported { text: source, ..Imported::default() });
    let texts = Arc::new(Texts::new(vec![Arc::new(Indexed::new("tape", read))]));
    let settings = Settings { quotations, ..Settings::default() };
    let review = Review::beside(Arc::new(Article::read(text, Format::Markdown)), &settings, texts);
    let told = review.findings.iter().filter(|it| it.code.starts_with("quote-"));
    let all = actions::actions(&review, Span::new(0, text.len()));
    let restored = all.iter().filter(|it| it.title == "Use the source’s words").flat_map(|it| {
        let mended = apply(text, &actions::resolve(&review, &it.key));
        Some(("mended", mended))
    });
    told.map(|it| (it.code, String::new())).chain(restored).collect()
}

#[test]
fn a_house_that_tidies_is_not_asked_about_its_tidying() {
    let quotation = "“We knew in January that the gate was leaking,” she said.";
    assert_eq!(tidied(quotation, Quotations::Verbatim), [("quote-tidied", String::new())]);
    assert_eq!(tidied(quotation, Quotations::Tidied), []);
    for altered in [
        "“We knew in March that the gate was leaking,” she said.",
        "“We uh asked for 42 million from them,” she said.",
        "“We never asked for 24 million,” she said [@tape].",
    ] {
        let found = tidied(altered, Quotations::Tidied);
        assert!(found.iter().any(|it| it.0 == "quote-altered"), "{altered}: {found:?}");
    }
}

#[test]
fn no_fix_brings_a_sound_back() {
    let found = tidied("“We knew in March that the gate was leaking,” she said.", Quotations::Verbatim);
    let mended = found.iter().find(|it| it.0 == "mended").map(|it| it.1.as_str());
    let words = mended.expect("the words can be put back");
    assert!(words.contains("January") && !words.contains("um") && !words.contains("uh"), "{words}");
}

/// What is asked about the quotations of an article: rule, and the words it is about.
fn asked(text: &str) -> Vec<(&'static str, String)> {
    let review = review(text);
    checks(&review).iter().map(|it| (it.code, it.span.of(text).to_owned())).collect()
}

#[test]
fn a_quotation_that_runs_over_paragraphs_is_compared_paragraph_by_paragraph() {
    let told = "Ana Cho spoke first.\n\n";
    let right = "“We will never sell the old harbour, whatever they offer us; I told the council so in March.\n\n\
                 “We did not ask for 42 million, and the ‘fair price’ they speak of is no price at all,” she said.\n";
    assert_eq!(asked(&format!("{told}{right}")), []);
    let wrong = right.replace("old harbour", "new harbour");
    assert_eq!(
        asked(&format!("{told}{wrong}")),
        [(
            "quote-altered",
            "“We will never sell the new harbour, whatever they offer us; I told the council so in March."
                .to_owned()
        )]
    );
    let nowhere = right.replace(
        "We will never sell the old harbour, whatever they offer us; I told the council so in March.",
        "Every crane of the yard was painted green by people whom nobody had ever seen at work there.",
    );
    let found = asked(&format!("{told}{nowhere}"));
    assert!(
        matches!(&found[..], [("quote-unresolved", words)] if words.starts_with("“Every crane")),
        "{found:?}"
    );
    // In straight marks, and in a block quotation of several paragraphs.
    let straight = wrong.replace(['“', '”'], "\"");
    assert_eq!(asked(&format!("{told}{straight}")).len(), 1, "{straight}");
}

#[test]
fn the_words_of_a_running_quotation_are_mended_in_its_place() {
    let text = "“We will never sell the new harbour, whatever they offer us; I told the council so in March.\n\n\
                “We did not ask for 42 million, and the ‘fair price’ they speak of is no price at all,” she said.\n";
    assert_eq!(after(text, "Use the source’s words"), text.replace("new harbour", "old harbour"));
}

#[test]
fn a_forgotten_mark_makes_no_running_quotation() {
    for text in [
        "“We will never sell the old harbour, whatever they offer us, Ana Cho said.\n\n“Fares will not rise before the spring,” she said.\n",
        "“We will never sell the old harbour. The council rose at nine and went home through the rain.\n\nRain fell.\n",
        "“We will never sell the old harbour. The council rose at nine.\n\n# Fares\n\n“Fares will not rise before the spring,” she said.\n",
    ] {
        assert_eq!(asked(text), [], "{text}");
    }
}

#[test]
fn what_goes_on_in_the_next_marks_is_not_cut_off() {
    for text in [
        "“The council so in March, and nobody there objected. We did,” she said, “not ask for 42 million.”\n",
        "“We did,” Ana Cho said, “not ask for 42 million, and the ‘fair price’ they speak of is no price.”\n",
        "“And nobody there objected. We did not,” she said. “Ask for 42 million, and the ‘fair price’ they speak of.”\n",
    ] {
        assert_eq!(asked(text), [], "{text}");
    }
    let cut =
        "“The council so in March, and nobody there objected. We did,” Ana Cho said. “Ask for 42 million.”\n";
    assert!(asked(cut).iter().any(|it| it.0 == "quote-boundary"), "{:?}", asked(cut));
    let elsewhere = "“The council so in March, and nobody there objected. We did,” Ana Cho said. The cranes are “not to be painted”.\n";
    assert!(asked(elsewhere).iter().any(|it| it.0 == "quote-boundary"), "{:?}", asked(elsewhere));
}
