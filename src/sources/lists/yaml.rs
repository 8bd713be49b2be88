//! YAML with places.
//!
//! A file that breaks somewhere is read once more in pieces, one for each entry at its left edge,
//! so that only the broken piece is lost. References to anchors are followed one level deep:
//! nothing can grow by naming itself.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, Span as Marked};

use super::{
    Problem,
    tree::{DEPTH, Member, Node, Tree, problem},
};
use crate::text::Span;

/// The front matter of a document, without the lines that fence it.
pub fn front_matter(text: &str) -> Option<Span> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let first = text[start..].find('\n').map(|it| start + it + 1)?;
    if text[start..first].trim_end() != "---" {
        return None;
    }
    let mut at = first;
    for line in text[first..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Span::new(first, at));
        }
        at += line.len();
    }
    None
}

/// The trees of a text, all its documents; places count from `offset`.
pub fn read(text: &str, offset: usize, problems: &mut Vec<Problem>) -> Vec<Tree> {
    match documents(text, offset) {
        Ok(trees) => trees,
        Err(_) => in_pieces(text, offset, problems),
    }
}

/// Whether a text is YAML from its beginning to its end.
pub fn is_whole(text: &str) -> bool {
    documents(text, 0).is_ok()
}

/// What could be read of each stretch that begins at the left edge, as one list or one map, or both.
fn in_pieces(text: &str, offset: usize, problems: &mut Vec<Problem>) -> Vec<Tree> {
    let (head, pieces) = pieces(text);
    let whole = Span::new(offset, offset + text.len());
    let mut gathered = Gathered::default();
    // Items below a "references:" that itself stands in no piece belong to it all the same.
    if let Some(name) = head {
        let value = Tree { span: whole, node: Node::Empty };
        gathered.members.push(Member { name, name_span: Span::at(offset), value });
    }
    for piece in pieces {
        let words = piece.of(text);
        match documents(words, offset + piece.start) {
            Ok(read) => read.into_iter().for_each(|it| gathered.add(it)),
            // One item of a list below a key of its own.
            Err(_) if words.len() < text.len() && self::pieces(words).0.is_some() => {
                in_pieces(words, offset + piece.start, problems).into_iter().for_each(|it| gathered.add(it));
            }
            Err((at, message)) => {
                let line = text[at.saturating_sub(offset).min(text.len())..].find('\n').unwrap_or(0);
                let what = words.lines().next().unwrap_or_default().trim();
                let message = format!("This is left out, because it is not YAML ({message}): “{what}”.");
                problems.push(problem(Span::new(at, at + line), message));
            }
        }
    }
    gathered.trees(whole)
}

/// The trees of pieces, put together again.
#[derive(Default)]
struct Gathered {
    members: Vec<Member>,
    /// Items that stand below no key.
    items: Vec<Tree>,
}

impl Gathered {
    fn add(&mut self, tree: Tree) {
        match tree.node {
            Node::Map(members) => self.members.extend(members),
            // Items at the left edge belong to the key above them.
            Node::List(items) => match self.members.last_mut().map(|it| &mut it.value.node) {
                Some(Node::List(above)) => above.extend(items),
                Some(above @ Node::Empty) => *above = Node::List(items),
                _ => self.items.extend(items),
            },
            Node::Words(_) | Node::Empty => {}
        }
    }

    fn trees(self, span: Span) -> Vec<Tree> {
        let list = (!self.items.is_empty()).then_some(Node::List(self.items));
        let map = (!self.members.is_empty()).then_some(Node::Map(self.members));
        list.into_iter().chain(map).map(|node| Tree { span, node }).collect()
    }
}

/// Stretches from one line at the left edge to the next. Where one key holds all items
/// ("references:"), its name, and the items.
fn pieces(text: &str) -> (Option<String>, Vec<Span>) {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    let lines: Vec<(usize, &str)> = lines.filter(|(_, it)| !it.trim().is_empty()).collect();
    let is_item = |it: &str| it.starts_with("- ") || it.trim_end() == "-";
    let edges: Vec<usize> = lines
        .iter()
        .filter(|(_, it)| !it.starts_with([' ', '\t', '#', '}', ']']) && !it.starts_with("---"))
        .map(|(at, _)| *at)
        .collect();
    // A line without a colon is no key, but something that was typed where it breaks the file.
    let is_key = |it: &str| !is_item(it) && it.contains(':');
    let mut keys = lines.iter().filter(|(at, it)| is_key(it) && edges.binary_search(at).is_ok());
    if let (Some((at, line)), None) = (keys.next(), keys.next()) {
        let indent = lines.iter().find(|(it, line)| it > at && is_item(line.trim_start()));
        if let Some((_, first)) = indent {
            let indent = first.len() - first.trim_start().len();
            let is_start = |it: &&(usize, &str)| {
                it.1.len() - it.1.trim_start().len() == indent && is_item(it.1.trim_start())
            };
            let below = lines.iter().filter(|it| it.0 > *at);
            let starts = below.filter(|it| is_start(it) || edges.binary_search(&it.0).is_ok());
            let starts = starts.map(|it| it.0).collect();
            let name = line.split(':').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            return (Some(name.to_owned()), spans(starts, text.len()));
        }
    }
    (None, spans(edges, text.len()))
}

fn spans(starts: Vec<usize>, end: usize) -> Vec<Span> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect()
}

type Broken = (usize, String);

fn documents(text: &str, offset: usize) -> Result<Vec<Tree>, Broken> {
    let mut builder = Builder {
        // The parser counts characters.
        bytes: if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() },
        text,
        offset,
        parser: Parser::new_from_str(text),
        anchors: HashMap::new(),
    };
    let mut trees = Vec::new();
    while let Some((event, marked)) = builder.next()? {
        match event {
            Event::StreamEnd => break,
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            other => trees.push(builder.tree(other, marked, 0)?),
        }
    }
    Ok(trees)
}

struct Builder<'a> {
    text: &'a str,
    offset: usize,
    bytes: Vec<usize>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    /// Words that carry an anchor. Lists and maps are not followed.
    anchors: HashMap<usize, String>,
}

impl<'a> Builder<'a> {
    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Broken> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok((event, marked))) => Ok(Some((event, self.span(marked)))),
            Some(Err(error)) => Err((self.byte(error.marker().index()), error.info().to_owned())),
        }
    }

    fn tree(&mut self, event: Event<'a>, start: Span, depth: usize) -> Result<Tree, Broken> {
        if depth >= DEPTH {
            return Err((start.start, format!("nested deeper than {DEPTH} levels")));
        }
        let (node, span) = match event {
            Event::Scalar(words, style, anchor, _) => {
                if anchor > 0 {
                    self.anchors.insert(anchor, words.to_string());
                }
                let is_plain = style == saphyr_parser::ScalarStyle::Plain;
                let empty = is_plain && matches!(&*words, "" | "~" | "null" | "Null" | "NULL");
                (if empty { Node::Empty } else { Node::Words(words.into_owned()) }, start)
            }
            Event::Alias(anchor) => {
                (self.anchors.get(&anchor).cloned().map_or(Node::Empty, Node::Words), start)
            }
            Event::SequenceStart(..) => self.sequence(start, depth)?,
            Event::MappingStart(..) => self.mapping(start, depth)?,
            _ => (Node::Empty, start),
        };
        Ok(Tree { span: self.trimmed(span), node })
    }

    fn sequence(&mut self, start: Span, depth: usize) -> Result<(Node, Span), Broken> {
        let mut items = Vec::new();
        while let Some((event, marked)) = self.next()? {
            if event == Event::SequenceEnd {
                let end = items.last().map_or(start, |it: &Tree| it.span);
                let end = if self.is_bracketed(start) { marked } else { end };
                return Ok((Node::List(items), start.join(end)));
            }
            items.push(self.tree(event, marked, depth + 1)?);
        }
        Ok((Node::List(items), start))
    }

    fn mapping(&mut self, start: Span, depth: usize) -> Result<(Node, Span), Broken> {
        let mut members = Vec::new();
        let mut last = start;
        while let Some((event, marked)) = self.next()? {
            if event == Event::MappingEnd {
                let end = if self.is_bracketed(start) { marked } else { last };
                return Ok((Node::Map(members), start.join(end)));
            }
            let name = self.tree(event, marked, depth + 1)?;
            last = name.span;
            let Some((event, marked)) = self.next()? else { break };
            let value = self.tree(event, marked, depth + 1)?;
            last = last.join(value.span);
            if let Node::Words(words) = name.node {
                members.push(Member { name: words, name_span: name.span, value });
            }
        }
        Ok((Node::Map(members), start))
    }

    /// Whether a list or map has an end of its own. Others are told to end behind the remarks that follow.
    fn is_bracketed(&self, start: Span) -> bool {
        self.text[start.start - self.offset..].starts_with(['{', '['])
    }

    /// Without the white space that an indented block ends with.
    fn trimmed(&self, span: Span) -> Span {
        let local = Span::new(span.start - self.offset, span.end - self.offset);
        Span::new(span.start, span.start + local.of(self.text).trim_end().len())
    }

    fn span(&self, marked: Marked) -> Span {
        let (start, end) = (self.byte(marked.start.index()), self.byte(marked.end.index()));
        Span::new(start, end.max(start))
    }

    fn byte(&self, character: usize) -> usize {
        let within = match self.bytes.is_empty() {
            true => character.min(self.text.len()),
            false => self.bytes.get(character).copied().unwrap_or(self.text.len()),
        };
        self.offset + within
    }
}
