//! Sentences that begin with their source: "According to @kuna2024, 3,000 people …".

use crate::{
    features::citing::{self, Asked},
    markup::{Format, escaped},
    reading::Form,
    rules::Statement,
    sources::{self, Locator, lists::Role},
    text::{Edit, Span},
};

/// Whether a sentence can be given such a beginning: a statement in words of the writer's own, with no markup
/// around its first word, and a source that has a name.
pub(super) fn fits(asked: &Asked, key: &str) -> bool {
    let words = asked.words();
    let is_own = words.starts_with(char::is_alphanumeric) && !words.trim_end().ends_with('?');
    is_own
        && !is_quoted(asked)
        && opens_plainly(asked)
        && reads_on(words)
        && citing::source(asked.review, key).name() != key
        && tells_of_others(asked, key)
}

/// Whether the source is not by whomever the sentence tells of.
fn tells_of_others(asked: &Asked, key: &str) -> bool {
    let source = citing::source(asked.review, key);
    let statement = Statement::new(&asked.review.article, asked.paragraph, asked.sentence);
    let authors = source.people(Role::Author).iter().map(ToString::to_string);
    let mut all = authors.chain(source.speaker()).chain([source.name()]);
    all.all(|it| statement.may_come_from(&it))
}

/// Whether the sentence begins between quotation marks: somebody else's words.
fn is_quoted(asked: &Asked) -> bool {
    let reading = asked.paragraph.reading;
    let start = reading.passage.sentences[asked.sentence].span.start;
    reading.quotes.iter().any(|it| it.span.start <= start && start < it.span.end)
}

/// Whether nothing opens right before it that the source would stand inside of: `**`, `<b>`, `[`, `\textbf{`.
fn opens_plainly(asked: &Asked) -> bool {
    let before = &asked.review.article.text()[..asked.span().start];
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let spaced = line.ends_with([' ', '\t']);
    let block = line.trim_end().ends_with("<p>") || line.trim_end().ends_with("<li>");
    line.trim().is_empty() || block || spaced && !line.trim_end().ends_with(':')
}

/// Not "LUND — The storm …", "Update: the storm …", "But the storm …".
fn reads_on(words: &str) -> bool {
    const JOINING: &[&str] = &["and", "as", "because", "but", "if", "or", "so", "then", "though", "yet"];
    const HEAD: usize = 6;
    let first = words.split(' ').next().unwrap_or_default().to_lowercase();
    let mut head = words.split(' ').take(HEAD);
    let is_label = head.any(|it| matches!(it, "—" | "–" | "-") || it.ends_with(':'));
    !is_label && !JOINING.contains(&first.trim_end_matches(','))
}

/// Puts the source before the sentence: as a citation, or by its name where the markup has none that reads as
/// a word. Whether the citation itself is still to be made.
pub(super) fn edits(asked: &Asked, key: &str, locator: Option<Locator>, in_notes: bool) -> (Vec<Edit>, bool) {
    let article = &asked.review.article;
    let format = article.format();
    let source = citing::source(asked.review, key);
    let citation = sources::narrative(format, article.text(), in_notes, &source, locator);
    let is_left = citation.is_none() && format != Format::Plain;
    let words = citation.unwrap_or_else(|| escaped(format, &source.name()));
    let mut edits = vec![Edit::insert(asked.span().start, format!("According to {words}, "))];
    edits.extend(lowered(asked));
    (edits, is_left)
}

/// The first letter as it stands within a sentence; none where it belongs to a name, a title or to "I".
fn lowered(asked: &Asked) -> Option<Edit> {
    let words = asked.words();
    let word = words.split(' ').next()?;
    let first = word.chars().next().filter(|it| it.is_uppercase())?;
    let is_shouted = word.chars().nth(1).is_some_and(char::is_uppercase);
    let is_alone = word.chars().count() == 1 && word != "A";
    let is_title = word.ends_with('.') || matches!(word, "Mr" | "Mrs" | "Ms" | "Dr");
    let reading = asked.paragraph.reading;
    let start = reading.passage.sentences[asked.sentence].span.start;
    // "President Kuna", "The Hague": what a name begins with, or what stands before one with a capital.
    let next = words.split(' ').nth(1).is_some_and(|it| it.starts_with(char::is_uppercase));
    let near = start + word.len() + 1;
    let names = |at: usize| {
        reading
            .mentions
            .iter()
            .any(|it| it.span.start <= at && at < it.span.end && matches!(it.form, Form::Name))
    };
    let is_article = matches!(word, "The" | "A" | "An");
    let is_name = names(start) || !is_article && next && names(near);
    let is_odd = word.contains(|it: char| it.is_ascii_digit() || it == '-');
    if is_shouted
        || is_alone
        || is_title
        || is_name
        || is_odd
        || matches!(word, "I’m" | "I'm" | "I’ve" | "I've")
    {
        return None;
    }
    let letter = Span::new(asked.span().start, asked.span().start + first.len_utf8());
    Some(Edit::replace(letter, first.to_lowercase().collect::<String>()))
}

/// How the action is called: by what a reader will see.
pub(super) fn title(asked: &Asked, key: &str) -> String {
    format!("Cite in the sentence: “According to {}, …”", citing::source(asked.review, key).name())
}
