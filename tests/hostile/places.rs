//! Every place that a review hands out lies in its text and between two characters.

use onrecord::{
    article::Paragraph,
    features::{actions, hover, outline},
    rules::{Fix, Review},
    text::Span,
};

/// `step` is the number of bytes between the places that are asked about.
pub fn check(review: &Review, step: usize, case: &str) {
    let case = case.chars().take(200).collect::<String>();
    let place = |span: Span, what: &str| {
        let text = review.article.text();
        assert!(
            text.get(span.start..span.end).is_some(),
            "{what} at {span:?} of {} bytes: {case}",
            text.len()
        );
    };
    for paragraph in review.article.paragraphs() {
        prose(&paragraph, &case);
        documents(&paragraph, &place);
    }
    entities(review, &case);
    findings(review, &place);
    outline::outline(review).iter().for_each(|it| symbol(it, &place));
    asked(review, step, &place);
}

/// Spans of the prose.
fn prose(paragraph: &Paragraph, case: &str) {
    let reading = paragraph.reading;
    let words = &paragraph.block.prose.text;
    assert_eq!(words, &reading.passage.text, "{case}");
    let place = |span: Span, what: &str| {
        assert!(words.get(span.start..span.end).is_some(), "{what} at {span:?} in prose {words:?}: {case}");
    };
    let passage = &reading.passage;
    passage.sentences.iter().for_each(|it| place(it.span, "sentence"));
    passage.tokens.iter().for_each(|it| place(it.span, "token"));
    reading.dateline.iter().for_each(|it| place(*it, "dateline"));
    reading.quotes.iter().for_each(|it| {
        place(it.span, "quotation");
        place(it.inner, "quoted words");
    });
    reading.mentions.iter().for_each(|it| {
        place(it.span, "name");
        it.role.into_iter().for_each(|it| place(it, "role"));
    });
    for it in &reading.attributions {
        it.cue.iter().for_each(|it| place(*it, "cue"));
        it.content.iter().for_each(|it| place(*it, "content"));
        it.source.iter().for_each(|it| {
            place(it.span, "source");
            place(it.head, "head of a source");
        });
    }
    assert_eq!(reading.statements.len(), passage.sentences.len(), "{case}");
    reading.statements.iter().flat_map(|it| &it.figures).for_each(|it| place(*it, "figure"));
    paragraph.block.marks.iter().for_each(|it| place(it.at, "mark"));
}

/// Where prose stands in the document.
fn documents(paragraph: &Paragraph, place: &dyn Fn(Span, &str)) {
    place(paragraph.span(), "paragraph");
    paragraph.block.marks.iter().for_each(|it| place(paragraph.mark_span(it), "mark's bytes"));
    let reading = paragraph.reading;
    reading.passage.sentences.iter().for_each(|it| place(paragraph.document(it.span), "sentence's bytes"));
    reading.passage.tokens.iter().for_each(|it| place(paragraph.document(it.span), "token's bytes"));
    reading.quotes.iter().for_each(|it| place(paragraph.document(it.span), "quotation's bytes"));
    for it in &reading.attributions {
        it.content.iter().for_each(|it| place(paragraph.document(*it), "content's bytes"));
    }
}

fn entities(review: &Review, case: &str) {
    let article = &review.article;
    for entity in article.entities() {
        assert!(!entity.mentions.is_empty(), "{case}");
        for it in &entity.mentions {
            let mentions = &article.paragraph(it.paragraph as usize).reading.mentions;
            assert!(mentions.get(it.mention as usize).is_some(), "{it:?}: {case}");
        }
    }
    let said = article.attributions();
    for it in said {
        let paragraph = article.paragraph(it.paragraph);
        assert!(paragraph.reading.attributions.get(it.attribution).is_some(), "{it:?}: {case}");
        assert!(it.speaker.is_none_or(|it| it < article.entities().len()), "{it:?}: {case}");
        assert!(it.via.is_none_or(|it| it < said.len()), "{it:?}: {case}");
    }
    for paragraph in article.paragraphs() {
        for sentence in 0..paragraph.reading.passage.sentences.len() {
            let by = article.support(paragraph.index, sentence).by;
            assert!(by.is_none_or(|it| it < said.len()), "{by:?}: {case}");
        }
    }
}

fn findings(review: &Review, place: &dyn Fn(Span, &str)) {
    for finding in &review.findings {
        place(finding.span, finding.code);
        for fix in &finding.fixes {
            match fix {
                Fix::Attribute { at }
                | Fix::InsertDate { at }
                | Fix::Cite { at }
                | Fix::Insert { at, .. } => place(Span::at(*at), finding.code),
                Fix::ReplaceSource { span }
                | Fix::NameOutlet { span, .. }
                | Fix::Say { span, .. }
                | Fix::Actively { span, .. } => place(*span, finding.code),
                Fix::Accept(_) => {}
                Fix::Rewrite { edits, .. } => edits.iter().for_each(|it| place(it.span, finding.code)),
            }
        }
    }
}

fn symbol(symbol: &outline::Symbol, place: &dyn Fn(Span, &str)) {
    place(symbol.span, "symbol");
    place(symbol.selection, "symbol's name");
    symbol.children.iter().for_each(|it| self::symbol(it, place));
}

/// Hover and actions, here and there.
fn asked(review: &Review, step: usize, place: &dyn Fn(Span, &str)) {
    let text = review.article.text();
    for offset in (0..=text.len()).step_by(step).filter(|it| text.is_char_boundary(*it)) {
        hover::hover(review, offset).iter().for_each(|it| place(it.span, "hover"));
    }
    let every = review.findings.len() / 50 + 1;
    for finding in review.findings.iter().step_by(every) {
        for action in actions::actions(review, finding.span).iter().take(60) {
            let edits = actions::resolve(review, &action.key);
            edits.iter().for_each(|it| place(it.span, &action.title));
            assert!(
                edits.is_sorted_by(|a, b| a.span.end <= b.span.start),
                "{} overlaps itself",
                action.title
            );
        }
    }
}
