//! What is not read is said, and nobody is asked about it: other languages, paragraphs and sentences
//! that are too long.

use std::sync::Arc;

use onrecord::{
    article::{Article, Status},
    features::{lens, story},
    markup::Format,
    reading,
    rules::{Review, Settings},
    text::Span,
};

const GERMAN: &str = "\
# Brücke bleibt gesperrt

Die Brücke über den Kanal bleibt bis Freitag gesperrt, teilte die Stadt am Montag mit. Kritiker sagen, sie sei nie geprüft worden. „Wir hatten keine Warnung“, sagte Hafenmeisterin Anna Kolb. Medienberichten zufolge kostet die Reparatur 42 Millionen Euro[^9].

Anna Kolb schweigt.

Nach Angaben der Polizei wurden drei Menschen verletzt. Experten gehen davon aus, dass die Sperre länger dauert.
";

const ENGLISH: &str = "\
# The bridge stays closed

The bridge over the canal stays closed until Friday, Ana Cho, the clerk of the town, said on Monday. Critics say that it was never inspected.

Nobody knows who will pay for the repair of the bridge, and nobody has asked the people of the quarter.
";

fn review(text: &str, format: Format) -> Review {
    Review::of(Arc::new(Article::read(text, format)), &Settings::default())
}

fn codes(review: &Review) -> Vec<&str> {
    review.findings.iter().map(|it| it.code).collect()
}

#[test]
fn a_text_in_another_language_is_left_alone_and_that_is_said_once() {
    for format in Format::ALL {
        let review = review(GERMAN, format);
        let article = &review.article;
        assert_eq!(article.language().map(|it| it.code), Some("de"), "{format:?}");
        assert_eq!(codes(&review), ["not-read"], "{format:?}");
        assert!(review.findings[0].message.starts_with("This reads like German; onrecord reads English."));
        assert!(article.entities().is_empty() && article.attributions().is_empty(), "{format:?}");
        let statuses: Vec<Status> = article
            .paragraphs()
            .flat_map(|it| (0..it.reading.passage.sentences.len()).map(move |at| (it.index, at)))
            .map(|(paragraph, sentence)| article.support(paragraph, sentence).status)
            .collect();
        assert!(statuses.len() > 5 && statuses.iter().all(|it| *it == Status::Unread), "{statuses:?}");
    }
}

#[test]
fn a_paragraph_in_another_language_leaves_the_rest_as_it_was() {
    let foreign =
        "Die Brücke bleibt bis Freitag gesperrt, weil niemand weiß, ob sie hält. Kritiker warnen.\n\n";
    let mixed = format!("{ENGLISH}\n{foreign}{foreign}");
    let (alone, mixed) = (review(ENGLISH, Format::Markdown), review(&mixed, Format::Markdown));
    assert_eq!(mixed.article.language(), None);
    let asked: Vec<&str> = codes(&mixed).into_iter().filter(|it| *it != "not-read").collect();
    assert_eq!(asked, codes(&alone));
    assert_eq!(codes(&mixed).len(), asked.len() + 1, "said once");
    let names = |it: &Review| it.article.entities().iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&mixed), names(&alone));
}

#[test]
fn a_text_of_two_languages_is_read_where_it_is_english() {
    let german = "Die Brücke bleibt bis Freitag gesperrt, weil niemand weiß, ob sie hält, sagte die Leiterin \
                  des Amtes am Montag, und auch die Fähre fährt bis auf Weiteres nicht.\n";
    let both = review(
        &format!(
            "Critics say that the old bridge over the canal was never inspected, and that the ferry is no safer.\n\n{german}"
        ),
        Format::Plain,
    );
    assert_eq!(both.article.language(), None);
    assert!(
        codes(&both).contains(&"vague-source") && codes(&both).contains(&"not-read"),
        "{:?}",
        codes(&both)
    );
}

#[test]
fn what_an_english_article_sets_apart_may_be_in_any_language() {
    let text = format!(
        "{ENGLISH}\n> Die Brücke bleibt bis Freitag gesperrt, weil niemand weiß, ob sie hält, und das ist gut so.\n"
    );
    assert!(!codes(&review(&text, Format::Markdown)).contains(&"not-read"));
}

#[test]
fn reading_on_is_reading_afresh_when_the_language_turns() {
    // Short lines that tell nothing go with the rest, so they turn with it.
    let short = "Anna Kolb\n\nBrücke bleibt gesperrt\n\n";
    let whole = format!("{short}{ENGLISH}\n{}", GERMAN.repeat(2));
    let mut article = Article::read(short, Format::Markdown);
    let mut review = Review::of(Arc::new(article.clone()), &Settings::default());
    let places: Vec<usize> =
        (0..=whole.len()).filter(|it| it % 97 == 0 && whole.is_char_boundary(*it)).collect();
    let (mut turned, mut last) = (0, None);
    for end in places.iter().chain(places.iter().rev()) {
        let text = &whole[..*end];
        article = article.after(text);
        review = review.after(Arc::new(article.clone()), &Settings::default());
        let fresh = Review::of(Arc::new(Article::read(text, Format::Markdown)), &Settings::default());
        assert_eq!(article.language(), fresh.article.language(), "{text}");
        assert_eq!(article.entities(), fresh.article.entities(), "{text}");
        assert_eq!(review.findings, fresh.findings, "{text}");
        turned += usize::from(last != article.language());
        last = article.language();
    }
    assert!(turned >= 2, "it turned {turned} times");
}

#[test]
fn a_paragraph_that_is_too_long_is_left_unread_and_that_is_said() {
    let long = "Critics say the dam at Marrow leaks, and Ines Falk said so too. ".repeat(4_000);
    assert!(long.len() > reading::LONGEST);
    let text = format!("{long}\n\nCritics say the bridge was never inspected.\n");
    // A line that is empty ends a paragraph in all others.
    for format in Format::ALL.into_iter().filter(|it| *it != Format::Html) {
        let review = review(&text, format);
        assert_eq!(codes(&review), ["not-read", "vague-source"], "{format:?}");
        let said = &review.findings[0];
        assert!(
            said.message.starts_with("Not read: too long. This paragraph has 249 KB"),
            "{}",
            said.message
        );
        assert!(said.span.len() <= 80, "the first words tell where");
        let standings = lens::standings(&review.article, Span::new(0, long.len()));
        assert_eq!(standings[0].status, Status::Unread, "{format:?}");
        assert!(
            lens::detail(&review.article, standings[0].span.end).is_some_and(|it| it.contains("too long"))
        );
    }
}

#[test]
fn a_paragraph_that_is_long_is_read_to_its_end() {
    let filler = "The council met at nine in the hall beside the old mill. ".repeat(1_500);
    let text = format!("{filler}Critics say the bridge was never inspected.\n");
    let review = review(&text, Format::Markdown);
    assert!(codes(&review).contains(&"vague-source"), "{:?}", codes(&review));
}

#[test]
fn a_sentence_without_end_is_unread_and_not_excused() {
    let endless =
        "so we went to the harbour and the mayor told us that the old crane would not be moved ".repeat(30);
    let text = format!("Ana Cho said {}.\n\nThe gate opens at nine.\n", endless.trim_end());
    let review = review(&text, Format::Plain);
    assert_eq!(review.article.support(0, 0).status, Status::Unread);
    assert_ne!(review.article.support(1, 0).status, Status::Unread);
    assert!(codes(&review).contains(&"not-read"), "{:?}", codes(&review));
    assert_eq!(lens::label(Status::Unread), "not read");
    let story = story::story(&review.article);
    assert_eq!((story.figures.unread, story.figures.supported), (1, 0));
    assert!(story::title(&story).contains("1 not read"), "{}", story::title(&story));
}

#[test]
fn blocks_that_asciidoc_closes_in_its_own_ways_are_not_told() {
    for text in [
        "```ruby\nputs 1\n```\n\nCritics say the bridge was never inspected by anybody.\n",
        "History\n-------\n\nCritics say the bridge was never inspected by anybody.\n",
        "Deep\n++++\n\nCritics say the bridge was never inspected by anybody.\n",
    ] {
        let article = Arc::new(Article::read(text, Format::AsciiDoc));
        let review = Review::of(article, &Settings::default());
        assert!(
            review.findings.iter().all(|it| it.code != "unclosed-block"),
            "{text}: {:?}",
            review.findings
        );
    }
    let text = "```ruby\nputs 1\n```\n\nCritics say the bridge was never inspected by anybody.\n";
    let review = Review::of(Arc::new(Article::read(text, Format::AsciiDoc)), &Settings::default());
    assert!(review.findings.iter().any(|it| it.code == "vague-source"), "{:?}", review.findings);
}

#[test]
fn a_comment_that_takes_the_rest_of_a_page_is_told() {
    let text = "<p>The gate was shut.</p>\n<!-- ask the master\n<p>Critics say the bridge was never inspected by anybody.</p>\n";
    let codes = |text: &str| -> Vec<&str> {
        let review = Review::of(Arc::new(Article::read(text, Format::Html)), &Settings::default());
        review.findings.iter().map(|it| it.code).filter(|it| *it != "named-entity").collect()
    };
    assert_eq!(codes(text), ["unclosed-block"]);
    assert_eq!(codes(&text.replace("master\n", "master -->\n")), ["vague-source"]);
}
