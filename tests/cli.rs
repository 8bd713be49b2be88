//! The program as its users call it: what it prints and how it exits.

#[cfg(feature = "pdf")]
#[path = "support/pdf.rs"]
mod pdf;

#[path = "../benches/support/exported.rs"]
mod exported;

use std::{
    fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

/// A folder of its own for one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("onrecord-cli-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Folder {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Answer {
        let mut child = command(&self.0, arguments).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // A program that does not read its input ends before all is written.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Answer::of(&output)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[derive(Debug)]
struct Answer {
    status: i32,
    out: String,
    err: String,
}

impl Answer {
    fn of(output: &Output) -> Answer {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let status = output.status.code().unwrap();
        Answer { status, out: text(&output.stdout), err: text(&output.stderr) }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

const VAGUE: &str = "Critics say the bridge was never inspected.\n";
const CLEAN: &str = "The gate opens at nine.\n";

#[test]
fn the_exit_status_tells_whether_something_was_found() {
    let folder = Folder::new("status");
    folder.write("vague.md", VAGUE).write("clean.md", CLEAN);
    assert_eq!(folder.run(&["check", "vague.md"]).status, 1);
    assert_eq!(folder.run(&["check", "clean.md"]).status, 0);
    assert_eq!(folder.run(&["check", "vague.md", "--fail-on", "error"]).status, 0);
    assert_eq!(folder.run(&["check", "vague.md", "--fail-on", "never"]).status, 0);
    assert_eq!(folder.run(&["check", "vague.md", "--fail-on", "hint"]).status, 1);
    assert_eq!(folder.run(&["check", "--no-such-option"]).status, 2);
}

#[test]
fn what_is_not_english_is_not_read_and_gets_no_clean_bill() {
    let folder = Folder::new("foreign");
    let german = "Die Brücke über den Kanal bleibt bis Freitag gesperrt, teilte Anna Kolb am Montag mit.\n";
    let spanish = "El puente sobre el canal seguirá cerrado hasta el viernes, informó el ayuntamiento.\n";
    folder.write("de.md", german).write("es.md", spanish).write("clean.md", CLEAN);
    let answer = folder.run(&["check", "de.md"]);
    assert_eq!(answer.status, 0, "{answer:?}");
    assert!(answer.out.contains("de.md:1:1 information not-read"), "{answer:?}");
    assert!(answer.out.ends_with("1 article not read: German.\n"), "{answer:?}");
    let answer = folder.run(&["check"]);
    assert!(
        answer.out.ends_with("1 article read: nothing to ask.\n2 articles not read: German, Spanish.\n"),
        "{answer:?}"
    );
    let report = folder.run(&["check", "--format", "json"]).json();
    let [clean, de, es] = [0, 1, 2].map(|it| &report["files"][it]);
    assert_eq!(clean.get("language_found"), None);
    assert_eq!((&de["language_found"], &de["findings"]), (&json!("de"), &json!([])));
    assert_eq!((&es["language_found"], &es["findings"]), (&json!("es"), &json!([])));
    assert_eq!(report["not_read"], 2);
    let lines = json!({ "id": 1, "text": german }).to_string();
    let said = folder.run_with(&["annotate"], lines.as_bytes()).json();
    assert_eq!((&said["attributions"], &said["entities"]), (&json!([]), &json!([])));
    assert_eq!(said["support"], json!([{ "sentence": 0, "status": "unread" }]));
    assert_eq!(said["language_found"], "de");
}

#[test]
fn a_path_that_is_not_there_is_said_and_the_others_are_read() {
    let folder = Folder::new("missing");
    folder.write("vague.md", VAGUE);
    let answer = folder.run(&["check", "gone.md", "vague.md"]);
    assert_eq!(answer.status, 2);
    assert!(answer.err.contains("gone.md: there is no such file or folder"), "{answer:?}");
    assert!(answer.out.contains("vague.md:1:1 warning vague-source"), "{answer:?}");
}

#[test]
fn a_person_sees_the_line_with_the_words_underlined() {
    let folder = Folder::new("text");
    folder
        .write("a.txt", "The gate opens at nine.\nIt is old. Critics say the bridge was never inspected.\n");
    let answer = folder.run(&["check", "a.txt"]);
    let lines: Vec<&str> = answer.out.lines().collect();
    assert_eq!(lines[0], "a.txt:2:12 warning vague-source");
    assert_eq!(lines[1], "  It is old. Critics say the bridge was never inspected.");
    assert_eq!(lines[2], "             ^^^^^^^");
    assert!(lines[3].contains("Who are they?"), "{lines:?}");
    assert!(lines.last().unwrap().starts_with("1 article read: 1 warning."), "{lines:?}");
    assert!(!answer.out.contains('\u{1b}'), "no colour where nobody sees it");
    let coloured = folder.run(&["check", "a.txt", "--color", "always"]);
    assert!(coloured.out.contains("\u{1b}[1;33mwarning\u{1b}[0m"), "{coloured:?}");
}

#[test]
fn a_program_reads_places_in_code_points() {
    let folder = Folder::new("json");
    folder.write("a.md", "Ω 🦀 é.\r\n\r\nÉclair! Critics say the bridge was never inspected.\r\n");
    let report = folder.run(&["check", "a.md", "--format", "json"]).json();
    assert_eq!(report["version"], 1);
    let file = &report["files"][0];
    assert_eq!((&file["path"], &file["language"]), (&json!("a.md"), &json!("markdown")));
    let found = file["findings"].as_array().unwrap();
    let vague = found.iter().find(|it| it["code"] == "vague-source").unwrap();
    assert_eq!(vague["start"], json!({"line": 2, "character": 8, "offset": 18}));
    assert_eq!(vague["end"], json!({"line": 2, "character": 15, "offset": 25}));
    assert_eq!((&vague["text"], &vague["severity"]), (&json!("Critics"), &json!("warning")));
    assert_eq!(report["summary"]["warning"], 1);
    assert_eq!(report["summary"].as_object().unwrap().len(), 4);
}

#[test]
fn a_folder_is_read_whole_in_order_and_the_same_each_time() {
    let folder = Folder::new("folder");
    for number in 0..20 {
        folder.write(&format!("desk/{number:02}.md"), VAGUE);
    }
    folder.write("desk/notes.rs", VAGUE).write("desk/old/b.txt", VAGUE).write(".gitignore", "old/\n*.qmd\n");
    folder.write("desk/x.qmd", VAGUE).write("top.MD", CLEAN);
    let first = folder.run(&["check", "--format", "json"]);
    let report = first.json();
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    let mut expected: Vec<String> = (0..20).map(|it| format!("desk/{it:02}.md")).collect();
    expected.push("top.MD".to_owned());
    assert_eq!(paths, expected);
    assert_eq!(report["summary"]["warning"], 20);
    for _ in 0..3 {
        assert_eq!(folder.run(&["check", "--format", "json", "."]).out, first.out);
    }
}

#[test]
fn what_cannot_be_read_is_said_with_its_reason() {
    let folder = Folder::new("unreadable");
    folder.write("latin.txt", b"The caf\xe9 is closed.").write("vague.md", VAGUE);
    folder.write("huge.md", vec![b'a'; 10_000_001]);
    let answer = folder.run(&["check"]);
    assert_eq!(answer.status, 2);
    assert!(answer.err.contains("latin.txt: not UTF-8 text: byte 7"), "{}", answer.err);
    assert!(answer.err.contains("huge.md: too large to check: 10.0 MB"), "{}", answer.err);
    assert!(answer.out.contains("vague.md:1:1 warning"), "{}", answer.out);
}

#[test]
fn standard_input_and_unknown_endings_are_read_as_plain_text_unless_said_otherwise() {
    let folder = Folder::new("stdin");
    folder.write("story.wpd", VAGUE);
    let language = |answer: Answer| answer.json()["files"][0]["language"].as_str().unwrap().to_owned();
    assert_eq!(language(folder.run(&["check", "story.wpd", "--format", "json"])), "plain");
    assert_eq!(language(folder.run_with(&["check", "-", "--format", "json"], VAGUE.as_bytes())), "plain");
    let marked =
        folder.run_with(&["check", "-", "--format", "json", "--language", "markdown"], VAGUE.as_bytes());
    assert_eq!(marked.status, 1);
    assert_eq!(marked.json()["files"][0]["path"], "-");
    assert_eq!(language(marked), "markdown");
}

#[test]
fn the_nearest_configuration_counts_and_what_is_wrong_in_it_is_said() {
    let folder = Folder::new("configuration");
    folder.write("onrecord.toml", "[rules]\nvague-source = \"off\"\nvague-sauce = \"off\"\n");
    folder.write("a/b/vague.md", VAGUE).write("other.toml", "[rules]\nvague-source = \"hint\"\n");
    let answer = folder.run(&["check", "a/b/vague.md"]);
    assert_eq!(answer.status, 0, "{answer:?}");
    assert!(
        answer.err.contains("Line 3: There is no rule “vague-sauce”. Did you mean “vague-source”?"),
        "{answer:?}"
    );
    let other = folder.run(&["check", "--config", "other.toml", "--format", "json", "a/b/vague.md"]);
    assert_eq!(other.json()["summary"]["hint"], 1);
    let gone = folder.run(&["check", "--config", "gone.toml", "a/b/vague.md"]);
    assert_eq!((gone.status, gone.out.as_str()), (2, ""));
}

#[test]
fn what_the_ledger_answers_is_not_asked_and_what_is_wrong_in_it_is_said() {
    let claim = "A delegation of the Harbour Board met with the owners of the quay in Lund.";
    let folder = Folder::new("ledger");
    folder.write("dam.md", format!("The gate opens at nine.\n\nIt closes at six.\n\n{claim}\n"));
    let asked = |answer: &Answer| answer.out.contains("unattributed-claim");
    assert!(asked(&folder.run(&["check", "dam.md"])));
    let print = onrecord::rules::ledger::fingerprint(claim);
    let ledger =
        format!("answer: witnessed\nrule: unattributed-claim\nsentence: {print:016x}\n\nanswer: maybe\n");
    folder.write("dam.md.onrecord", ledger);
    let answer = folder.run(&["check"]);
    assert!(!asked(&answer), "{}", answer.out);
    assert!(answer.err.contains("dam.md.onrecord: Line 5: “maybe” is no answer"), "{}", answer.err);
}

#[test]
fn sarif_and_annotations_point_at_the_same_words() {
    let folder = Folder::new("formats");
    folder.write("big story.md", "Étude.\n\nÉclair! Critics say the bridge was never inspected.\n");
    let log = folder.run(&["check", "big story.md", "--format", "sarif"]).json();
    assert_eq!(
        (&log["version"], &log["runs"][0]["columnKind"]),
        (&json!("2.1.0"), &json!("unicodeCodePoints"))
    );
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|it| it["ruleId"] == "vague-source").unwrap();
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("vague-source"), &json!("warning")));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "big%20story.md");
    let region = &place["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&json!(3), &json!(9), &json!(16))
    );
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(rule["id"], "vague-source");
    assert!(rule["help"]["text"].as_str().unwrap().len() > 100);
    let github = folder.run(&["check", "big story.md", "--format", "github"]);
    let start =
        "::warning file=big story.md,line=3,endLine=3,col=9,endColumn=16,title=vague-source::Who are they?";
    assert!(github.out.starts_with(start), "{github:?}");
}

#[test]
fn an_archive_is_annotated_line_by_line_in_order() {
    let folder = Folder::new("annotate");
    let mut input = String::new();
    for number in 0..200 {
        input.push_str(&format!(
            "{{\"id\": {number}, \"text\": \"Éclair! Ana Cho said the gate was locked.\", \"desk\": \"city\", \"sentences\": 1}}\n"
        ));
    }
    let answer = folder.run_with(&["annotate", "--jobs", "3"], input.as_bytes());
    assert_eq!(answer.status, 0, "{answer:?}");
    let lines: Vec<Value> = answer.out.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(lines.len(), 200);
    for (number, line) in lines.iter().enumerate() {
        assert_eq!((&line["id"], &line["desk"]), (&json!(number), &json!("city")));
        assert_eq!(line.get("text"), None);
    }
    let said = &lines[0]["attributions"][0];
    assert_eq!((&said["source"], &said["cue"]), (&json!([[8, 15]]), &json!([[16, 20]])));
    assert_eq!((&said["content"], &said["speaker"]), (&json!([[21, 40]]), &json!("Ana Cho")));
    assert_eq!((&said["kind"], &said["nested"]), (&json!("indirect"), &json!(false)));
    assert_eq!(lines[0]["entities"], json!([{"start": 8, "end": 15, "type": "PERSON", "name": "Ana Cho"}]));
    let sentences = lines[0]["sentences"].as_array().unwrap().len();
    assert_eq!(lines[0]["support"].as_array().unwrap().len(), sentences);
    assert_eq!(lines[0]["support"][sentences - 1]["status"], "attributed");
    assert!(lines[0]["findings"].is_array() && lines[0]["references"].is_array());
}

#[test]
fn a_bad_line_costs_only_itself() {
    let folder = Folder::new("bad-lines");
    let mut input = b"{\"id\": \"a\", \"text\": \"Fine.\"}\nnot json\n\n{\"id\": \"c\"}\n".to_vec();
    input.extend_from_slice(b"{\"id\": \"d\", \"text\": 3}\n\xff\xfe\n{\"id\": \"e\", \"text\": \"Fine.\"}");
    let answer = folder.run_with(&["annotate", "--only", "sentences,support"], &input);
    assert_eq!(answer.status, 2);
    let lines: Vec<Value> = answer.out.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let errors: Vec<String> = lines.iter().map(|it| it["error"].as_str().unwrap_or("-").to_owned()).collect();
    let starts = [
        "-",
        "line 2: not JSON",
        "line 4: no “text”",
        "line 5: “text” is not a string",
        "line 6: not UTF-8",
        "-",
    ];
    assert_eq!(errors.len(), starts.len());
    assert!(errors.iter().zip(starts).all(|(it, start)| it.starts_with(start)), "{errors:?}");
    assert_eq!((&lines[2]["id"], &lines[1]["id"]), (&json!("c"), &json!(null)));
    let keys: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "sentences", "support"]);
}

#[test]
fn each_line_is_answered_before_the_next_is_sent() {
    use std::io::{BufRead, BufReader};
    let folder = Folder::new("stream");
    let mut child = command(&folder.0, &["annotate", "--only", "sentences"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(stdin, "{{\"id\": {number}, \"text\": \"Fine.\"}}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let value: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value, json!({"id": number, "sentences": [[0, 5]]}));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let folder = Folder::new("head");
    for number in 0..50 {
        folder.write(&format!("{number}.md"), VAGUE.repeat(200));
    }
    for arguments in [&["check"][..], &["check", "--format", "json"], &["rules"], &["completions", "bash"]] {
        let mut child = command(&folder.0, arguments).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code().is_some_and(|it| it < 2), "{arguments:?}: {output:?}");
        assert_eq!(err, "", "{arguments:?}");
    }
}

#[test]
fn what_is_not_installed_is_not_replaced_in_silence() {
    let folder = Folder::new("accurate");
    folder.write("a.md", CLEAN);
    // Away from the checkout that it was built in, whose model it would find.
    let elsewhere = folder.0.join("bin/onrecord");
    fs::create_dir_all(folder.0.join("bin")).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_onrecord"), &elsewhere).unwrap();
    for arguments in [&["check", "a.md", "--accurate"][..], &["annotate", "--accurate"]] {
        let mut command = Command::new(&elsewhere);
        command.current_dir(&folder.0).args(arguments).stdin(Stdio::null());
        // What another test starts while the copy is written holds it open for a moment.
        let output = loop {
            match command.output() {
                Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
                other => break other.unwrap(),
            }
        };
        let answer = Answer::of(&output);
        assert_eq!((answer.status, answer.out.as_str()), (2, ""));
        assert!(answer.err.contains("no accurate model is installed"), "{answer:?}");
    }
}

#[test]
fn what_is_built_in_a_checkout_reads_with_the_model_that_lies_there() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/accurate.onr");
    let folder = Folder::new("checkout");
    folder.write("a.md", CLEAN);
    let answer = folder.run(&["check", "a.md", "--accurate"]);
    // The package on crates.io has no accurate model in it.
    assert_eq!(answer.status, if model.is_file() { 0 } else { 2 }, "{answer:?}");
}

#[test]
fn a_strict_build_lets_everything_count() {
    let folder = Folder::new("strict");
    folder.write("clean/a.md", CLEAN).write("named/a.md", "Ana Cho opened the gate at nine.\n");
    folder.write("vague/a.md", VAGUE).write("vague/onrecord.toml", "[rules]\nvague-source = \"hint\"\n");
    folder.write("slip/a.md", CLEAN).write("slip/onrecord.toml", "profil = \"wire\"\n");
    fs::create_dir_all(folder.0.join("empty")).unwrap();
    for (paths, usual, strict) in [
        (&["clean"][..], 0, 0),
        (&["named"], 0, 0),
        (&["vague"], 0, 1),
        (&["slip"], 0, 1),
        (&["empty"], 0, 1),
        (&["clean", "empty"], 0, 1),
        (&["clean", "missing"], 2, 2),
    ] {
        let run = |more: &[&str]| folder.run(&[&["check"], paths, more].concat());
        assert_eq!(run(&[]).status, usual, "{paths:?}");
        let answer = run(&["--strict"]);
        assert_eq!(answer.status, strict, "{paths:?}: {answer:?}");
        assert_eq!(strict > 0, !answer.err.is_empty() || answer.out.contains("hint"), "{answer:?}");
    }
    let help = folder.run(&["check", "--help"]).out;
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("slips in settings are told and end with 0"), "{help}");
}

#[test]
fn quotations_are_compared_with_the_texts_beside_the_article() {
    let folder = Folder::new("quotations");
    folder.write("sources/hearing.txt", "We will never sell the old harbour, whatever they offer us.\n");
    folder.write("sources/memo.md", "# Memo\n\nThe cranes are *painted* before the summer fair opens.\n");
    let article = "“We will never sell the new harbour,” Ana Cho said [@hearing].\n\n\
                   “The cranes are painted before the summer fair opens,” the memo says [@memo].\n";
    folder.write("article.md", article);
    let answer = folder.run(&["check", "--format", "json", "."]);
    let report = answer.json();
    let paths: Vec<&Value> = report["files"].as_array().unwrap().iter().map(|it| &it["path"]).collect();
    assert_eq!(paths, ["article.md"], "sources are no articles");
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let quotes: Vec<(&Value, &Value)> = findings
        .iter()
        .filter(|it| it["code"].as_str().unwrap().starts_with("quote-"))
        .map(|it| (&it["code"], &it["start"]["line"]))
        .collect();
    assert_eq!(quotes, [(&json!("quote-altered"), &json!(0))], "{findings:#?}");
    assert_eq!(answer.status, 1);
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = Folder::new("rules");
    let list = folder.run(&["rules"]);
    assert_eq!((list.status, list.out.lines().count()), (0, onrecord::rules::ALL.len()));
    let page = folder.run(&["explain", "vague-source"]);
    assert_eq!(page.status, 0);
    assert!(page.out.starts_with("vague-source (warning)\n\n"), "{page:?}");
    assert!(page.out.contains("\n    Critics say the bridge was never inspected.\n    ^^^^^^^"), "{page:?}");
    let unknown = folder.run(&["explain", "vage-sorce"]);
    assert_eq!((unknown.status, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("did you mean “vague-source”?"), "{unknown:?}");
}

#[test]
fn help_speaks_to_a_writer_and_shells_complete_the_commands() {
    let folder = Folder::new("help");
    let help = folder.run(&["--help"]);
    assert_eq!(help.status, 0);
    assert!(
        help.out.contains("onrecord check story.md") && help.out.contains("Nothing leaves your computer")
    );
    for shell in ["bash", "zsh", "fish"] {
        let script = folder.run(&["completions", shell]);
        assert!(script.status == 0 && script.out.contains("explain"), "{shell}");
    }
}

/// Sources of several kinds beside an article.
fn desk(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder
        .write("story.md", "The office spoke: “The ferry will not run before the first week of June,” it said.\n")
        .write("refs.bib", "@online{late, title={Late again}, journaltitle={Varo Gazette}, date={2024-03-02}}\n@misc{call,\n title={Call}}\n@misc{broken, title={Never\n")
        .write("sources/late.html", "<nav><a href=/>Home</a></nav><article><h1>Late again</h1><p>The ferry will not run before the first week of May.</article>")
        .write("sources/tape.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nIt never came.\n\n01:05.000 --> 01:06.000\nNo.\n")
        .write("sources/old.doc", "\u{fffd}")
        .write("sources/scan.pdf", "no pdf");
    folder
}

#[test]
fn sources_are_listed_with_what_could_not_be_read() {
    let folder = desk("sources");
    let answer = folder.run(&["sources", "story.md"]);
    assert_eq!(answer.status, 0, "{answer:?}");
    for line in [
        "late    Varo Gazette, “Late again”, 2 March 2024",
        "        sources/late.html: 13 words",
        "call    “Call”",
        "        no text to compare with",
        "tape    –",
        "        sources/tape.vtt: 4 words, 2 minutes",
        "sources/scan.pdf: cannot be read: the file is damaged",
        "sources/old.doc: not read: save it as .docx, .odt, .pdf, .html or .txt, and put that beside it",
    ] {
        assert!(answer.out.lines().any(|it| it == line), "{line:?} in {}", answer.out);
    }
    let report = folder.run(&["sources", "--json"]).json();
    assert_eq!(report["version"], 1);
    assert_eq!(report["sources"][0]["key"], "late");
    assert_eq!(report["sources"][0]["date"], "2024-03-02");
    assert_eq!(report["sources"][0]["list"], "refs.bib");
    assert_eq!(
        report["sources"][0]["texts"][0],
        json!({"path": "sources/late.html", "words": 13, "pages": null, "seconds": null})
    );
    assert!(
        report["notices"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["path"] == "refs.bib" && it["line"].is_u64())
    );
}

#[test]
fn attachments_that_did_not_come_along_are_told_in_a_line() {
    let folder = Folder::new("sources-exported");
    folder.write("refs.bib", exported::list());
    let answer = folder.run(&["sources"]);
    let told: Vec<&str> = answer.out.lines().filter(|it| it.starts_with("refs.bib")).collect();
    let [missing, outside] = told[..] else { panic!("{told:#?}") };
    assert_eq!(
        missing,
        "refs.bib:14: files/0/Cho et al. - 2000 - Häfen 0.pdf: there is no such file; so it is with 2199 more that this list names"
    );
    assert!(
        outside.ends_with(
            "outside the folders that onrecord may read; so it is with 1099 more that this list names"
        ),
        "{outside}"
    );
    let report = folder.run(&["sources", "--json"]).json();
    assert_eq!(report["sources"].as_array().unwrap().len(), exported::ENTRIES);
    assert_eq!(report["notices"][0]["line"], 13);

    // One of few is told where it is named.
    let few: String = exported::list().split_inclusive("\n\n").take(6).collect();
    folder.write("refs.bib", few);
    let answer = folder.run(&["sources"]);
    assert_eq!(answer.out.lines().filter(|it| it.starts_with("refs.bib")).count(), 6, "{}", answer.out);
}

#[test]
fn sources_are_those_that_the_article_and_its_settings_name() {
    let folder = Folder::new("sources-named");
    folder
        .write("onrecord.toml", "sources = [\"tapes/\"]\nbibliography = [\"lists/desk.json\"]\n")
        .write("lists/desk.json", "[{\"id\": \"voss\", \"title\": \"Gate\"}]\n")
        .write("tapes/hearing.md", "The TK ferry is late.\n")
        .write("mine/cho.bib", "@misc{cho, title = {Log}}\n")
        .write("story.tex", "\\addbibresource{mine/cho.bib}\n\nIt is late \\cite{cho}.\n");
    let report = folder.run(&["sources", "--json", "story.tex"]).json();
    let keys: Vec<&Value> = report["sources"].as_array().unwrap().iter().map(|it| &it["key"]).collect();
    assert_eq!(keys, ["cho", "voss", "hearing"], "{report}");
    assert_eq!(report["notices"], json!([]));
    let report = folder.run(&["sources", "--json"]).json();
    let keys: Vec<&Value> = report["sources"].as_array().unwrap().iter().map(|it| &it["key"]).collect();
    assert_eq!(keys, ["voss", "hearing"], "{report}");

    // A folder of tapes is walked for no articles; whoever names a tape means it.
    let checked = |arguments: &[&str]| -> Vec<String> {
        let report = folder.run(&[&["check", "--format", "json"], arguments].concat()).json();
        let files = report["files"].as_array().unwrap().iter();
        files.map(|it| it["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(checked(&["."]), ["story.tex"]);
    assert_eq!(checked(&["tapes/hearing.md"]), ["tapes/hearing.md"]);
}

#[test]
fn without_sources_a_writer_is_told_where_they_go() {
    let folder = Folder::new("no-sources");
    let answer = folder.write("story.md", "").run(&["sources", "story.md"]);
    assert_eq!((answer.status, answer.out.starts_with("No sources here: ")), (0, true));
    let answer = folder.run(&["sources", "gone.md"]);
    assert_eq!((answer.status, answer.out.as_str()), (2, ""));
    assert!(answer.err.starts_with("onrecord: gone.md: "), "{answer:?}");
}

#[test]
#[cfg(all(feature = "office", feature = "pdf"))]
fn sources_of_every_kind_are_quoted_and_cited() {
    const SAID: &str = "The ferry will not run before the first week of May.";
    let word = format!("<w:document><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></w:document>");
    let office = format!("<office:text><text:p>{SAID}</text:p></office:text>");
    for (name, bytes) in [
        ("late.html", format!("<nav><a href=/>Home</a></nav><article><p>{SAID}</article>").into_bytes()),
        ("late.docx", archive("word/document.xml", &word)),
        ("late.odt", archive("content.xml", &office)),
        ("late.pdf", pdf::printed(SAID)),
    ] {
        let folder = Folder::new(&name.replace('.', "-"));
        let article = "The office spoke: “The ferry will not run before the first week of June,” it said.\n";
        folder.write("story.md", article).write(&format!("sources/{name}"), bytes);
        let findings = folder.run(&["check", "--format", "json", "story.md"]).json();
        let findings = findings["files"][0]["findings"].as_array().unwrap().clone();
        assert!(findings.iter().any(|it| it["code"] == "quote-altered"), "{name}: {findings:?}");
        let claim = b"{\"id\": 1, \"text\": \"The ferry will not run before May.\"}\n";
        let answer = folder.run_with(&["cite", "--sources", "sources"], claim).json();
        assert_eq!(answer["passages"][0]["source"], format!("sources/{name}"));
        assert_eq!(answer["passages"][0]["text"], SAID);
    }
}

/// An archive with one part, not packed.
#[cfg(feature = "office")]
fn archive(part: &str, words: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    let (mut entry, config) = archive.new_file(part).start().unwrap();
    let mut writer = config.wrap(&mut entry);
    writer.write_all(words.as_bytes()).unwrap();
    let (_, descriptor) = writer.finish().unwrap();
    entry.finish(descriptor).unwrap();
    archive.finish().unwrap();
    out
}

#[test]
fn a_check_knows_the_lists_that_an_article_and_the_settings_name() {
    let folder = Folder::new("lists");
    folder.write("desk/mine.bib", "@misc{cho2024, title = {One}}\n");
    folder.write("desk/all.bib", "@misc{voss2023, title = {Two}}\n");
    folder.write("desk/onrecord.toml", "bibliography = [\"all.bib\"]\n");
    let text = "---\nbibliography: mine.bib\n---\n\nIt fell [@cho2024; @voss2023], they say [@ruiz1999].\n";
    folder.write("desk/article.md", text);
    let answer = folder.run(&["check", "desk/article.md", "--fail-on", "error"]);
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(answer.out.contains("There is no source “ruiz1999” in your lists."), "{}", answer.out);
    assert_eq!(answer.out.matches("unknown-source").count(), 1, "{}", answer.out);
    folder.write("desk/mine.bib", "@misc{cho2024}\n@misc{ruiz1999}\n");
    assert_eq!(folder.run(&["check", "desk/article.md", "--fail-on", "error"]).status, 0);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let shown: Vec<&str> =
        readme.split("```text\n").skip(1).map(|it| it.split("```").next().unwrap()).collect();
    let mut compared = 0;
    for path in ["examples/bridge.md", "examples/harbour"] {
        let printed = Answer::of(&command(root, &["check", path]).output().unwrap()).out;
        let own = shown.iter().filter(|it| it.starts_with(path));
        for finding in own.flat_map(|it| it.trim_end().split("\n\n")) {
            assert!(printed.contains(finding), "{finding}\n\nis not among\n\n{printed}");
            compared += 1;
        }
    }
    assert_eq!(compared, 5, "the README shows both examples");
}

#[cfg(unix)]
#[test]
fn nothing_in_a_name_or_a_text_reaches_the_terminal_but_as_words() {
    let folder = Folder::new("hidden");
    let odd = "a\n::error ::b\u{1b}[2J\u{202e}c.md";
    folder.write(
        odd,
"Critics say the bridge was never inspected.\n\nThe \u{1b}[31mgate\u{202e} is shut.\n\n::error ::It was.\n",
    );
    folder.write("::warning ::d.md", "Critics say the bridge was never inspected. “##[error]x” it fell.\n");
    folder.write("sources/::stop-commands::x.txt", "It fell.\n");
    let is_plain =
        |it: &str| !it.contains(|it: char| it.is_control() && it != '\n') && !it.contains('\u{202e}');
    let is_silent = |it: &str| {
        let is_command = |it: &str| it.trim_start().starts_with("::") || it.contains("##[");
        !it.lines().any(is_command)
    };
    for arguments in
        [&["check", "."][..], &["check", odd, "missing\u{1b}[1m\n::error ::e.md"], &["sources", "."]]
    {
        let answer = folder.run(arguments);
        for text in [&answer.out, &answer.err] {
            assert!(is_plain(text) && is_silent(text), "{arguments:?}: {text:?}");
        }
    }
    let shown = folder.run(&["check", odd]).out;
    assert!(shown.contains("a\\n::error ::b\\u{1b}[2J\\u{202e}c.md:1:1"), "{shown}");
    let github = folder.run(&["check", "--format", "github", "."]).out;
    assert!(is_plain(&github), "{github:?}");
    assert!(
        github.lines().all(|it| it.starts_with("::warning file=")
            || it.starts_with("::notice file=")
            || it.starts_with("::error file=")),
        "{github}"
    );
    // Programs get what stands there.
    for format in ["json", "sarif"] {
        let out = folder.run(&["check", "--format", format, odd]).out;
        assert!(is_plain(&out), "{out:?}");
        let value: Value = serde_json::from_str(&out).unwrap();
        if format == "json" {
            assert_eq!(value["files"][0]["path"], odd);
        }
    }
}

#[test]
fn arguments_that_are_not_understood_are_repeated_as_words() {
    let folder = Folder::new("arguments");
    let odd = "\n::error::x\u{1b}[2J\u{202e}";
    for arguments in [
        &["check", "--format", odd][..],
        &["check", &format!("--format={odd}")],
        &["check", &format!("--{odd}")],
        &["annotate", "--show", odd],
        &["cite", "--limit", odd],
        &[odd],
        &["explain", odd],
    ] {
        let answer = folder.run(arguments);
        for text in [&answer.out, &answer.err] {
            let is_plain =
                !text.contains(|it: char| it.is_control() && it != '\n') && !text.contains('\u{202e}');
            let is_silent = !text.lines().any(|it| it.trim_start().starts_with("::"));
            assert!(is_plain && is_silent, "{arguments:?}: {text:?}");
        }
        assert_eq!(answer.status, 2, "{arguments:?}: {}", answer.err);
    }
    let told = folder.run(&["check", "--format", odd]).err;
    assert!(told.contains("\\n::error::x\\u{1b}[2J") && told.contains("possible values"), "{told}");
}

#[test]
fn what_may_not_be_used_is_offered_to_no_claim() {
    let folder = Folder::new("closed");
    folder.write(
        "s/ruiz.txt",
        "Terms: off the record\n\nThe winter tests of the pumps were signed off unread.\n",
    );
    folder.write("s/log.txt", "The ferry line lost 24 million euros last year.\n");
    let claims = b"{\"id\": 1, \"text\": \"The winter tests of the pumps were signed off unread.\"}\n";
    let answer = folder.run_with(&["cite", "--sources", "s"], claims);
    assert!(!answer.out.contains("signed off"), "{}", answer.out);
    assert!(answer.err.contains("ruiz.txt: left out, by the terms on which it was given"), "{}", answer.err);
}

#[test]
fn a_chapter_knows_the_sources_that_an_editor_knows_for_it() {
    let folder = Folder::new("chapter");
    folder
        .write("_quarto.yml", "project:\n  type: book\nbibliography: lit/all.bib\n")
        .write("lit/all.bib", "@book{cho2024, title={The gate}, author={Cho, Ana}, year={2024}}\n")
        .write("refs.bib", "@book{ana2023, title={The pier}, author={Cho, Ana}, year={2023}}\n")
        .write("chapters/one.qmd", "The gate fell [@cho2024; @ana2023; @cho2042].\n");
    let inside = |name: &str| Folder(folder.0.join(name));
    let chapters = inside("chapters");
    let whole = folder.0.join("chapters/one.qmd").to_string_lossy().into_owned();
    let root = std::env::temp_dir();
    for (stands, path) in
        [(&folder.0, "chapters/one.qmd"), (&folder.0, "."), (&chapters.0, "one.qmd"), (&root, whole.as_str())]
    {
        let output = command(stands, &["check", "--color", "never", path]).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(out.matches("unknown-source").count(), 1, "{path}: {out}");
        assert!(out.contains("There is no source “cho2042”"), "{path}: {out}");
    }
    std::mem::forget(chapters);
}
