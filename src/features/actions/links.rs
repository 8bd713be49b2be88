//! Links of an article made into citations: the source goes into the writer's list, a citation stands
//! where its address stood.
//!
//! Nothing is fetched: what the entry says is what the address tells, or the page itself where the
//! writer has saved it among the sources.

mod found;
mod making;
mod placing;

use super::{Action, ActionKind, Elsewhere, citing, places};
use crate::{
    rules::{Citations, Review},
    sources::lists::Date,
    text::{Edit, Span},
};
use found::{Link, Shape};
use making::{Maker, Making};

/// How the keys of these actions begin.
const ONE: &str = "link\t";
const ALL: &str = "links\t";
const NOTE: &str = "link-note\t";

/// So many links are turned at once.
const MOST: usize = 300;

/// What an action changes: the article, and the list where a source is new.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// In order, never overlapping.
    pub article: Vec<Edit>,
    pub list: Option<Elsewhere>,
}

/// What can be done about the link at `span`, and about all that stand bare. No edits are computed.
pub fn actions(review: &Review, span: Span, chosen: Citations) -> Vec<Action> {
    let links = found::links(&review.article);
    let maker = Maker::new(review, chosen);
    let touched = links.iter().find(|it| it.span.start <= span.end && span.start <= it.span.end);
    let action = |title: String, kind: ActionKind, key: String| Action {
        title,
        kind,
        finding: None,
        preferred: false,
        key,
    };
    let key = |kind: &str, link: &Link| {
        let Span { start, end } = link.span;
        format!("{kind}{start}\t{end}\t{}", review.article.words(link.span))
    };
    let rewrite = |title: String, key: String| action(title, ActionKind::Rewrite, key);
    let one = touched.and_then(|it| Some(rewrite(maker.title(it)?, key(ONE, it))));
    let note = touched.filter(|it| maker.could_note(it)).map(|it| {
        let title = "Turn the link into a note".to_owned();
        rewrite(title, key(NOTE, it))
    });
    let all = links.iter().any(|it| it.is_bare() && maker.title(it).is_some()).then(|| {
        let title = "Turn all bare links into citations".to_owned();
        action(title, ActionKind::Citations, ALL.to_owned())
    });
    one.into_iter().chain(note).chain(all).collect()
}

/// Whether a key is of one of these actions.
pub fn is_of_link(key: &str) -> bool {
    [ONE, ALL, NOTE].iter().any(|it| key.starts_with(it))
}

/// The edits of an action; none when the text has changed so that it no longer fits. `today` is when
/// the writer has looked at the pages.
pub fn changes(review: &Review, key: &str, chosen: Citations, today: Option<Date>) -> Option<Changes> {
    let mut links = found::links(&review.article);
    let maker = Maker::new(review, chosen).on(today);
    let maker = if key.starts_with(NOTE) { maker.by_notes() } else { maker };
    match key.strip_prefix(ONE).or_else(|| key.strip_prefix(NOTE)) {
        Some(rest) => {
            let mut parts = rest.splitn(3, '\t');
            let span = Span::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let words = parts.next()?;
            links.retain(|it| it.span == span && review.article.words(span) == words);
        }
        None if key.starts_with(ALL) => links.retain(Link::is_bare),
        None => return None,
    }
    links.truncate(MOST);
    let changes = turned(review, &links, maker);
    (!changes.article.is_empty()).then_some(changes)
}

fn turned(review: &Review, links: &[Link], mut maker: Maker) -> Changes {
    let article = &review.article;
    let mut edits = Vec::new();
    let mut notes = Vec::new();
    for link in links {
        let Some(making) = maker.make(link) else { continue };
        match making {
            Making::Template(words) => edits.push(Edit::replace(link.span, words)),
            Making::Cited(citation) => {
                edits.push(placing::edit(article, link, &citation));
                notes.extend(citation.note);
            }
        }
    }
    if !notes.is_empty() {
        let lines = notes.join(places::line_break(article.text()));
        edits.push(citing::at_end(article.text(), &lines));
    }
    Changes { article: edits, list: maker.grown() }
}
