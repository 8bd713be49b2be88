//! CSL items, in JSON and in YAML.

pub const JSON: &[&str] = &[
    // As a reference manager writes it.
    r#"[
  {
    "id": "⟦ferries⟧",
    "type": "article-newspaper",
    "title": "No ferries before May",
    "author": [{"family": "Cruz", "given": "Ana", "non-dropping-particle": "de la"}, {"literal": "Harbour Office"}],
    "issued": {"date-parts": [[2024, 3, 2]]},
    "container-title": "Varo Times",
    "URL": "https://varo.example/1"
  },
  {"id": "⟦quay⟧", "type": "book", "title": "The Quay"}
]
"#,
    // Dates: a range, as somebody typed it, of words, of nothing.
    r#"[{"id": "⟦a⟧", "issued": {"date-parts": [[2024, 10, 28], [2024, 10, 30]]}},
{"id": "⟦b⟧", "issued": {"raw": "2 November 2024"}},
{"id": "⟦c⟧", "issued": {"date-parts": [["2024", "11"]]}},
{"id": "⟦d⟧", "issued": {"date-parts": [[]]}}, {"id": "⟦e⟧", "issued": []}, {"id": "⟦f⟧", "issued": {"date-parts": [[99999999999999, 77]]}}]"#,
    // Shapes that nobody knows.
    r#"[{"id": "⟦a⟧", "categories": ["x", "y"], "custom": {"deep": {"er": [1, 2]}}, "title": {"no": "words"}},
{"id": "⟦b⟧", "author": "Ana Cho", "editor": {"family": "Voss"}, "volume": 3, "flag": true, "nothing": null}]"#,
    // Items that are none.
    r#"[5, "x", null, [], {"title": "No key"}, {"id": ""}, {"id": "⟦z⟧"}]"#,
    // Numbers for keys, and the key that a plugin adds.
    r#"[{"id": ⟦7⟧, "title": "Seven"}, {"id": "http://x.example/9", "citation-key": "⟦cho24⟧"}]"#,
    // In an object.
    r#"{"references": [{"id": "⟦a⟧"}, {"id": "⟦b⟧"}]}"#,
    r#"{"config": {"id": "x"}, "items": [{"id": "⟦a⟧"}]}"#,
    // A comma, a quotation mark, a brace, a bracket is missing; one is too many.
    r#"[{"id": "⟦a⟧" "title": "A"} {"id": "⟦b⟧"}]"#,
    "[{\"id\": \"⟦a⟧\", \"title\": \"A},\n {\"id\": \"⟦b⟧\"}]",
    r#"[{"id": "⟦a⟧", "title": "A", {"id": "⟦b⟧"}]"#,
    r#"[{"id": "⟦a⟧", "author": [{"family": "Cho"}}, {"id": "⟦b⟧"}]"#,
    r#"[{"id": "⟦a⟧",}, {"id": "⟦b⟧"},]]"#,
    // Saved in the middle of typing.
    r#"[{"id": "⟦a⟧"}, {"id": "⟦b⟧", "tit"#,
    r#"[{"id": "⟦a⟧"}, {"id": "⟦b⟧", "title": , "note": "x"}, {"id": "⟦c⟧"}]"#,
    // From another system, with a mark at its beginning and letters of all kinds.
    "\u{feff}[\r\n  {\"id\": \"⟦häfen⟧\", \"title\": \"\\u00c4 \\ud83d\\ude00 \\\"q\\\"\"},\r\n  {\"id\": \"⟦港湾⟧\"}\r\n]\r\n",
    "[]",
    "{}",
    "null",
];

pub const YAML: &[&str] = &[
    // As a reference manager writes it.
    "---
references:
- id: ⟦ferries⟧
  type: article-newspaper
  title: 'No ferries: why?'
  author:
  - family: Cruz
    given: Ana
    non-dropping-particle: de la
  - literal: Harbour Office
  issued:
    date-parts:
    - - 2024
      - 3
      - 2
- id: ⟦quay⟧
  type: book
  title: The Quay
...
",
    // A bare list, and one in the style of JSON.
    "- id: ⟦a⟧\n  title: A\n- id: ⟦b⟧\n",
    "[{\"id\": \"⟦a⟧\"}, {\"id\": \"⟦b⟧\"}]",
    "references: [{id: ⟦a⟧, title: A}, {id: ⟦b⟧}]\n",
    // Keys in quotation marks, behind the other fields, of digits.
    "- title: A\n  id: \"⟦a⟧\"\n- id: '⟦b c⟧'\n- id: ⟦7⟧\n",
    // One item is broken.
    "references:\n- id: a\n  title: A: broken: [\n- id: ⟦b⟧\n  title: B\n",
    "references:\n  - id: a\n    title: \"open\n  - id: ⟦b⟧\n    title: B\n",
    "- id: ⟦a⟧\n- id: b\n\ttitle: tabs\n- id: ⟦c⟧\n",
    // Items that are none.
    "- 1\n- words\n- id:\n- title: No key\n- id: ⟦z⟧\n",
    // Dates: a range, as somebody typed it, a bare year.
    "- id: ⟦a⟧\n  issued: 2024-10-28/2024-10-30\n- id: ⟦b⟧\n  issued: {raw: 2 November 2024}\n- id: ⟦c⟧\n  issued: 2024\n- id: ⟦d⟧\n  issued: [{year: 2024, month: 11}]\n",
    // Fields and shapes that nobody knows, onrecord's own, a remark.
    "# Ours.\n- id: ⟦a⟧  # the first\n  categories: [x, {y: z}]\n  terms: off the record\n  via: Norlift News\n  text: sources/a.txt\n  mood: {calm: yes}\n",
    // From another system; letters of all kinds.
    "- id: ⟦häfen⟧\r\n  title: Ä\r\n- id: ⟦港湾⟧\r\n  title: é\r\n",
    // Anchors, and words over several lines.
    "- id: ⟦a⟧\n  publisher: &p Harbour Press\n  abstract: |\n    - id: no item\n    of this list\n- id: ⟦b⟧\n  publisher: *p\n",
    // The same key twice.
    "- id: ⟦a⟧\n  title: A\n- id: ⟦a⟧\n  title: B\n",
];
