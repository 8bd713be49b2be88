//! The acceptance article: read where it lies, never part of the product.
//!
//! `ONRECORD_REQUIRE_SEED=1` makes a missing folder a failure, as a build wants it; elsewhere the
//! tests say that they did not run.

use std::{path::PathBuf, sync::Arc};

use onrecord::{
    article::{Article, Status},
    features::story,
    markup::Format,
    reading::{Basis, EntityKind, Form},
    rules::{Review, Settings, Severity},
};

/// The seed text, if the folder is here.
fn seed(name: &str) -> Option<String> {
    let folder =
        std::env::var_os("ONRECORD_SEED").map_or_else(|| PathBuf::from("../shared/seed"), PathBuf::from);
    let text = std::fs::read_to_string(folder.join(name)).ok();
    if text.is_none() {
        assert!(std::env::var_os("ONRECORD_REQUIRE_SEED").is_none(), "{name} is not in {folder:?}");
        eprintln!("not run: {name} is not in {folder:?}");
    }
    text
}

fn review(text: &str) -> Review {
    Review::of(Arc::new(Article::read(text, Format::Plain)), &Settings::default())
}

/// Code, severity and words of everything flagged, names aside.
fn flagged(review: &Review) -> Vec<(&'static str, Severity, String)> {
    let findings = review.findings.iter().filter(|it| it.code != "named-entity");
    findings.map(|it| (it.code, it.severity, review.article.words(it.span).to_owned())).collect()
}

#[test]
fn the_clean_text_is_flagged_as_an_editor_would() {
    let Some(text) = seed("article-clean.txt") else { return };
    let review = review(&text);
    use Severity::*;
    let expected = [
        ("relative-time", Hint, "on Monday"),
        ("faceless-sentiment", Information, "growing concerns"),
        ("secondhand-attribution", Information, "According to Kuwait News Agency, Rutte emphasized"),
        ("loaded-attribution-verb", Hint, "pointed out"),
        ("loaded-attribution-verb", Hint, "revealed"),
        ("unattributed-claim", Information, "A South Korean delegation"),
        ("loaded-attribution-verb", Hint, "confirmed"),
        ("unnamed-report", Warning, "reports"),
        ("unnamed-report", Warning, "Media reports"),
    ];
    let found = flagged(&review);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for ((code, severity, words), (expected_code, expected_severity, begins)) in found.iter().zip(expected) {
        assert_eq!((*code, *severity), (expected_code, expected_severity), "{words}");
        assert!(words.starts_with(begins), "{code}: {words}");
    }
    let last = review.findings.iter().rfind(|it| it.code == "unnamed-report").unwrap();
    assert!(last.message.contains("approximately 3,000 North Korean troops"), "{}", last.message);
    let chain = review.findings.iter().find(|it| it.code == "secondhand-attribution").unwrap();
    assert!(chain.message.contains("Rutte → Kuwait News Agency → you"), "{}", chain.message);
}

#[test]
fn the_damaged_text_is_flagged_alike() {
    let (Some(clean), Some(raw)) = (seed("article-clean.txt"), seed("article-raw.txt")) else { return };
    let codes = |text: &str| {
        flagged(&review(text)).into_iter().map(|(code, severity, _)| (code, severity)).collect::<Vec<_>>()
    };
    assert_eq!(codes(&clean), codes(&raw));
    let split = review(&raw);
    assert!(flagged(&split).iter().all(|(_, _, words)| !words.ends_with("wit") && !words.ends_with("th")));
    assert!(
        split.article.entities().iter().all(|it| it.name != "e Russian"),
        "{:?}",
        split.article.entities()
    );
}

/// Source words, speaker, cue, first and last words of the content, and who passed it on.
type Row =
    (&'static str, Option<&'static str>, &'static str, &'static str, &'static str, Option<&'static str>);

#[test]
fn who_says_what_and_through_whom() {
    let Some(text) = seed("article-clean.txt") else { return };
    let article = Article::read(&text, Format::Plain);
    const RUTTE: Option<&str> = Some("Mark Rutte");
    const KUNA: Option<&str> = Some("Kuwait News Agency");
    let rows: [Row; 14] = [
        (
            "NATO Secretary General Mark Rutte",
            RUTTE,
            "announced",
            "that the presence",
            "conflict in Ukraine",
            None,
        ),
        ("Kuwait News Agency", KUNA, "According to", "Rutte emphasized", "resolutions", None),
        ("Rutte", RUTTE, "emphasized", "that the deployment of", "Security Council resolutions", KUNA),
        ("He", RUTTE, "pointed out", "that this collaboration", "on the Korean Peninsula", None),
        ("Rutte", RUTTE, "revealed", "that North Korea has provided", "", None),
        ("Rutte", RUTTE, "stated", "In exchange", "international sanctions", None),
        ("Rutte", RUTTE, "assured", "that NATO allies remain", "“free and democratic Ukraine,”", None),
        ("", RUTTE, "asserting", "that Ukraine’s security", "NATO’s security", None),
        ("He", RUTTE, "noted", "that discussions among allies", "to Ukraine", None),
        ("Rutte", RUTTE, "mentioned", "his communication", "Yoon Suk Yeol", None),
        ("", RUTTE, "expressing", "", "in the Indo-Pacific", None),
        ("Rutte", RUTTE, "confirmed", "the deployment", "to Russia", None),
        ("reports", None, "indicating", "the presence", "Kursk region", None),
        ("Media reports", None, "suggest", "that approximately 3,000", "in Ukraine", None),
    ];
    assert_eq!(article.attributions().len(), rows.len());
    for (sourced, (source, speaker, cue, first, last, via)) in article.attributions().iter().zip(rows) {
        let reading = article.paragraph(sourced.paragraph).reading;
        let attribution = &reading.attributions[sourced.attribution];
        let words = |it: &onrecord::text::Span| it.of(&reading.passage.text).to_owned();
        let name = |it: usize| article.entities()[it].name.as_str();
        // A subject that goes on without being named again may be given as the name it stands for.
        let found = attribution.source.as_ref().map(|it| words(&it.span)).unwrap_or_default();
        assert!(found == source || source.is_empty() && speaker.is_some_and(|it| it.ends_with(&found)));
        assert_eq!(sourced.speaker.map(name), speaker, "{cue}");
        assert!(words(&attribution.cue[0]).ends_with(cue), "{cue}");
        assert!(
            words(&attribution.content[0]).starts_with(first),
            "{cue}: {}",
            words(&attribution.content[0])
        );
        let end = words(attribution.content.last().unwrap());
        assert!(end.ends_with(last), "{cue}: {end}");
        let passed_on = sourced.via.and_then(|it| article.attributions()[it].speaker).map(name);
        assert_eq!(passed_on, via, "{cue}");
        assert!(attribution.basis != Basis::Agentless);
    }
}

#[test]
fn every_thing_named_is_one_entity() {
    let Some(text) = seed("article-clean.txt") else { return };
    let article = Article::read(&text, Format::Plain);
    use EntityKind::*;
    let rows: &[(&str, EntityKind, usize, Option<&str>)] = &[
        ("Mark Rutte", Person, 12, Some("NATO Secretary General")),
        ("Vladimir Putin", Person, 1, Some("Russian President")),
        ("Yoon Suk Yeol", Person, 1, Some("South Korean President")),
        ("NATO", Org, 5, None),
        ("Kuwait News Agency", Org, 1, None),
        ("United Nations Security Council", Org, 1, None),
        ("Ministry of National Defense", Org, 1, None),
        ("North Atlantic Council", Org, 1, None),
        ("Russia", Place, 9, None),
        ("North Korea", Place, 9, None),
        ("South Korea", Place, 3, None),
        ("Ukraine", Place, 6, None),
        ("Brussels", Place, 2, None),
        ("Korean Peninsula", Place, 2, None),
        ("Indo-Pacific", Place, 3, None),
        ("Atlantic", Place, 1, None),
        ("Kursk region", Place, 1, None),
        ("Australia", Place, 1, None),
        ("Japan", Place, 1, None),
        ("New Zealand", Place, 1, None),
        ("Europe", Place, 1, None),
        ("Monday", Date, 1, None),
    ];
    for (name, kind, mentions, role) in rows {
        let entity =
            article.entities().iter().find(|it| it.name == *name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(
            (entity.kind, entity.mentions.len(), entity.role.as_deref()),
            (*kind, *mentions, *role),
            "{name}"
        );
    }
    let rutte = article.entities().iter().find(|it| it.name == "Mark Rutte").unwrap();
    let pronouns = rutte.mentions.iter().filter(|it| {
        article.paragraph(it.paragraph as usize).reading.mentions[it.mention as usize].form == Form::Pronoun
    });
    assert_eq!(pronouns.count(), 4);
}

#[test]
fn each_sentence_has_its_status() {
    let Some(text) = seed("article-clean.txt") else { return };
    let article = Article::read(&text, Format::Plain);
    let statuses: Vec<Status> = article
        .paragraphs()
        .flat_map(|it| (0..it.reading.passage.sentences.len()).map(move |sentence| (it.index, sentence)))
        .map(|(paragraph, sentence)| article.support(paragraph, sentence).status)
        .collect();
    use Status::*;
    let expected = [
        Attributed,
        OwnVoice,
        Attributed,
        Attributed,
        Attributed,
        Attributed,
        Attributed,
        Attributed,
        Attributed,
        OwnVoice,
        Attributed,
        AttributedWeak,
    ];
    assert_eq!(statuses, expected);
}

#[test]
fn the_story_is_told_by_one_voice_without_documents() {
    let Some(text) = seed("article-clean.txt") else { return };
    let story = story::story(&Article::read(&text, Format::Plain));
    let notes: Vec<_> = story.notes.iter().map(|it| it.code).collect();
    assert_eq!(notes, ["single-voice", "no-documents"]);
    assert!(story.notes[0].text.starts_with("11 of 13 statements (85 %)"), "{:?}", story.notes[0]);
    assert_eq!((story.figures.attributions, story.figures.unnamed), (13, 2));
}
