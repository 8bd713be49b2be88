use crate::{
    markup::{
        html,
        lines::lines,
        targets::{Aim, Extent, Target, between, has},
    },
    text::Span,
};

/// Lines that begin with "[label]:" outside fenced code, and anchors by hand: `id="…"`, `{#…}`, `(…)=`, `^…`.
pub fn targets(text: &str) -> Vec<Target> {
    let mut out = definitions(text);
    out.extend(html::targets(text));
    out.extend(attributes(text).map(|it| Target::anchor(text, it)));
    out.extend(lines(text, 0).filter_map(|it| of_line(text, it.start, it.end)));
    out
}

/// Names in braces, wherever they stand: `{#id}`, `{: .class #id}`, `{ #id }`, `{/* #id */}`.
fn attributes(text: &str) -> impl Iterator<Item = Span> + '_ {
    between(text, "{", &['}']).flat_map(move |inner| {
        let words = inner.of(text).split([' ', '\t', ':', '%', '.']);
        let mut at = inner.start;
        words.filter_map(move |word| {
            let start = at;
            at += word.len() + 1;
            let name = word.strip_prefix('#')?;
            (!name.is_empty()).then(|| Span::new(start + 1, start + 1 + name.len()))
        })
    })
}

/// A line that names the place it stands at: `(label)=`, `:name: label`, `#| label: label`, `… ^label`.
fn of_line(text: &str, start: usize, end: usize) -> Option<Target> {
    let line = text[start..end].trim_end();
    let words = line.trim_start_matches([' ', '\t', '>']);
    let named = words.strip_prefix('(').and_then(|it| it.strip_suffix(")="));
    let options = [":name:", ":label:", "#| label:", "label:", "//| label:", "%%| label:"];
    let option =
        || options.iter().find_map(|it| words.strip_prefix(it)).map(|it| it.trim().trim_matches(['"', '\'']));
    let math = || words.strip_prefix("$$").and_then(|it| it.trim().strip_prefix('(')?.strip_suffix(')'));
    // A block of a notebook says what it is called among other things: `+++ {"label": "costs"}`.
    let cell = || {
        let (_, behind) = words.strip_prefix("+++")?.split_once("\"label\"")?;
        behind.split('"').nth(1)
    };
    let label =
        named.or_else(option).or_else(math).or_else(cell).filter(|it| !it.is_empty() && it.len() < 200);
    let block = || {
        let name = line.rsplit([' ', '\t']).next()?;
        let letters = name.strip_prefix('^')?;
        let is_name =
            !letters.is_empty() && letters.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
        is_name.then_some(name)
    };
    let label = label.or_else(block)?;
    Some(Target::new(label, Aim::Anchor, Span::new(start, end)))
}

/// How a document takes in another: the rest of the work is there.
const JOINED: [&str; 13] = [
    "--8<--",
    "!include",
    "!INCLUDE",
    "!Include",
    "@include",
    "@import \"",
    "@import '",
    "<!-- include",
    "{!",
    "\\input{",
    "\\include{",
    "{include}",
    "![[",
];

/// What the name of a shortcode, a tag or a component that takes in another text has in it.
const TAKES_IN: [&str; 12] = [
    "include",
    "import",
    "read",
    "snippet",
    "partial",
    "embed",
    "render",
    "child",
    "content",
    "transclude",
    "markdown",
    "input",
];

/// Whether what is missing may stand in another text that is taken in here, or that this is taken in by.
pub fn extent(text: &str) -> Extent {
    let joined = JOINED.iter().any(|it| has(text, it));
    let called = ["{{<", "{{%", "{%", "{{"].iter().flat_map(|it| between(text, it, &['}']));
    let mut called = called.map(|it| it.of(text).trim_start_matches([' ', '-', '<', '%']));
    let takes_in = called.any(|it| {
        let name = it.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        TAKES_IN.iter().any(|it| name.contains(it))
    });
    let mut imports = lines(text, 0).map(|it| it.of(text)).filter(|it| it.starts_with("import "));
    let component = imports.any(|it| [".md", ".mdx"].iter().any(|end| it.contains(end)));
    let chunks = has(text, "child=") || has(text, "child =");
    if joined || takes_in || component || chunks { Extent::Part } else { Extent::Whole }
}

fn definitions(text: &str) -> Vec<Target> {
    let mut out = Vec::new();
    if !text.contains("]:") {
        return out;
    }
    let mut start = 0;
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let mark = ["```", "~~~"].into_iter().find(|it| words.starts_with(it));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if fence.is_none()
            && mark.is_none()
            && indent < 4
            && let Some(label) = words.strip_prefix('[').and_then(|it| it.split_once("]:")).map(|it| it.0)
            && !label.is_empty()
            && !label.contains(['[', ']'])
        {
            let span = Span::at(start + indent).join(Span::at(start + indent + label.len() + 2));
            let (aim, label) = match label.strip_prefix('^') {
                Some(note) => (Aim::Note, note),
                None => (Aim::Reference, label),
            };
            out.push(Target::new(label, aim, span));
        }
        start += line.len();
    }
    out
}
