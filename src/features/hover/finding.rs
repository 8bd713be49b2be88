use super::{Hover, near};
use crate::rules::{self, Finding, Review};

/// The index of names: the hover on the name itself says more.
const INDEX: &str = "named-entity";

/// The rule for which it helps to know who speaks near.
const ORPHANS: &str = "unattributed-quote";

/// What would be asked at this place: the question, what this case adds, and why it is asked at all.
pub(super) fn finding(review: &Review, offset: usize) -> Option<Hover> {
    let here = review.findings.iter().filter(|it| it.code != INDEX && it.span.touches(offset));
    let nearest = here.min_by_key(|it| (it.span.len(), it.severity))?;
    Some(Hover { span: nearest.span, text: text(review, nearest) })
}

fn text(review: &Review, finding: &Finding) -> String {
    let mut out = format!("**{}** · {}", finding.message, finding.code);
    if !finding.note.is_empty() && !finding.message.contains(&finding.note) {
        out.push_str("\n\n");
        out.push_str(&finding.note);
    }
    if let Some(near) =
        Some(finding).filter(|it| it.code == ORPHANS).and_then(|it| near::speakers(&review.article, it.span))
    {
        out.push_str("\n\n");
        out.push_str(&near);
    }
    if let Some(why) =
        rules::find(finding.code).map(|it| why(&it.page().markdown)).filter(|it| !it.is_empty())
    {
        out.push_str("\n\n**Why?** ");
        out.push_str(&why);
    }
    out
}

/// The first paragraph of a page behind its summary.
fn why(page: &str) -> String {
    let paragraph = page.split("\n\n").nth(1).unwrap_or_default();
    if paragraph.starts_with("```") { String::new() } else { paragraph.replace('\n', " ") }
}
