//! Hayagriva, the lists of Typst.

pub const FILES: &[&str] = &[
    // As its documentation writes it.
    "⟦ferries⟧:
  type: Article
  title: \"No ferries: why?\"
  author: [\"de la Cruz, Ana\", Harbour Office]
  date: 2024-03-02
  url: { value: https://varo.example/1, date: 2024-03-05 }
  parent:
    type: Newspaper
    title: Varo Times
    volume: 3
⟦quay⟧:
  type: Book
  title: The Quay
",
    // A type that nobody knows.
    "⟦a⟧:\n  type: Telegram\n  title: A\n⟦b⟧:\n  type: [Web]\n⟦c⟧:\n  title: C\n",
    // Fields that nobody knows, and onrecord's own.
    "⟦call⟧:\n  type: Audio\n  speaker: Ana Cho\n  via: Norlift News\n  terms: embargo until 2024-05-01\n  checked: Voss, 3 May\n  text: [sources/a.txt, sources/b.vtt]\n  mood: { calm: yes, deep: [1, [2]] }\n",
    // Keys as people make them.
    "'⟦quoted key⟧':\n  type: Web\n\"⟦häfen/2024⟧\":\n  type: Web\n⟦港湾⟧:\n  type: Web\n⟦2024⟧:\n  type: Web\n",
    // On one line each.
    "⟦a⟧: {type: Web, title: A}\n⟦b⟧: {type: Web}\n",
    "{⟦a⟧: {type: Web}, ⟦b⟧: {type: Web}}\n",
    // In the style of JSON.
    "{\"⟦a⟧\": {\"type\": \"Web\"}, \"⟦b⟧\": {\"type\": \"Web\"}}\n",
    // One entry is broken.
    "a:\n  title: \"A\n⟦b⟧:\n  title: B\n⟦c⟧:\n  title: C\n",
    "⟦a⟧:\n  title: A\nb:\n  title: it: is: broken\n⟦c⟧:\n  title: C\n",
    "a:\n\ttitle: tabs\n⟦b⟧:\n  title: B\n",
    "# A remark.\na:\n  title: *nobody\n⟦b⟧:\n  title: B\n",
    // Entries that are none.
    "a: only words\nb:\nc: [1, 2]\n⟦d⟧:\n  title: D\n",
    // The same key twice.
    "⟦a⟧:\n  title: A\n⟦a⟧:\n  title: B\n",
    // Dates: a range, an approximate one, none.
    "⟦a⟧:\n  date: 2024-10-28/2024-10-30\n⟦b⟧:\n  date: ~2024-11\n⟦c⟧:\n  date: soon\n⟦d⟧:\n  date: { raw: x }\n",
    // From another system, with a mark at its beginning; anchors.
    "\u{feff}⟦a⟧: &x\r\n  title: &t A\r\n⟦b⟧:\r\n  title: *t\r\n",
    "just words\n",
];
