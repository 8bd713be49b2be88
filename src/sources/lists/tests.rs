use super::*;

fn bib(text: &str) -> List {
    read(Kind::Bibtex, text)
}

fn keys(list: &List) -> Vec<&str> {
    list.entries.iter().map(|it| it.key.as_str()).collect()
}

/// Every key is where its span says, and every span lies in the text.
#[track_caller]
fn placed(text: &str, list: &List) {
    for entry in &list.entries {
        assert_eq!(entry.key_span.of(text), entry.key, "{text}");
        assert!(entry.span.covers(entry.key_span), "{text}");
        for field in &entry.fields {
            assert_eq!(field.name_span.of(text).trim_matches('"').to_ascii_lowercase(), field.name, "{text}");
            assert!(text.get(field.span.start..field.span.end).is_some(), "{text}");
        }
    }
    for problem in &list.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?} {text}");
    }
}

#[test]
fn an_entry_is_read_with_its_places() {
    let text = "@online{ferries24,\n  author = {Cho, Ana and {Harbour Office}},\n  title = {No {Ferries} before \\emph{May}},\n  date = {2024-03-02},\n  url = {https://harbour.example/a_b?x=1},\n  speaker = \"Ben Voss\",\n}\n";
    let list = bib(text);
    placed(text, &list);
    assert_eq!(list.problems, []);
    let entry = &list.entries[0];
    assert_eq!((entry.key.as_str(), entry.kind.as_str()), ("ferries24", "online"));
    assert_eq!(entry.words(Role::Title), Some("No Ferries before May"));
    assert_eq!(
        entry.people(Role::Author).iter().map(Person::to_string).collect::<Vec<_>>(),
        ["Ana Cho", "Harbour Office"]
    );
    assert_eq!(entry.date(Role::Date).unwrap().to_string(), "2 March 2024");
    assert_eq!(entry.words(Role::Url), Some("https://harbour.example/a_b?x=1"));
    assert_eq!(entry.words(Role::Speaker), Some("Ben Voss"));
    assert_eq!(entry.field(Role::Speaker).unwrap().span.of(text), "\"Ben Voss\"");
    assert_eq!(entry.span.of(text), text.trim_end());
}

#[test]
fn an_unclosed_brace_costs_its_entry_at_most() {
    let text = "@misc{one, title = {One}}\n@misc{two,\n  title = {Two {and a half},\n  url = {https://two.example},\n}\n@misc{three, title = {Three}}\n@misc{four, title = {Four}}\n";
    let list = bib(text);
    placed(text, &list);
    assert_eq!(keys(&list), ["one", "two", "three", "four"]);
    assert_eq!(list.entries[1].words(Role::Url), Some("https://two.example"));
    assert_eq!(list.entries[1].words(Role::Title), Some("Two and a half"));
    assert!(
        list.problems.iter().any(|it| it.message.contains("“title” is not closed")),
        "{:?}",
        list.problems
    );
}

#[test]
fn a_duplicate_key_is_two_entries() {
    let list = bib("@misc{quay, title={First}}\n@misc{quay, title={Second}}\n");
    assert_eq!(keys(&list), ["quay", "quay"]);
    assert_eq!(list.problems, []);
}

#[test]
fn bibtex_is_read_however_it_is_written() {
    for (text, expected) in [
        ("@misc{a, title={A}} @misc{b, title={B}}", vec!["a", "b"]),
        ("@MISC(a, title={A (first)})\n@Misc {b,title=\"B\"}", vec!["a", "b"]),
        ("@misc{a}\n@misc{b,}", vec!["a", "b"]),
        ("% a remark\nand words around\n@misc{a, title={A}}\ntrailing", vec!["a"]),
        ("@comment{jabref-meta: databaseType:bibtex;}\n@misc{a, title={A}}", vec!["a"]),
        ("@preamble{\"\\newcommand{\\x}{y}\"}\n@misc{a, title={A}}", vec!["a"]),
        ("\u{feff}@misc{a, title={A}}", vec!["a"]),
        ("@misc{a,\r\n  title={A},\r\n}\r\n@misc{b,\r\n  title={B}\r\n}\r\n", vec!["a", "b"]),
        ("@misc{häfen:2024/é, title={A}}", vec!["häfen:2024/é"]),
        ("@misc{a, title={see me@harbour.example}}\n@misc{b}", vec!["a", "b"]),
        ("@misc{a title={A}, year=2024}\n@misc{b}", vec!["a", "b"]),
        ("@misc{, title={A}}\n@misc{b}", vec!["b"]),
        ("@misc{title={A}}\n@misc{b}", vec!["b"]),
        ("@misc{a, title={A} year={2024}}\n@misc{b}", vec!["a", "b"]),
        ("@misc{a, title {A}, year={2024}}\n@misc{b}", vec!["a", "b"]),
        ("@misc{a, title=\"A\n@misc{b, title={B}}", vec!["a", "b"]),
        ("@misc{a, title={A}\n\n@misc{b, title={B}}", vec!["a", "b"]),
        ("@misc{a, title={A}}}\n@misc{b, title={B}}", vec!["a", "b"]),
        ("@misc", vec![]),
        ("@", vec![]),
        ("@{}", vec![]),
        ("", vec![]),
        ("no list at all", vec![]),
    ] {
        let list = bib(text);
        placed(text, &list);
        assert_eq!(keys(&list), expected, "{text}");
    }
}

#[test]
fn what_is_wrong_in_an_entry_leaves_its_other_fields() {
    for text in [
        "@misc{a, title={A} year={2024}, url={https://a.example}}",
        "@misc{a title={A}, year={2024}, url={https://a.example}}",
        "@misc{a, = {x}, title={A}, year={2024}, url={https://a.example}}",
        "@misc{a, note, title={A}, year={2024}, url={https://a.example}}",
        "@misc{a,\n title={A},\n year={2024},\n url={https://a.example},\n note = {open\n}",
    ] {
        let list = bib(text);
        placed(text, &list);
        let entry = &list.entries[0];
        assert_eq!(entry.words(Role::Title), Some("A"), "{text}");
        assert_eq!(entry.date(Role::Date).unwrap().year, 2024, "{text}");
        assert_eq!(entry.words(Role::Url), Some("https://a.example"), "{text}");
    }
}

#[test]
fn abbreviations_and_months_are_spelt_out() {
    let text = "@string{office = \"Harbour Office\"}\n@misc{a, publisher = office # { of } # \"Varo\", year = 2024, month = 28 # \"~\" # oct}\n@misc{b, year = {2024}, month = nov, day = 2}\n@misc{c, year=2024, month=unknownmonth}";
    let list = bib(text);
    placed(text, &list);
    assert_eq!(list.entries[0].words(Role::Publisher), Some("Harbour Office of Varo"));
    let dates: Vec<String> = list.entries.iter().map(|it| it.date(Role::Date).unwrap().to_string()).collect();
    assert_eq!(dates, ["28 October 2024", "2 November 2024", "2024"]);
}

#[test]
fn csl_items_are_read() {
    let text = r#"[{"id": "ferries", "type": "article-newspaper", "title": "No ferries",
  "author": [{"family": "Cruz", "given": "Ana", "non-dropping-particle": "de la"}, {"literal": "Harbour Office"}],
  "issued": {"date-parts": [[2024, 3, 2]]}, "container-title": "Varo Times", "URL": "https://varo.example/1",
  "custom": {"speaker": "Ben Voss", "terms": "background"}}]"#;
    let list = read(Kind::Json, text);
    placed(text, &list);
    let entry = &list.entries[0];
    assert_eq!(
        entry.people(Role::Author).iter().map(Person::to_string).collect::<Vec<_>>(),
        ["Ana de la Cruz", "Harbour Office"]
    );
    assert_eq!(entry.date(Role::Date).unwrap().to_string(), "2 March 2024");
    assert_eq!(entry.words(Role::Outlet), Some("Varo Times"));
    assert_eq!(entry.words(Role::Speaker), Some("Ben Voss"));
    assert_eq!(entry.words(Role::Terms), Some("background"));
}

#[test]
fn a_date_range_is_its_start() {
    for (kind, text) in [
        (Kind::Json, r#"[{"id": "a", "issued": {"date-parts": [[2024, 10, 28], [2024, 10, 30]]}}]"#),
        (Kind::Json, r#"[{"id": "a", "issued": "2024-10-28/2024-10-30"}]"#),
        (
            Kind::Yaml,
            "- id: a\n  issued:\n  - {year: 2024, month: 10, day: 28}\n  - {year: 2024, month: 10, day: 30}\n",
        ),
        (Kind::Yaml, "a:\n  date: 2024-10-28/2024-10-30\n"),
        (Kind::Bibtex, "@misc{a, date = {2024-10-28/2024-10-30}}"),
    ] {
        let list = read(kind, text);
        let date = list.entries[0].date(Role::Date).map(|it| it.to_string());
        assert_eq!(date.as_deref(), Some("28 October 2024"), "{text}");
    }
}

#[test]
fn a_particle_stays_with_the_family_name_in_every_format() {
    for (kind, text) in [
        (Kind::Bibtex, "@misc{a, author = {de la Cruz, Ana}}"),
        (Kind::Bibtex, "@misc{a, author = {Ana de la Cruz}}"),
        (Kind::Json, r#"[{"id": "a", "author": [{"family": "de la Cruz", "given": "Ana"}]}]"#),
        (Kind::Yaml, "a:\n  author: de la Cruz, Ana\n"),
        (Kind::Yaml, "a:\n  author: { prefix: de la, name: Cruz, given-name: Ana }\n"),
    ] {
        let list = read(kind, text);
        let [author] = list.entries[0].people(Role::Author) else { panic!("{text}") };
        assert_eq!((author.family.as_str(), author.given.as_str()), ("de la Cruz", "Ana"), "{text}");
    }
}

#[test]
fn own_fields_stand_beside_fields_that_nobody_knows_in_every_format() {
    for (kind, text) in [
        (
            Kind::Bibtex,
            "@misc{a, mood = {calm}, speaker = {Ana Cho}, via = {Norlift News}, terms = {off the record}, file = {a.txt}}",
        ),
        (
            Kind::Json,
            r#"[{"id": "a", "mood": {"calm": [1]}, "speaker": "Ana Cho", "via": "Norlift News", "terms": "off the record", "file": "a.txt"}]"#,
        ),
        (
            Kind::Yaml,
            "- id: a\n  mood: { calm: [1] }\n  speaker: Ana Cho\n  via: Norlift News\n  terms: off the record\n  text: a.txt\n",
        ),
        (
            Kind::Yaml,
            "a:\n  mood: { calm: [1] }\n  speaker: Ana Cho\n  via: Norlift News\n  terms: off the record\n  text: a.txt\n",
        ),
    ] {
        let list = read(kind, text);
        placed(text, &list);
        assert_eq!(list.problems, []);
        let said = [Role::Speaker, Role::Via, Role::Terms, Role::Text].map(|it| list.entries[0].words(it));
        assert_eq!(said, ["Ana Cho", "Norlift News", "off the record", "a.txt"].map(Some), "{text}");
    }
}

#[test]
fn one_broken_item_of_front_matter_costs_itself() {
    let text = "---\ntitle: The quay\nreferences:\n- id: a\n  title: it: is: broken\n- id: b\n  title: B\ntags: [x]\n---\n";
    for text in [text.to_owned(), text.replace("\n- ", "\n  - ").replace("\n  title", "\n    title")] {
        let (list, _) = front_matter(&text);
        placed(&text, &list);
        assert_eq!(keys(&list), ["b"], "{text}");
        assert_eq!(list.problems.len(), 1, "{:?}", list.problems);
    }
}

#[test]
fn a_raw_date_is_read_as_one() {
    for raw in ["2 November 2024", "2024-11-02", "November 2, 2024"] {
        let text = format!(r#"[{{"id": "a", "issued": {{"raw": "{raw}"}}}}]"#);
        assert_eq!(
            read(Kind::Json, &text).entries[0].date(Role::Date).unwrap().to_string(),
            "2 November 2024"
        );
    }
    let text =
        r#"[{"id": "a", "issued": {"date-parts": [["2024", "11"]]}}, {"id": "b", "issued": "2024-11"}]"#;
    for entry in read(Kind::Json, text).entries {
        assert_eq!(entry.date(Role::Date).unwrap().to_string(), "November 2024");
    }
}

#[test]
fn unknown_shapes_cost_nothing() {
    let text = r#"[{"id": "a", "categories": ["x", "y"], "custom": {"deep": {"er": [1, 2]}}, "title": "A"},
  {"id": 7, "title": "Seven", "volume": 3, "flag": true, "nothing": null}, 5, {"title": "No key"}, {"id": "z"}]"#;
    let list = read(Kind::Json, text);
    placed(text, &list);
    assert_eq!(keys(&list), ["a", "7", "z"]);
    assert_eq!(list.entries[0].words(Role::Title), Some("A"));
    assert_eq!(list.problems.len(), 2, "{:?}", list.problems);
}

#[test]
fn json_is_read_as_far_as_it_goes() {
    for (text, expected) in [
        (r#"{"references": [{"id": "a"}, {"id": "b"}]}"#, vec!["a", "b"]),
        (r#"{"items": [{"id": "a"}]}"#, vec!["a"]),
        (r#"{"a": {"type": "web", "title": "A"}, "b": {"type": "web"}}"#, vec!["a", "b"]),
        (r#"[{"id": "a", "title": "A", {"id": "b"}]"#, vec!["a", "b"]),
        (r#"[{"id": "a", "title": "A" {"id": "b"}]"#, vec!["a", "b"]),
        ("[{\"id\": \"a\", \"title\": \"A},\n {\"id\": \"b\"}]", vec!["a", "b"]),
        (r#"[{"id": "a"}, {"id": "b""#, vec!["a", "b"]),
        (r#"[{"id": "a",}, {"id": "b"},]"#, vec!["a", "b"]),
        (r#"[{"id": "a"} {"id": "b"}]"#, vec!["a", "b"]),
        (r#"[{id: "a", "title": "A"}, {"id": "b"}]"#, vec!["b"]),
        (r#"[{"id": "a", "title": , "note": "x"}, {"id": "b"}]"#, vec!["a", "b"]),
        (r#"[{"id": "a\u00e9 \ud800", "title": "lone surrogate"}, {"id": "b"}]"#, vec![]),
        ("\u{feff}[{\"id\": \"a\"}]", vec!["a"]),
        (r#"[{"id": "a", "author": [{"family": "Cho"}}, {"id": "b"}]"#, vec!["a", "b"]),
        (r#"[{"id": "a"}] {"id": "b"}"#, vec!["a"]),
        (r#"{"id": "a"}"#, vec![]),
        ("[", vec![]),
        ("", vec![]),
        ("null", vec![]),
        ("\"", vec![]),
    ] {
        let list = read(Kind::Json, text);
        if !expected.is_empty() {
            placed(text, &list);
            assert_eq!(keys(&list), expected, "{text}");
        }
    }
}

#[test]
fn hayagriva_is_read() {
    let text = "ferries:\n  type: Article\n  title: \"No ferries: why?\"\n  author: [\"de la Cruz, Ana\", Harbour Office]\n  date: 2024-03-02\n  url: { value: https://varo.example/1, date: 2024-03-05 }\n  serial-number: { doi: 10.1000/x }\n  text: [sources/a.txt, sources/b.vtt]\n  terms: embargo until 2024-05-01\n  parent:\n    type: Newspaper\n    title: Varo Times\n    volume: 3\n'quoted key':\n  type: web\n";
    let list = read(Kind::Yaml, text);
    placed(text, &list);
    assert_eq!(list.problems, []);
    assert_eq!(keys(&list), ["ferries", "quoted key"]);
    let entry = &list.entries[0];
    assert_eq!(entry.words(Role::Title), Some("No ferries: why?"));
    assert_eq!(entry.people(Role::Author)[0].family, "de la Cruz");
    assert_eq!(entry.date(Role::Accessed).unwrap().to_string(), "5 March 2024");
    assert_eq!(entry.words(Role::Doi), Some("10.1000/x"));
    assert_eq!(entry.words(Role::Outlet), Some("Varo Times"));
    assert_eq!(entry.words(Role::Volume), Some("3"));
    let texts: Vec<&Field> = entry.fields.iter().filter(|it| it.role == Role::Text).collect();
    assert_eq!(
        texts.iter().map(|it| it.span.of(text)).collect::<Vec<_>>(),
        ["sources/a.txt", "sources/b.vtt"]
    );
}

#[test]
fn an_unknown_type_costs_nothing() {
    let list = read(Kind::Yaml, "a:\n  type: Telegram\n  title: A\nb:\n  title: B\n");
    assert_eq!(keys(&list), ["a", "b"]);
    assert_eq!(list.entries[0].kind, "telegram");
}

#[test]
fn yaml_is_read_as_far_as_it_goes() {
    for (text, expected) in [
        ("references:\n- id: a\n  title: A\n- id: b\n", vec!["a", "b"]),
        ("- id: a\n- id: b\n", vec!["a", "b"]),
        ("---\n- id: a\n...\n", vec!["a"]),
        ("a: {type: web, title: A}\nb: {type: web}\n", vec!["a", "b"]),
        ("a:\n  title: \"A\nb:\n  title: B\nc:\n  title: C\n", vec!["b", "c"]),
        ("a:\n  title: it: is: broken\nb:\n  title: B\n", vec!["b"]),
        ("a:\n\ttitle: tabs\nb:\n  title: B\n", vec!["b"]),
        ("references:\n- id: a\n  title: A: broken: [\n- id: b\n  title: B\n", vec!["b"]),
        ("references:\n  - id: a\n    title: \"open\n  - id: b\n    title: B\n", vec!["b"]),
        ("# a remark\na:\n  title: *nobody\nb:\n  title: B\n", vec!["b"]),
        ("a: &x\n  title: &t A\nb:\n  title: *t\n", vec!["a", "b"]),
        ("a: only words\nb:\n  title: B\n", vec!["b"]),
        ("häfen:\n  title: Ä\nb:\n  title: B\n", vec!["häfen", "b"]),
        ("a:\r\n  title: A\r\nb:\r\n  title: B\r\n", vec!["a", "b"]),
        ("[{\"id\": \"a\"}]", vec!["a"]),
        ("", vec![]),
        ("just words", vec![]),
        ("- 1\n- 2\n", vec![]),
    ] {
        let list = read(Kind::Yaml, text);
        placed(text, &list);
        assert_eq!(keys(&list), expected, "{text} {:?}", list.problems);
    }
}

#[test]
fn front_matter_lists_sources_and_lists() {
    let text = "---\ntitle: Ferries\nbibliography: [refs.bib, \"more.json\"]\nreferences:\n- id: quay\n  title: The quay\n---\n\nThe quay was empty [@quay].\n";
    let (list, named) = front_matter(text);
    placed(text, &list);
    assert_eq!(keys(&list), ["quay"]);
    let named: Vec<(&str, &str)> = named.iter().map(|(name, span)| (name.as_str(), span.of(text))).collect();
    assert_eq!(named, [("refs.bib", "refs.bib"), ("more.json", "\"more.json\"")]);
    assert_eq!(front_matter("---\nbibliography: refs.bib\n---\n").1.len(), 1);
    assert_eq!(front_matter("No front matter.\n"), Default::default());
    assert_eq!(front_matter("---\ntitle: never closed\n"), Default::default());
}

#[test]
fn a_source_text_says_what_it_is() {
    let fields = about("---\ntitle: Council, 2 March\nspeaker: Ana Cho\ndate: 2024-03-02\n---\nMinutes.\n");
    let roles: Vec<Role> = fields.iter().map(|it| it.role).collect();
    assert_eq!(roles, [Role::Title, Role::Speaker, Role::Date]);
}

#[test]
fn lists_that_grow_by_naming_themselves_stay_small() {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (one, next) in ('a'..'i').zip('b'..'j') {
        text +=
            &format!("{next}: &{next} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}]\n");
    }
    read(Kind::Yaml, &text);
    read(Kind::Yaml, &format!("a: {}", "[".repeat(50_000)));
    read(Kind::Json, &"[".repeat(50_000));
    read(Kind::Json, &"{\"a\":".repeat(50_000));
    read(Kind::Bibtex, &format!("@misc{{a, title = {}", "{".repeat(50_000)));
    read(Kind::Bibtex, &"@misc{a, x={".repeat(5_000));
    read(Kind::Bibtex, &"@misc{a, x={\n".repeat(5_000));
    read(Kind::Bibtex, &format!("@misc{{a,\n{}", "x={\n".repeat(100_000)));
}
