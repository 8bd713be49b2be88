use crate::markup::{
    html,
    lines::{Line, lines},
};

/// Where the stretch that starts at `start` ends: around a heading, and at a blank line where no
/// template, table, quotation or tag goes on below it.
pub fn stretch(text: &str, start: usize) -> usize {
    let mut scan = Scan::default();
    let mut after_blank = false;
    for line in lines(text, start) {
        let words = line.of(text);
        if scan.tag.is_some() {
            scan.line(words);
            continue;
        }
        if words.trim().is_empty() {
            after_blank = true;
            continue;
        }
        let is_title = title(words.trim_end()).is_some();
        if line.start > start && (is_title || after_blank && !scan.goes_on(words)) {
            return line.start;
        }
        if is_title {
            return after_title(text, line);
        }
        after_blank = false;
        scan.line(words);
    }
    text.len()
}

/// Level and words of a heading: `== Words ==`.
pub fn title(line: &str) -> Option<(u8, &str)> {
    // A comment may follow it.
    let line = match line.find("<!--") {
        Some(at) if line.ends_with("-->") => line[..at].trim_end(),
        _ => line,
    };
    let open = line.bytes().take_while(|it| *it == b'=').count();
    let close = line.bytes().rev().take_while(|it| *it == b'=').count();
    let level = open.min(close).min(6);
    let inner = line.get(level..line.len().checked_sub(level)?)?;
    (level > 0 && !inner.trim_matches('=').trim().is_empty()).then_some((level as u8, inner))
}

/// Blank lines behind a heading are its own.
fn after_title(text: &str, title: Line) -> usize {
    let words = lines(text, title.next).find(|it| !it.of(text).trim().is_empty());
    words.map_or(text.len(), |it| it.start)
}

#[derive(Default)]
struct Scan {
    /// A tag or comment whose content is left alone: what ends it.
    tag: Option<String>,
    /// Open templates.
    templates: usize,
    table: bool,
    quoted: bool,
}

impl Scan {
    /// Whether what is open goes on with this line, behind a blank one.
    fn goes_on(&self, line: &str) -> bool {
        let line = line.trim_start();
        self.quoted
            || self.templates > 0 && line.starts_with(['|', '}', '*'])
            || self.table && line.starts_with(['|', '!', '*', '#', ':', ';', '{'])
    }

    fn line(&mut self, line: &str) {
        let mut at = 0;
        if let Some(end) = &self.tag {
            let Some(found) = find_tag(line, end) else { return };
            at = found;
            self.tag = None;
        }
        let opening = line[at..].trim_start();
        self.table = (self.table || opening.starts_with("{|")) && !opening.starts_with("|}");
        while let Some(found) = memchr::memchr3(b'{', b'}', b'<', &line.as_bytes()[at..]) {
            at += found;
            let rest = &line[at..];
            if rest.starts_with("{{") {
                self.templates += 1;
                at += 2;
            } else if rest.starts_with("}}") {
                self.templates = self.templates.saturating_sub(1);
                at += 2;
            } else if rest.starts_with('<') {
                at += self.tag(rest).max(1);
            } else {
                at += 1;
            }
        }
    }

    /// Bytes of the tag or comment at the start of `rest`, its content included where it ends here.
    fn tag(&mut self, rest: &str) -> usize {
        let length = html::tag_length(rest);
        let tag = &rest[..length];
        let name = html::name(tag);
        if name == "blockquote" || name == "poem" {
            self.quoted = !tag.starts_with("</");
        }
        let end = match name.as_str() {
            _ if rest.starts_with("<!--") => "-->".to_owned(),
            _ if length == 0 || tag.starts_with("</") || tag.ends_with("/>") => return length,
            name if is_raw(name) => format!("</{name}"),
            _ => return length,
        };
        let behind = if end == "-->" { 4 } else { length };
        match find_tag(&rest[behind..], &end) {
            Some(at) => behind + at,
            None => {
                self.tag = Some(end);
                rest.len()
            }
        }
    }
}

/// Behind the end of a comment or of what a tag opens.
fn find_tag(line: &str, end: &str) -> Option<usize> {
    if end == "-->" {
        return memchr::memmem::find(line.as_bytes(), b"-->").map(|at| at + 3);
    }
    let at = html::closing_tag(line, &end[2..])?;
    Some(at + html::tag_length(&line[at..]))
}

/// Tags in which nothing is markup.
pub fn is_raw(name: &str) -> bool {
    const RAW: [&str; 14] = [
        "nowiki",
        "pre",
        "syntaxhighlight",
        "source",
        "math",
        "chem",
        "gallery",
        "score",
        "timeline",
        "code",
        "templatedata",
        "graph",
        "hiero",
        "mapframe",
    ];
    RAW.contains(&name)
}
