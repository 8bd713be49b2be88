//! What a writer can have done by name. Everything runs here: no editor needs a plug-in for it.

use serde_json::{Value, json};
use tower_lsp::{
    gen_lsp_types::{Position, Range, ShowDocumentParams, Uri},
    jsonrpc::{Error, Result},
};

use super::{
    answers::sources,
    document::Document,
    from_lsp,
    reading::Reading,
    requests::{Requests, apart},
    session::State,
    wire::MessageKind,
};
use crate::{
    features::{
        leads, lens,
        pull_out::{self, Falls, Rests},
        story::{self, Story, Voice},
    },
    rules,
    text::Span,
};

/// Turns the support lens on or off for this session; gives which it is now.
pub const LENS: &str = "onrecord.toggleLens";

/// Shows the notes on the whole article, and who is heard how often; gives them as figures.
pub const STORY: &str = "onrecord.story";

/// Shows which lines rest on unnamed or second-hand sources only; gives their ranges.
pub const PULL_OUT: &str = "onrecord.pullOut";

/// Gives what each sentence stands on as ranges, as long as the lens is on: for editors that colour them.
pub const SUPPORT: &str = "onrecord.support";

/// Gives a rule's page in Markdown.
pub const RULE: &str = "onrecord.rule";

/// Shows the passage or the entry behind the key, the quotation or the claim at a place; gives where it is.
pub const PASSAGE: &str = "onrecord.openPassage";

/// Goes to the next mark of the desk behind a place, or round to the first; gives where it is.
pub const MARK: &str = "onrecord.nextMark";

pub const ALL: &[&str] = &[LENS, STORY, PULL_OUT, SUPPORT, RULE, PASSAGE, MARK];

/// The rule that finds the marks.
const LEFT: &str = "placeholder-left";

impl Requests {
    /// The first argument is a document's address; without it the text is meant that was changed last.
    /// A second one, `false`, says that the editor shows the outcome itself.
    pub async fn command(&self, command: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
        if command == LENS {
            return Ok(Some(self.turn_lens(arguments.first()).into()));
        }
        if command == RULE {
            return page(arguments.first().and_then(Value::as_str)).map(Some);
        }
        if command == PASSAGE || command == MARK {
            return self.go(command, arguments).await;
        }
        let show = arguments.get(1) != Some(&Value::Bool(false));
        let uri = arguments.first().and_then(Value::as_str).map(str::to_owned);
        let Some(uri) = uri.or_else(|| self.latest()) else { return Ok(None) };
        let answer: fn(&Reading) -> (String, Value) = match command {
            STORY => told,
            PULL_OUT => pulled,
            SUPPORT => supported,
            _ => return Err(Error::invalid_params(format!("There is no command “{command}”."))),
        };
        let Some(reading) = self.reading(&uri).await? else { return Ok(None) };
        let (message, value) = answer(&reading);
        if show && !message.is_empty() {
            self.session.outbox.show(MessageKind::Information, &message);
        }
        Ok(Some(value))
    }

    /// Address and position; the editor is asked to show what is found, and not waited for.
    async fn go(&self, command: &str, mut arguments: Vec<Value>) -> Result<Option<Value>> {
        let position = arguments.get_mut(1).map(Value::take);
        let position = position.and_then(|it| serde_json::from_value::<Position>(it).ok());
        let uri = arguments.first().and_then(Value::as_str);
        let (Some(uri), Some(position)) = (uri, position) else {
            return Err(Error::invalid_params("This command takes an address and a position."));
        };
        let Some(reading) = self.reading(uri).await? else { return Ok(None) };
        let shows = reading.client.shows_documents;
        let find: fn(&Reading, Position) -> Option<(Uri, Range)> =
            if command == MARK { next_mark } else { passage };
        let found = apart(move || find(&reading, position)).await.flatten();
        let Some((uri, range)) = found else { return Ok(None) };
        let value = json!({ "uri": uri, "range": range });
        if shows {
            let shown =
                ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: Some(range) };
            let client = self.client.clone();
            tokio::spawn(async move { client.show_document(shown).await });
        }
        Ok(Some(value))
    }

    /// With an argument, to that; without, to the other.
    fn turn_lens(&self, to: Option<&Value>) -> bool {
        let mut state = self.session.state();
        let is_on = state.lens.unwrap_or_else(|| {
            let reviewed = latest(&state).and_then(|it| it.reviewed.borrow().clone());
            reviewed.is_some_and(|it| it.settings.lens)
        });
        let turned = to.and_then(Value::as_bool).unwrap_or(!is_on);
        state.lens = Some(turned);
        drop(state);
        self.session.refresh_lens();
        turned
    }

    fn latest(&self) -> Option<String> {
        latest(&self.session.state()).map(|it| it.uri.to_string())
    }
}

/// The passage or the entry behind what stands at a place.
fn passage(reading: &Reading, position: Position) -> Option<(Uri, Range)> {
    let (review, offset) = (&reading.review, reading.offset(position));
    let leads = leads::of_key(review, offset)
        .or_else(|| leads::of_attribution(review, offset))
        .or_else(|| leads::of_sentence(review, offset))?;
    let own = from_lsp::path(&reading.uri);
    let (uri, _, range) = sources::target(leads.places.first()?, reading, own.as_deref());
    Some((uri, range))
}

/// The first mark of the desk that begins behind a place, else the first of all.
fn next_mark(reading: &Reading, position: Position) -> Option<(Uri, Range)> {
    let offset = reading.offset(position);
    let marks = || reading.review.findings.iter().filter(|it| it.code == LEFT).map(|it| it.span);
    let next = marks().find(|it| it.start > offset).or_else(|| marks().next())?;
    Some((reading.uri.clone().into(), reading.places([next]).range(next)))
}

/// The article that was changed last.
fn latest(state: &State) -> Option<&Document> {
    state.documents.values().filter(|it| !it.is_record()).max_by_key(|it| it.revision)
}

fn told(reading: &Reading) -> (String, Value) {
    let story = story::story(reading.article());
    let Story { figures, voices, notes } = &story;
    let places = reading.places(voices.iter().flat_map(|it| it.said.iter().copied()));
    let heard = voices.iter().map(|Voice { name, statements, quoted, named, said }| {
        let ranges: Vec<_> = said.iter().map(|it| places.range(*it)).collect();
        json!({ "name": name, "statements": statements, "quoted": quoted, "named": named, "ranges": ranges })
    });
    let notes = notes.iter().map(|it| json!({ "code": it.code, "text": it.text }));
    let value = json!({
        "version": reading.version,
        "title": story::title(&story),
        "sentences": figures.sentences,
        "supported": figures.supported,
        "ownVoice": figures.own_voice,
        "attributions": figures.attributions,
        "unnamed": figures.unnamed,
        "documents": figures.documents,
        "sources": heard.collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
    });
    (story::list(&story), value)
}

fn pulled(reading: &Reading) -> (String, Value) {
    let falls = pull_out::pull_out(reading.article());
    let places = reading.places(falls.iter().map(|it| it.span));
    let rests = |it: &Falls| match it.rests {
        Rests::Unnamed => "unnamed",
        Rests::SecondHand => "second-hand",
    };
    let ranges = falls.iter().map(|it| json!({ "range": places.range(it.span), "rests": rests(it) }));
    let ranges: Vec<Value> = ranges.collect();
    let mut lines: Vec<u32> = falls.iter().map(|it| places.range(it.span).start.line + 1).collect();
    lines.dedup();
    let numbers = lines.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let message = match lines.len() {
        0 => "Nothing here rests on unnamed or second-hand sources only.".to_owned(),
        1 => format!("This rests on unnamed or second-hand sources only: line {numbers}."),
        _ => format!("This rests on unnamed or second-hand sources only: lines {numbers}."),
    };
    (message, json!({ "version": reading.version, "ranges": ranges }))
}

/// Nothing to say: it is there to be seen.
fn supported(reading: &Reading) -> (String, Value) {
    let whole = Span::new(0, reading.article().text().len());
    let found = if reading.lens { lens::standings(reading.article(), whole) } else { Vec::new() };
    let places = reading.places(found.iter().map(|it| it.span));
    let ranges =
        found.iter().map(|it| json!({ "range": places.range(it.span), "support": it.status.code() }));
    let ranges: Vec<Value> = ranges.collect();
    (String::new(), json!({ "version": reading.version, "lens": reading.lens, "ranges": ranges }))
}

fn page(code: Option<&str>) -> Result<Value> {
    let code = code.unwrap_or_default();
    let Some(rule) = rules::find(code) else {
        return Err(Error::invalid_params(format!("There is no rule “{code}”.")));
    };
    Ok(json!({ "code": rule.code, "severity": rule.severity.name(), "markdown": rule.page().markdown }))
}
