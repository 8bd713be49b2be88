use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use super::{
    ALL, Check, Context, Finding, Fix, Limit, Placed, Rule, Settings, Spot, directives, not_read,
    placeholder_left, source_terms, stacking, unattributed_claim, unfilled, unused_dismissal,
};
use crate::{
    article::{Article, Paragraph},
    markup,
    sources::{lists::Date, matching::Texts},
    text::Span,
};

/// An article with everything an editor would ask about it.
#[derive(Clone, Debug)]
pub struct Review {
    pub article: Arc<Article>,
    /// By start, then by code.
    pub findings: Vec<Finding>,
    /// The rules that failed at this text; they have no findings, the others have all of theirs.
    pub failed: Vec<&'static str>,
    /// When it appears, as it says itself, or else the day it is; asked only where a source was given on terms.
    pub day: Option<Date>,
    /// What it was compared with.
    texts: Arc<Texts>,
    /// What the rules have an eye on in each paragraph.
    spots: Vec<Spots>,
}

/// None where there is nothing to have an eye on, as in most paragraphs.
type Spots = Option<Arc<Spotted>>;

#[derive(Debug, Default)]
struct Spotted {
    /// Rule (index into the list) and spot.
    spots: Vec<(u8, Spot)>,
    /// Indices of the rules that failed here.
    failed: Vec<u8>,
}

impl Review {
    /// Reviews an article from scratch, without any text of a source.
    pub fn of(article: Arc<Article>, settings: &Settings) -> Review {
        Review::beside(article, settings, Arc::default())
    }

    /// Reviews an article from scratch beside the texts of its sources.
    pub fn beside(article: Arc<Article>, settings: &Settings, texts: Arc<Texts>) -> Review {
        Review::build(ALL, article, settings, texts, None)
    }

    /// Reviews the next state of this article beside the same texts; equal to reviewing it from scratch, only cheaper.
    pub fn after(&self, article: Arc<Article>, settings: &Settings) -> Review {
        Review::build(ALL, article, settings, self.texts.clone(), Some(self))
    }

    /// The same beside other texts.
    pub fn after_beside(&self, article: Arc<Article>, settings: &Settings, texts: Arc<Texts>) -> Review {
        Review::build(ALL, article, settings, texts, Some(self))
    }

    /// The texts that it was compared with.
    pub fn texts(&self) -> &Arc<Texts> {
        &self.texts
    }

    fn build(
        rules: &[Rule],
        article: Arc<Article>,
        settings: &Settings,
        texts: Arc<Texts>,
        before: Option<&Review>,
    ) -> Review {
        let article = article.known_to(&settings.house);
        let spots = spots(rules, &article, before);
        let context = Context::new(&article, settings, &texts);
        let by_rule = by_rule(rules, &spots);
        let mut findings = Vec::new();
        let mut failed = Vec::new();
        for (rule, placed) in rules.iter().zip(&by_rule) {
            let Some(severity) = settings.severity(rule) else { continue };
            // A rule that stumbles over a text is a fault of ours; the writer keeps all others.
            let found = placed.as_ref().and_then(|placed| attempt(|| asked(&context, rule, placed)));
            match found {
                Some(found) => findings.extend(
                    limited(&article, rule, new(&article, settings, found))
                        .into_iter()
                        .map(|it| Finding { severity: Settings::weighed(rule, it.severity, severity), ..it })
                        .map(shown),
                ),
                None => failed.push(rule.code),
            }
        }
        let findings = dismissed(&context, findings);
        let mut findings = new(&article, settings, findings);
        findings.sort_by(|a, b| (a.span.start, a.code, a.span.end).cmp(&(b.span.start, b.code, b.span.end)));
        let day = texts.has_terms().then(|| source_terms::day(&article, settings)).flatten();
        source_terms::withhold(&article, &texts, day, &mut findings);
        let mut findings = not_read::in_what_is_read(&article, stacking::unstacked(&article, findings));
        if let Some(note) = attempt(|| unattributed_claim::note_on_the_whole(&context)).flatten() {
            let at = findings.partition_point(|it| it.span.start < note.span.start);
            findings.insert(at, note);
        }
        Review { findings, article, failed, day, texts, spots }
    }
}

/// A finding whose words show no sign that stands for what cannot be read.
fn shown(mut finding: Finding) -> Finding {
    let show = |it: &mut String| {
        if let Cow::Owned(shown) = markup::shown(it) {
            *it = shown;
        }
    };
    show(&mut finding.message);
    show(&mut finding.note);
    finding.related.iter_mut().for_each(|it| show(&mut it.message));
    for fix in &mut finding.fixes {
        match fix {
            Fix::Rewrite { title, .. }
            | Fix::Insert { title, .. }
            | Fix::NameOutlet { placeholder: title, .. } => {
                show(title);
            }
            _ => {}
        }
    }
    finding
}

/// None when it panics.
fn attempt<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn asked(context: &Context, rule: &Rule, placed: &[Placed]) -> Vec<Finding> {
    match rule.check {
        Check::Whole(check) => check(context),
        Check::Together { judge, .. } => judge(context, placed),
        Check::Phrases { judge, .. } | Check::Everywhere { judge, .. } => {
            let most = if rule.limit == Limit::OncePerFile { 1 } else { usize::MAX };
            let judged = placed
                .iter()
                .filter_map(|it| judge(context, &context.article.paragraph(it.paragraph), it.spot))
                .filter(|it| is_new(context.article, context.settings, it));
            judged.take(most).collect()
        }
    }
}

/// Findings in what was written since the last commit, where the writer wants no others.
fn new(article: &Article, settings: &Settings, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|it| is_new(article, settings, it));
    findings
}

fn is_new(article: &Article, settings: &Settings, finding: &Finding) -> bool {
    settings.committed.as_ref().is_none_or(|it| !it.holds(article, finding.span))
}

/// Findings without those that the writer has answered, in the text or beside it; and what is left
/// of answers to nothing.
fn dismissed(context: &Context, mut findings: Vec<Finding>) -> Vec<Finding> {
    let (article, settings) = (context.article, context.settings);
    let (written, _) = directives::directives(article);
    let mut open = Vec::new();
    if let Some(severity) = settings.severity(&placeholder_left::RULE) {
        let (asked, spans) = attempt(|| unfilled::beside_prose(context, &written)).unwrap_or_default();
        findings.extend(asked.into_iter().map(|it| Finding { severity, ..it }));
        open = spans;
    }
    let (findings, comments) = directives::quieted(article, written, findings, &open);
    let (mut findings, entries) = settings.ledger.quieted(article, findings);
    let Some(severity) = settings.severity(&unused_dismissal::RULE) else { return findings };
    let unused = unused_dismissal::comments(settings, &comments).into_iter();
    let unused = unused.chain(unused_dismissal::entries(article, settings, &entries));
    findings.extend(unused.map(|it| Finding { severity, ..it }));
    findings
}

/// Paragraphs that both articles share keep their spots.
fn spots(rules: &[Rule], article: &Article, before: Option<&Review>) -> Vec<Spots> {
    let count = article.paragraphs().len();
    let (head, tail) = before.map_or((0, 0), |it| article.shared_with(&it.article));
    let mut spots = Vec::with_capacity(count);
    if let Some(before) = before {
        spots.extend_from_slice(&before.spots[..head]);
    }
    spots.extend((head..count - tail).map(|index| spot(rules, &article.paragraph(index))));
    if let Some(before) = before {
        spots.extend_from_slice(&before.spots[before.spots.len() - tail..]);
    }
    spots
}

fn spot(rules: &[Rule], paragraph: &Paragraph) -> Spots {
    if paragraph.reading.unread.is_some() {
        return None;
    }
    let is_body = paragraph.block.kind.is_body();
    let mut spotted = Spotted::default();
    for (number, rule) in rules.iter().enumerate() {
        let find = match rule.check {
            Check::Phrases { find, .. } | Check::Together { find, .. } if is_body => find,
            Check::Everywhere { find, .. } => find,
            _ => continue,
        };
        match attempt(|| find(paragraph.reading)) {
            Some(found) => spotted.spots.extend(found.into_iter().map(|it| (number as u8, it))),
            None => spotted.failed.push(number as u8),
        }
    }
    (!spotted.spots.is_empty() || !spotted.failed.is_empty()).then(|| Arc::new(spotted))
}

/// The spots of each rule in order, with their paragraphs; None where it failed at one of them.
fn by_rule<'a>(rules: &[Rule], spots: &'a [Spots]) -> Vec<Option<Vec<Placed<'a>>>> {
    let mut by_rule = vec![Some(Vec::new()); rules.len()];
    for (paragraph, spotted) in spots.iter().enumerate() {
        let Some(spotted) = spotted else { continue };
        for (rule, spot) in &spotted.spots {
            if let Some(placed) = &mut by_rule[usize::from(*rule)] {
                placed.push(Placed { paragraph, spot });
            }
        }
        spotted.failed.iter().for_each(|rule| by_rule[usize::from(*rule)] = None);
    }
    by_rule
}

fn limited(article: &Article, rule: &Rule, mut findings: Vec<Finding>) -> Vec<Finding> {
    let paragraph = |span: Span| article.paragraph_at(span.start).map(|it| it.index);
    match rule.limit {
        Limit::Each => {}
        Limit::OncePerFile => findings.truncate(1),
        Limit::OncePerParagraph => findings.dedup_by_key(|it| paragraph(it.span)),
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{markup::Format, rules};

    fn stumbling(check: Check) -> Rule {
        Rule { check, ..*rules::find("unnamed-report").unwrap() }
    }

    fn review(check: Check) -> Review {
        let rules = [stumbling(check), *rules::find("vague-source").unwrap()];
        let text = "Critics say the bridge was never inspected.";
        let article = Arc::new(Article::read(text, Format::Plain));
        Review::build(&rules, article, &Settings::default(), Arc::default(), None)
    }

    #[test]
    fn a_rule_that_panics_is_left_out_and_the_others_speak() {
        let nowhere = |_: &Context, _: &Paragraph, _: &Spot| -> Option<Finding> { None };
        for check in [
            Check::Whole(|_| panic!("a fault of ours")),
            Check::Phrases { find: |_| panic!("a fault of ours"), judge: nowhere },
        ] {
            let review = review(check);
            assert_eq!(review.failed, ["unnamed-report"]);
            let codes: Vec<_> = review.findings.iter().map(|it| it.code).collect();
            assert_eq!(codes, ["vague-source"]);
        }
    }

    #[test]
    fn a_rule_that_works_has_not_failed() {
        assert_eq!(review(Check::Whole(|_| Vec::new())).failed, [""; 0]);
    }
}
