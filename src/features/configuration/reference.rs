//! The settings as others show them: VS Code's settings page, the tables of the READMEs, the
//! reference for writers.

use serde_json::{Map, Value, json};

use super::schema::{SETTINGS, Setting, Takes};

/// The settings as VS Code wants them declared: the value of `properties` in its manifest.
pub fn properties() -> Value {
    let numbered = SETTINGS.iter().zip(1..);
    Value::Object(numbered.map(|(it, order)| (format!("onrecord.{}", it.key), property(it, order))).collect())
}

/// A table of all settings, a line each; every key begins with `prefix`.
pub fn table(prefix: &str) -> String {
    let mut out = String::from("| setting | values | without it |\n| --- | --- | --- |\n");
    for Setting { key, takes, .. } in SETTINGS {
        let (values, default) = match takes {
            Takes::Words(words) => (listed(&words()), format!("`{}`", words()[0].0)),
            Takes::File(default) => ("the path of a file".to_owned(), (*default).to_owned()),
            Takes::Paths(default) => ("a list of paths".to_owned(), (*default).to_owned()),
            Takes::Names(default) => ("a list of names".to_owned(), (*default).to_owned()),
            Takes::Rules(words) => {
                (format!("a rule's name to {}", listed(&words())), "each rule's own".to_owned())
            }
        };
        out += &format!("| `{prefix}{key}` | {values} | {default} |\n");
    }
    out
}

/// What each setting decides and what each of its words means, a section each, in Markdown.
pub fn sections() -> String {
    SETTINGS.iter().map(section).collect()
}

fn property(setting: &Setting, order: u32) -> Value {
    let mut out = Map::from_iter([
        ("order".to_owned(), json!(order)),
        ("scope".to_owned(), json!("resource")),
        ("markdownDescription".to_owned(), json!(setting.about)),
    ]);
    let mut set = |key: &str, value: Value| drop(out.insert(key.to_owned(), value));
    match setting.takes {
        Takes::Words(words) => {
            let (names, meanings): (Vec<_>, Vec<_>) = words().into_iter().unzip();
            set("type", json!("string"));
            set("default", json!(names[0]));
            set("enum", json!(names));
            set("enumDescriptions", json!(meanings));
        }
        Takes::File(default) => {
            set("type", json!("string"));
            set("default", json!(""));
            // Where a file lies is the machine's affair, and no folder that is not trusted may say it.
            set("scope", json!("machine-overridable"));
            set("markdownDescription", json!(format!("{} Empty: {default}.", setting.about)));
        }
        Takes::Paths(default) => {
            set("type", json!("array"));
            set("items", json!({ "type": "string" }));
            set("default", json!([]));
            // What a folder that is not trusted may read is not for it to say.
            set("scope", json!("machine-overridable"));
            set("markdownDescription", json!(format!("{} Empty: {default}.", setting.about)));
        }
        Takes::Names(default) => {
            set("type", json!("array"));
            set("items", json!({ "type": "string" }));
            set("default", json!([]));
            set("markdownDescription", json!(format!("{} Empty: {default}.", setting.about)));
        }
        Takes::Rules(words) => {
            let (names, meanings): (Vec<_>, Vec<_>) = words().into_iter().unzip();
            let one = json!({ "type": "string", "enum": names, "enumDescriptions": meanings });
            set("type", json!("object"));
            set("default", json!({}));
            set("additionalProperties", one);
        }
    }
    Value::Object(out)
}

fn section(setting: &Setting) -> String {
    let Setting { key, about, takes } = setting;
    let body = match takes {
        Takes::Words(words) => {
            let words = words();
            let rows = words.iter().enumerate().map(|(place, (word, meaning))| {
                format!("| `{word}`{} | {meaning} |\n", if place == 0 { " (default)" } else { "" })
            });
            format!("| value | meaning |\n|---|---|\n{}", rows.collect::<String>())
        }
        Takes::File(default) => format!("The path of a file.\nWithout it: {default}.\n"),
        Takes::Paths(default) => {
            format!("A list of paths, such as `[\"tapes/\"]`.\nWithout it: {default}.\n")
        }
        Takes::Names(default) => {
            format!(
                "A list of names, such as `[\"The Harbour Times\", \"harbour.example\"]`.\nWithout it: {default}.\n"
            )
        }
        Takes::Rules(words) => {
            let rows = words().into_iter().map(|(word, meaning)| format!("| `{word}` | {meaning} |\n"));
            format!(
                "A table from a rule's name to one of these words.\nWithout it each rule has [a weight of its own](../../README.md#what-it-asks).\n\n| value | meaning |\n|---|---|\n{}",
                rows.collect::<String>()
            )
        }
    };
    format!("\n## {key}\n\n{about}\n\n{body}")
}

fn listed(words: &[(&str, &str)]) -> String {
    words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
