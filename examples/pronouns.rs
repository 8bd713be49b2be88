//! What the resolver of pronouns sees: what its weights are learned from.
//!
//! `pronouns [--weights FILE] < TEXTS > EVIDENCE`: JSON Lines with "id" and "text" in, read as plain text; out, first a
//! line `{"features": [name]}`, then one line a text: `{"id", "entities": [{"name", "person", "mentions":
//! [[start, end, form]]}], "pronouns": [{"start", "end", "speaks", "meant", "people": [{"entity", "features":
//! [[number, value]]}]}]}`. Places count code points, end exclusive; `entity` and `meant` are indices into the
//! entities, or null for nobody named. What a text tells first bears on what it tells later, and so pronouns are
//! resolved on the way, by the weights in FILE or else by the product's own.

#[path = "support/places.rs"]
mod places;

use std::io::{self, BufRead, Write};

use onrecord::{
    article::{
        Article, Entity,
        pronouns::{FEATURES, Weighed, Weights, weigh},
    },
    markup::Format,
    reading::{EntityKind, Form},
};
use places::places;
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let weights = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--weights"), Some(path)) => Weights::parse(&std::fs::read_to_string(path)?),
        _ => Weights::built_in().clone(),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "{}", json!({ "features": &FEATURES[..] }))?;
    for line in io::stdin().lock().lines() {
        let text: Value = serde_json::from_str(&line?)?;
        let words = text["text"].as_str().unwrap_or_default();
        let article = Article::read(words, Format::Plain);
        let (entities, weighed) = weigh(&article, &weights);
        let shown = Shown { article: &article, places: places(words) };
        let entities: Vec<Value> = entities.iter().map(|it| shown.entity(it)).collect();
        let pronouns: Vec<Value> = weighed.iter().map(|it| shown.pronoun(it)).collect();
        writeln!(out, "{}", json!({ "id": text["id"], "entities": entities, "pronouns": pronouns }))?;
    }
    out.flush()
}

struct Shown<'a> {
    article: &'a Article,
    /// For each byte of the text the code points before it.
    places: Vec<usize>,
}

impl Shown<'_> {
    fn place(&self, paragraph: usize, mention: usize) -> (usize, usize, Form) {
        let paragraph = self.article.paragraph(paragraph);
        let mention = &paragraph.reading.mentions[mention];
        let span = paragraph.document(mention.span);
        (self.places[span.start], self.places[span.end], mention.form)
    }

    fn entity(&self, entity: &Entity) -> Value {
        let mentions = entity.mentions.iter().map(|it| {
            let (start, end, form) = self.place(it.paragraph as usize, it.mention as usize);
            let form = match form {
                Form::Name => "name",
                Form::Role => "role",
                Form::Pronoun => "pronoun",
            };
            json!([start, end, form])
        });
        let mentions: Vec<Value> = mentions.collect();
        json!({ "name": entity.name, "person": entity.kind == EntityKind::Person, "mentions": mentions })
    }

    fn pronoun(&self, it: &Weighed) -> Value {
        let (start, end, _) = self.place(it.paragraph, it.mention);
        let people = it.people.iter().map(|it| {
            let features = it.features.iter().enumerate().filter(|it| *it.1 != 0.0);
            let features: Vec<Value> = features.map(|(number, value)| json!([number, value])).collect();
            json!({ "entity": it.entity, "features": features })
        });
        let people: Vec<Value> = people.collect();
        json!({ "start": start, "end": end, "speaks": it.speaks, "meant": it.meant, "people": people })
    }
}
