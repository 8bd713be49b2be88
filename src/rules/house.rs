//! People and organisations that a desk knows.

/// What a house need not be asked about, and how it spells whom it knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    pub known: Vec<Known>,
}

/// Somebody or something that the house knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// As the house spells it.
    pub name: String,
    pub role: Option<String>,
    /// Other names that may stand for it.
    pub aliases: Vec<String>,
    /// Letters that need not be spelled out.
    pub acronyms: Vec<String>,
}

impl House {
    /// Who is meant by a name or by one of its aliases.
    pub fn knows(&self, name: &str) -> Option<&Known> {
        self.known.iter().find(|it| it.name == name || it.aliases.iter().any(|alias| alias == name))
    }

    /// Whether letters may stand unexplained.
    pub fn accepts(&self, letters: &str) -> bool {
        self.known.iter().flat_map(|it| it.acronyms.iter().chain(&it.aliases)).any(|it| it == letters)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        article::Article,
        markup::Format,
        rules::{Review, Settings},
    };

    fn house() -> Arc<House> {
        let known = |name: &str, acronyms: &[&str]| Known {
            name: name.to_owned(),
            acronyms: acronyms.iter().map(|it| (*it).to_owned()).collect(),
            ..Known::default()
        };
        Arc::new(House { known: vec![known("Office for Quays", &["OQHC"]), known("Katherine Meier", &[])] })
    }

    /// What one rule marks, by what the house knows.
    fn marked(text: &str, code: &str, house: Arc<House>) -> Vec<String> {
        let article = Arc::new(Article::read(text, Format::Plain));
        let review = Review::of(article, &Settings { house, ..Settings::default() });
        let found = review.findings.iter().filter(|it| it.code == code);
        found.map(|it| it.span.of(text).to_owned()).collect()
    }

    #[test]
    fn letters_of_the_house_need_no_long_form() {
        let text = "The OQHC ruled on the case.";
        assert_eq!(marked(text, "undefined-acronym", Arc::default()), ["OQHC"]);
        assert_eq!(marked(text, "undefined-acronym", house()), [""; 0]);
    }

    #[test]
    fn whoever_the_house_knows_needs_no_introduction() {
        let text = "Katherine Meier said that the ferry would stay.";
        assert_eq!(marked(text, "first-reference", Arc::default()), ["Katherine Meier"]);
        assert_eq!(marked(text, "first-reference", house()), [""; 0]);
    }

    #[test]
    fn the_spelling_of_the_house_is_the_right_one() {
        let text = "Catherine Meier, a judge, opened the session. Later Katherine Meier closed it.";
        assert_eq!(marked(text, "inconsistent-name", Arc::default()), ["Katherine Meier"]);
        assert_eq!(marked(text, "inconsistent-name", house()), ["Catherine Meier"]);
    }
}
