use super::Hover;
use crate::{
    features::citing::{Asked, card},
    rules::Review,
};

/// The source behind a citation key, and what it says to its sentence.
pub(super) fn key(review: &Review, offset: usize) -> Option<Hover> {
    let key = review.article.key_at(offset)?;
    let texts = review.texts();
    let library = texts.library();
    let is_known = library.find(key.key).is_some()
        || !texts.cited(key.key).is_empty()
        || library.unread(key.key).is_some();
    let asked = Asked::at(review, key.mark.start);
    is_known.then(|| Hover { span: key.span, text: card(review, key.key, asked.as_ref()) })
}
