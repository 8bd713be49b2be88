//! Which parts of a page are its article.
//!
//! Elements that hold other elements are boxes. Boxes that a site puts around every page are left
//! out: by their name (`nav`), by what their class calls them (`related`), or because they hold
//! nothing but links. What is left of `article` or `main` is read where that is most of the page.
//! Leaving out too much would call a true quotation missing, so a box with more than its share of
//! the words always stays.

use super::tokens::{Token, Tokens};
use crate::{
    markup::html::attribute,
    sources::import::{Refused, limits},
    text::Span,
};

/// The boxes of a page; the first is the page itself, and every other stands behind what holds it.
pub struct Boxes {
    all: Vec<Part>,
}

struct Part {
    sort: Sort,
    span: Span,
    parent: usize,
    /// Bytes of words in it and in all it holds, white space left out.
    words: usize,
    /// Those of them that are links.
    links: usize,
}

/// What a box is by its tag alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Article,
    Main,
    /// Stands at the head of a page, or of an article.
    Header,
    /// Around every page of a site, by the tag's own meaning.
    Around,
    /// By what somebody called it.
    Hinted,
    Plain,
}

/// Elements that are boxes.
const NAMES: &[&str] = &[
    "article", "main", "section", "div", "header", "footer", "aside", "nav", "form", "dialog", "menu",
    "figure", "ul", "ol", "dl", "table", "details",
];

/// Words in classes and names of boxes that hold no words of the article.
const HINTS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "gdpr",
    "masthead",
    "modal",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "popup",
    "promo",
    "recirc",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsored",
    "subscribe",
    "taboola",
    "toolbar",
];

/// Walks a page once.
pub fn read(text: &str) -> Result<Boxes, Refused> {
    let whole = Span::new(0, text.len());
    let mut all = vec![Part { sort: Sort::Plain, span: whole, parent: 0, words: 0, links: 0 }];
    // Open boxes: their part, and their name by its place in the list; how many there are of each name.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut counts = [0usize; NAMES.len()];
    let mut linked = false;
    let mut tags = 0;
    let mut tokens = Tokens::new(text, whole);
    loop {
        let at = tokens.at;
        let Some(token) = tokens.next() else { break };
        let inner = open.last().map_or(0, |it| it.0);
        tags += usize::from(!matches!(token, Token::Words(_)));
        limits::count("tags", tags, limits::TAGS)?;
        match token {
            Token::Words(span) => {
                let words = span.of(text).bytes().filter(|it| !it.is_ascii_whitespace()).count();
                all[inner].words += words;
                all[inner].links += if linked { words } else { 0 };
            }
            Token::Open(name, _) if name == "a" => linked = true,
            Token::Open(name, span) => {
                let Some(index) = NAMES.iter().position(|it| *it == name) else { continue };
                limits::depth(open.len())?;
                let sort = sort(&name, span.of(text));
                linked = false;
                open.push((all.len(), index));
                counts[index] += 1;
                let span = Span::new(span.start, text.len());
                all.push(Part { sort, span, parent: inner, words: 0, links: 0 });
            }
            Token::Close(name) => {
                linked &= name != "a";
                let index = NAMES.iter().position(|it| *it == name).filter(|it| counts[*it] > 0);
                let Some(from) = index.and_then(|it| open.iter().rposition(|open| open.1 == it)) else {
                    continue;
                };
                for (part, index) in open.drain(from..) {
                    all[part].span.end = tokens.at.max(at);
                    counts[index] -= 1;
                }
            }
        }
    }
    for part in (1..all.len()).rev() {
        let (parent, words, links) = (all[part].parent, all[part].words, all[part].links);
        all[parent].words += words;
        all[parent].links += links;
    }
    Ok(Boxes { all })
}

impl Boxes {
    /// What of the page is its article, in order.
    pub fn kept(&self) -> Vec<Span> {
        let mut dropped: Vec<bool> = self.all.iter().map(|it| self.is_around(it)).collect();
        let mut out = vec![0; self.all.len()];
        for at in 1..self.all.len() {
            let parent = self.all[at].parent;
            if dropped[parent] {
                dropped[at] = true;
            } else if dropped[at] {
                out[at] = self.all[at].words;
            }
        }
        // Words left out below each box.
        for at in (1..self.all.len()).rev() {
            out[self.all[at].parent] += if dropped[self.all[at].parent] { 0 } else { out[at] };
        }
        let left = |at: usize| self.all[at].words.saturating_sub(out[at]);
        let root = [Sort::Article, Sort::Main].into_iter().find_map(|sort| {
            let found = (0..self.all.len()).filter(|it| self.all[*it].sort == sort && !dropped[*it]);
            found.max_by_key(|it| (left(*it), usize::MAX - it)).filter(|it| left(*it) * 2 >= left(0))
        });
        self.without(self.all[root.unwrap_or(0)].span, &dropped)
    }

    /// A stretch of the page without what is dropped in it.
    fn without(&self, span: Span, dropped: &[bool]) -> Vec<Span> {
        let mut kept = Vec::new();
        let mut from = span.start;
        let holes = self.all.iter().zip(dropped).filter(|it| *it.1).map(|it| it.0.span);
        for hole in holes.filter(|it| it.start >= span.start && it.end <= span.end) {
            if hole.start >= from {
                kept.push(Span::new(from, hole.start));
                from = hole.end;
            }
        }
        kept.push(Span::new(from, span.end));
        kept
    }

    fn is_around(&self, part: &Part) -> bool {
        let all = self.all[0].words;
        match part.sort {
            Sort::Around => part.words * 2 < all,
            Sort::Header => part.words * 2 < all && !self.is_in_article(part),
            Sort::Hinted => part.words * 3 < all,
            Sort::Plain => part.links * 10 >= part.words * 8 && part.links > 0 && part.words * 2 < all,
            Sort::Article | Sort::Main => false,
        }
    }

    fn is_in_article(&self, part: &Part) -> bool {
        let mut at = part.parent;
        while at > 0 {
            if matches!(self.all[at].sort, Sort::Article | Sort::Main) {
                return true;
            }
            at = self.all[at].parent;
        }
        false
    }
}

fn sort(name: &str, tag: &str) -> Sort {
    let value = |name: &str| attribute(tag, name).unwrap_or_default().to_ascii_lowercase();
    let hidden = attribute(tag, "aria-hidden").is_some_and(|it| it == "true")
        || value("style").replace(' ', "").contains("display:none");
    match (name, value("role").as_str()) {
        ("nav" | "footer" | "aside" | "dialog" | "menu" | "form", _) => Sort::Around,
        (
            _,
            "navigation" | "complementary" | "banner" | "contentinfo" | "search" | "dialog" | "alertdialog",
        ) => Sort::Around,
        _ if hidden => Sort::Around,
        _ if is_hinted(&value("class")) || is_hinted(&value("id")) => Sort::Hinted,
        ("article", _) | (_, "article") => Sort::Article,
        ("main", _) | (_, "main") => Sort::Main,
        ("header", _) => Sort::Header,
        _ => Sort::Plain,
    }
}

fn is_hinted(names: &str) -> bool {
    let mut words = names.split(|it: char| !it.is_ascii_alphanumeric());
    words.any(|it| HINTS.binary_search(&it).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hints_are_in_order() {
        assert!(HINTS.is_sorted());
    }
}
