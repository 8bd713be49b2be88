//! What can be folded away: sections, lists of references, what somebody else has written.

use crate::{article::Article, markup::Kind, text::Span};

/// A stretch that folds to its first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    pub span: Span,
    pub kind: FoldKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    Section,
    References,
    Quotation,
}

/// By their starts, the longer first; those of one line are the editor's to leave out.
pub fn folds(article: &Article) -> Vec<Fold> {
    let mut out = sections(article);
    out.extend(runs(article, Kind::Reference, FoldKind::References));
    out.extend(runs(article, Kind::BlockQuote, FoldKind::Quotation));
    out.extend(quotations(article));
    out.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    // A section of references alone needs no second fold for the list.
    out.dedup_by_key(|it| it.span);
    out
}

/// From a heading to the end of what stands below it.
fn sections(article: &Article) -> Vec<Fold> {
    let (mut open, mut out): (Vec<(u8, usize)>, Vec<Fold>) = (Vec::new(), Vec::new());
    let mut end = 0;
    let mut close = |open: &mut Vec<(u8, usize)>, level: u8, end: usize| {
        while let Some((_, start)) = open.pop_if(|it| it.0 >= level) {
            out.push(Fold { span: Span::new(start, end.max(start)), kind: FoldKind::Section });
        }
    };
    for paragraph in article.paragraphs() {
        if let Kind::Heading(level) = paragraph.block.kind {
            close(&mut open, level, end);
            open.push((level, paragraph.span().start));
        }
        end = end.max(paragraph.span().end);
    }
    close(&mut open, 0, end);
    out
}

/// Blocks of one kind that follow each other.
fn runs(article: &Article, kind: Kind, fold: FoldKind) -> Vec<Fold> {
    let mut out: Vec<Fold> = Vec::new();
    let mut goes_on = false;
    for paragraph in article.paragraphs() {
        let is_one = paragraph.block.kind == kind;
        match out.last_mut().filter(|_| goes_on && is_one) {
            Some(last) => last.span = last.span.join(paragraph.span()),
            None if is_one => out.push(Fold { span: paragraph.span(), kind: fold }),
            None => {}
        }
        goes_on = is_one;
    }
    out
}

/// Quotations in the running text; only those that break over lines will be shown.
fn quotations(article: &Article) -> impl Iterator<Item = Fold> + '_ {
    let body = article.paragraphs().filter(|it| it.block.kind.is_body());
    body.flat_map(|paragraph| {
        let quotes = paragraph.reading.quotes.iter().filter(|it| !it.nested);
        quotes.map(move |it| Fold { span: paragraph.document(it.span), kind: FoldKind::Quotation })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    #[test]
    fn sections_references_and_quotations_fold() {
        let text = "# The gate\n\nIt was shut.\n\n## The key\n\n“We lost it\nin May,” Ana Cho said.\n\n\
                    > The keeper writes.\n>\n> At night.\n\n## References\n\n- Cho, A.: The gate. 2021.\n- Diaz, B.: The key. 2022.\n";
        let article = Article::read(text, Format::Markdown);
        let lines = |span: Span| {
            let line = |at: usize| text.bytes().take(at).filter(|it| *it == b'\n').count();
            (line(span.start), line(span.end.saturating_sub(1)))
        };
        let found: Vec<_> = folds(&article).into_iter().map(|it| (lines(it.span), it.kind)).collect();
        assert_eq!(
            found,
            [
                ((0, 16), FoldKind::Section),
                ((4, 11), FoldKind::Section),
                ((6, 7), FoldKind::Quotation),
                ((9, 11), FoldKind::Quotation),
                ((13, 16), FoldKind::Section),
                ((15, 16), FoldKind::References),
            ]
        );
    }
}
