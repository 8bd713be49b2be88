use super::{Library, Source};
use crate::sources::lists::Role;

impl Library {
    /// The key that was probably meant by one that names nothing.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        nearest(key, self.sources.iter().map(|it| it.key.as_str()))
    }

    /// Sources whose key, people, title or outlet has all words of `typed`; those whose key begins
    /// with it come first, then later ones before earlier ones.
    pub fn matching(&self, typed: &str) -> Vec<&Source> {
        let typed = typed.to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found: Vec<(bool, &Source)> = self
            .sources
            .iter()
            .filter(|it| {
                let all = it.searchable();
                words.iter().all(|word| all.contains(word))
            })
            .map(|it| (!it.key.to_lowercase().starts_with(&typed), it))
            .collect();
        found.sort_by(|a, b| (a.0, b.1.date(), &a.1.key).cmp(&(b.0, a.1.date(), &b.1.key)));
        found.into_iter().map(|it| it.1).collect()
    }
}

/// The key among `keys` that was probably meant by one that is none of them.
pub fn nearest<'a>(key: &str, keys: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let key = key.to_lowercase();
    let likely = keys.map(|it| (strsim::jaro_winkler(&key, &it.to_lowercase()), it));
    let best = likely.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.85).then_some(best.1)
}

impl Source {
    /// Everything it can be found by, in lower case.
    fn searchable(&self) -> String {
        let people =
            [Role::Author, Role::Editor].into_iter().flat_map(|it| self.people(it)).map(ToString::to_string);
        let words = [Role::Title, Role::Outlet, Role::Publisher, Role::Speaker, Role::Via];
        let words = words.into_iter().filter_map(|it| self.words(it)).map(str::to_owned);
        let all: Vec<String> = [self.key.clone()].into_iter().chain(people).chain(words).collect();
        all.join("\n").to_lowercase()
    }
}
