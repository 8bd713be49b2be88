use super::Told;
use crate::{
    features::citing::{Asked, cited_at, known},
    rules::Review,
};

/// The source that is cited here, and what it says to its sentence.
pub(super) fn key(review: &Review, offset: usize) -> Option<Told> {
    let cited = cited_at(review, offset)?;
    let texts = review.texts();
    let library = texts.library();
    let is_known = library.find(&cited.key).is_some()
        || !texts.cited(&cited.key).is_empty()
        || library.unread(&cited.key).is_some();
    let asked = Asked::at(review, cited.mark.start);
    is_known.then(|| Told { span: cited.span, text: known(review, &cited.key, asked.as_ref()) })
}
