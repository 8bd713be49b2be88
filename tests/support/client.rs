//! An editor for tests: starts the real server, keeps its own copy of every text, and watches.
//!
//! Two promises are checked on every run. No diagnostics arrive for a text older than one the
//! server has already answered for; and no message stays unlooked-at: what a test did not ask for
//! fails it at the end. No test looks at the clock: what is to come is awaited, and that nothing more comes is
//! known when the server says that it has come to rest.

use std::{
    collections::{HashMap, VecDeque},
    io::{BufRead, BufReader, Read, Write},
    ops::Range,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::wire::{frame, framed, position};

/// Only a hang takes so long, however loaded the machine.
pub const HANG: Duration = Duration::from_secs(120);

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    incoming: mpsc::Receiver<Value>,
    /// What has arrived and was not looked at.
    unseen: VecDeque<Value>,
    answers: HashMap<i64, Value>,
    pub texts: HashMap<String, Copy>,
    /// No diagnostics for an older version may arrive any more, by document.
    floor: HashMap<String, i64>,
    asked: HashMap<i64, Vec<(String, i64)>>,
    next: i64,
    pub encoding: String,
    /// What the server is told when it asks for settings; without it the question stays open.
    pub settings: Option<Value>,
    /// What it is told of single folders, by their addresses.
    pub scoped: HashMap<String, Value>,
    /// The server's questions to the editor, in order.
    pub questions: Vec<Value>,
    pub stderr: mpsc::Receiver<String>,
    pub initialized: Value,
}

/// A text as the editor has it.
#[derive(Clone, Debug)]
pub struct Copy {
    pub text: String,
    pub version: i64,
}

impl Client {
    /// A server that has not been spoken to.
    pub fn spawn() -> Client {
        let mut client = Client::spawn_deaf();
        let (sender, incoming) = mpsc::channel();
        client.incoming = incoming;
        let mut output = BufReader::new(client.child.stdout.take().unwrap());
        thread::spawn(move || {
            while let Some(message) = frame(&mut output) {
                let _ = sender.send(message);
            }
        });
        client
    }

    /// A server whose output nobody reads.
    pub fn spawn_deaf() -> Client {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the server starts");
        let (sender, stderr) = mpsc::channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || errors.lines().map_while(Result::ok).for_each(|it| drop(sender.send(it))));
        Client {
            input: child.stdin.take(),
            child,
            incoming: mpsc::channel().1,
            unseen: VecDeque::new(),
            answers: HashMap::new(),
            texts: HashMap::new(),
            floor: HashMap::new(),
            asked: HashMap::new(),
            next: 0,
            encoding: "utf-16".to_owned(),
            settings: Some(Value::Null),
            scoped: HashMap::new(),
            questions: Vec::new(),
            stderr,
            initialized: Value::Null,
        }
    }

    /// A server that is ready, for an editor with these capabilities.
    pub fn start(capabilities: Value) -> Client {
        Client::start_with(json!({ "capabilities": capabilities }))
    }

    pub fn start_with(params: Value) -> Client {
        let mut client = Client::spawn();
        client.initialize(params);
        client
    }

    pub fn initialize(&mut self, mut params: Value) {
        // An editor that tells its settings is waited for as long as a test waits for the server.
        let options = params.as_object().and_then(|it| it.get("initializationOptions"));
        if self.settings.is_some() && options.is_none_or(Value::is_object) {
            let patience = &mut params["initializationOptions"]["testing"]["patience"];
            *patience = json!(HANG.as_millis() as u64 / 2);
        }
        self.initialized = self.ask("initialize", params).expect("the server initializes");
        let encoding = &self.initialized["capabilities"]["positionEncoding"];
        self.encoding = encoding.as_str().unwrap_or("utf-16").to_owned();
        self.tell("initialized", json!({}));
        let is_greeting = |it: &Value| it.to_string().contains("nothing leaves this machine");
        self.expect_where("window/logMessage", is_greeting);
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub fn send(&mut self, message: &Value) {
        self.send_raw(&framed(message));
    }

    /// Bytes as they are; false when the server does not take them any more.
    pub fn send_raw(&mut self, bytes: &[u8]) -> bool {
        let Some(input) = &mut self.input else { return false };
        input.write_all(bytes).and_then(|()| input.flush()).is_ok()
    }

    /// Sends a question without waiting for its answer.
    pub fn question(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let sent = self.texts.iter().map(|(uri, it)| (uri.clone(), it.version)).collect();
        self.asked.insert(self.next, sent);
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params }));
        self.next
    }

    pub fn answer(&mut self, id: i64) -> Result<Value, Value> {
        let end = Instant::now() + HANG;
        while !self.answers.contains_key(&id) {
            assert!(self.take(end), "no answer to question {id}; unseen: {:?}", self.unseen);
        }
        let mut answer = self.answers.remove(&id).unwrap();
        if answer.get("error").is_some() { Err(answer["error"].take()) } else { Ok(answer["result"].take()) }
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.question(method, params);
        self.answer(id)
    }

    /// The next notification of this method, whatever else comes before it.
    pub fn expect(&mut self, method: &str) -> Value {
        self.expect_where(method, |_| true)
    }

    fn expect_where(&mut self, method: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + HANG;
        loop {
            if let Some(at) = self.unseen.iter().position(|it| it["method"] == method && is_meant(it)) {
                return self.unseen.remove(at).unwrap()["params"].take();
            }
            assert!(self.take(end), "no {method}; unseen: {:?}", self.unseen);
        }
    }

    /// Waits until the server has no more to say, and gives the notifications of this method.
    pub fn rest(&mut self, method: &str) -> Vec<Value> {
        // It may have asked us something, and what we reply may give it more to say.
        loop {
            let questions = self.questions.len();
            self.ask("onrecord/rested", Value::Null).expect("the server comes to rest");
            if self.questions.len() == questions {
                break;
            }
        }
        let (wanted, rest) = self.unseen.drain(..).partition(|it| it["method"] == method);
        self.unseen = rest;
        Vec::from_iter::<VecDeque<Value>>(wanted).into_iter().map(|mut it| it["params"].take()).collect()
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.texts.insert(uri.to_owned(), Copy { text: text.to_owned(), version: 1 });
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces bytes of a text, here and there.
    pub fn edit(&mut self, uri: &str, bytes: Range<usize>, text: &str) {
        let message = self.edit_message(uri, bytes, text);
        self.send(&message);
    }

    /// Replaces bytes of a text here, and gives the message that tells the server.
    pub fn edit_message(&mut self, uri: &str, bytes: Range<usize>, text: &str) -> Value {
        let encoding = self.encoding.clone();
        let copy = self.texts.get_mut(uri).expect("an open text");
        let range = json!({
            "start": position(&copy.text, bytes.start, &encoding),
            "end": position(&copy.text, bytes.end, &encoding),
        });
        copy.text.replace_range(bytes, text);
        copy.version += 1;
        json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
            "textDocument": { "uri": uri, "version": copy.version },
            "contentChanges": [{ "range": range, "text": text }],
        }})
    }

    /// The pushed diagnostics of the newest text; those of older ones are passed over.
    pub fn diagnostics(&mut self, uri: &str) -> Vec<Value> {
        let version = self.texts[uri].version;
        loop {
            let mut published = self.expect("textDocument/publishDiagnostics");
            if published["uri"] == uri && published["version"] == version {
                return serde_json::from_value(published["diagnostics"].take()).unwrap();
            }
        }
    }

    /// Takes back what was said about older versions, for a client that counts backwards.
    pub fn allow_older(&mut self, uri: &str) {
        self.floor.remove(uri);
        self.asked.values_mut().for_each(|it| it.retain(|(it, _)| it != uri));
    }

    /// Announces an answer to a message that was sent by hand.
    pub fn expect_answer(&mut self, id: i64) {
        self.asked.insert(id, Vec::new());
    }

    /// Waits until the server has asked this so many times.
    pub fn wait_for_questions(&mut self, method: &str, count: usize) {
        let end = Instant::now() + HANG;
        while self.questions.iter().filter(|it| it["method"] == method).count() < count {
            assert!(self.take(end), "the server does not ask {method} {count} times");
        }
    }

    /// How many questions were answered whose answers nobody has looked at yet.
    pub fn waiting_answers(&self) -> usize {
        self.answers.len()
    }

    /// Throws away the answers to these questions, which may be of any kind.
    pub fn ignore(&mut self, questions: &[i64]) {
        questions.iter().for_each(|&id| drop(self.answer(id)));
    }

    /// Withdraws these questions, none of which has been answered.
    pub fn withdraw(&mut self, questions: &[i64]) {
        for &id in questions {
            self.tell("$/cancelRequest", json!({ "id": id }));
            assert_eq!(self.answer(id).unwrap_err()["code"], -32800);
        }
    }

    /// Reads the output of a server that nobody else reads, up to these words.
    pub fn hear(&mut self, words: &str) {
        let output = self.child.stdout.as_mut().unwrap();
        let (mut heard, mut byte) = (Vec::new(), [0]);
        while !heard.ends_with(words.as_bytes()) {
            output.read_exact(&mut byte).expect("the server speaks");
            heard.push(byte[0]);
        }
    }

    /// Fails unless the server has the same text as the editor.
    pub fn assert_same_text(&mut self, uri: &str) {
        let theirs = self.ask("onrecord/text", json!({ "textDocument": { "uri": uri } })).unwrap();
        let mine = &self.texts[uri];
        assert_eq!(theirs["text"], mine.text);
        assert_eq!(theirs["version"], mine.version);
    }

    /// Ends the session as the protocol wants it, with everything looked at.
    pub fn quit(mut self) -> ExitStatus {
        self.ask("shutdown", Value::Null).expect("the server shuts down");
        self.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        self.wait()
    }

    /// Closes the pipe to the server.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    pub fn wait(&mut self) -> ExitStatus {
        let end = Instant::now() + HANG;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.take(end) {}
                return status;
            }
            assert!(Instant::now() < end, "the server does not end");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Books one message; false when none has come until `end`.
    fn take(&mut self, end: Instant) -> bool {
        let left = end.saturating_duration_since(Instant::now());
        let Ok(message) = self.incoming.recv_timeout(left) else { return false };
        match (message.get("method").is_some(), message["id"].as_i64()) {
            (true, None) if message.get("id").is_none() => self.notified(message),
            (true, _) => self.reply(message),
            (false, Some(id)) => {
                for (uri, version) in
                    self.asked.remove(&id).unwrap_or_else(|| panic!("nobody asked: {message}"))
                {
                    let floor = self.floor.entry(uri).or_default();
                    *floor = version.max(*floor);
                }
                self.answers.insert(id, message);
            }
            (false, None) => panic!("an answer without an id: {message}"),
        }
        true
    }

    fn notified(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().unwrap().to_owned();
            match message["params"]["version"].as_i64() {
                Some(version) => {
                    let floor = self.floor.entry(uri).or_default();
                    assert!(version >= *floor, "diagnostics for version {version} after {floor}");
                    *floor = version;
                }
                None => assert!(!self.texts.contains_key(&uri), "diagnostics say their version"),
            }
        }
        // Said once wherever nobody has put the accurate model: no news to any test.
        if !message.to_string().contains("no accurate model is installed") {
            self.unseen.push_back(message);
        }
    }

    fn reply(&mut self, question: Value) {
        let result = match question["method"].as_str().unwrap() {
            "workspace/configuration" => self.settings.clone().map(|all| {
                let items = question["params"]["items"].as_array().unwrap();
                let of = |it: &Value| it["scopeUri"].as_str().and_then(|it| self.scoped.get(it));
                items.iter().map(|it| of(it).unwrap_or(&all).clone()).collect()
            }),
            "client/registerCapability"
            | "workspace/diagnostic/refresh"
            | "workspace/inlayHint/refresh"
            | "workspace/semanticTokens/refresh"
            | "window/workDoneProgress/create" => Some(Value::Null),
            "window/showDocument" => Some(json!({ "success": true })),
            other => panic!("the server asks for {other}"),
        };
        if let Some(result) = result {
            self.send(&json!({ "jsonrpc": "2.0", "id": question["id"], "result": result }));
        }
        self.questions.push(question);
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !thread::panicking() {
            while self.take(Instant::now() + HANG) {}
            assert!(self.unseen.is_empty(), "messages nobody looked at: {:?}", self.unseen);
            assert!(self.answers.is_empty(), "answers nobody looked at: {:?}", self.answers);
        }
    }
}
