//! Settings from `onrecord.toml` and from editors.
//!
//! Both become the same [`Choice`]s first. A wrong one costs only itself: it is answered with a
//! sentence that names the key and the nearest right one, and the rest applies.

mod choices;
mod house;
mod project;
pub mod reference;
mod schema;

use choices::{Choice, Choices, apply};
pub use project::{above, housed, project};
pub use schema::{SETTINGS, Setting, Takes};

use crate::rules::{House, Settings};

/// Settings, and what was wrong with what they were read from: each a sentence naming the key and the nearest right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    pub settings: Settings,
    pub complaints: Vec<String>,
}

/// Reads `onrecord.toml`. What is right applies, whatever else is wrong.
pub fn from_toml(text: &str) -> Configuration {
    let (table, errors) = toml::de::DeTable::parse_recoverable(text);
    if let Some(error) = errors.first() {
        let line = error.span().map_or(1, |it| line(text, it.start));
        let complaint =
            format!("Line {line}: this is not TOML ({}). Nothing of this file applies.", error.message());
        return Configuration { complaints: vec![complaint], ..Configuration::default() };
    }
    let mut choices: Choices =
        table.get_ref().iter().map(|(key, value)| toml_choice(text, key, value)).collect();
    choices.sort_by_key(|it| it.line);
    apply(choices, &Settings::default())
}

/// Reads a house file: `[[entities]]` as in `onrecord.toml`, and nothing else.
pub fn house(text: &str) -> (House, Vec<String>) {
    let Configuration { settings, mut complaints } = from_toml(text);
    let only = Settings { house: settings.house.clone(), ..Settings::default() };
    if settings != only {
        complaints.push("A house file has “entities” and no other settings.".to_owned());
    }
    ((*settings.house).clone(), complaints)
}

/// Reads an editor's settings (the object under "onrecord") over what is already chosen.
pub fn from_json(value: &serde_json::Value, base: &Settings) -> Configuration {
    match value {
        serde_json::Value::Object(object) => apply(json_choices(object), base),
        serde_json::Value::Null => Configuration { settings: base.clone(), complaints: Vec::new() },
        other => Configuration {
            settings: base.clone(),
            complaints: vec![format!("The settings must be a table of keys and values, not {other}.")],
        },
    }
}

type Key<'i> = toml::Spanned<toml::de::DeString<'i>>;
type Value<'i> = toml::Spanned<toml::de::DeValue<'i>>;

fn toml_choice(text: &str, key: &Key, value: &Value) -> Choice {
    use choices::Value::{Other, Switch, Table, Tables, Word, Words};
    let line = Some(line(text, key.span().start));
    let chosen = match value.get_ref() {
        toml::de::DeValue::String(it) => Word(it.to_string()),
        toml::de::DeValue::Boolean(it) => Switch(*it),
        toml::de::DeValue::Table(it) => {
            let mut inner: Choices = it.iter().map(|(key, value)| toml_choice(text, key, value)).collect();
            inner.sort_by_key(|it| it.line);
            Table(inner)
        }
        toml::de::DeValue::Array(it) if !it.is_empty() && it.iter().all(|it| it.get_ref().is_table()) => {
            let tables = it.iter().filter_map(|it| it.get_ref().as_table());
            let choices = |it: &toml::de::DeTable| {
                let mut inner: Choices =
                    it.iter().map(|(key, value)| toml_choice(text, key, value)).collect();
                inner.sort_by_key(|it| it.line);
                inner
            };
            Tables(tables.map(choices).collect())
        }
        toml::de::DeValue::Array(it) if it.iter().all(|it| it.get_ref().is_str()) => {
            Words(it.iter().filter_map(|it| it.get_ref().as_str()).map(str::to_owned).collect())
        }
        _ => Other(text.get(value.span()).unwrap_or_default().to_owned()),
    };
    Choice { key: key.get_ref().to_string(), value: chosen, line }
}

fn json_choices(object: &serde_json::Map<String, serde_json::Value>) -> Choices {
    use choices::Value::{Other, Switch, Table, Word, Words};
    // Null is how editors say "not set".
    let set = object.iter().filter(|(_, value)| !value.is_null());
    set.map(|(key, value)| {
        let value = match value {
            serde_json::Value::String(it) => Word(it.clone()),
            serde_json::Value::Bool(it) => Switch(*it),
            serde_json::Value::Object(it) => Table(json_choices(it)),
            serde_json::Value::Array(it) if it.iter().all(serde_json::Value::is_string) => {
                Words(it.iter().filter_map(serde_json::Value::as_str).map(str::to_owned).collect())
            }
            other => Other(other.to_string()),
        };
        Choice { key: key.clone(), value, line: None }
    })
    .collect()
}

/// The number of a line, from 1.
fn line(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|it| **it == b'\n').count()
}
