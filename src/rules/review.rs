use std::sync::Arc;

use super::{ALL, Check, Context, Finding, Limit, Rule, Settings, Spot, directives, stacking};
use crate::{
    article::{Article, Paragraph},
    sources::matching::Texts,
    text::Span,
};

/// An article with everything an editor would ask about it.
#[derive(Clone, Debug)]
pub struct Review {
    pub article: Arc<Article>,
    /// By start, then by code.
    pub findings: Vec<Finding>,
    /// What it was compared with.
    texts: Arc<Texts>,
    /// What the rules have an eye on in each paragraph: rule (index into `ALL`) and spot.
    spots: Vec<Spots>,
}

/// None where there is nothing to have an eye on, as in most paragraphs.
type Spots = Option<Arc<[(u8, Spot)]>>;

impl Review {
    /// Reviews an article from scratch, without any text of a source.
    pub fn of(article: Arc<Article>, settings: &Settings) -> Review {
        Review::beside(article, settings, Arc::default())
    }

    /// Reviews an article from scratch beside the texts of its sources.
    pub fn beside(article: Arc<Article>, settings: &Settings, texts: Arc<Texts>) -> Review {
        Review::build(article, settings, texts, None)
    }

    /// Reviews the next state of this article beside the same texts; equal to reviewing it from scratch, only cheaper.
    pub fn after(&self, article: Arc<Article>, settings: &Settings) -> Review {
        Review::build(article, settings, self.texts.clone(), Some(self))
    }

    fn build(
        article: Arc<Article>,
        settings: &Settings,
        texts: Arc<Texts>,
        before: Option<&Review>,
    ) -> Review {
        let spots = spots(&article, before);
        let context = Context::new(&article, settings, &texts);
        let by_rule = by_rule(&spots);
        let mut findings = Vec::new();
        for (number, rule) in ALL.iter().enumerate() {
            let Some(severity) = settings.severity(rule) else { continue };
            let found = match rule.check {
                Check::Whole(check) => check(&context),
                Check::Phrases { judge, .. } => {
                    let most = if rule.limit == Limit::OncePerFile { 1 } else { usize::MAX };
                    judged(&context, &by_rule[number], judge).take(most).collect()
                }
            };
            findings.extend(limited(&article, rule, found).into_iter().map(|it| Finding { severity, ..it }));
        }
        let mut findings = directives::quieted(&article, findings);
        findings.sort_by(|a, b| (a.span.start, a.code, a.span.end).cmp(&(b.span.start, b.code, b.span.end)));
        Review { article, findings: stacking::unstacked(findings), texts, spots }
    }
}

/// Paragraphs that both articles share keep their spots.
fn spots(article: &Article, before: Option<&Review>) -> Vec<Spots> {
    let count = article.paragraphs().len();
    let (head, tail) = before.map_or((0, 0), |it| article.shared_with(&it.article));
    let mut spots = Vec::with_capacity(count);
    if let Some(before) = before {
        spots.extend_from_slice(&before.spots[..head]);
    }
    spots.extend((head..count - tail).map(|index| spot(&article.paragraph(index))));
    if let Some(before) = before {
        spots.extend_from_slice(&before.spots[before.spots.len() - tail..]);
    }
    spots
}

fn spot(paragraph: &Paragraph) -> Spots {
    if !paragraph.block.kind.is_body() {
        return None;
    }
    let rules = ALL.iter().enumerate();
    let spots: Vec<_> = rules
        .filter_map(|(number, rule)| match rule.check {
            Check::Phrases { find, .. } => Some((number as u8, find(paragraph.reading))),
            Check::Whole(_) => None,
        })
        .flat_map(|(number, spots)| spots.into_iter().map(move |it| (number, it)))
        .collect();
    (!spots.is_empty()).then(|| spots.into())
}

/// The spots of each rule in order, with their paragraphs.
fn by_rule(spots: &[Spots]) -> Vec<Vec<(usize, &Spot)>> {
    let mut by_rule = vec![Vec::new(); ALL.len()];
    for (paragraph, spots) in spots.iter().enumerate() {
        for (rule, spot) in spots.iter().flat_map(|it| it.iter()) {
            by_rule[usize::from(*rule)].push((paragraph, spot));
        }
    }
    by_rule
}

fn judged<'a>(
    context: &'a Context,
    spots: &'a [(usize, &Spot)],
    judge: fn(&Context, &Paragraph, &Spot) -> Option<Finding>,
) -> impl Iterator<Item = Finding> + 'a {
    spots.iter().filter_map(move |&(index, spot)| judge(context, &context.article.paragraph(index), spot))
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
