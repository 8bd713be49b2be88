//! Who may not be given a statement: whoever it tells of, and, where it speaks of a wrong, all who lead, serve or
//! speak for them.
//!
//! A fix that puts an accusation into the mouth of the accused makes a confession of it. What is not certain is not
//! offered: the writer can always type a name.

use std::ops::RangeInclusive;

use crate::{
    article::{Article, Entity, Paragraph},
    reading::{EntityKind, Form, speak_of_wrong},
    text::Span,
};

/// Those who speak for others.
const MOUTHPIECES: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "attorney",
    "counsel",
    "deputy",
    "lawyer",
    "press",
    "representative",
    "solicitor",
];

/// Those who lead something, whatever it is.
const LEADERS: &[&str] = &[
    "boss",
    "ceo",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "chief",
    "commissioner",
    "director",
    "executive",
    "founder",
    "governor",
    "head",
    "leader",
    "manager",
    "mayor",
    "minister",
    "owner",
    "president",
    "secretary",
];

/// Words that many roles share and that tie nobody to anybody.
const COMMON: &[&str] = &[
    "acting",
    "assistant",
    "chief",
    "former",
    "general",
    "head",
    "senior",
    "that",
    "their",
    "the",
    "this",
    "vice",
    "which",
    "with",
    "from",
    "have",
    "been",
    "were",
    "city",
    "town",
];

/// What ties two that a sentence names: "Norlift, which Dana Ruiz runs".
const TIES: &[&str] = &[
    "brother",
    "chairs",
    "chief",
    "director",
    "employee",
    "executive",
    "father",
    "founded",
    "founder",
    "head",
    "heads",
    "husband",
    "leader",
    "leads",
    "led",
    "manager",
    "member",
    "mother",
    "owner",
    "owns",
    "ran",
    "run",
    "runs",
    "sister",
    "wife",
    "works",
];

/// Sentences of a paragraph that are to be given to somebody.
#[derive(Clone, Copy)]
pub struct Statement<'a> {
    article: &'a Article,
    paragraph: Paragraph<'a>,
    first: usize,
    last: usize,
}

impl<'a> Statement<'a> {
    /// The sentence of a paragraph, and all those of a quotation that goes on in it.
    pub fn new(article: &'a Article, paragraph: Paragraph<'a>, sentence: usize) -> Statement<'a> {
        let passage = &paragraph.reading.passage;
        let own = passage.sentences[sentence].span;
        let quotes = paragraph.reading.quotes.iter().filter(|it| it.span.overlaps(own));
        let all = quotes.fold(own, |all, it| all.join(it.span));
        let first = passage.sentence_at(all.start).min(sentence);
        let last = passage.sentence_at(all.end.saturating_sub(1)).max(sentence);
        Statement { article, paragraph, first, last }
    }

    /// Whether nothing speaks against it that this one says so.
    pub fn may_be_said_by(&self, entity: usize) -> bool {
        let told = self.told();
        if told.contains(&entity) || self.names(&self.article.entities()[entity]) || self.has_role_of(entity)
        {
            return false;
        }
        !self.is_of_wrong() || !self.is_tied(entity, &told)
    }

    /// The same for somebody by a name, who may be a stranger to the article.
    pub fn may_be_said_by_name(&self, name: &str) -> bool {
        let last = |it: &str| it.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let meant = |it: &Entity| it.name.eq_ignore_ascii_case(name) || last(&it.name) == last(name);
        let mut known = (0..self.article.entities().len()).filter(|it| meant(&self.article.entities()[*it]));
        !self.has_word(&last(name)) && known.all(|it| self.may_be_said_by(it))
    }

    /// Whether a text by this name may be named for it: for a wrong, not one of whoever is accused.
    pub fn may_come_from(&self, name: &str) -> bool {
        if !self.is_of_wrong() {
            return true;
        }
        let lower = name.to_lowercase();
        let shares = split(&lower).any(|it| means_something(it) && self.has_word(it));
        let mut known = (0..self.article.entities().len())
            .filter(|it| self.article.entities()[*it].name.to_lowercase() == lower);
        !shares && known.all(|it| self.may_be_said_by(it))
    }

    fn sentences(&self) -> RangeInclusive<usize> {
        self.first..=self.last
    }

    fn span(&self) -> Span {
        let all = &self.paragraph.reading.passage.sentences;
        all[self.first].span.join(all[self.last].span)
    }

    /// Its words in lower case.
    fn words(&self) -> impl Iterator<Item = &'a str> {
        let passage = &self.paragraph.reading.passage;
        self.sentences().flat_map(|it| passage.sentences[it].tokens.clone()).map(|it| passage.word(it))
    }

    fn has_word(&self, word: &str) -> bool {
        self.words().any(|it| it == word)
    }

    /// Whether it speaks of a wrong that somebody has done.
    pub fn is_of_wrong(&self) -> bool {
        speak_of_wrong(self.words())
    }

    /// Whom it names, by pronouns too.
    fn told(&self) -> Vec<usize> {
        let span = self.span();
        let mentions = self.paragraph.reading.mentions.iter().enumerate();
        let here = mentions.filter(|(_, it)| span.overlaps(it.span));
        here.filter_map(|(at, _)| self.article.entity_of(self.paragraph.index, at)).collect()
    }

    /// Whether the last word of a person's name, or all of a body's, stands in it.
    fn names(&self, entity: &Entity) -> bool {
        let lower = entity.name.to_lowercase();
        match entity.kind {
            EntityKind::Person => lower.rsplit(' ').next().is_some_and(|it| self.has_word(it)),
            _ => self.span().of(&self.paragraph.reading.passage.lower).contains(&lower),
        }
    }

    /// "The mayor took bribes" tells of Mayor Lund.
    fn has_role_of(&self, entity: usize) -> bool {
        let roles = roles(self.article, entity);
        let mut heads = roles.iter().filter_map(|it| head(it));
        heads.any(|it| self.has_word(it))
    }

    /// Whether somebody leads, serves or speaks for those who are accused, or may do so for all that is known.
    fn is_tied(&self, entity: usize, told: &[usize]) -> bool {
        let candidate = &self.article.entities()[entity];
        let roles = roles(self.article, entity);
        let own: Vec<&str> = roles.iter().flat_map(|it| split(it)).collect();
        let speaks_for = |it: &&str| MOUTHPIECES.contains(it) || it.starts_with("spokes");
        if own.iter().any(|it| speaks_for(it))
            || own.iter().any(|it| means_something(it) && self.has_word(it))
        {
            return true;
        }
        let accused: Vec<usize> =
            told.iter().copied().filter(|it| is_body(&self.article.entities()[*it])).collect();
        if accused.is_empty() {
            // "The company", "he": who that is, nobody has told us.
            let stranger = roles.is_empty() || candidate.kind != EntityKind::Person;
            return stranger || !self.tells_of_office() && own.iter().any(|it| LEADERS.contains(it));
        }
        accused.iter().any(|it| self.share_words(entity, *it) || self.stand_together(entity, *it))
    }

    /// "The mayor", "the minister" and no body: then another office is another person.
    fn tells_of_office(&self) -> bool {
        self.words().any(|it| LEADERS.contains(&it))
    }

    /// "Council chair Oona Feld" and the Tarnby Council; the mayor and whoever speaks for the mayor.
    fn share_words(&self, one: usize, other: usize) -> bool {
        let words = |it: usize| {
            let mut all = roles(self.article, it);
            all.push(self.article.entities()[it].name.to_lowercase());
            all
        };
        let others = words(other);
        let others: Vec<&str> = others.iter().flat_map(|it| split(it)).collect();
        words(one).iter().flat_map(|it| split(it)).any(|it| means_something(it) && others.contains(&it))
    }

    /// Whether a sentence names both and says what one is to the other.
    fn stand_together(&self, one: usize, other: usize) -> bool {
        let places = |it: usize| self.article.mentions_of(&self.article.entities()[it]);
        let sentence = |paragraph: &Paragraph, span: Span| {
            (paragraph.index, paragraph.reading.passage.sentence_at(span.start))
        };
        let others: Vec<(usize, usize)> =
            places(other).map(|(it, mention)| sentence(&it, mention.span)).collect();
        places(one).any(|(paragraph, mention)| {
            let place = sentence(&paragraph, mention.span);
            let passage = &paragraph.reading.passage;
            others.contains(&place)
                && passage
                    .sentences
                    .get(place.1)
                    .is_some_and(|it| it.tokens.clone().any(|it| TIES.contains(&passage.word(it))))
        })
    }
}

fn is_body(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Person | EntityKind::Org)
}

/// How the article introduces somebody, in lower case, everywhere it does.
fn roles(article: &Article, entity: usize) -> Vec<String> {
    let it = &article.entities()[entity];
    let mut out: Vec<String> = it.role.iter().map(|it| it.to_lowercase()).collect();
    for (paragraph, mention) in article.mentions_of(it) {
        let lower = &paragraph.reading.passage.lower;
        out.extend(mention.role.map(|it| it.of(lower).to_owned()));
        // "said Bo Diaz, who speaks for the council": what the phrase of the speaker tells beside the name.
        if mention.form == Form::Name {
            let sources = paragraph.reading.attributions.iter().filter_map(|it| it.source.as_ref());
            let here = sources.filter(|it| it.span.covers(mention.span) && it.span != mention.span);
            out.extend(here.map(|it| it.span.of(lower).replacen(mention.span.of(lower), "", 1)));
        }
    }
    out.retain(|it| it.contains(char::is_alphabetic));
    out.sort_unstable();
    out.dedup();
    out
}

fn split(words: &str) -> impl Iterator<Item = &str> {
    words.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}

/// Whether a word two roles share ties them.
fn means_something(word: &str) -> bool {
    const SHORTEST: usize = 4;
    word.len() >= SHORTEST && !COMMON.contains(&word) && !LEADERS.contains(&word)
}

/// The noun of a role: "mayor" of "the mayor of Lund", "master" of "harbour master".
fn head(role: &str) -> Option<&str> {
    const BEHIND: &[&str] = &["at", "for", "from", "in", "of", "on", "to", "who", "with"];
    split(role).take_while(|it| !BEHIND.contains(it)).last().filter(|it| it.len() > 2)
}
