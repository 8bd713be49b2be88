use std::{cell::OnceCell, ops::Range};

use super::{
    Quoted, Settings,
    asking::{self, Question, Questions},
    quoted,
};
use crate::{
    article::{self, Article, Paragraph, Sourced, Status},
    markup::{Format, Mark, MarkKind},
    reading::{Attribution, EntityKind, Form, QuoteNature, Source, SourceKind, figure_phrase},
    sources::matching::Texts,
    text::Span,
};

/// What a rule is given.
pub struct Context<'a> {
    pub article: &'a Article,
    pub settings: &'a Settings,
    /// The texts of the sources, as far as the writer has them beside the article.
    pub texts: &'a Texts,
    quoted: Vec<Quoted<'a>>,
    /// Every rule that judges sources asks for it: found once for all of them.
    said: Vec<Said<'a>>,
    questions: OnceCell<Questions>,
    goes_on: bool,
}

/// An attribution with everything a rule asks about it.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    pub paragraph: Paragraph<'a>,
    pub attribution: &'a Attribution,
    pub sourced: &'a Sourced,
}

impl<'a> Said<'a> {
    pub fn source(&self) -> Option<&'a Source> {
        self.attribution.source.as_ref()
    }

    pub fn kind(&self) -> Option<SourceKind> {
        self.source().map(|it| it.kind)
    }

    /// The sentence of its paragraph that holds the cue, or else begins what is said.
    pub fn sentence(&self) -> usize {
        let place = self.attribution.cue.first().or(self.attribution.content.first());
        self.paragraph.reading.passage.sentence_at(place.map_or(0, |it| it.start))
    }

    /// The words of the source as written.
    pub fn source_words(&self) -> &'a str {
        self.source().map_or("", |it| it.span.of(&self.paragraph.reading.passage.text))
    }
}

impl<'a> Context<'a> {
    pub fn new(article: &'a Article, settings: &'a Settings, texts: &'a Texts) -> Context<'a> {
        let said = said(article).collect();
        let quoted = quoted::quoted(article, texts);
        let goes_on = goes_on(article);
        Context { article, settings, texts, quoted, said, questions: OnceCell::new(), goes_on }
    }

    /// The quotations that could be compared with the sources, in order; none without texts of sources.
    pub fn quoted(&self) -> &[Quoted<'a>] {
        &self.quoted
    }

    /// Everything said in the article's own voice: in its body, outside quotations.
    pub fn said(&self) -> impl Iterator<Item = Said<'a>> + '_ {
        self.said.iter().copied()
    }

    /// What a desk would ask about sentences that nobody stands behind, in the order of the text.
    pub fn questions(&self) -> &[Question] {
        &self.all_questions().asked
    }

    /// The same, and what was left out of a text that gives nothing to anybody.
    pub(super) fn all_questions(&self) -> &Questions {
        self.questions.get_or_init(|| asking::questions(self))
    }

    /// What it would ask about one sentence.
    pub fn question(&self, paragraph: usize, sentence: usize) -> Option<&Question> {
        let all = self.questions();
        let place = (paragraph, sentence);
        all.binary_search_by_key(&place, |it| (it.paragraph, it.sentence)).ok().map(|it| &all[it])
    }

    /// The body paragraphs in order.
    pub fn body(&self) -> impl Iterator<Item = Paragraph<'a>> + use<'a> {
        body(self.article)
    }

    /// What the attributions of one paragraph are.
    pub fn said_in(&self, paragraph: usize) -> impl Iterator<Item = Said<'a>> + use<'a> {
        let article = self.article;
        let all = article.attributions();
        let from = all.partition_point(|it| it.paragraph < paragraph);
        let all = all[from..].iter().take_while(move |it| it.paragraph == paragraph).map(move |sourced| {
            let paragraph = article.paragraph(sourced.paragraph);
            Said { paragraph, attribution: &paragraph.reading.attributions[sourced.attribution], sourced }
        });
        // Words that somebody said, and nothing tells who, are said by nobody here.
        all.filter(|it| it.source().is_some() || !it.attribution.cue.is_empty())
    }

    pub fn status(&self, paragraph: usize, sentence: usize) -> Status {
        let status = self.article.support(paragraph, sentence).status;
        let cited = || self.is_cited(&self.article.paragraph(paragraph), sentence..sentence + 1);
        if status == Status::OwnVoice && cited() { Status::Cited } else { status }
    }

    /// Whether a link, note or citation stands on these sentences that leads somewhere; `[@source]` does only
    /// where a list has a source of that name.
    pub fn is_cited(&self, paragraph: &Paragraph, sentences: Range<usize>) -> bool {
        paragraph.citing(sentences).any(|it| !self.is_open(it))
    }

    /// Whether a mark only holds the place of a citation.
    pub fn is_open(&self, mark: &Mark) -> bool {
        let text = self.article.text();
        let defined = |key: &str| {
            let refs = [format!("<ref name=\"{key}\">"), format!("<ref name={key}>")];
            self.article.format() == Format::MediaWiki && refs.iter().any(|it| text.contains(it))
        };
        let known = |key: &str| {
            self.texts.library().find(key).is_some() || !self.texts.cited(key).is_empty() || defined(key)
        };
        article::is_open(mark) && !matches!(&mark.kind, MarkKind::Citation(key) if known(key))
    }

    /// Whether this is an article that goes on to support its lead, as against a text of a few sentences.
    pub fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// A person, by name or pronoun, outside quotations in this sentence.
    pub fn person_in(&self, paragraph: &Paragraph, sentence: usize) -> bool {
        let span = paragraph.reading.passage.sentences[sentence].span;
        paragraph.reading.mentions.iter().any(|it| {
            let person = matches!(it.kind, EntityKind::Person | EntityKind::Org) || it.form == Form::Pronoun;
            person && span.covers(it.span) && !is_quoted(paragraph, it.span)
        })
    }
}

fn said(article: &Article) -> impl Iterator<Item = Said<'_>> {
    article.attributions().iter().filter_map(|sourced| {
        let paragraph = article.paragraph(sourced.paragraph);
        let attribution = &paragraph.reading.attributions[sourced.attribution];
        let said = Said { paragraph, attribution, sourced };
        // What a model marks as said without a cue has no words to ask about.
        let cue = attribution.cue.first()?;
        (paragraph.block.kind.is_body() && !is_quoted(&paragraph, *cue)).then_some(said)
    })
}

fn goes_on(article: &Article) -> bool {
    const SHORT: usize = 8;
    let mut sentences = 0;
    let long = body(article).any(|it| {
        sentences += it.reading.passage.sentences.len();
        sentences >= SHORT
    });
    long && article.attributions().iter().any(|it| !it.weak)
}

fn body(article: &Article) -> impl Iterator<Item = Paragraph<'_>> {
    article.paragraphs().filter(|it| it.block.kind.is_body())
}

/// Whether words stand inside somebody else's: a quotation that is no title.
pub fn is_quoted(paragraph: &Paragraph, span: Span) -> bool {
    paragraph.reading.quotes.iter().any(|it| it.nature != QuoteNature::Title && it.inner.covers(span))
}

impl Said<'_> {
    /// A link, note or citation stands on its sentence.
    pub fn is_cited(&self, context: &Context) -> bool {
        let sentence = self.sentence();
        context.is_cited(&self.paragraph, sentence..sentence + 1)
    }

    /// Where a citation for its sentence goes, in bytes of the document: before the final stop.
    pub fn sentence_end(&self) -> usize {
        self.paragraph.document(Span::at(sentence_end(&self.paragraph, self.sentence()))).start
    }

    /// The first figure in its content, with the words around it: "approximately 3,000 troops".
    pub fn figure(&self) -> Option<String> {
        let reading = self.paragraph.reading;
        let figures = reading.statements.iter().flat_map(|it| &it.figures);
        let mut held = figures.filter(|figure| self.attribution.content.iter().any(|it| it.covers(**figure)));
        held.next().map(|it| figure_phrase(&reading.passage, *it).of(&reading.passage.text).to_owned())
    }
}

/// Where a sentence's words end, in bytes of the prose: before its final punctuation, behind a closing quotation mark.
pub fn sentence_end(paragraph: &Paragraph, sentence: usize) -> usize {
    let passage = &paragraph.reading.passage;
    let span = passage.sentences[sentence].span;
    let words = span.of(&passage.text).trim_end_matches(['.', '!', '?', '…', ' ', '\n', ';', ':']);
    span.start + words.len()
}
