//! The parts of what is said, for an editor that colours them: source, cue, content, and names.
//!
//! Parts lie in each other: a name in a source, an attribution in another one's content. Editors
//! want stretches that do not overlap and stay in their line, so that each stretch is painted as its
//! innermost part and carries marks for all the parts it belongs to.

use bitflags::bitflags;

use super::carrier;
use crate::{
    article::{Article, Paragraph},
    reading::{ContentKind, EntityKind, Form},
    text::Span,
};

/// A stretch of one line that is painted in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Painted {
    pub span: Span,
    pub part: SaidPart,
    pub marks: Marks,
}

/// What a stretch is; where it is several, the last of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SaidPart {
    Content,
    Entity,
    Source,
    Cue,
}

bitflags! {
    /// Everything that is true of a stretch.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Marks: u32 {
        const SOURCE = 1;
        const CUE = 1 << 1;
        const CONTENT = 1 << 2;
        const ENTITY = 1 << 3;
        /// Somebody's very words.
        const QUOTED = 1 << 4;
        /// The reader cannot tell whose.
        const WEAK = 1 << 5;
        /// By way of somebody else.
        const SECONDHAND = 1 << 6;
    }
}

impl Marks {
    /// Their names in the order of their bits.
    pub const NAMES: [&str; 7] = ["source", "cue", "content", "entity", "quoted", "weak", "secondhand"];
}

/// The painted stretches of the paragraphs that touch `within`, in order, never overlapping.
pub fn painted(article: &Article, within: Span) -> Vec<Painted> {
    let mut out = Vec::new();
    for paragraph in article.paragraphs() {
        let place = paragraph.span();
        if place.start <= within.end && within.start <= place.end {
            flat(article, &paragraph, &layers(article, &paragraph), &mut out);
        }
    }
    out
}

/// A stretch of the prose before it is laid flat.
struct Layer {
    span: Span,
    part: SaidPart,
    marks: Marks,
}

fn layers(article: &Article, paragraph: &Paragraph) -> Vec<Layer> {
    let all = article.attributions();
    let from = all.partition_point(|it| it.paragraph < paragraph.index);
    let own = all[from..].iter().take_while(|it| it.paragraph == paragraph.index);
    let mut out = Vec::new();
    for sourced in own {
        let attribution = &paragraph.reading.attributions[sourced.attribution];
        let mut how = Marks::empty();
        how.set(Marks::WEAK, sourced.weak);
        how.set(Marks::SECONDHAND, carrier::is_second_hand(article, sourced));
        let mut layer = |span: Span, part, marks| out.push(Layer { span, part, marks: marks | how });
        let direct = if attribution.kind == ContentKind::Direct { Marks::QUOTED } else { Marks::empty() };
        attribution.content.iter().for_each(|it| layer(*it, SaidPart::Content, Marks::CONTENT | direct));
        attribution.source.iter().for_each(|it| layer(it.span, SaidPart::Source, Marks::SOURCE));
        attribution.cue.iter().for_each(|it| layer(*it, SaidPart::Cue, Marks::CUE));
    }
    let names = paragraph.reading.mentions.iter().enumerate().filter(|(index, mention)| {
        let counts = matches!(mention.kind, EntityKind::Date | EntityKind::Number);
        let names = mention.form != Form::Role;
        names && !counts && article.entity_of(paragraph.index, *index).is_some()
    });
    out.extend(names.map(|(_, it)| Layer { span: it.span, part: SaidPart::Entity, marks: Marks::ENTITY }));
    out
}

fn flat(article: &Article, paragraph: &Paragraph, layers: &[Layer], out: &mut Vec<Painted>) {
    let mut edges: Vec<usize> = layers.iter().flat_map(|it| [it.span.start, it.span.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let stretch = Span::new(pair[0], pair[1]);
        let here = layers.iter().filter(|it| it.span.covers(stretch));
        let Some(part) = here.clone().map(|it| it.part).max() else { continue };
        let marks = here.fold(Marks::empty(), |all, it| all | it.marks);
        let place = paragraph.document(stretch);
        let taken = out.last().map_or(0, |it| it.span.end);
        for span in lines(article.text(), Span::new(place.start.max(taken), place.end)) {
            out.push(Painted { span, part, marks });
        }
    }
}

/// The words of a stretch line by line, without the space at their ends.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let words = if span.is_empty() { "" } else { span.of(text) };
    let base = words.as_ptr() as usize;
    words.split(['\n', '\r']).map(str::trim).filter(|it| !it.is_empty()).map(move |line| {
        let start = span.start + (line.as_ptr() as usize - base);
        Span::new(start, start + line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{features::testing::marked, markup::Format};

    fn check(text: &str) {
        let marked = marked(text);
        let found = painted(&marked.article, Span::new(0, marked.article.text().len()));
        let words =
            |spans: Vec<Span>| -> Vec<&str> { spans.iter().map(|it| marked.article.words(*it)).collect() };
        assert_eq!(words(found.iter().map(|it| it.span).collect()), words(marked.spans.clone()), "{text}");
        let names: Vec<String> = found
            .iter()
            .map(|it| {
                let marks = Marks::NAMES.iter().enumerate();
                let marks = marks.filter(|(bit, _)| it.marks.bits() >> bit & 1 == 1).map(|(_, name)| *name);
                format!("{:?}: {}", it.part, marks.collect::<Vec<_>>().join(" ")).to_lowercase()
            })
            .collect();
        assert_eq!(names, marked.notes, "{text}");
    }

    #[test]
    fn a_name_in_a_source_is_source_and_entity() {
        check(
            "
Ana Cho said the key was lost.
^^^^^^^ source: source entity
        ^^^^ cue: cue
             ^^^^^^^^^^^^^^^^ content: content
",
        );
    }

    #[test]
    fn what_is_passed_on_and_whose_is_unknown_is_marked() {
        check(
            "
Critics say Cho left.
^^^^^^^ source: source weak
        ^^^ cue: cue weak
            ^^^ entity: content entity weak
                ^^^^ content: content weak
",
        );
    }

    #[test]
    fn stretches_stay_in_their_line_and_never_overlap() {
        let text =
            "“We **lost**\r\nit &amp; *all*,” *Ana\nCho* told the Harlow Post, `x`.\n\n> So\n> she said.\n";
        for format in [Format::Markdown, Format::Plain] {
            let article = Article::read(text, format);
            let all = painted(&article, Span::new(0, text.len()));
            assert!(all.windows(2).all(|it| it[0].span.end <= it[1].span.start), "{all:?}");
            assert!(all.iter().all(|it| !article.words(it.span).contains(['\n', '\r'])));
            assert!(!all.is_empty());
        }
    }
}
