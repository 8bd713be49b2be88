//! Models of random numbers: what they mark means nothing, but it is always the same.

#[path = "../../../tests/support/weights.rs"]
mod weights;

use super::*;

const TEXT: &str = "“We lost the harbour,” Ana Cho told reporters in Lund on Monday. According to Nordpress, \
    the port’s owners, who “never” paid 3,250 workers, said nothing; Mr. Berg did not reply. Why? Nobody knew.";

fn tags(model: &Model, text: &str) -> Tags {
    let passage = Passage::new(text);
    model.tags(&passage)
}

#[test]
fn a_model_marks_the_same_on_every_machine() {
    for file in [weights::fast(96, 50), weights::accurate(64, 2, 10)] {
        let mut model = Model::new(&file).unwrap();
        let marked: Vec<Tags> = Level::all()
            .into_iter()
            .map(|level| {
                model.level = level;
                tags(&model, TEXT)
            })
            .collect();
        assert!(!marked[0].links.is_empty() && !marked[0].names.is_empty());
        assert!(marked.iter().all(|it| *it == marked[0]));
    }
}

#[test]
fn a_sentence_is_marked_the_same_in_any_company() {
    let model = Model::new(&weights::fast(48, 50)).unwrap();
    let Kind::Fast(network) = &model.kind else { panic!("a fast model") };
    let scores = |text: &str| {
        let passage = Passage::new(text);
        network
            .scores(
                &passage,
                &Sight { quotes: quotemarks::states(&passage), flags: model.gazetteer.flags(&passage) },
                model.level,
            )
            .said
    };
    let first = "The dam held and nobody was hurt. ";
    let second = "She said so. ";
    let alone = scores(first);
    let together = scores(&[first, &second.repeat(100)].concat());
    assert_eq!(alone[..], together[..alone.len()]);
}

#[test]
fn texts_without_end_are_marked_in_windows() {
    for file in [weights::fast(16, 5), weights::accurate(32, 1, 0)] {
        let model = Model::new(&file).unwrap();
        let long = "and then the mayor of Lund said that Cho left ".repeat(300);
        for text in [&long, &"x".repeat(3000), &"é".repeat(500), &"?! ".repeat(999), "\u{FFFC}", ""] {
            let found = tags(&model, text);
            let end = Passage::new(text).tokens.len();
            let runs = found.links.iter().flat_map(|it| it.source.iter().chain(&it.cue).chain(&it.content));
            assert!(
                runs.chain(found.names.iter().map(|it| &it.1)).all(|it| it.start < it.end && it.end <= end)
            );
        }
    }
}

#[test]
fn a_damaged_or_foreign_file_is_refused() {
    let good = weights::fast(16, 5);
    assert_eq!(Model::new(b"").err(), Some(Refusal::Foreign));
    assert_eq!(Model::new(b"{\"json\": true}").err(), Some(Refusal::Foreign));
    assert_eq!(Model::new(&good[..15]).err(), Some(Refusal::Damaged));
    assert_eq!(Model::new(&good[..good.len() - 1]).err(), Some(Refusal::Damaged));
    for at in [16, 20, 40, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert_eq!(Model::new(&bad).err(), Some(Refusal::Damaged), "byte {at}");
    }
    let mut shorter = good.clone();
    shorter[12] ^= 1;
    assert!(Model::new(&shorter).is_err());
    let mut newer = good.clone();
    newer[8] = 2;
    assert_eq!(Model::new(&newer).err(), Some(Refusal::Version(2)));
}

/// A file whose header was changed by somebody who knows how to write one.
fn changed(from: &str, to: &str) -> Option<Refusal> {
    let good = weights::fast(16, 5);
    let length = u32::from_le_bytes(good[12..16].try_into().unwrap()) as usize;
    let header = String::from_utf8(good[20..20 + length].to_vec()).unwrap();
    assert!(header.contains(from), "{from}");
    let header = header.replacen(from, to, 1).into_bytes();
    let mut rest = header.clone();
    rest.resize((20 + header.len()).next_multiple_of(64) - 20, 0);
    rest.extend(&good[(20 + length).next_multiple_of(64)..]);
    let mut file = good[..12].to_vec();
    file.extend((header.len() as u32).to_le_bytes());
    file.extend(crc32fast::hash(&rest).to_le_bytes());
    file.extend(rest);
    Model::new(&file).err()
}

#[test]
fn a_header_that_promises_what_is_not_there_is_refused() {
    assert_eq!(changed("16", "16"), None);
    assert_eq!(changed("\"kind\":\"fast\"", "\"kind\":\"slow\""), Some(Refusal::Kind("slow".to_owned())));
    for (from, to) in [
        ("\"width\":16", "\"width\":18"),
        ("\"width\":16", "\"width\":0"),
        ("\"width\":16", "\"width\":-1"),
        ("\"window\":256", "\"window\":0"),
        ("\"window\":256", "\"window\":9"),
        ("\"unknown_rows\":64", "\"unknown_rows\":0"),
        ("\"unknown_rows\":64", "\"unknown_rows\":65"),
        ("\"offset\":0", "\"offset\":18446744073709551615"),
        ("\"name\":\"mean.w\"", "\"name\":\"meat.w\""),
        ("\"B-SOURCE\",", ""),
        ("\"type\":\"i8\"", "\"type\":\"f64\""),
        ("\"card\"", "\"cart\""),
        ("{", "["),
    ] {
        let refusal = changed(from, to);
        assert!(matches!(refusal, Some(Refusal::Unfit(_))), "{from} as {to}: {refusal:?}");
        assert!(!refusal.unwrap().to_string().is_empty());
    }
}

/// Invented paragraphs with what training makes of them (`training/export.py`).
const VECTORS: &str = include_str!("../../../models/vectors-fast.json");

#[test]
fn the_built_in_model_marks_what_training_says_it_marks() {
    let model = Model::new(include_bytes!("../../../models/fast.onr")).unwrap();
    let vectors: serde_json::Value = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(vectors["card"], model.card());
    let blocks = vectors["blocks"].as_array().unwrap();
    assert!(blocks.len() > 3);
    for block in blocks {
        check_vector(&model, block);
    }
}

fn check_vector(model: &Model, block: &serde_json::Value) {
    let text = block["text"].as_str().unwrap();
    let text = text.split("\n\n").nth(block["block"].as_u64().unwrap() as usize).unwrap();
    let passage = Passage::new(text);
    let sight = Sight { quotes: quotemarks::states(&passage), flags: model.gazetteer.flags(&passage) };
    assert_eq!(serde_json::json!(sight.quotes), block["quotes"], "{text}");
    assert_eq!(serde_json::json!(sight.flags), block["flags"], "{text}");
    let Kind::Fast(network) = &model.kind else { panic!("a fast model") };
    let scores = network.scores(&passage, &sight, model.level);
    for (found, expected) in [(&scores.said, "said_scores"), (&scores.name, "name_scores")] {
        let expected: Vec<Vec<f32>> = serde_json::from_value(block[expected].clone()).unwrap();
        let expected = expected.concat();
        assert_eq!(found.len(), expected.len(), "{text}");
        let far = found.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        // Rounding to integers can fall to the other side where sums are ordered otherwise.
        assert!(far < 0.05, "{far} in {text}");
    }
    check_needs(&scores, block, text);
    let range = |it: &serde_json::Value| -> Vec<[usize; 2]> { serde_json::from_value(it.clone()).unwrap() };
    let expected: Vec<[Vec<[usize; 2]>; 3]> = block["attributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| ["source", "cue", "content"].map(|role| range(&it[role])))
        .collect();
    let pairs =
        |it: &mut dyn Iterator<Item = &std::ops::Range<usize>>| it.map(|it| [it.start, it.end]).collect();
    let found: Vec<[Vec<[usize; 2]>; 3]> = model
        .tags(&passage)
        .links
        .iter()
        .map(|it| [pairs(&mut it.source.iter()), pairs(&mut it.cue.iter()), pairs(&mut it.content.iter())])
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn check_needs(scores: &Scores, block: &serde_json::Value, text: &str) {
    let expected: Vec<Vec<f32>> = serde_json::from_value(block["need"].clone()).unwrap();
    assert_eq!(scores.needs.len(), expected.len(), "{text}");
    for ((_, found), expected) in scores.needs.iter().zip(expected) {
        let found = found.own.iter().chain(&found.kinds);
        let far = found.zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(far < 0.05, "{far} in {text}");
    }
}

#[test]
fn need_is_judged_the_same_on_every_machine_and_in_any_company() {
    let mut model = Model::new(include_bytes!("../../../models/fast.onr")).unwrap();
    let first = "Mayor Alder took bribes from two developers. ";
    let needs = |model: &Model, text: &str| tags(model, text).needs;
    let alone = needs(&model, first)[0].clone();
    assert!(alone.is_some());
    let together = [first, &"It rained for nine days. ".repeat(50)].concat();
    for level in Level::all() {
        model.level = level;
        assert_eq!(needs(&model, &together)[0], alone);
    }
}

#[test]
fn a_model_without_a_head_for_need_says_nothing_of_it() {
    let model = Model::new(&weights::fast(16, 5)).unwrap();
    let needs = tags(&model, TEXT).needs;
    assert!(needs.len() > 3 && needs.iter().all(Option::is_none));
}

#[test]
fn an_endless_sentence_has_no_need_and_the_next_one_has() {
    let model = Model::new(include_bytes!("../../../models/fast.onr")).unwrap();
    let endless = "and then the mayor went to the harbour ".repeat(ENDLESS / 8 + 1);
    let needs = tags(&model, &format!("So it was {endless}. The mayor took bribes.")).needs;
    assert_eq!(needs.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true]);
}
