//! What joining looks at in a paragraph: its mentions, and people whom it tells of without a name.

use std::ops::Range;

use crate::{
    article::Paragraph,
    language::{Class, Shape},
    reading::{
        Attribution, EntityKind, Form, Reading, SourceKind,
        names::{Known, look_up},
    },
    text::Span,
};

/// All that joining looks at in a mention.
#[derive(PartialEq)]
pub struct Naming<'a> {
    /// Its number in the paragraph; none for somebody without a name ("a former clerk").
    pub mention: Option<u32>,
    pub text: &'a str,
    pub lower: &'a str,
    pub role: Option<&'a str>,
    /// The role in lower case.
    pub called: Option<&'a str>,
    pub kind: EntityKind,
    pub form: Form,
    pub sentence: u32,
    pub sight: Sight,
    /// Its number among the paragraph's.
    pub index: u32,
    /// Those named in what it says, where it is a pronoun and speaks, by their numbers.
    pub says: Vec<Range<u32>>,
    /// In the dateline.
    pub outside: bool,
    /// It stands in brackets right behind another name: "Office for Rail (OfR)".
    pub defines: bool,
    /// "SP" of "SP Anita Rathore": what a person behind it is, and no name.
    pub ranks: bool,
}

/// How a mention stands in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Its sentence begins with it.
    pub opens: bool,
    /// The first person of its sentence that is no owner.
    pub subject: bool,
    /// "Cho’s", "his": what follows is theirs.
    pub owns: bool,
    pub speaks: bool,
    /// Between quotation marks.
    pub quoted: bool,
    /// Right behind a preposition: "with Cho".
    pub leans: bool,
}

pub fn namings<'a>(paragraph: Paragraph<'a>) -> Vec<Naming<'a>> {
    let reading = paragraph.reading;
    let passage = &reading.passage;
    let mut scene = Scene::new(reading);
    let mut out: Vec<Naming> = Vec::with_capacity(reading.mentions.len());
    let mut before: Option<Span> = None;
    let mut strangers = strangers(reading).into_iter().peekable();
    for (index, mention) in reading.mentions.iter().enumerate() {
        let span = mention.span;
        while let Some(stranger) = strangers.next_if(|it| it.start <= span.start) {
            out.push(scene.naming(stranger, None, EntityKind::Misc, Form::Role));
        }
        let mut naming = scene.naming(span, Some(index as u32), mention.kind, mention.form);
        naming.role = mention.role.map(|it| it.of(&passage.text));
        naming.called = mention.role.map(|it| it.of(&passage.lower));
        naming.defines = before.is_some_and(|it| is_definition(&passage.text, it.end, span));
        naming.ranks = mention.form == Form::Name
            && reading.mentions.get(index + 1).is_some_and(|next| ranks(reading, span, next));
        if mention.form == Form::Name {
            before = Some(span);
        }
        out.push(naming);
    }
    for stranger in strangers {
        out.push(scene.naming(stranger, None, EntityKind::Misc, Form::Role));
    }
    find_subjects(&mut out);
    find_content(&mut out, &scene.contents);
    out
}

/// Walks a paragraph from mention to mention.
struct Scene<'a> {
    reading: &'a Reading,
    sentence: usize,
    quote: usize,
    speakers: Vec<(Span, &'a Attribution)>,
    /// Where each mention stands, and what it says.
    contents: Vec<(Span, &'a [Span])>,
}

impl<'a> Scene<'a> {
    fn new(reading: &'a Reading) -> Scene<'a> {
        let sources = reading.attributions.iter().filter_map(|it| Some((it.source.as_ref()?.head, it)));
        let mut speakers: Vec<_> = sources.collect();
        speakers.sort_by_key(|it| it.0);
        Scene { reading, sentence: 0, quote: 0, speakers, contents: Vec::new() }
    }

    /// Mentions come in order.
    fn naming(&mut self, span: Span, mention: Option<u32>, kind: EntityKind, form: Form) -> Naming<'a> {
        let Reading { passage, quotes, .. } = self.reading;
        while passage.sentences.get(self.sentence).is_some_and(|it| it.span.end <= span.start) {
            self.sentence += 1;
        }
        while quotes.get(self.quote).is_some_and(|it| it.span.end <= span.start) {
            self.quote += 1;
        }
        let lower = span.of(&passage.lower);
        let at = self.speakers.partition_point(|it| it.0.end <= span.start);
        let speaks = self.speakers.get(at).filter(|it| it.0.overlaps(span)).map(|it| it.1);
        let behind = &passage.lower[span.end..];
        let genitive = ["'s", "’s", "' ", "’ "].iter().any(|it| behind.starts_with(it));
        let pronoun = form == Form::Pronoun;
        let owner = matches!(lower, "his" | "their")
            || lower == "her"
                && passage.tokens.get(passage.token_at(span.end)).is_some_and(|it| {
                    it.shape != Shape::Mark && !it.class.intersects(Class::PREPOSITION | Class::CONJUNCTION)
                });
        let sight = Sight {
            opens: passage.sentences.get(self.sentence).is_some_and(|it| it.span.start == span.start),
            subject: false,
            owns: if pronoun { owner } else { genitive },
            speaks: speaks.is_some(),
            quoted: quotes.get(self.quote).is_some_and(|it| it.inner.covers(span)),
            leans: passage
                .token_at(span.start)
                .checked_sub(1)
                .is_some_and(|it| passage.tokens[it].class.contains(Class::PREPOSITION)),
        };
        self.contents.push((span, speaks.map_or(&[], |it| &it.content)));
        Naming {
            mention,
            text: span.of(&passage.text),
            lower,
            role: None,
            called: None,
            kind,
            form,
            sentence: self.sentence as u32,
            sight,
            index: self.contents.len() as u32 - 1,
            says: Vec::new(),
            outside: self.reading.dateline.is_some_and(|it| it.covers(span)),
            defines: false,
            ranks: false,
        }
    }
}

/// Marks in each sentence the first person that owns nothing and hangs on no preposition.
fn find_subjects(namings: &mut [Naming]) {
    let mut told = None;
    for it in namings {
        let person = it.kind == EntityKind::Person || it.form != Form::Name;
        if person && !it.sight.owns && !it.sight.quoted && !it.sight.leans && told != Some(it.sentence) {
            told = Some(it.sentence);
            it.sight.subject = true;
        }
    }
}

/// Finds who is named in what each pronoun says.
fn find_content(namings: &mut [Naming], contents: &[(Span, &[Span])]) {
    for (naming, (_, says)) in namings.iter_mut().zip(contents).filter(|it| it.0.form == Form::Pronoun) {
        let inside = says.iter().map(|piece| {
            let start = contents.partition_point(|it| it.0.start < piece.start);
            let end = contents.partition_point(|it| it.0.end <= piece.end).max(start);
            start as u32..end as u32
        });
        naming.says = inside.filter(|it| !it.is_empty()).collect();
    }
}

fn is_definition(text: &str, end: usize, span: Span) -> bool {
    text.get(end..span.start).is_some_and(|it| it == " (" || it == " (the ")
        && text[span.end..].starts_with(')')
}

/// Letters right before a person: an office in short.
fn ranks(reading: &Reading, span: Span, next: &crate::reading::Mention) -> bool {
    const MOST: usize = 5;
    let text = &reading.passage.text;
    let letters = span.of(text);
    let short = letters.len() <= MOST && letters.bytes().all(|it| it.is_ascii_uppercase());
    short
        && next.form == Form::Name
        && next.kind == EntityKind::Person
        && text.get(span.end..next.span.start).is_some_and(|it| it == " " || is_aside(it))
}

/// " (central) " between an office and its holder.
fn is_aside(between: &str) -> bool {
    const MOST: usize = 24;
    let inner = between.strip_prefix(" (").and_then(|it| it.strip_suffix(") "));
    inner.is_some_and(|it| it.len() < MOST && !it.contains(['(', ')']))
}

/// People whom sentences begin with, or who speak, without a name: "a former clerk", "one of the guards".
fn strangers(reading: &Reading) -> Vec<Span> {
    let sources = reading.attributions.iter().filter_map(|it| it.source.as_ref());
    let spoken = sources
        .filter(|it| matches!(it.kind, SourceKind::Described | SourceKind::Anonymous))
        .filter(|it| is_one(reading, it.head))
        .map(|it| Span::new(it.span.start, it.head.end.max(it.span.start)));
    let opening = reading.passage.sentences.iter().filter_map(|it| opener(reading, it.tokens.clone()));
    let mut all: Vec<Span> = spoken.chain(opening).collect();
    all.retain(|it| {
        let mentions = &reading.mentions;
        let at = mentions.partition_point(|own| own.span.end <= it.start);
        // "The judge Kitty Brandt", "the judge, Kitty Brandt": the name follows.
        !mentions.get(at).is_some_and(|own| own.span.start <= it.end + ", ".len())
    });
    all.sort();
    all.dedup_by(|later, earlier| later.start <= earlier.end);
    all
}

/// "A former claims handler, who left …": somebody whom a sentence begins with, told by a role, by "who" or by
/// the ending of a word.
fn opener(reading: &Reading, sentence: std::ops::Range<usize>) -> Option<Span> {
    const MOST: usize = 7;
    let passage = &reading.passage;
    let first = sentence.start;
    let one = matches!(passage.word(first), "a" | "an" | "another" | "one");
    if !one && !matches!(passage.word(first), "the" | "his" | "her" | "their" | "its") {
        return None;
    }
    let ends = |it: usize| {
        let token = passage.tokens[it];
        token.shape == Shape::Mark
            || token.class.intersects(Class::PREPOSITION | Class::AUXILIARY | Class::MODAL)
            || matches!(passage.word(it), "who" | "whose" | "that")
    };
    let upto = sentence.end.min(first + MOST);
    let end = (first + 1..upto).find(|it| ends(*it)).unwrap_or(upto);
    let noun = |it: &usize| passage.tokens[*it].shape == Shape::Lower;
    let role = (first + 1..end).filter(noun).filter(|it| is_role(passage.word(*it))).last();
    let behind = end + usize::from(passage.word(end) == ",");
    let person = matches!(passage.word(behind), "who" | "whose") || one && is_agent(passage.word(end - 1));
    let last = role.or_else(|| (person && end > first + 1).then_some(end - 1).filter(noun))?;
    let word = passage.word(last);
    let plural = word.ends_with('s') && !word.ends_with("ss");
    (!plural).then(|| passage.span(first..last + 1))
}

fn is_role(word: &str) -> bool {
    look_up(word).known.any(Known::ROLE)
}

/// "handler", "neurologist": words for those who do something.
fn is_agent(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["er", "or", "ist", "ian", "man", "woman"];
    word.len() > 5 && ENDINGS.iter().any(|it| word.ends_with(it))
}

fn is_one(reading: &Reading, head: Span) -> bool {
    let noun = head.of(&reading.passage.lower).rsplit([' ', '-']).next().unwrap_or_default();
    let plural = noun.ends_with('s') && !noun.ends_with("ss");
    !plural && (is_role(noun) || is_agent(noun) || matches!(noun, "one" | "another"))
}
