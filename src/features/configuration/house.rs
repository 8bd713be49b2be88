//! The people and organisations of a house: an array of tables under “entities”, in the settings or
//! in a file of their own.

use super::choices::{Choice, Choices, Value};
use crate::rules::{House, Known};

const KEYS: &[&str] = &["name", "role", "aliases", "acronyms"];

/// Reads one list; an entry that is wrong costs only itself.
pub(super) fn known(tables: &[Choices], complaints: &mut Vec<String>) -> House {
    House::new(tables.iter().filter_map(|it| entry(it, complaints)))
}

fn entry(table: &Choices, complaints: &mut Vec<String>) -> Option<Known> {
    let mut known = Known::default();
    let before = complaints.len();
    for choice in table {
        let outcome = match choice.key.as_str() {
            "name" => word(choice).map(|it| known.name = it),
            "role" => word(choice).map(|it| known.role = Some(it)),
            "aliases" => words(choice).map(|it| known.aliases = it),
            "acronyms" => words(choice).map(|it| known.acronyms = it),
            key => Err(super::choices::unknown("key", key, KEYS)),
        };
        complaints.extend(outcome.err().map(|why| super::choices::placed(choice, &why)));
    }
    if known.name.trim().is_empty() {
        if complaints.len() == before {
            let why = "Somebody known to the house needs a “name”.".to_owned();
            complaints.push(table.first().map_or(why.clone(), |it| super::choices::placed(it, &why)));
        }
        return None;
    }
    Some(known)
}

fn word(choice: &Choice) -> Result<String, String> {
    match &choice.value {
        Value::Word(word) => Ok(word.clone()),
        _ => Err(format!("“{}” must be words in quotation marks.", choice.key)),
    }
}

fn words(choice: &Choice) -> Result<Vec<String>, String> {
    match &choice.value {
        Value::Word(word) => Ok(vec![word.clone()]),
        Value::Words(words) => Ok(words.clone()),
        _ => Err(format!("“{}” must be a list, such as [\"RSO\"].", choice.key)),
    }
}
