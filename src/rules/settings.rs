use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::sources::lists::Date;

use super::{Ask, Committed, House, Ledger, Rule, Severity};

/// What the writer, the house or the project has chosen. Reading them from files is `features`' work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub profile: Profile,
    pub ask: Ask,
    pub entities: Entities,
    pub verbs: Verbs,
    /// Whether editors show what each sentence stands on.
    pub lens: bool,
    /// Severity by code, `None` for off. What is missing has the profile's severity.
    pub rules: BTreeMap<String, Option<Severity>>,
    /// What the writer of this article has answered already.
    pub ledger: Arc<Ledger>,
    /// Whether only paragraphs that were written or changed since the last commit are asked about.
    pub changed_only: bool,
    /// The article as it was committed last, where that counts.
    pub committed: Option<Arc<Committed>>,
    /// The project's settings file, or where it would stand.
    pub file: Option<PathBuf>,
    /// Whom the desk knows.
    pub house: Arc<House>,
    /// The file in which it says so, if not in the settings.
    pub house_file: Option<PathBuf>,
    pub accurate: Accurate,
    /// Where the accurate model lies, if not beside the program.
    pub model: Option<PathBuf>,
    /// Files and folders with texts of sources.
    pub sources: Vec<Named>,
    /// Lists of sources.
    pub bibliography: Vec<Named>,
    pub citations: Citations,
    pub quotations: Quotations,
    /// How the writer's own outlet is called, and where it appears: "The Harbour Times", "thp.example".
    pub outlet: Vec<String>,
    /// The day it is: an embargo is over then, if the article does not say when it will appear.
    pub today: Option<Date>,
}

/// A file or folder that settings name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub path: String,
    /// The folder of the file that names it; none when the writer has named it in the editor.
    pub base: Option<PathBuf>,
}

/// How Markdown cites where an article could do it in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Citations {
    /// As the article does already.
    #[default]
    Auto,
    /// `[@key]`
    Keys,
    /// `[^key]`, and a note at the end.
    Notes,
}

/// How near a quotation stays to what was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quotations {
    /// Word for word.
    #[default]
    Verbatim,
    /// Without fillers, false starts and repeats.
    Tidied,
}

/// Whether the accurate model reads in the background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accurate {
    /// Where it is installed.
    #[default]
    Auto,
    Off,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    #[default]
    Wire,
    Feature,
    Opinion,
    Encyclopedia,
}

/// Where names are listed as hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entities {
    /// On the first mention of each.
    #[default]
    First,
    Off,
}

/// Which reporting verbs count as loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verbs {
    #[default]
    Default,
    /// Also the weak ones: emphasise, assert, assure.
    Strict,
}

impl Profile {
    /// What a rule's findings weigh in this kind of writing; `None` where the question is out of place.
    fn severity(self, rule: &Rule) -> Option<Severity> {
        match (self, rule.code) {
            (Profile::Encyclopedia, "relative-time" | "unattributed-claim") => Some(Severity::Warning),
            (Profile::Feature, "unattributed-claim") => Some(Severity::Hint),
            (Profile::Opinion, "unattributed-claim" | "opinion-in-own-voice") => None,
            _ => Some(rule.severity),
        }
    }
}

impl Settings {
    /// These settings, with their paths counted from the folder of the file that they stand in.
    pub fn within(self, folder: &Path) -> Settings {
        let from_here = |named: Vec<Named>| {
            let based = |it: Named| Named { base: it.base.or_else(|| Some(folder.to_owned())), ..it };
            named.into_iter().map(based).collect()
        };
        Settings {
            model: self.model.map(|it| folder.join(it)),
            house_file: self.house_file.map(|it| folder.join(it)),
            sources: from_here(self.sources),
            bibliography: from_here(self.bibliography),
            ..self
        }
    }

    /// These settings, with more that the house knows.
    pub fn with_house(mut self, house: &House) -> Settings {
        self.house = Arc::new(self.house.with(house));
        self
    }

    /// Whether a name is that of the outlet that the article is written for.
    pub fn is_own_outlet(&self, name: &str) -> bool {
        let plain = |it: &str| {
            let it = it.to_lowercase().replace('’', "'");
            let it = it.trim_matches(|it: char| it.is_whitespace() || matches!(it, ',' | '*' | '_' | '"'));
            let it = it.strip_suffix("'s").unwrap_or(it).trim_end_matches('\'');
            let it =
                it.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
            it.strip_prefix("the ").unwrap_or(it).trim_end_matches('/').to_owned()
        };
        let name = plain(name);
        // "The newspaper The Harbour Times" is the Harbour Times.
        let ends = |own: &str| name.strip_suffix(own).is_some_and(|it| it.is_empty() || it.ends_with(' '));
        self.outlet.iter().map(|it| plain(it)).any(|own| !own.is_empty() && ends(&own))
    }

    /// The severity a rule's findings have; `None` when it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.rules.get(rule.code).copied().unwrap_or_else(|| self.profile.severity(rule))
    }

    /// What one finding weighs when its rule weighs `chosen`. A milder case stays milder; a graver one is graver
    /// only where nobody has changed the rule's weight.
    pub(super) fn weighed(rule: &Rule, own: Severity, chosen: Severity) -> Severity {
        if own > rule.severity {
            own.max(chosen)
        } else if chosen == rule.severity {
            own
        } else {
            chosen
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn an_outlet_is_known_with_and_without_its_article() {
        let outlet = vec!["The Harbour Times".to_owned(), "harbour.example".to_owned()];
        let settings = Settings { outlet, ..Settings::default() };
        for name in
            ["Harbour Times", "the Harbour Times’s", "the newspaper The Harbour Times", "www.harbour.example"]
        {
            assert!(settings.is_own_outlet(name), "{name}");
        }
        for name in ["Times", "The Harbour Times Weekly", "Old Harbour", ""] {
            assert!(!settings.is_own_outlet(name), "{name}");
        }
        assert!(!Settings::default().is_own_outlet("The Harbour Times"));
    }

    #[test]
    fn a_profile_weighs_and_the_writer_decides() {
        let severity = |settings: &Settings, code: &str| settings.severity(rules::find(code).unwrap());
        let mut settings = Settings { profile: Profile::Encyclopedia, ..Settings::default() };
        assert_eq!(severity(&Settings::default(), "relative-time"), Some(Severity::Hint));
        assert_eq!(severity(&settings, "relative-time"), Some(Severity::Warning));
        assert_eq!(severity(&settings, "vague-source"), Some(Severity::Warning));
        settings.rules.insert("relative-time".to_owned(), None);
        assert_eq!(severity(&settings, "relative-time"), None);
        settings.profile = Profile::Opinion;
        assert_eq!(severity(&settings, "unattributed-claim"), None);
    }
}
