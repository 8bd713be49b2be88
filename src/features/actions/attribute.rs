use crate::{
    article::Article,
    rules::CONFIRM,
    text::{Edit, Span},
};

pub(super) const CLOSING: &[char] = &['"', '”', '’', '\'', '»'];

/// Gives what ends at `at` to a speaker who may not have said it: "…, NAME said [TK: confirm]." Behind a quotation the
/// full stop goes where it belongs: “… at all,” NAME said [TK: confirm].
pub(super) fn attribute(article: &Article, at: usize, name: &str) -> Vec<Edit> {
    append(article, at, &format!("{name} said {CONFIRM}"))
}

/// The same for any words that say whose it is: "according to the Harbour Board".
pub(super) fn append(article: &Article, at: usize, said: &str) -> Vec<Edit> {
    let text = article.text();
    let words = text[..at].trim_end_matches(CLOSING);
    let quoted = words.len() < at;
    let stop_follows = text[at..].starts_with(['.', '!', '?', ',', ';', ':', '…']);
    match words.chars().next_back() {
        // A full stop inside the marks becomes a comma, and stands behind the speaker instead.
        Some('.') if quoted && !words.ends_with("..") => {
            let stop = Span::new(words.len() - 1, words.len());
            vec![Edit::replace(stop, ","), Edit::insert(at, format!(" {said}{}", end(stop_follows)))]
        }
        Some('!' | '?' | '…' | ',') if quoted => {
            vec![Edit::insert(at, format!(" {said}{}", end(stop_follows)))]
        }
        _ => vec![Edit::insert(at, format!(", {said}"))],
    }
}

fn end(stop_follows: bool) -> &'static str {
    if stop_follows { "" } else { "." }
}

/// Puts a name where nobody was named, and the verb in its form: "Many economists believe" → "Ana Cho believes".
pub(super) fn replace_source(article: &Article, source: Span, name: &str) -> Vec<Edit> {
    let starts_sentence = article.words(source).starts_with(char::is_uppercase);
    let mut edits =
        vec![Edit::replace(source, if starts_sentence { capital(name) } else { name.to_owned() })];
    edits.extend(singular(article, source));
    edits
}

/// Words without an agent, said of one: "It is believed" → "Ana Cho believes".
pub(super) fn actively(article: &Article, span: Span, name: &str, verb: &str) -> Edit {
    let starts_sentence = article.words(span).starts_with(char::is_uppercase);
    let name = if starts_sentence { capital(name) } else { name.to_owned() };
    Edit::replace(span, format!("{name} {verb}"))
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The verb right behind a plural source, for one who speaks.
fn singular(article: &Article, source: Span) -> Option<Edit> {
    let rest = &article.text()[source.end..];
    let space = rest.len() - rest.trim_start_matches(' ').len();
    let verb: &str = rest[space..].split(|it: char| !it.is_alphabetic()).next()?;
    let one = match verb {
        "say" => "says",
        "have" => "has",
        "are" => "is",
        "were" => "was",
        "do" => "does",
        _ => return regular(article, source, space, verb),
    };
    let start = source.end + space;
    Some(Edit::replace(Span::new(start, start + verb.len()), one))
}

/// Only what the reading heard as a verb in its plain form is changed.
fn regular(article: &Article, source: Span, space: usize, verb: &str) -> Option<Edit> {
    let span = Span::new(source.end + space, source.end + space + verb.len());
    let cue = article.attributions().iter().find_map(|it| {
        let paragraph = article.paragraph(it.paragraph);
        let attribution = &paragraph.reading.attributions[it.attribution];
        let cue = paragraph.document(*attribution.cue.first()?);
        (cue.start == span.start).then_some(attribution.verb?)
    })?;
    if cue.inflection != crate::reading::Inflection::Base {
        return None;
    }
    let ending = if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("ch") || verb.ends_with("sh") {
        format!("{verb}es")
    } else if let Some(stem) = verb.strip_suffix('y').filter(|it| !it.ends_with(['a', 'e', 'o', 'u'])) {
        format!("{stem}ies")
    } else {
        format!("{verb}s")
    };
    Some(Edit::replace(span, ending))
}
