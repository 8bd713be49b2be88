//! What the editor at the other end can do.

use std::collections::BTreeSet;

use serde_json::Value;
use tower_lsp::gen_lsp_types::{InitializeParams, PositionEncodingKind};

use crate::text::Encoding;

/// The abilities that change how we answer. The default is an editor that announced nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    pub encoding: Encoding,
    /// It asks for diagnostics itself; then none are pushed.
    pub pulls: bool,
    /// It may ask about the whole folder at once.
    pub pulls_folders: bool,
    /// It can be told to ask again.
    pub refreshes: bool,
    pub configuration: bool,
    pub registers_configuration: bool,
    pub registers_watchers: bool,
    /// It watches folders that are named by their address, also outside those that are open.
    pub watches_elsewhere: bool,
    /// It shows how far long work is.
    pub progress: bool,
    pub nested_symbols: bool,
    pub markdown_hover: bool,
    /// It takes actions as such, not only as commands.
    pub actions: bool,
    /// It fetches an action's edit when the action is chosen.
    pub lazy_edits: bool,
    /// Its edits may name the version they are for.
    pub versioned_edits: bool,
    /// Its edits may say what they are for.
    pub annotates_edits: bool,
    /// It shows the places that a diagnostic speaks of.
    pub relates: bool,
    /// Its edits may make files.
    pub creates_files: bool,
    /// It asks what goes along with a file that gets another name.
    pub asks_of_renames: bool,
    /// Its edits may give files another name.
    pub renames_files: bool,
    /// It shows a document when it is asked to.
    pub shows_documents: bool,
    /// It asks whether a name can be changed before it asks for the change.
    pub prepares_rename: bool,
    /// How many stretches it folds at most.
    pub folds: usize,
    /// It can show a text that is no file, when it is given the words.
    pub shows_copies: bool,
    /// It searches names over all articles.
    pub searches: bool,
    /// It can be told to ask for inlay hints again.
    pub refreshes_hints: bool,
    /// The same for semantic tokens.
    pub refreshes_tokens: bool,
    /// It lets the server run commands.
    pub commands: bool,
    /// It fetches the rest of an inlay hint when the writer points at it.
    pub lazy_hints: bool,
    /// Its list of words to choose has room for what they are.
    pub label_details: bool,
    /// It shows Markdown beside that list.
    pub markdown_documentation: bool,
    /// A definition may be several places, each with what to select.
    pub links_definitions: bool,
    /// It has names of its own for source, cue, content and entity.
    pub colours_parts: bool,
    /// What it knows of `textDocument`, by the protocol's names.
    knows: BTreeSet<String>,
}

impl Client {
    pub fn new(params: &InitializeParams) -> Client {
        let told = serde_json::to_value(&params.capabilities).unwrap_or_default();
        let is = |path: &str| told.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, word: &str| {
            told.pointer(path).and_then(Value::as_array).is_some_and(|it| it.iter().any(|it| it == word))
        };
        let hover = "/textDocument/hover/contentFormat";
        Client {
            encoding: encoding(told.pointer("/general/positionEncodings")),
            pulls: told.pointer("/textDocument/diagnostic").is_some(),
            // Neovim 0.12, told to ask again, would ask about the folder in place of the open texts and
            // take no notice of what the answer says of these.
            pulls_folders: params.client_info.as_ref().is_none_or(|it| it.name != "Neovim"),
            refreshes: is("/workspace/diagnostics/refreshSupport"),
            configuration: is("/workspace/configuration"),
            registers_configuration: is("/workspace/didChangeConfiguration/dynamicRegistration"),
            registers_watchers: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_elsewhere: is("/workspace/didChangeWatchedFiles/relativePatternSupport"),
            progress: is("/window/workDoneProgress"),
            nested_symbols: is("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            markdown_hover: lists(hover, "markdown"),
            // A client that says nothing of actions and asks for them all the same will know what to do.
            actions: told.pointer("/textDocument/codeAction").is_none()
                || told.pointer("/textDocument/codeAction/codeActionLiteralSupport").is_some(),
            lazy_edits: lists("/textDocument/codeAction/resolveSupport/properties", "edit")
                && is("/textDocument/codeAction/dataSupport"),
            versioned_edits: is("/workspace/workspaceEdit/documentChanges"),
            relates: is("/textDocument/publishDiagnostics/relatedInformation")
                || is("/textDocument/diagnostic/relatedInformation"),
            annotates_edits: is("/workspace/workspaceEdit/documentChanges")
                && told.pointer("/workspace/workspaceEdit/changeAnnotationSupport").is_some(),
            creates_files: is("/workspace/workspaceEdit/documentChanges")
                && lists("/workspace/workspaceEdit/resourceOperations", "create"),
            asks_of_renames: is("/workspace/fileOperations/willRename"),
            renames_files: is("/workspace/workspaceEdit/documentChanges")
                && lists("/workspace/workspaceEdit/resourceOperations", "rename"),
            shows_documents: is("/window/showDocument/support"),
            prepares_rename: is("/textDocument/rename/prepareSupport"),
            folds: told
                .pointer("/textDocument/foldingRange/rangeLimit")
                .and_then(Value::as_u64)
                .map_or(usize::MAX, |it| it as usize),
            shows_copies: told.pointer("/workspace/textDocumentContent").is_some(),
            searches: told.pointer("/workspace/symbol").is_some(),
            refreshes_hints: is("/workspace/inlayHint/refreshSupport"),
            refreshes_tokens: is("/workspace/semanticTokens/refreshSupport"),
            commands: told.pointer("/workspace/executeCommand").is_some(),
            lazy_hints: lists("/textDocument/inlayHint/resolveSupport/properties", "tooltip"),
            label_details: is("/textDocument/completion/completionItem/labelDetailsSupport"),
            markdown_documentation: lists(
                "/textDocument/completion/completionItem/documentationFormat",
                "markdown",
            ),
            links_definitions: is("/textDocument/definition/linkSupport"),
            colours_parts: ["source", "cue", "content", "entity"]
                .iter()
                .all(|it| lists("/textDocument/semanticTokens/tokenTypes", it)),
            knows: told["textDocument"].as_object().into_iter().flatten().map(|it| it.0.clone()).collect(),
        }
    }

    /// One that announced nothing but how it counts.
    pub fn counting_in(encoding: Encoding) -> Client {
        Client { encoding, ..Client::default() }
    }

    /// Whether it has announced a question about texts: "definition".
    pub fn knows(&self, question: &str) -> bool {
        self.knows.contains(question)
    }
}

/// UTF-8 where the client knows it, for it costs neither side anything; else the first it lists of the others.
fn encoding(listed: Option<&Value>) -> Encoding {
    let listed: Vec<&str> =
        listed.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    if listed.contains(&"utf-8") {
        return Encoding::Utf8;
    }
    let first = listed.iter().find(|it| matches!(**it, "utf-16" | "utf-32"));
    if first == Some(&"utf-32") { Encoding::Utf32 } else { Encoding::Utf16 }
}

pub fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_encoding_is_utf_8_if_listed_else_the_first_known() {
        let cases = [
            (json!(["utf-16"]), Encoding::Utf16),
            (json!(["utf-16", "utf-8"]), Encoding::Utf8),
            (json!(["utf-32", "utf-16"]), Encoding::Utf32),
            (json!(["utf-16", "utf-32"]), Encoding::Utf16),
            (json!(["utf-32"]), Encoding::Utf32),
            (json!([]), Encoding::Utf16),
            (json!(["ebcdic"]), Encoding::Utf16),
            (json!("utf-8"), Encoding::Utf16),
        ];
        for (listed, expected) in cases {
            assert_eq!(encoding(Some(&listed)), expected, "{listed}");
        }
        assert_eq!(encoding(None), Encoding::Utf16);
    }
}
