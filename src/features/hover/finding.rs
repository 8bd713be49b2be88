use super::{Told, near};
use crate::{
    features::markdown::Markdown,
    rules::{self, Finding, Review},
};

/// The index of names: the hover on the name itself says more.
const INDEX: &str = "named-entity";

/// The rule for which it helps to know who speaks near.
const ORPHANS: &str = "unattributed-quote";

/// What would be asked at this place: the question, what this case adds, and why it is asked at all.
pub(super) fn finding(review: &Review, offset: usize) -> Option<Told> {
    let here = review.findings.iter().filter(|it| it.code != INDEX && it.span.touches(offset));
    let nearest = here.min_by_key(|it| (it.span.len(), it.severity))?;
    Some(Told { span: nearest.span, text: text(review, nearest) })
}

fn text(review: &Review, finding: &Finding) -> Markdown {
    let mut out = vec![Markdown::of("**{}** · {}", &[&finding.message, &finding.code])];
    if !finding.note.is_empty() && !finding.message.contains(&finding.note) {
        // A note may have lines of its own.
        out.extend(finding.note.lines().filter(|it| !it.trim().is_empty()).map(Markdown::words));
    }
    if finding.code == ORPHANS {
        out.extend(near::speakers(&review.article, finding.span).as_deref().map(Markdown::words));
    }
    let why = rules::find(finding.code).and_then(Markdown::why);
    out.extend(why.map(|it| Markdown::of("**Why?** {}", &[&it])));
    Markdown::paragraphs(out)
}
