//! # named-entity
//!
//! The first mention of each person, organisation, place or other name: an index, not a reproach.
//!
//! The hint says what the name was read as, how it is introduced and how often it comes back; hover shows the rest.
//! It asks nothing of the writer. `entities = "off"` in the settings turns it off.
//! In a very long text only the first 300 names are listed; hover knows them all.
//!
//! ```article
//! The night porter, Lena Brandt, resigned.
//!                   ^^^^^^^^^^^ Person
//! ```
//!
//! ```article
//! The ferry leaves for Lisbon at dawn.
//!                      ^^^^^^ Place
//! ```
//!
//! ```article
//! She works for the University of Lund.
//!                   ^^^^^^^^^^^^^^^^^^ Organisation
//! ```
//!
//! ```article
//! The sailors of the Harbour Board went home.
//!                    ^^^^^^^^^^^^^ Organisation
//! ```
//!
//! ```article
//! She flew to Tokyo at night.
//!             ^^^^^ Place
//! ```
//!
//! Nothing is listed twice, and words that name nobody are not listed:
//!
//! ```article
//! The ferry leaves at dawn.
//! ```
//!
//! ```article
//! Officials met behind closed doors.
//! ```
//!
//! ```article
//! It rained, and then it snowed.
//! ```
//!
//! ```article
//! The mayor spoke, and the clerk wrote.
//! ```
//!
//! ```article
//! Nobody knew the way.
//! ```

use super::{Check, Context, Entities, Finding, Limit, Rule, Severity};
use crate::{
    article::Entity,
    reading::{EntityKind, Form},
};

pub const RULE: Rule = Rule {
    code: "named-entity",
    severity: Severity::Hint,
    source: include_str!("named_entity.rs"),
    check: Check::Whole(check),
    limit: Limit::Each,
};

/// Names listed. An index longer than that is none, and costs at every key press.
const MOST: usize = 300;

fn check(context: &Context) -> Vec<Finding> {
    if context.settings.entities == Entities::Off {
        return Vec::new();
    }
    context.article.entities().iter().filter_map(|it| finding(context, it)).take(MOST).collect()
}

fn finding(context: &Context, entity: &Entity) -> Option<Finding> {
    if matches!(entity.kind, EntityKind::Date | EntityKind::Number) {
        return None;
    }
    let span = entity.mentions.iter().find_map(|place| {
        let paragraph = context.article.paragraph(place.paragraph as usize);
        let mention = &paragraph.reading.mentions[place.mention as usize];
        let listed = paragraph.block.kind.is_body()
            && mention.form == Form::Name
            && !super::is_quoted(&paragraph, mention.span);
        listed.then(|| paragraph.document(mention.span))
    })?;
    let mut noun = entity.kind.noun().to_owned();
    noun[..1].make_ascii_uppercase();
    let role = entity.role.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
    let times = match entity.mentions.len() {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    Some(RULE.finding(span, format!("{noun}: {}{role}. Mentioned {times}.", entity.name)))
}
