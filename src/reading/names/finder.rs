//! The walk over a passage that finds names, left to right.

use super::{
    gazetteer::Known,
    people::person_end,
    shapes::{self, Shape, run_end},
    words::{Case, Style, Words},
};
use crate::reading::EntityKind;

/// A name found, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: EntityKind,
    /// Said by a list, a shape or a title, not guessed from what stands around it.
    pub firm: bool,
}

/// Capitalised words that nothing explains yet.
#[derive(Clone, Copy, Debug)]
pub struct Unknown {
    pub start: usize,
    pub end: usize,
}

pub struct Finder<'w, 'p> {
    words: &'w Words<'p>,
    pub found: Vec<Found>,
    pub unknown: Vec<Unknown>,
}

impl<'w, 'p> Finder<'w, 'p> {
    pub fn new(words: &'w Words<'p>) -> Finder<'w, 'p> {
        Finder { words, found: Vec::new(), unknown: Vec::new() }
    }

    pub fn walk(&mut self) {
        for sentence in &self.words.passage.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                at = if self.words.is_capital(at) { self.step(at, sentence.tokens.end) } else { at + 1 };
            }
        }
    }

    /// Reads what begins at a capitalised word and returns where to go on.
    fn step(&mut self, at: usize, limit: usize) -> usize {
        let words = self.words;
        let word = words.word(at);
        let known = word.entry.known;
        let run = run_end(words, at, limit);
        if let Some(end) = self.company(at, run, limit) {
            return self.add(at, end, EntityKind::Org, true);
        }
        if let Some(end) = self.titled(at, limit) {
            return self.add(at, end, EntityKind::Person, true);
        }
        let listed = shapes::listed(words, at, limit).filter(|it| self.may_be_listed(at, *it, run));
        let shaped = self.may_be_shaped(at).then(|| shapes::shaped(words, at, run, limit)).flatten();
        let best = match (listed, shaped) {
            (Some(listed), Some(shaped)) if shaped.end > listed.end => Some(shaped),
            (listed, shaped) => listed.or(shaped),
        };
        if let Some(shape) = best.filter(|it| it.end > at + 1 || !self.is_person(at, run)) {
            let shape = self.team(at, shape, run);
            return self.add(at, shape.end, shape.kind, true);
        }
        if known.any(Known::ROLE | Known::MODIFIER) && !self.is_person(at, run) {
            return at + 1;
        }
        if self.is_person(at, run) {
            let end = person_end(words, at, limit);
            return self.add(at, end, EntityKind::Person, true);
        }
        if known.any(Known::FUNCTION) {
            return at + 1;
        }
        if self.is_acronym(at) {
            return self.add(at, at + 1, EntityKind::Org, true);
        }
        self.leave(at, run)
    }

    /// "Orla Motors, Inc.": a firm's legal form may stand behind a comma.
    fn company(&self, at: usize, run: usize, limit: usize) -> Option<usize> {
        let form = run + 1;
        let legal = matches!(
            self.words.passage.word(form),
            "inc" | "inc." | "llc" | "ltd" | "ltd." | "corp" | "corp." | "plc" | "llp" | "gmbh" | "l.p."
        );
        let plain = |it: usize| !self.words.known(it).any(Known::FUNCTION | Known::ROLE);
        let named = run <= at + 5 && (at..run).all(plain);
        (named && form < limit && legal && self.words.is(run, ",")).then_some(form + 1)
    }

    fn add(&mut self, start: usize, end: usize, kind: EntityKind, firm: bool) -> usize {
        self.found.push(Found { start, end, kind, firm });
        end
    }

    /// Unexplained capitals are judged later, when the rest of the passage is known.
    fn leave(&mut self, at: usize, run: usize) -> usize {
        let words = self.words;
        if words.word(at).style != Style::Running {
            return at + 1;
        }
        if words.word(at).opens && words.known(at).any(Known::ORDINARY) {
            return at + 1;
        }
        // "Wardens Anna Holm and Li Wei": a word nobody knows may open a sentence right before a name.
        let unexplained = words.word(at).opens && !words.known(at).any(Known::PERSONAL);
        if unexplained && at + 1 < run && words.known(at + 1).any(Known::GIVEN) {
            return at + 1;
        }
        let stop = |it: usize| words.known(it).any(Known::ROLE | Known::FUNCTION | Known::NAME);
        let end = (at + 1..run).find(|&it| stop(it)).unwrap_or(run);
        let end = if words.word(end - 1).case == Case::Mark { end - 1 } else { end };
        self.unknown.push(Unknown { start: at, end });
        end
    }

    /// "Mr Berg", "spokeswoman Cho": the word before says that this is a person.
    fn titled(&self, at: usize, limit: usize) -> Option<usize> {
        let words = self.words;
        let mut before = at.checked_sub(1)?;
        if words.is(before, ".") && words.word(before).glued {
            before = before.checked_sub(1).filter(|&it| words.known(it).any(Known::ADDRESS))?;
        }
        let role = words.known(before);
        let known = words.known(at);
        let word = words.word(at);
        if !role.any(Known::ROLE) || word.opens || word.style == Style::AllCapitals {
            return None;
        }
        let capital_before = words.is_capital(before);
        // "president Russia", "Prime Minister's Office" and "chief UN" name no person.
        let other = known.any(
            Known::COUNTRY
                | Known::ORG
                | Known::GROUP
                | Known::FUNCTION
                | Known::ROLE
                | Known::ORG_LAST
                | Known::MODIFIER,
        ) && !(known.any(Known::PERSONAL)
            && capital_before
            && !known.any(Known::FUNCTION | Known::COUNTRY | Known::GROUP));
        let acronym =
            word.case == Case::Upper && !known.any(Known::PERSONAL) && words.passage.form(at).len() > 2;
        let place = known.any(Known::PLACE) && !known.any(Known::PERSONAL);
        let everyday = !capital_before && known.any(Known::ORDINARY) && !known.any(Known::PERSONAL);
        if other
            || acronym
            || place
            || everyday
            || word.style == Style::TitleCase && !known.any(Known::PERSONAL)
        {
            return None;
        }
        let end = person_end(words, at, limit);
        let longer = shapes::listed(words, at, limit)
            .is_some_and(|it| it.end > end || it.end == end && it.end > at + 1);
        let shaped = !capital_before
            && shapes::shaped(words, at, run_end(words, at, limit), limit).is_some_and(|it| it.end >= end);
        (!longer && !shaped).then_some(end)
    }

    /// Lists hold everyday words too; those count only where a capital means something.
    fn may_be_listed(&self, at: usize, shape: Shape, run: usize) -> bool {
        let words = self.words;
        let (word, known) = (words.word(at), words.known(at));
        if shape.end > at + 1 {
            return true;
        }
        let everyday = known.any(Known::ORDINARY | Known::FUNCTION | Known::ROLE | Known::NO_ACRONYM);
        let shouted = word.style == Style::AllCapitals && known.any(Known::CAPITALS);
        let weak = known.any(Known::PERSONAL)
            && !known.any(Known::COUNTRY | Known::GROUP)
            && run > at + 1
            && !words.known(at + 1).any(Known::NAME | Known::ORG_LAST | Known::PLACE_LAST | Known::FUNCTION)
            && known.any(Known::GIVEN)
            && words.known(at + 1).any(Known::SURNAME);
        !(shouted
            || weak
            || everyday
                && (word.opens || word.style != Style::Running)
                && !known.any(Known::COUNTRY | Known::GROUP | Known::CAPITALS))
    }

    /// A sentence may begin with an everyday word right before a name: "Police Chief", "But Congress".
    fn may_be_shaped(&self, at: usize) -> bool {
        let word = self.words.passage.word(at);
        !self.words.known(at).any(Known::FUNCTION) && !matches!(word, "former" | "late" | "acting" | "fellow")
    }

    /// "Boston Harriers": a place and a plural are a team.
    fn team(&self, at: usize, shape: Shape, run: usize) -> Shape {
        let words = self.words;
        let plural = || {
            let form = words.passage.word(shape.end);
            form.len() > 4
                && form.ends_with('s')
                && !form.ends_with("ss")
                && !words.known(shape.end).any(Known::NAME | Known::PERSONAL | Known::ROLE | Known::FUNCTION)
        };
        let city = shape.kind == EntityKind::Place && !words.known(at).any(Known::COUNTRY);
        if city && shape.end + 1 == run && words.word(at).style == Style::Running && plural() {
            return Shape { end: run, kind: EntityKind::Org };
        }
        shape
    }

    /// Whether a given name begins somebody's name here.
    fn is_person(&self, at: usize, run: usize) -> bool {
        let words = self.words;
        let (word, known) = (words.word(at), words.known(at));
        if word.case == Case::Upper
            && word.style == Style::Running
            && run == at + 1
            && words.passage.form(at).len() <= 4
        {
            return false;
        }
        let next = words.known(at + 1);
        let paired =
            at + 1 < run || words.is(at + 1, "bin") || words.is(at + 1, "van") || words.is(at + 1, "al");
        let next_personal = paired
            && next.any(Known::SURNAME | Known::GIVEN)
            && !next.any(Known::FUNCTION | Known::COUNTRY | Known::GROUP);
        let everyday = known.any(
            Known::ORDINARY
                | Known::FUNCTION
                | Known::ROLE
                | Known::ORG_LAST
                | Known::NO_ACRONYM
                | Known::MODIFIER,
        );
        if !known.any(Known::GIVEN) || known.any(Known::ADDRESS | Known::ROLE) && words.is_capital(at + 1) {
            return false;
        }
        let doubtful = word.style != Style::Running || everyday;
        if known.any(Known::NAME) {
            return next_personal
                && !next.any(Known::ORDINARY)
                && !known.any(Known::COUNTRY | Known::GROUP | Known::ORG)
                || next_personal
                    && known.any(Known::COUNTRY)
                    && next.any(Known::SURNAME)
                    && !next.any(Known::ORDINARY | Known::NAME);
        }
        if doubtful {
            return next_personal
                && !next.any(Known::ORDINARY | Known::ROLE | Known::ORG_LAST | Known::PLACE_LAST);
        }
        true
    }

    /// "EPA": two to six capitals that no word of English hides behind.
    fn is_acronym(&self, at: usize) -> bool {
        let words = self.words;
        let (word, known) = (words.word(at), words.known(at));
        let form = words.passage.form(at);
        let letters = form.chars().filter(|it| it.is_alphabetic()).count();
        let spelled = form.chars().all(|it| it.is_alphabetic() || it == '.');
        // "M.D. Harlan": these are initials.
        let initials =
            form.contains('.') && words.is_capital(at + 1) && words.word(at + 1).case == Case::Title;
        word.case == Case::Upper
            && !initials
            && word.style == Style::Running
            && spelled
            && (2..=6).contains(&letters)
            && !known.any(Known::NO_ACRONYM | Known::ORDINARY | Known::FUNCTION)
            && !(words.word(at + 1).case == Case::Upper && words.word(at + 2).case == Case::Upper)
    }
}
