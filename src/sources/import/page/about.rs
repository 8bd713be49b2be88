//! What a page says about itself: in JSON-LD for search engines, in `meta` tags, in its title.

use serde_json::Value;

use super::tokens::Tokens;
use crate::{
    markup::html::{attribute, closing_tag, entity, name, tag_length},
    sources::{
        import::about::{date, names, people, words},
        lists::{self, Field, Person, Role},
    },
    text::Span,
};

/// A description for search engines is no longer than this, in bytes.
const DESCRIPTION: usize = 500_000;

/// Scripts that are looked into.
const SCRIPTS: usize = 1_000;

/// What is said first is the better of two.
pub fn read(text: &str) -> Vec<Field> {
    let mut described = Vec::new();
    let mut named = Vec::new();
    let mut title = None;
    let mut scripts = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &text.as_bytes()[at..]).map(|it| at + it) {
        let length = tag_length(&text[next..]).max(1);
        let tag = &text[next..next + length];
        at = next + length;
        let near = &text[at..text.floor_char_boundary((at + DESCRIPTION).min(text.len()))];
        let inner = |name: &str| &near[..closing_tag(near, name).unwrap_or(0)];
        match name(tag).as_str() {
            "script" if !tag.starts_with("</") && scripts < SCRIPTS => {
                scripts += 1;
                let script = inner("script");
                at += script.len();
                if attribute(tag, "type").is_some_and(|it| it.contains("ld+json"))
                    && let Ok(value) = serde_json::from_str(script)
                {
                    of_description(&value, &mut described);
                }
            }
            "meta" => named.extend(of_meta(tag)),
            "link" if attribute(tag, "rel").as_deref() == Some("canonical") => {
                named.extend(attribute(tag, "href").and_then(|it| words(Role::Url, &plain(&it))));
            }
            "title" if title.is_none() && !tag.starts_with("</") => {
                title = Some(words(Role::Title, &plain(inner("title"))));
            }
            _ => {}
        }
    }
    let saved = saved_from(text);
    described.into_iter().chain(named).chain(heading(text)).chain(title.flatten()).chain(saved).collect()
}

/// An article in JSON-LD, or the first one in a list of things.
fn of_description(value: &Value, out: &mut Vec<Field>) {
    let things = match value {
        Value::Array(things) => things.as_slice(),
        Value::Object(thing) if thing.contains_key("@graph") => {
            thing["@graph"].as_array().map_or(&[][..], Vec::as_slice)
        }
        _ => std::slice::from_ref(value),
    };
    let is_article = |it: &&Value| {
        let kinds = it["@type"].as_array().map_or(std::slice::from_ref(&it["@type"]), Vec::as_slice);
        let kinds = kinds.iter().filter_map(Value::as_str);
        kinds.into_iter().any(|it| ["Article", "Posting", "Report"].iter().any(|end| it.ends_with(end)))
    };
    let Some(article) = things.iter().find(is_article) else { return };
    let text = |name: &str| article[name].as_str().unwrap_or_default();
    out.extend(words(Role::Title, &plain(text("headline"))));
    out.extend(people(Role::Author, authors(&article["author"])));
    out.extend(date(lists::date(text("datePublished"))));
    let outlet = article["publisher"]["name"].as_str().unwrap_or_default();
    out.extend(words(Role::Outlet, &plain(outlet)));
    out.extend(words(Role::Url, text("url")));
}

fn authors(value: &Value) -> Vec<Person> {
    let all = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let each = all.iter().flat_map(|it| match (it.as_str(), it["name"].as_str()) {
        (Some(name), _) => names(&plain(name)),
        (None, Some(name)) if it["@type"] == "Organization" => {
            vec![Person { family: plain(name), ..Person::default() }]
        }
        (None, Some(name)) => names(&plain(name)),
        (None, None) => Vec::new(),
    });
    each.collect()
}

fn of_meta(tag: &str) -> Option<Field> {
    let name = attribute(tag, "property").or_else(|| attribute(tag, "name"))?.to_ascii_lowercase();
    let content = plain(&attribute(tag, "content")?);
    match name.as_str() {
        "og:title" | "citation_title" | "dc.title" => words(Role::Title, &content),
        "og:site_name" | "citation_journal_title" => words(Role::Outlet, &content),
        "og:url" => words(Role::Url, &content),
        "terms" => words(Role::Terms, &content),
        "speaker" => words(Role::Speaker, &content),
        "via" => words(Role::Via, &content),
        "citation_doi" => words(Role::Doi, &content),
        "author" | "article:author" | "citation_author" | "dc.creator" | "parsely-author" => {
            people(Role::Author, names(&content))
        }
        "article:published_time"
        | "citation_publication_date"
        | "dc.date"
        | "date"
        | "pubdate"
        | "publication_date"
        | "parsely-pub-date" => date(lists::date(&content)),
        _ => None,
    }
}

/// The first heading of the first level.
fn heading(text: &str) -> Option<Field> {
    let start = memchr::memmem::find_iter(text.as_bytes(), b"<h1").find(|it| tag_length(&text[*it..]) > 3)?;
    let start = start + tag_length(&text[start..]);
    let rest = &text[start..];
    let end = closing_tag(rest, "h1")?;
    let inner: Vec<&str> = Tokens::new(text, Span::new(start, start + end))
        .filter_map(|it| match it {
            super::tokens::Token::Words(span) => Some(span.of(text)),
            _ => None,
        })
        .collect();
    words(Role::Title, &plain(&inner.concat()))
}

/// "<!-- saved from url=(0042)https://… -->", as browsers write it.
fn saved_from(text: &str) -> Option<Field> {
    let head = &text[..text.floor_char_boundary(2_000.min(text.len()))];
    let (_, rest) = head.split_once("saved from url=(")?;
    let address = rest.split_once(')')?.1.split(|it: char| it.is_whitespace()).next()?;
    words(Role::Url, address)
}

/// Words without their entities.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'&', &words.as_bytes()[at..]).map(|it| at + it) {
        out.push_str(&words[at..next]);
        let found = entity(&words[next..]);
        out.push_str(found.as_ref().map_or("&", |it| it.0.as_str()));
        at = next + found.map_or(1, |it| it.1);
    }
    out + &words[at..]
}
