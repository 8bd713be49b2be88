use super::{
    nesting::Nesting,
    tags::{Role, attribute, closing_tag, comment, entity, keys, name, role, skipped, tag_length},
};
use crate::{
    markup::{Block, Kind, MarkKind, page::Page},
    text::Span,
};

/// Longer marks of notes there are none.
const RAISED: usize = 400;

/// The prose of a block of HTML in Markdown, and a block without prose for comments that stand alone.
pub fn blocks(text: &str, span: Span, own: Kind, blocks: &mut Vec<Block>) {
    let own = (!own.is_body()).then_some(own);
    let mut page = Page::within(text, own, &[' ', '\t', '>']);
    read(&mut page, span);
    page.close();
    blocks.append(&mut page.blocks);
}

/// Reads a stretch of HTML.
pub fn read(page: &mut Page, span: Span) {
    let mut reader = Reader { nesting: Nesting::default(), links: Vec::new(), limit: span.end };
    let text = page.text;
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let length = if rest.starts_with('<') { tag_length(rest) } else { 0 };
        if length == 0 {
            let next = memchr::memchr(b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |it| it + 1);
            let start = at + rest[..next].len();
            reader.words(page, Span::new(at, start));
            at = start;
            continue;
        }
        at = reader.tag(page, Span::new(at, at + length));
    }
}

/// Words with their entities, over one line or more.
pub fn words(page: &mut Page, span: Span) {
    let text = page.text;
    let mut from = span.start;
    for at in memchr::memchr_iter(b'&', span.of(text).as_bytes()) {
        let start = span.start + at;
        if start < from {
            continue;
        }
        if let Some((chars, length)) = entity(&text[start..span.end]) {
            page.words(Span::new(from, start));
            page.stand_in(&chars, Span::new(start, start + length));
            from = start + length;
        }
    }
    page.words(Span::new(from, span.end));
}

struct Reader {
    nesting: Nesting,
    /// Open tags that mark their words, by name; those without a target mark nothing.
    links: Vec<(&'static str, bool)>,
    limit: usize,
}

impl Reader {
    fn words(&mut self, page: &mut Page, span: Span) {
        if !page.is_open() && !span.of(page.text).trim().is_empty() {
            let start = span.start + span.len() - span.of(page.text).trim_start().len();
            self.begin(page, start);
        }
        words(page, span);
    }

    fn begin(&mut self, page: &mut Page, at: usize) {
        self.links.clear();
        page.nested = self.nesting.is_nested();
        page.begin(self.nesting.kind(), at);
    }

    /// Reads a tag and says where to go on.
    fn tag(&mut self, page: &mut Page, span: Span) -> usize {
        let tag = span.of(page.text);
        let name = name(tag);
        let closes = tag.starts_with("</");
        match role(&name, tag) {
            Role::Comment => page.comment(&comment(tag).unwrap_or_default(), span),
            Role::Skip => return skipped(page.text, span.end, &name, self.limit),
            Role::Picture => {
                let end = skipped(page.text, span.end, &name, self.limit);
                self.open(page, span.start);
                page.picture(Span::new(span.start, end));
                return end;
            }
            Role::Image => self.image(page, tag, span),
            Role::Break => {
                if page.is_written() {
                    page.stand_in("\n", span);
                }
            }
            Role::Anchor if closes => self.close_link(page, "a", span),
            Role::Anchor => return self.anchor(page, tag, span),
            Role::Quote => {
                self.open(page, span.start);
                if closes {
                    page.stand_in("”", span);
                    self.close_link(page, "q", span);
                } else {
                    self.link(page, "q", attribute(tag, "cite").map(MarkKind::Link), span.start);
                    page.stand_in("“", span);
                }
            }
            Role::Cite if closes => self.close_link(page, "cite", span),
            Role::Cite => {
                let rest = &page.text[span.end..self.limit];
                let title = &rest[..rest.find('<').unwrap_or(rest.len()).min(RAISED)];
                let kind =
                    title.contains(char::is_alphabetic).then(|| MarkKind::Citation(title.trim().to_owned()));
                self.link(page, "cite", kind, span.start);
            }
            Role::Raised if !closes => return self.raised(page, span),
            Role::Raised | Role::Inline => {
                for key in keys(tag) {
                    self.open(page, span.start);
                    page.aside(MarkKind::Citation(key), span);
                }
                page.around(span);
            }
            Role::Block => {
                page.close();
                self.nesting.tag(&name, tag);
            }
        }
        span.end
    }

    fn open(&mut self, page: &mut Page, at: usize) {
        if !page.is_open() {
            self.begin(page, at);
        }
    }

    fn link(&mut self, page: &mut Page, name: &'static str, kind: Option<MarkKind>, at: usize) {
        self.open(page, at);
        self.links.push((name, kind.is_some()));
        if let Some(kind) = kind {
            page.link(kind, at);
        }
    }

    fn close_link(&mut self, page: &mut Page, name: &str, span: Span) {
        let Some(index) = self.links.iter().rposition(|it| it.0 == name) else { return page.around(span) };
        for (_, marks) in self.links.drain(index..).rev() {
            if marks {
                page.end_link(span.end);
            }
        }
    }

    /// A link; one that is nothing but a number, and goes to a place on the page, is a note's mark.
    fn anchor(&mut self, page: &mut Page, tag: &str, span: Span) -> usize {
        let target = attribute(tag, "href");
        let rest = &page.text[span.end..self.limit];
        if let Some(label) = target.as_deref().and_then(|it| it.strip_prefix('#'))
            && let Some(close) = closing_tag(near(rest), "a")
            && is_of_a_sentence(&rest[..close])
            && (is_number(&rest[..close]) || attribute(tag, "role").as_deref() == Some("doc-noteref"))
        {
            let end = span.end + close + tag_length(&rest[close..]);
            self.open(page, span.start);
            page.aside(MarkKind::Footnote(label.to_owned()), Span::new(span.start, end));
            return end;
        }
        let kind = target.filter(|it| !it.is_empty()).map(|it| MarkKind::Link(it.replace("&amp;", "&")));
        self.link(page, "a", kind, span.start);
        span.end
    }

    /// What is raised may be a note's mark; otherwise it is words.
    fn raised(&mut self, page: &mut Page, span: Span) -> usize {
        let rest = &page.text[span.end..self.limit];
        let Some(close) = closing_tag(near(rest), "sup") else { return span.end };
        let inner = &rest[..close];
        if !is_of_a_sentence(inner) {
            return span.end;
        }
        let end = span.end + close + tag_length(&rest[close..]);
        let to = inner.split_once("href=\"#").and_then(|(_, it)| it.split('"').next());
        let before = page.text[..span.start].trim_end().chars().next_back();
        let behind_sentence = before.is_some_and(|it| ".,;:!?”\"’')>".contains(it));
        let label = match to {
            Some(to) => to,
            None if behind_sentence && is_number(inner) => inner.trim(),
            None => return span.end,
        };
        self.open(page, span.start);
        page.aside(MarkKind::Footnote(label.to_owned()), Span::new(span.start, end));
        end
    }

    /// A picture in a sentence; one that stands alone gives its alternative text.
    fn image(&mut self, page: &mut Page, tag: &str, span: Span) {
        if page.is_written() {
            return page.picture(span);
        }
        let alt = attribute(tag, "alt").filter(|it| !it.trim().is_empty());
        let found = alt.and_then(|it| Some((tag.find(it.as_str())?, it.len())));
        if let Some((at, length)) = found {
            page.begin(Kind::Caption, span.start);
            words(page, Span::new(span.start + at, span.start + at + length));
            page.around(span);
            page.close();
        }
    }
}

/// As much of a text as a note's mark may take.
fn near(rest: &str) -> &str {
    let mut end = rest.len().min(RAISED);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    &rest[..end]
}

/// Whether all tags in it are of a kind that stands inside a sentence, so that no block begins there.
fn is_of_a_sentence(inner: &str) -> bool {
    memchr::memchr_iter(b'<', inner.as_bytes()).all(|at| {
        let length = tag_length(&inner[at..]);
        let tag = &inner[at..at + length];
        length == 0 || matches!(role(&name(tag), tag), Role::Anchor | Role::Inline | Role::Raised)
    })
}

/// "1", "[12]", "*", "†", with or without tags.
fn is_number(inner: &str) -> bool {
    let mut words = String::new();
    let mut tagged = false;
    for it in inner.chars() {
        match it {
            '<' => tagged = true,
            '>' => tagged = false,
            _ if !tagged => words.push(it),
            _ => {}
        }
    }
    let words = words.trim().trim_matches(['[', ']', '(', ')', '^', '↑', '↩']);
    words.len() <= 6
        && (words.bytes().all(|it| it.is_ascii_digit()) || words.chars().all(|it| "*†‡§".contains(it)))
        && !words.is_empty()
}
