use super::{
    holes::{Hole, HoleKind, holes},
    templates,
};
use crate::{
    markup::{Kind, MarkKind, html, page::Page},
    text::Span,
};

/// Words inside templates inside templates: deeper than this they are pictures.
pub const DEEPEST: usize = 4;

/// Reads words with their links, emphasis, notes and templates.
pub fn read(page: &mut Page, span: Span, holes: &[Hole], depth: usize) {
    let text = page.text;
    let mut inline = Inline { limit: span.end, link_end: None, depth };
    let mut hole = holes.partition_point(|it| it.span.end <= span.start);
    let (mut from, mut at) = (span.start, span.start);
    while at < span.end {
        if let Some(found) = holes.get(hole).filter(|it| it.span.start <= at) {
            if found.span.start == at && found.span.end <= span.end {
                html::words(page, Span::new(from, at));
                inline.hole(page, found);
                at = found.span.end;
                from = at;
            } else {
                // A hole inside the one before ends before it.
                at = at.max(found.span.end.min(span.end));
            }
            hole += 1;
            continue;
        }
        if let Some(length) = inline.length(page, Span::new(from, at)) {
            at += length;
            from = at;
            continue;
        }
        at += 1;
        let rest = &text.as_bytes()[at..span.end];
        at += rest.iter().position(|it| b"'[]<{~".contains(it)).unwrap_or(rest.len());
    }
    html::words(page, Span::new(from, span.end));
}

/// The caption of a picture, as a block of its own: the last of its parts that is no option.
pub fn caption(page: &mut Page, file: Span) {
    let text = page.text;
    let inner = Span::new(file.start + 2, file.end - 2);
    let words = inner.of(text);
    let is_picture = ["file:", "image:"]
        .iter()
        .any(|it| words.trim_start().get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)));
    let parts = templates::parts(text, inner);
    let Some(last) = parts.last().filter(|_| is_picture && parts.len() > 1) else { return };
    let words = last.of(text).trim();
    let options = ["thumb", "thumbnail", "frame", "frameless", "border", "left", "right", "center", "none"];
    let is_option = options.contains(&words)
        || words.ends_with("px")
        || words.starts_with("upright")
        || ["alt=", "link=", "lang=", "class=", "page="].iter().any(|it| words.starts_with(it));
    if !is_option && !words.is_empty() {
        page.begin(Kind::Caption, file.start);
        read(page, *last, &holes(text, *last), 1);
        page.around(file);
        page.close();
    }
}

struct Inline {
    limit: usize,
    /// Where the bracket stands that ends a link to the web.
    link_end: Option<usize>,
    depth: usize,
}

impl Inline {
    /// Bytes of the markup behind the words read so far; None when there is none.
    fn length(&mut self, page: &mut Page, words: Span) -> Option<usize> {
        let text = page.text;
        let at = words.end;
        let rest = &text[at..self.limit];
        match rest.as_bytes()[0] {
            b'\'' => self.emphasis(page, words, rest),
            b'[' if rest.starts_with("[[") => self.inner(page, words, rest),
            b']' if self.link_end == Some(at) => {
                html::words(page, words);
                page.end_link(at + 1);
                self.link_end = None;
                Some(1)
            }
            b']' if rest.starts_with("]]") => Some(self.skip(page, words, 2)),
            b'[' => self.link(page, words, rest),
            b'<' => self.tag(page, words, rest),
            b'~' if rest.starts_with("~~~") => {
                Some(self.skip(page, words, rest.bytes().take_while(|it| *it == b'~').count()))
            }
            _ => None,
        }
    }

    /// `[[page|words]]`, `[[#section]]`
    fn inner(&self, page: &mut Page, words: Span, rest: &str) -> Option<usize> {
        let near = &rest.as_bytes()[2..rest.len().min(400)];
        let end = near.iter().position(|it| b"|][\n{<".contains(it))?;
        let is_named = near[end] == b'|';
        let closes = near[end..].starts_with(b"]]");
        if !(is_named || closes || b"{<".contains(&near[end])) {
            return None;
        }
        let length = self.skip(page, words, if is_named { end + 3 } else { 2 });
        if let Some(section) = rest[2..2 + end].strip_prefix('#')
            && let Some(close) = memchr::memmem::find(near, b"]]").filter(|_| is_named || closes)
        {
            page.refer(section.trim(), Span::new(words.end, words.end + close + 4));
        }
        Some(length)
    }

    fn skip(&self, page: &mut Page, words: Span, length: usize) -> usize {
        html::words(page, words);
        page.around(Span::new(words.end, words.end + length));
        length
    }

    /// Two, three or five apostrophes; what is more than that is words.
    fn emphasis(&self, page: &mut Page, words: Span, rest: &str) -> Option<usize> {
        let count = rest.bytes().take_while(|it| *it == b'\'').count();
        let marks = match count {
            0 | 1 => return None,
            2 | 3 => count,
            4 => 3,
            _ => 5,
        };
        let kept = count - marks;
        html::words(page, Span::new(words.start, words.end + kept));
        page.around(Span::new(words.end, words.end + count));
        Some(count)
    }

    /// `[https://… words]`
    fn link(&mut self, page: &mut Page, words: Span, rest: &str) -> Option<usize> {
        let schemes = ["http://", "https://", "//", "ftp://", "mailto:"];
        let target = &rest[1..];
        if !schemes.iter().any(|it| target.starts_with(it)) || self.link_end.is_some() {
            return None;
        }
        let end = target.bytes().take(3000).position(|it| matches!(it, b'\n' | b'\r' | b']'))?;
        let line = &target[..=end];
        let close = line.strip_suffix(']')?.len();
        let length = line[..close].find([' ', '\t']).unwrap_or(close);
        if line[..length].contains(['{', '<', '[']) {
            return None;
        }
        let at = words.end;
        let kind = MarkKind::Link(target[..length].to_owned());
        html::words(page, words);
        if line[length..close].trim().is_empty() {
            // Readers see a number.
            page.aside(kind, Span::new(at, at + close + 2));
            return Some(close + 2);
        }
        page.link(kind, at);
        self.link_end = Some(at + 1 + close);
        Some(length + 2)
    }

    fn tag(&self, page: &mut Page, words: Span, rest: &str) -> Option<usize> {
        let length = html::tag_length(rest);
        if length == 0 {
            return None;
        }
        let tag = &rest[..length];
        let span = Span::new(words.end, words.end + length);
        html::words(page, words);
        match html::name(tag).as_str() {
            "br" if page.is_written() => page.stand_in("\n", span),
            _ => page.around(span),
        }
        Some(length)
    }

    fn hole(&self, page: &mut Page, hole: &Hole) {
        let text = page.text;
        match &hole.kind {
            HoleKind::Comment => {
                page.comment(&html::comment(hole.span.of(text)).unwrap_or_default(), hole.span)
            }
            HoleKind::Raw(name, inner) if name == "nowiki" => {
                html::words(page, *inner);
                page.around(hole.span);
            }
            HoleKind::Raw(..) => page.picture(hole.span),
            HoleKind::Ref(tag, content) => {
                let name = html::attribute(tag.of(text), "name");
                let name = name.map(|it| it.trim_end_matches('/').to_owned()).filter(|it| !it.is_empty());
                let note = || MarkKind::Footnote(content.of(text).trim().to_owned());
                page.aside(name.map_or_else(note, MarkKind::Citation), hole.span);
            }
            HoleKind::Template => templates::inline(page, hole.span, self.depth),
            HoleKind::File if text[hole.span.start..].starts_with("[[") => {
                if page.is_written() && is_shown(hole.span.of(text)) {
                    page.picture(hole.span);
                }
            }
            HoleKind::File => {}
        }
    }
}

fn is_shown(file: &str) -> bool {
    ["[[file:", "[[image:"]
        .iter()
        .any(|it| file.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)))
}
