//! The article as a whole: who is heard, how often, and who is not.
//!
//! Notes on the story are no findings. One voice may be right for an interview, and a note says so
//! by naming figures and nothing else.

mod response;

use std::collections::HashMap;

use super::carrier::Carrier;
use crate::{
    article::{Article, Sourced, Status},
    markup::MarkKind,
    reading::{QuoteNature, Reading, SourceKind},
    rules::is_quoted,
    text::Span,
};

/// What can be said of an article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    pub figures: Figures,
    /// Whoever is given a statement, the most often heard first.
    pub voices: Vec<Voice>,
    pub notes: Vec<Note>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of the article's own text, headings and quotations set apart left out.
    pub sentences: usize,
    /// Those that somebody, or a citation, stands behind.
    pub supported: usize,
    /// Those on the article's own word alone.
    pub own_voice: usize,
    /// Those of which nothing could be made.
    pub unread: usize,
    /// Statements given to somebody, or to nobody, in the article's own voice.
    pub attributions: usize,
    /// Of these, those given to nobody the reader can name.
    pub unnamed: usize,
    /// Links, notes, citations and documents that speak.
    pub documents: usize,
}

/// Somebody who is given statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub name: String,
    pub statements: usize,
    /// How many of them are given word for word, in part at least.
    pub quoted: usize,
    /// The sentence of each statement, in order, in bytes of the document.
    pub said: Vec<Span>,
    /// The reader can tell who it is.
    pub named: bool,
}

/// Something an editor would want to know of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// "single-voice", "missing-response", "no-documents" or "unnamed-share".
    pub code: &'static str,
    /// In a few words, with its figure.
    pub short: String,
    pub text: String,
}

/// Fewer statements than this make no pattern.
const FEW: usize = 4;

/// Per cent of all statements from which one voice is the only one.
const ONE_VOICE: usize = 80;

/// Per cent of all statements from which too many are unnamed.
const MANY_UNNAMED: usize = 25;

/// Whoever is called no more than this is named nowhere near.
const PRONOUNS: &[&str] = &["it", "he", "she", "they", "we", "i", "one", "who", "this", "that", "those"];

pub fn story(article: &Article) -> Story {
    let said = said(article);
    let voices = voices(article, &said);
    let figures = figures(article, &said);
    let notes = [
        single_voice(&voices, said.len()),
        response::missing(article),
        no_documents(&figures),
        unnamed_share(&figures),
    ];
    Story { figures, voices, notes: notes.into_iter().flatten().collect() }
}

/// One line for the head of the article.
pub fn title(story: &Story) -> String {
    let Figures { sentences, supported, own_voice, unread, .. } = story.figures;
    let heard = story.voices.iter().filter(|it| it.named).count();
    let mut parts: Vec<String> = story.notes.iter().map(|it| it.short.clone()).collect();
    parts.push(format!("{supported} of {sentences} sentences supported, {own_voice} in its own voice"));
    parts.extend((unread > 0).then(|| format!("{unread} not read")));
    parts.push(format!("{heard} {}", if heard == 1 { "source" } else { "sources" }));
    parts.join(" · ")
}

/// The whole list, a line each.
pub fn list(story: &Story) -> String {
    let mut lines: Vec<String> = story.notes.iter().map(|it| format!("{}: {}", it.code, it.text)).collect();
    let Figures { sentences, supported, own_voice, unread, attributions, unnamed, documents } = story.figures;
    let unread = if unread > 0 { format!(", {unread} not read") } else { String::new() };
    lines.push(format!(
        "{sentences} sentences: {supported} supported, {own_voice} in the article’s own voice{unread}. \
         {attributions} statements are attributed, {unnamed} of them to nobody the reader can name. \
         {documents} links, notes and documents."
    ));
    lines.extend(story.voices.iter().map(|it| {
        let share = percent(it.statements, attributions);
        format!("{}: {} ({share} %){}", it.name, it.statements, if it.named { "" } else { ", unnamed" })
    }));
    lines.join("\n")
}

/// Everything said in the article's own voice; whoever only passes words on is not counted for them.
fn said(article: &Article) -> Vec<&Sourced> {
    let all = article.attributions();
    let mut passes_on = vec![false; all.len()];
    all.iter().filter_map(|it| it.via).for_each(|it| passes_on[it] = true);
    let speaks = |it: &&Sourced| {
        let paragraph = article.paragraph(it.paragraph);
        let cue = paragraph.reading.attributions[it.attribution].cue.first();
        paragraph.block.kind.is_body() && cue.is_none_or(|cue| !is_quoted(&paragraph, *cue))
    };
    let all = all.iter().zip(passes_on).filter(|(_, passes_on)| !passes_on).map(|(it, _)| it);
    all.filter(speaks).collect()
}

fn voices(article: &Article, said: &[&Sourced]) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut known: HashMap<Carrier, usize> = HashMap::new();
    for sourced in said {
        // “It is believed”: that is nobody's voice.
        let Some(carrier) = Carrier::of(article, sourced) else { continue };
        let place = *known.entry(carrier.clone()).or_insert(voices.len());
        if place == voices.len() {
            let name = carrier.name(article);
            let named = !sourced.weak && !PRONOUNS.contains(&name.as_str());
            voices.push(Voice { name, statements: 0, quoted: 0, said: Vec::new(), named });
        }
        let (span, is_quoted) = statement(article, sourced);
        voices[place].statements += 1;
        voices[place].quoted += usize::from(is_quoted);
        voices[place].said.extend(span);
    }
    // Stable: of those heard equally often the first to speak comes first.
    voices.sort_by_key(|it| std::cmp::Reverse(it.statements));
    voices
}

/// Where a statement is made, and whether words of it stand in quotation marks.
fn statement(article: &Article, sourced: &Sourced) -> (Option<Span>, bool) {
    let paragraph = article.paragraph(sourced.paragraph);
    let Reading { attributions, quotes, passage, .. } = &paragraph.reading;
    let attribution = &attributions[sourced.attribution];
    let quotes = quotes.iter().filter(|it| it.nature != QuoteNature::Title);
    let is_quoted =
        quotes.map(|it| it.inner).any(|it| attribution.content.iter().any(|said| said.overlaps(it)));
    let words = attribution.cue.first().or(attribution.content.first());
    let mut sentences = passage.sentences.iter().map(|it| it.span);
    let sentence = words.and_then(|words| sentences.find(|it| it.overlaps(*words)));
    (sentence.map(|it| paragraph.document(it)), is_quoted)
}

fn figures(article: &Article, said: &[&Sourced]) -> Figures {
    let mut out = Figures { attributions: said.len(), ..Figures::default() };
    out.unnamed = said.iter().filter(|it| it.weak).count();
    for paragraph in article.paragraphs() {
        let marks = paragraph.block.marks.iter();
        out.documents +=
            marks.filter(|it| !matches!(it.kind, MarkKind::Comment(_) | MarkKind::Inner(_))).count();
        if !paragraph.block.kind.is_body() {
            continue;
        }
        for index in 0..paragraph.reading.passage.sentences.len() {
            let status = article.support(paragraph.index, index).status;
            out.sentences += 1;
            out.supported += usize::from(status.is_support());
            out.own_voice += usize::from(status == Status::OwnVoice);
            out.unread += usize::from(status == Status::Unread);
        }
    }
    let document = |it: &&&Sourced| {
        let attribution = &article.paragraph(it.paragraph).reading.attributions[it.attribution];
        attribution.source.as_ref().is_some_and(|it| it.kind == SourceKind::Document)
    };
    out.documents += said.iter().filter(document).count();
    out
}

fn single_voice(voices: &[Voice], all: usize) -> Option<Note> {
    let first = voices.first().filter(|it| it.named && all >= FEW)?;
    let share = percent(first.statements, all);
    (share >= ONE_VOICE).then(|| Note {
        code: "single-voice",
        short: format!("one voice: {} {share} %", first.name),
        text: format!("{} of {all} statements ({share} %) come from {}.", first.statements, first.name),
    })
}

fn no_documents(figures: &Figures) -> Option<Note> {
    (figures.documents == 0 && figures.attributions >= FEW).then(|| Note {
        code: "no-documents",
        short: "no documents".to_owned(),
        text: "There is no link, note or citation, and no document speaks.".to_owned(),
    })
}

fn unnamed_share(figures: &Figures) -> Option<Note> {
    let share = percent(figures.unnamed, figures.attributions);
    (share >= MANY_UNNAMED && figures.attributions >= FEW).then(|| Note {
        code: "unnamed-share",
        short: format!("{share} % unnamed"),
        text: format!(
            "{} of {} statements ({share} %) are given to nobody the reader can name.",
            figures.unnamed, figures.attributions
        ),
    })
}

/// Rounded to the nearest whole number; 0 of 0 is 0.
fn percent(part: usize, whole: usize) -> usize {
    if whole == 0 { 0 } else { (200 * part + whole) / (2 * whole) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    fn notes(text: &str) -> Vec<String> {
        let story = story(&Article::read(text, Format::Markdown));
        story.notes.into_iter().map(|it| format!("{}: {}", it.code, it.text)).collect()
    }

    #[test]
    fn one_voice_without_documents_is_noted_with_its_share() {
        let text = "Ana Cho said the key was lost. Cho said the gate was shut. She added that it rained.\n\n\
                    According to Nordpress, Cho said the dam would hold. Police said the road was open.\n";
        assert_eq!(
            notes(text),
            [
                "single-voice: 4 of 5 statements (80 %) come from Ana Cho.",
                "no-documents: There is no link, note or citation, and no document speaks.",
            ]
        );
        let linked = text.replace("the road was open", "[the road was open](https://example.org)");
        assert_eq!(notes(&linked).len(), 1);
    }

    #[test]
    fn statements_of_nobody_are_counted() {
        let text = "Ana Cho said the key was lost ([note](https://example.org)). Bo Diaz said the gate was shut.\n\n\
                    Critics say the dam is unsafe. A source said the deal is dead.\n";
        assert_eq!(
            notes(text),
            ["unnamed-share: 2 of 4 statements (50 %) are given to nobody the reader can name."]
        );
    }

    #[test]
    fn a_voice_is_counted_with_its_quotations_and_found_again() {
        let text =
            "“It is ours,” Ana Cho said. Cho said the gate was shut. Police said the road was “open”.\n";
        let article = Article::read(text, Format::Markdown);
        let voices = story(&article).voices;
        let heard: Vec<_> = voices.iter().map(|it| (it.name.as_str(), it.statements, it.quoted)).collect();
        assert_eq!(heard, [("Ana Cho", 2, 1), ("police", 1, 1)]);
        let said: Vec<_> = voices[0].said.iter().map(|it| article.words(*it)).collect();
        assert_eq!(said, ["“It is ours,” Ana Cho said.", "Cho said the gate was shut."]);
    }

    #[test]
    fn a_few_lines_make_no_pattern() {
        assert_eq!(notes("Ana Cho said the key was lost. Critics say so.\n"), [""; 0]);
        assert_eq!(story(&Article::read("", Format::Plain)), Story::default());
    }

    #[test]
    fn the_list_names_every_voice() {
        let text = "Ana Cho said the key was lost. Cho said the gate was shut. Critics say the dam is unsafe. The council met the owners.\n";
        let story = story(&Article::read(text, Format::Markdown));
        let expected = "4 sentences: 3 supported, 1 in the article’s own voice. 3 statements are attributed, \
                        1 of them to nobody the reader can name. 0 links, notes and documents.\n\
                        Ana Cho: 2 (67 %)\ncritics: 1 (33 %), unnamed";
        assert_eq!(list(&story).to_lowercase(), expected.to_lowercase());
        assert_eq!(title(&story), "3 of 4 sentences supported, 1 in its own voice · 1 source");
    }
}
