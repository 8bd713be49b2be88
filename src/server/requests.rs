//! What the client asks. No handler computes long, none waits for the client before its own work.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::{
    Client, LanguageServer,
    gen_lsp_types::*,
    jsonrpc::{Error, Result},
};

use super::{
    answers::{
        entries, house, keys, ledger, lens, listed, names, quoting, renaming, sources, structure, tokens,
        tokens::Given,
    },
    capabilities, client, copies, from_lsp,
    index::Index,
    parent,
    session::{Phase, Session},
    testing::Testing,
    to_lsp,
};
use crate::{
    features::{actions, citing, completion, hover, leads, outline},
    text::Span,
};

/// How long the first diagnostics wait for the editor's settings.
const SETTINGS_PATIENCE: Duration = Duration::from_millis(150);

/// Answers requests out of the session.
pub struct Requests {
    pub client: Client,
    pub session: Arc<Session>,
    pub index: Index,
    pub tokens: Given,
}

impl LanguageServer for Requests {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = client::Client::new(&params);
        let result = capabilities::announce(&abilities);
        let options = params.initialization_options.clone().unwrap_or_default();
        parent::watch(params.process_id);
        let mut state = self.session.state();
        state.phase = Phase::Running;
        folders(&params).iter().for_each(|it| state.add_folder(it));
        state.testing = Testing::new(&options);
        state.told.at_start = at_start(options);
        if abilities.configuration {
            state.told.expected = Some(Instant::now() + state.testing.patience(SETTINGS_PATIENCE));
        }
        state.client = Arc::new(abilities);
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.session.state().greet = true;
        self.session.wake();
        self.register();
        self.ask_for_settings();
    }

    async fn shutdown(&self) -> Result<()> {
        self.session.state().phase = Phase::Closing;
        Ok(())
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {
        self.ask_for_settings();
    }

    async fn did_change_workspace_folders(&self, _: DidChangeWorkspaceFoldersParams) {
        self.ask_for_settings();
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let it = params.text_document_position_params;
        if let Some(list) = listed::open(&self.session, it.text_document.uri.as_ref()).await {
            return Ok(listed::hover(&self.session, &list, it.position).await);
        }
        let Some(reading) = self.reading(it.text_document.uri.as_ref()).await? else { return Ok(None) };
        Ok(apart(move || {
            let found = hover::hover(&reading.review, reading.offset(it.position))?;
            Some(to_lsp::hover(&found, &reading))
        })
        .await
        .flatten())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let it = params.text_document_position_params;
        let Some(reading) = self.reading(it.text_document.uri.as_ref()).await? else { return Ok(None) };
        Ok(apart(move || {
            let found = completion::completion(&reading.review, reading.offset(it.position))?;
            Some(sources::completion(&found, &reading))
        })
        .await
        .flatten())
    }

    async fn completion_resolve(&self, mut item: CompletionItem) -> Result<CompletionItem> {
        let Some(offer) = item.data.as_ref().and_then(|it| sources::OfferKey::deserialize(it).ok()) else {
            return Ok(item);
        };
        let Some(reading) = self.reading(&offer.uri).await.ok().flatten() else { return Ok(item) };
        item.documentation = apart(move || sources::documentation(&offer, &reading)).await;
        Ok(item)
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        if let Some(list) = listed::open(&self.session, uri.as_ref()).await {
            return Ok(Some(listed::symbols(&list)));
        }
        let Some(reading) = self.reading(uri.as_ref()).await? else { return Ok(None) };
        Ok(Some(to_lsp::symbols(&outline::outline(&reading.review), &reading)))
    }

    async fn goto_definition(&self, params: DefinitionParams) -> Result<Option<DefinitionResponse>> {
        let it = params.text_document_position_params;
        if let Some(list) = listed::open(&self.session, it.text_document.uri.as_ref()).await {
            return Ok(listed::definition(&self.session, &list, it.position));
        }
        let Some(reading) = self.reading(it.text_document.uri.as_ref()).await? else { return Ok(None) };
        Ok(apart(move || {
            let (review, offset) = (&reading.review, reading.offset(it.position));
            let leads = leads::of_key(review, offset).or_else(|| leads::of_attribution(review, offset));
            if let Some(leads) = leads {
                return sources::definition(&leads, &reading);
            }
            names::definition(&reading, it.position)
                .or_else(|| sources::definition(&leads::of_sentence(review, offset)?, &reading))
        })
        .await
        .flatten())
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let (it, first) = (params.text_document_position_params, params.context.include_declaration);
        if let Some(list) = listed::open(&self.session, it.text_document.uri.as_ref()).await {
            return Ok(listed::references(&self.session, &list, it.position, first).await);
        }
        let uri = it.text_document.uri.as_ref();
        let Some(reading) = self.reading(uri).await? else {
            return Ok(quoting::quoting(&self.session, uri, it.position).await);
        };
        if let Some(cited) = citing::cited_at(&reading.review, reading.offset(it.position)) {
            return Ok(Some(keys::users(&self.session, &reading, &cited.key, first).await));
        }
        Ok(Some(names::references(&reading, it.position, first)))
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let it = params.text_document_position_params;
        let reading = self.reading(it.text_document.uri.as_ref()).await?;
        Ok(reading.map(|reading| names::highlights(&reading, it.position)))
    }

    async fn prepare_rename(&self, it: TextDocumentPositionParams) -> Result<Option<PrepareRenameResult>> {
        if let Some(list) = listed::open(&self.session, it.text_document.uri.as_ref()).await {
            return Ok(listed::renamable(&self.session, &list, it.position));
        }
        let reading = self.reading(it.text_document.uri.as_ref()).await?;
        Ok(reading.and_then(|reading| {
            renaming::renamable(&reading, it.position).or_else(|| names::renamable(&reading, it.position))
        }))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let it = params.text_document_position_params;
        if let Some(list) = listed::open(&self.session, it.text_document.uri.as_ref()).await {
            return listed::rename(&self.session, &list, it.position, &params.new_name).await;
        }
        let Some(reading) = self.reading(it.text_document.uri.as_ref()).await? else { return Ok(None) };
        let article = reading.review.article.clone();
        if let Some(key) = article.key_at(reading.offset(it.position)) {
            return renaming::rename(&self.session, &reading, key.key, &params.new_name).await;
        }
        names::rename(&reading, it.position, &params.new_name, &self.session.outbox)
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        if let Some(list) = listed::open(&self.session, params.text_document.uri.as_ref()).await {
            return Ok(Some(listed::links(&self.session, &list)));
        }
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        let folders = self.session.state().folders.clone();
        Ok(reading.map(|reading| structure::links(&reading, &folders)))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        Ok(reading.map(|reading| structure::folds(&reading)))
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        Ok(reading.map(|reading| structure::selections(&reading, &params.positions)))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        Ok(reading.map(|reading| lens::hints(&reading, &params.range)))
    }

    async fn inlay_hint_resolve(&self, mut hint: InlayHint) -> Result<InlayHint> {
        let Some(key) = lens::key(hint.data.as_ref()) else { return Ok(hint) };
        let reading = self.reading(&key.uri).await?.filter(|it| it.revision == key.revision);
        hint.tooltip = reading.and_then(|it| lens::tooltip(&it, key.end));
        Ok(hint)
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokens>> {
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        let state = self.session.state();
        self.tokens.forget(|uri| state.documents.contains(uri));
        drop(state);
        Ok(reading.map(|reading| self.tokens.full(&reading)))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensDeltaResponse>> {
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        Ok(reading.map(|reading| self.tokens.delta(&reading, &params.previous_result_id)))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokens>> {
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        Ok(reading.map(|reading| tokens::range(&reading, &params.range)))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let reading = self.reading(params.text_document.uri.as_ref()).await?;
        Ok(reading.map(|reading| lens::lenses(&reading)))
    }

    async fn code_lens_resolve(&self, mut lens: CodeLens) -> Result<CodeLens> {
        let Some(key) = lens::key(lens.data.as_ref()) else { return Ok(lens) };
        // It speaks of the whole text, so that it is true of whatever the text is now.
        lens.command = self.reading(&key.uri).await?.map(|it| lens::command(&it));
        Ok(lens)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
        self.command(&params.command, params.arguments.unwrap_or_default()).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        Ok(Some(self.index.search(&self.session, params.query).await))
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        Ok(apart(move || ledger::renamed(&params.files)).await.flatten())
    }

    async fn text_document_content(
        &self,
        params: TextDocumentContentParams,
    ) -> Result<TextDocumentContentResult> {
        let text = copies::text(&self.session, params.uri.as_ref()).await;
        let unknown = || Error::invalid_params("No open article uses this source. Open one that does.");
        Ok(TextDocumentContentResult { text: text.ok_or_else(unknown)? })
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<Vec<CodeActionResponse>>> {
        let uri = params.text_document.uri;
        let of_list = entries::offers(&self.session, uri.as_ref(), params.range, &params.context).await;
        if of_list.is_some() {
            return Ok(of_list);
        }
        let Some(reading) = self.reading(uri.as_ref()).await? else { return Ok(None) };
        if !reading.client.actions {
            return Ok(None);
        }
        let span = Span::new(reading.offset(params.range.start), reading.offset(params.range.end));
        let review = reading.review.clone();
        // Evidence may take a while in a large library; no message waits for it.
        let chosen = reading.settings.citations;
        let ask = move || {
            let mut found = actions::actions(&review, span);
            found.extend(actions::links::actions(&review, span, chosen));
            found
        };
        let mut found = apart(ask).await.unwrap_or_default();
        if ledger::is_kept(&reading) {
            // The same answers are offered for the ledger, where they are of use to a checker.
            found.retain(|it| !it.is_answer());
        }
        let mut out = to_lsp::actions(&found, &params.context, &reading);
        out.extend(ledger::offers(&reading, span, &params.context));
        out.extend(house::offers(&reading, span, &params.context));
        Ok(Some(out))
    }

    async fn code_action_resolve(&self, mut action: CodeAction) -> Result<CodeAction> {
        let Some(key) = action.data.as_ref().and_then(|it| to_lsp::ActionKey::deserialize(it).ok()) else {
            return Ok(action);
        };
        if entries::is_list(&self.session, &key.uri) {
            action.edit = entries::resolve(&self.session, &key).await;
        } else {
            let reading = self.reading(&key.uri).await.ok().flatten();
            let same = reading.filter(|it| it.revision == key.revision && it.version == key.version);
            action.edit = same.and_then(|reading| ledger::any_edit(&key.key, &reading));
        }
        if action.edit.is_none() {
            let message = format!(
                "“{}” was meant for an earlier state of the text. Please ask for it again.",
                action.title
            );
            self.session.outbox.show(super::wire::MessageKind::Information, &message);
        }
        Ok(action)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextParams {
    text_document: TextDocumentIdentifier,
}

/// A text as the server has it.
#[derive(Serialize)]
pub struct TextResult {
    version: i64,
    text: String,
}

impl Requests {
    /// `onrecord/text`: the server's own copy of a text, for support and for tests; null when it is not open.
    pub async fn text(&self, params: TextParams) -> Result<Option<TextResult>> {
        let state = self.session.state();
        let document = state.documents.get(params.text_document.uri.as_ref());
        Ok(document.map(|it| TextResult { version: it.version, text: it.text.to_string() }))
    }
}

/// What may take a while in a large library is done where it holds up no message. None if it fails.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

/// Settings among the initialization options: under "onrecord", or all of them.
fn at_start(mut options: Value) -> Option<Value> {
    if let Some(under) = options.get_mut("onrecord") {
        return Some(under.take());
    }
    if let Some(all) = options.as_object_mut() {
        all.remove("testing");
    }
    Some(options).filter(|it| it.as_object().is_some_and(|it| !it.is_empty()))
}

#[allow(deprecated)] // Older clients name their one folder so.
fn folders(params: &InitializeParams) -> Vec<String> {
    let told = serde_json::to_value(&params.workspace_folders_initialize_params).unwrap_or_default();
    let listed = told.pointer("/workspaceFolders").and_then(Value::as_array);
    let uris = listed.into_iter().flatten().filter_map(|it| it.get("uri")?.as_str());
    let folders: Vec<_> = uris.filter(|it| from_lsp::path(it).is_some()).map(str::to_owned).collect();
    if folders.is_empty() {
        return params.root_uri.iter().map(|it| it.to_string()).collect();
    }
    folders
}
