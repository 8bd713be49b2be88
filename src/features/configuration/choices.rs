use std::{path::PathBuf, sync::Arc};

use super::{
    Configuration, house,
    schema::{
        ACCURATE, ASK, CHANGED_ONLY, CITATIONS, ENTITIES, LENS, PROFILES, QUOTATIONS, SETTINGS, SEVERITIES,
        VERBS, Words,
    },
};
use crate::rules::{self, Entities, Named, Settings, Verbs};

/// One key and what it is set to.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub key: String,
    pub value: Value,
    /// Where it stands in its file, from 1.
    pub line: Option<usize>,
}

impl Choice {
    /// True is another word for "on".
    fn worded(&self) -> Choice {
        let value = match self.value {
            Value::Switch(it) => Value::Word(if it { "on" } else { "off" }.to_owned()),
            _ => self.value.clone(),
        };
        Choice { value, ..self.clone() }
    }
}

pub(super) type Choices = Vec<Choice>;

#[derive(Clone, Debug)]
pub(super) enum Value {
    Word(String),
    Switch(bool),
    Table(Choices),
    Words(Vec<String>),
    Tables(Vec<Choices>),
    /// Anything else, as written.
    Other(String),
}

/// Keys of an editor's own under the same name: they are no business of ours.
const OF_EDITORS: &[&str] = &["path", "trace", "trace.server"];

pub(super) fn apply(choices: Choices, base: &Settings) -> Configuration {
    let mut settings = base.clone();
    let mut complaints = Vec::new();
    let keys: Vec<String> = choices.iter().map(|it| it.key.clone()).collect();
    for choice in choices {
        let outcome = match choice.key.as_str() {
            "profile" => one_of(&choice, PROFILES).map(|it| settings.profile = it),
            "ask" => one_of(&choice, ASK).map(|it| settings.ask = it),
            "entities" if matches!(choice.value, Value::Tables(_)) => {
                if let Value::Tables(tables) = &choice.value {
                    settings.house = Arc::new(house::known(tables, &mut complaints));
                }
                continue;
            }
            "house" => path(&choice).map(|it| settings.house_file = it),
            "entities" => one_of(&choice, ENTITIES).map(|it| settings.entities = it),
            "verbs" => one_of(&choice, VERBS).map(|it| settings.verbs = it),
            "lens" => one_of(&choice.worded(), LENS).map(|it| settings.lens = it),
            "accurate" => one_of(&choice, ACCURATE).map(|it| settings.accurate = it),
            "changed-only" => one_of(&choice.worded(), CHANGED_ONLY).map(|it| settings.changed_only = it),
            "model" => path(&choice).map(|it| settings.model = it),
            "sources" => named(&choice).map(|it| settings.sources = it.unwrap_or(base.sources.clone())),
            "bibliography" => {
                named(&choice).map(|it| settings.bibliography = it.unwrap_or(base.bibliography.clone()))
            }
            "outlet" => names(&choice).map(|it| settings.outlet = it),
            "citations" => one_of(&choice, CITATIONS).map(|it| settings.citations = it),
            "quotations" => one_of(&choice, QUOTATIONS).map(|it| settings.quotations = it),
            "rules" => {
                complaints.extend(apply_rules(&choice, &mut settings));
                continue;
            }
            key if choice.line.is_none() && OF_EDITORS.contains(&key) => continue,
            key => {
                let keys: Vec<&str> = SETTINGS.iter().map(|it| it.key).collect();
                Err(unknown("key", key, &keys))
            }
        };
        complaints.extend(outcome.err().map(|why| placed(&choice, &why)));
    }
    let set = |key: &str| keys.iter().any(|it| it == key);
    complaints.extend(settle(set("entities") && set("rules"), set("verbs") && set("rules"), &mut settings));
    Configuration { settings, complaints }
}

/// Of two settings that contradict each other the narrower one wins: that of the rule itself.
fn settle(entities: bool, verbs: bool, settings: &mut Settings) -> Vec<String> {
    let mut said = Vec::new();
    let of = |code: &str| settings.rules.get(code).copied();
    let (names, loaded) = (of("named-entity"), of("loaded-attribution-verb"));
    if entities && settings.entities == Entities::Off && names.flatten().is_some() {
        settings.entities = Entities::First;
        said.push(
            "“entities” turns the names off and “rules” sets named-entity: the rule's own setting wins."
                .to_owned(),
        );
    }
    if verbs && settings.verbs == Verbs::Strict && loaded == Some(None) {
        said.push(
            "“verbs” is strict and “rules” turns loaded-attribution-verb off: the rule's own setting wins."
                .to_owned(),
        );
    }
    said
}

fn apply_rules(choice: &Choice, settings: &mut Settings) -> Vec<String> {
    let Value::Table(rules) = &choice.value else {
        return vec![placed(choice, "“rules” must be a table, such as vague-source = \"off\".")];
    };
    let codes: Vec<&str> = rules::ALL.iter().map(|it| it.code).collect();
    let set = rules.iter().filter_map(|it| {
        let Some(rule) = rules::find(&it.key) else {
            return Some(placed(it, &unknown("rule", &it.key, &codes)));
        };
        // A switch turns a rule off, or back to what it is by default.
        let severity = match it.value {
            Value::Switch(true) => Ok(Some(rule.severity)),
            Value::Switch(false) => Ok(None),
            _ => one_of(it, SEVERITIES),
        };
        match severity {
            Ok(severity) => {
                settings.rules.insert(rule.code.to_owned(), severity);
                None
            }
            Err(why) => Some(placed(it, &why)),
        }
    });
    set.collect()
}

/// The value that a word stands for, or a sentence that says which words are right.
fn one_of<T: Copy>(choice: &Choice, values: Words<T>) -> Result<T, String> {
    let key = &choice.key;
    let words: Vec<&str> = values.iter().map(|it| it.0).collect();
    let written = match &choice.value {
        Value::Word(word) => match values.iter().find(|it| it.0 == word.to_lowercase()) {
            Some((_, value, _)) => return Ok(*value),
            None => format!("“{word}”"),
        },
        Value::Switch(it) => it.to_string(),
        Value::Table(_) | Value::Tables(_) => "a table".to_owned(),
        Value::Words(it) => format!("{it:?}"),
        Value::Other(it) => it.clone(),
    };
    let nearest = match &choice.value {
        Value::Word(word) => nearest(word, &words).map(|it| format!(" Did you mean “{it}”?")),
        _ => None,
    };
    Err(format!(
        "“{key}” cannot be {written}: it is one of {}.{}",
        words.join(", "),
        nearest.unwrap_or_default()
    ))
}

/// A file by its path; an empty one takes the choice back.
fn path(choice: &Choice) -> Result<Option<PathBuf>, String> {
    match &choice.value {
        Value::Word(word) => Ok((!word.is_empty()).then(|| PathBuf::from(word))),
        _ => Err(format!("“{}” must be the path of a file, in quotation marks.", choice.key)),
    }
}

/// Names, one or several.
fn names(choice: &Choice) -> Result<Vec<String>, String> {
    let names = match &choice.value {
        Value::Word(word) => std::slice::from_ref(word),
        Value::Words(words) => words,
        _ => {
            return Err(format!(
                "“{}” must be a list of names, such as [\"The Harbour Times\"].",
                choice.key
            ));
        }
    };
    Ok(names.iter().filter(|it| !it.trim().is_empty()).cloned().collect())
}

/// Files and folders by their paths, one or several. None where there is none: editors send empty lists
/// for what nobody has set.
fn named(choice: &Choice) -> Result<Option<Vec<Named>>, String> {
    let paths = match &choice.value {
        Value::Word(word) => std::slice::from_ref(word),
        Value::Words(words) => words,
        _ => return Err(format!("“{}” must be a list of paths, such as [\"sources/\"].", choice.key)),
    };
    let paths = paths.iter().filter(|it| !it.is_empty());
    let named: Vec<Named> = paths.map(|it| Named { path: it.clone(), base: None }).collect();
    Ok(Some(named).filter(|it| !it.is_empty()))
}

pub(super) fn unknown(what: &str, name: &str, names: &[&str]) -> String {
    match nearest(name, names) {
        Some(nearest) => format!("There is no {what} “{name}”. Did you mean “{nearest}”?"),
        None => format!("There is no {what} “{name}”. There are {}.", names.join(", ")),
    }
}

fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let likeness = |it: &&&str| strsim::jaro_winkler(&name, it);
    let best = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&best) > 0.6).then_some(*best)
}

pub(super) fn placed(choice: &Choice, why: &str) -> String {
    match choice.line {
        Some(line) => format!("Line {line}: {why}"),
        None => why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{from_json, from_toml};
    use super::*;
    use crate::rules::{Citations, Profile, Severity};

    #[test]
    fn every_key_is_read() {
        let it = from_toml(
            "profile = \"feature\"\nentities = \"off\"\nverbs = \"strict\"\nlens = true\n\n[rules]\nvague-source = \"off\"\nnamed-entity = \"information\"\n",
        );
        assert_eq!(it.complaints.len(), 1, "names are off and on: {:?}", it.complaints);
        let settings = it.settings;
        assert_eq!((settings.profile, settings.verbs), (Profile::Feature, Verbs::Strict));
        assert!(settings.lens);
        assert_eq!(settings.rules.get("vague-source"), Some(&None));
        assert_eq!(settings.rules.get("named-entity"), Some(&Some(Severity::Information)));
    }

    #[test]
    fn sources_are_named_one_or_several() {
        let it =
            from_toml("sources = \"tapes\"\nbibliography = [\"a.bib\", \"b.json\"]\ncitations = \"notes\"\n");
        assert_eq!(it.complaints, [""; 0]);
        let settings = it.settings.within(std::path::Path::new("/desk"));
        let named = |path: &str| Named { path: path.to_owned(), base: Some(PathBuf::from("/desk")) };
        assert_eq!(settings.sources, [named("tapes")]);
        assert_eq!(settings.bibliography, [named("a.bib"), named("b.json")]);
        assert_eq!(settings.citations, Citations::Notes);
        let it = from_toml("sources = 3\nbibliography = [1]\n");
        assert_eq!(it.complaints.len(), 2, "{:?}", it.complaints);
        let json = serde_json::json!({ "sources": ["tapes"], "bibliography": [] });
        let it = from_json(&json, &settings);
        assert_eq!(it.settings.sources, [Named { path: "tapes".to_owned(), base: None }]);
        assert_eq!(it.settings.bibliography, settings.bibliography, "an empty list says nothing");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_the_rest_applies() {
        let it = from_toml(
            "verbs = \"stict\"\nprofil = \"wire\"\nentities = \"off\"\n[rules]\nvague-sources = \"off\"\nunnamed-report = 3\nplaceholder-left = \"error\"\n",
        );
        assert_eq!(
            it.complaints,
            [
                "Line 1: “verbs” cannot be “stict”: it is one of default, strict. Did you mean “strict”?",
                "Line 2: There is no key “profil”. Did you mean “profile”?",
                "Line 5: There is no rule “vague-sources”. Did you mean “vague-source”?",
                "Line 6: “unnamed-report” cannot be 3: it is one of error, warning, information, hint, off.",
            ]
        );
        assert_eq!(it.settings.entities, Entities::Off);
        assert_eq!(it.settings.rules.get("placeholder-left"), Some(&Some(Severity::Error)));
        assert_eq!(it.settings.rules.len(), 1);
    }

    #[test]
    fn of_settings_that_contradict_the_narrower_wins_and_it_is_said() {
        let it = from_toml("entities = \"off\"\n[rules]\nnamed-entity = \"hint\"\n");
        assert_eq!(it.settings.entities, Entities::First);
        assert!(it.complaints[0].contains("the rule's own setting wins"), "{:?}", it.complaints);
        let it = from_toml("verbs = \"strict\"\n[rules]\nloaded-attribution-verb = \"off\"\n");
        assert_eq!(it.settings.rules.get("loaded-attribution-verb"), Some(&None));
        assert_eq!(it.complaints.len(), 1);
        let it = from_toml("entities = \"off\"\nverbs = \"strict\"\n[rules]\nnamed-entity = \"off\"\n");
        assert_eq!((it.settings.entities, it.complaints.len()), (Entities::Off, 0));
    }

    #[test]
    fn whom_the_house_knows_is_listed_and_a_wrong_entry_costs_itself() {
        let it = from_toml(
            "[[entities]]\nname = \"Rail Safety Office\"\nacronyms = [\"RSO\"]\n\n[[entities]]\nrole = \"mayor\"\n\n[[entities]]\nname = \"Ana Cho\"\nalias = \"Cho\"\n",
        );
        let names: Vec<&str> = it.settings.house.known().iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Rail Safety Office", "Ana Cho"]);
        assert!(it.settings.house.accepts("RSO"));
        assert_eq!(
            it.complaints,
            [
                "Line 6: Somebody known to the house needs a “name”.",
                "Line 10: There is no key “alias”. Did you mean “aliases”?",
            ]
        );
        let (house, complaints) =
            super::super::house("profile = \"wire\"\n[[entities]]\nname = \"Ana Cho\"\n");
        assert_eq!((house.known().len(), complaints.len()), (1, 0), "the default profile says nothing");
        let (_, complaints) = super::super::house("profile = \"opinion\"\n");
        assert_eq!(complaints, ["A house file has “entities” and no other settings."]);
    }

    #[test]
    fn broken_toml_is_one_complaint_and_the_defaults_apply() {
        let it = from_toml("entities = \"off\"\nverbs = = 3\n[rules\n");
        assert_eq!(it.settings, Settings::default());
        assert_eq!(it.complaints.len(), 1);
        assert!(it.complaints[0].starts_with("Line 2: this is not TOML"), "{:?}", it.complaints);
    }

    #[test]
    fn an_editors_settings_lie_over_those_of_the_project() {
        let base = from_toml("verbs = \"strict\"\n[rules]\nvague-source = \"off\"\n").settings;
        let value = serde_json::json!({
            "profile": "opinion", "entities": null, "path": "/opt/onrecord", "trace": {"server": "off"},
            "rules": {"unnamed-report": false, "vague-source": "hint"}
        });
        let it = from_json(&value, &base);
        assert_eq!(it.complaints, [""; 0]);
        assert_eq!((it.settings.verbs, it.settings.profile), (Verbs::Strict, Profile::Opinion));
        assert_eq!(it.settings.rules.get("unnamed-report"), Some(&None));
        assert_eq!(it.settings.rules.get("vague-source"), Some(&Some(Severity::Hint)));
    }

    #[test]
    fn an_editor_that_sends_no_table_is_told() {
        let it = from_json(&serde_json::json!([1]), &Settings::default());
        assert_eq!(it.complaints, ["The settings must be a table of keys and values, not [1]."]);
        assert_eq!(from_json(&serde_json::Value::Null, &Settings::default()).complaints, [""; 0]);
    }
}
