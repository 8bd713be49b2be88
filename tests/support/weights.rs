//! Makes weight files of random numbers, small or in full size, for tests and benches.

// Each test uses its part.
#![allow(dead_code)]

/// A weight file under construction.
pub struct Weights {
    tensors: Vec<serde_json::Value>,
    bytes: Vec<u8>,
    state: u64,
}

impl Weights {
    pub fn new(seed: u64) -> Weights {
        Weights { tensors: Vec::new(), bytes: Vec::new(), state: seed }
    }

    pub fn linear(&mut self, name: &str, inputs: usize, outputs: usize) {
        self.integers(&format!("{name}.w"), &[outputs, inputs]);
        let size = 3.0 / (inputs as f32).sqrt() / 127.0;
        self.floats(&format!("{name}.s"), &[outputs], |it| (1.0 + it) * size / 2.0);
        self.floats(&format!("{name}.b"), &[outputs], |it| it / 10.0);
    }

    /// A layer in floats, as the linker has it.
    pub fn float_linear(&mut self, name: &str, inputs: usize, outputs: usize) {
        self.floats(&format!("{name}.w"), &[outputs, inputs], |it| it);
        self.floats(&format!("{name}.b"), &[outputs], |it| it / 10.0);
    }

    pub fn table(&mut self, name: &str, rows: usize, width: usize) {
        self.integers(&format!("{name}.w"), &[rows, width]);
        self.floats(&format!("{name}.s"), &[rows], |it| (1.0 + it) / 127.0);
    }

    pub fn norm(&mut self, name: &str, width: usize) {
        self.floats(&format!("{name}.g"), &[width], |it| 1.0 + it / 4.0);
        self.floats(&format!("{name}.b"), &[width], |it| it / 4.0);
    }

    pub fn chain(&mut self, head: &str, labels: usize) {
        self.floats(&format!("{head}.transitions"), &[labels, labels], |it| it);
        self.floats(&format!("{head}.start"), &[labels], |it| it);
    }

    pub fn lines(&mut self, name: &str, lines: &[&str]) {
        let text = lines.join("\n");
        self.tensor(name, "u8", &[text.len()], text.as_bytes());
    }

    fn integers(&mut self, name: &str, shape: &[usize]) {
        let count = shape.iter().product();
        let bytes: Vec<u8> = (0..count).map(|_| (self.number() * 127.0) as i8 as u8).collect();
        self.tensor(name, "i8", shape, &bytes);
    }

    pub fn floats(&mut self, name: &str, shape: &[usize], value: impl Fn(f32) -> f32) {
        let count = shape.iter().product();
        let bytes: Vec<u8> = (0..count).flat_map(|_| value(self.number()).to_le_bytes()).collect();
        self.tensor(name, "f32", shape, &bytes);
    }

    fn tensor(&mut self, name: &str, kind: &str, shape: &[usize], bytes: &[u8]) {
        self.tensors.push(serde_json::json!({
            "name": name, "type": kind, "shape": shape, "offset": self.bytes.len(), "length": bytes.len(),
        }));
        self.bytes.extend_from_slice(bytes);
    }

    /// Between -1 and 1, the same on every run.
    fn number(&mut self) -> f32 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    /// The finished file.
    pub fn file(self, kind: &str, labels: serde_json::Value, config: serde_json::Value) -> Vec<u8> {
        let header = serde_json::json!({
            "card": format!("{kind}-random"), "kind": kind, "labels": labels, "config": config, "tensors": self.tensors,
        });
        let mut rest = header.to_string().into_bytes();
        let length = rest.len();
        rest.resize((20 + length).next_multiple_of(64) - 20, 0);
        rest.extend(self.bytes);
        let mut file = b"onrecord".to_vec();
        for number in [1, length as u32, crc32fast::hash(&rest)] {
            file.extend(number.to_le_bytes());
        }
        file.extend(rest);
        file
    }
}

/// The linker of both models.
fn linker(weights: &mut Weights) {
    for judge in ["content", "source", "orphan"] {
        weights.float_linear(&format!("link.{judge}.0"), 44, 32);
        weights.float_linear(&format!("link.{judge}.1"), 32, 1);
    }
}

/// The labels of both models.
pub fn labels() -> serde_json::Value {
    let kinds = ["PERSON", "ORG", "PLACE", "NORP", "EVENT", "PRODUCT", "DATE", "MISC"];
    let names: Vec<String> = std::iter::once("O".to_owned())
        .chain(kinds.iter().flat_map(|it| [format!("B-{it}"), format!("I-{it}")]))
        .collect();
    serde_json::json!({ "said": ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"], "name": names })
}

/// A fast model of random numbers. `words` rows beside those for unknown words.
pub fn fast(width: usize, words: usize) -> Vec<u8> {
    let mut weights = Weights::new(1);
    let listed: Vec<String> = (0..words).map(|it| format!("word{it}")).collect();
    weights.lines("words", &listed.iter().map(String::as_str).collect::<Vec<_>>());
    weights.table("word", words + 64, 128);
    for name in ["prefix", "suffix"] {
        weights.table(name, 4096, 32);
    }
    weights.lines("gazetteer", &["200\tsaid", "1\tcho", "4\tlund university"]);
    for (name, rows) in [("shape", 512), ("quote", 4), ("flags", 18)] {
        weights.table(name, rows, 16);
    }
    weights.linear("in", 128 + 2 * 32 + 3 * 16, width);
    weights.norm("in.norm", width);
    for layer in 0..5 {
        weights.linear(&format!("layer{layer}"), 3 * width, 2 * width);
        weights.norm(&format!("layer{layer}.norm"), width);
    }
    weights.linear("mean", width, width);
    weights.linear("said", width, 7);
    weights.linear("name", width, 17);
    weights.chain("said", 7);
    weights.chain("name", 17);
    linker(&mut weights);
    let config = serde_json::json!({
        "width": width, "dilations": [1, 2, 4, 8, 1], "mean_after": 3,
        "window": 256, "overlap": 32, "unknown_rows": 64,
    });
    weights.file("fast", labels(), config)
}

/// An accurate model of random numbers; its vocabulary is letters, marks and `pieces` more.
pub fn accurate(width: usize, layers: usize, pieces: usize) -> Vec<u8> {
    let mut weights = Weights::new(2);
    let signs = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"].map(str::to_owned);
    let letters = ('!'..='~').map(|it| it.to_string());
    let inner = ('a'..='z').map(|it| format!("##{it}"));
    let more = (0..pieces).map(|it| format!("piece{it}"));
    let listed: Vec<String> = signs.into_iter().chain(letters).chain(inner).chain(more).collect();
    weights.lines("pieces", &listed.iter().map(String::as_str).collect::<Vec<_>>());
    weights.lines("gazetteer", &["200\tsaid", "1\tcho", "4\tlund university"]);
    let tables = [("word", listed.len()), ("position", 512), ("quote", 4), ("kind", 8), ("flags", 18)];
    for (name, rows) in tables {
        weights.table(name, rows, width);
    }
    weights.norm("in.norm", width);
    for layer in 0..layers {
        for part in ["q", "k", "v", "out"] {
            weights.linear(&format!("layer{layer}.{part}"), width, width);
        }
        weights.linear(&format!("layer{layer}.up"), width, 4 * width);
        weights.linear(&format!("layer{layer}.down"), 4 * width, width);
        weights.norm(&format!("layer{layer}.norm1"), width);
        weights.norm(&format!("layer{layer}.norm2"), width);
    }
    weights.linear("said", width, 7);
    weights.linear("name", width, 17);
    weights.chain("said", 7);
    weights.chain("name", 17);
    linker(&mut weights);
    let config = serde_json::json!({ "heads": width / 32, "eps": 1e-12, "longest": 384 });
    weights.file("accurate", labels(), config)
}
