//! What we announce.

use tower_lsp::gen_lsp_types::*;

use super::{
    answers::tokens::legend,
    client::{Client, encoding_kind},
    commands, copies, to_lsp,
};
use crate::{
    features::{actions::ActionKind, completion},
    markup::Format,
};

pub fn announce(client: &Client) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let kinds = [
        ActionKind::QuickFix,
        ActionKind::Dismiss,
        ActionKind::Rewrite,
        ActionKind::Source,
        ActionKind::Citations,
        ActionKind::References,
    ];
    let actions = CodeActionOptions {
        code_action_kinds: Some(kinds.map(to_lsp::action_kind).to_vec()),
        resolve_provider: Some(client.lazy_edits),
        ..CodeActionOptions::default()
    };
    let diagnostics = DiagnosticOptions {
        identifier: Some("onrecord".to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: client.pulls_folders,
        ..DiagnosticOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding_kind(client.encoding)),
            text_document_sync: Some(TextDocumentSync::Options(sync)),
            hover_provider: Some(HoverProvider::Bool(true)),
            document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
            code_action_provider: client.actions.then_some(CodeActionProvider::CodeActionOptions(actions)),
            diagnostic_provider: client.pulls.then_some(DiagnosticProvider::DiagnosticOptions(diagnostics)),
            workspace: Some(WorkspaceOptions {
                workspace_folders: Some(folders),
                file_operations: (client.asks_of_renames && client.renames_files).then(renamed_files),
                text_document_content: client.shows_copies.then(copies),
            }),
            ..views(client)
        },
        server_info: Some(ServerInfo {
            name: "onrecord".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// What only editors are told that know the question.
fn views(client: &Client) -> ServerCapabilities {
    let rename = match client.prepares_rename {
        true => RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into(),
        false => RenameProvider::Bool(true),
    };
    let hints = InlayHintOptions { resolve_provider: Some(client.lazy_hints), ..InlayHintOptions::default() };
    let keys = CompletionOptions {
        trigger_characters: Some(completion::TRIGGERS.iter().map(|it| (*it).to_owned()).collect()),
        resolve_provider: Some(true),
        ..CompletionOptions::default()
    };
    ServerCapabilities {
        completion_provider: client.knows("completion").then_some(keys),
        definition_provider: client.knows("definition").then_some(true.into()),
        references_provider: client.knows("references").then_some(true.into()),
        document_highlight_provider: client.knows("documentHighlight").then_some(true.into()),
        rename_provider: client.knows("rename").then_some(rename),
        document_link_provider: client.knows("documentLink").then(DocumentLinkOptions::default),
        folding_range_provider: client.knows("foldingRange").then_some(true.into()),
        selection_range_provider: client.knows("selectionRange").then_some(true.into()),
        inlay_hint_provider: client.knows("inlayHint").then(|| hints.into()),
        semantic_tokens_provider: client.knows("semanticTokens").then(|| tokens(client).into()),
        code_lens_provider: client
            .knows("codeLens")
            .then(|| CodeLensOptions { resolve_provider: Some(true), ..CodeLensOptions::default() }),
        execute_command_provider: client.commands.then(|| ExecuteCommandOptions {
            commands: commands::ALL.iter().map(|it| (*it).to_owned()).collect(),
            ..ExecuteCommandOptions::default()
        }),
        workspace_symbol_provider: client.searches.then_some(true.into()),
        ..ServerCapabilities::default()
    }
}

fn copies() -> TextDocumentContent {
    TextDocumentContent::Options(TextDocumentContentOptions { schemes: vec![copies::SCHEME.to_owned()] })
}

/// The files that have others of the same name beside them.
fn renamed_files() -> FileOperationOptions {
    let endings: Vec<&str> = Format::ALL.iter().flat_map(|it| it.endings()).copied().collect();
    let pattern = FileOperationPattern {
        glob: format!("**/*.{{{}}}", endings.join(",")),
        matches: Some(FileOperationPatternKind::File),
        options: None,
    };
    let filters = vec![FileOperationFilter { scheme: Some("file".to_owned()), pattern }];
    let will_rename = Some(FileOperationRegistrationOptions { filters });
    FileOperationOptions { will_rename, ..FileOperationOptions::default() }
}

fn tokens(client: &Client) -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: legend(client),
        range: Some(SemanticTokensOptionsRange::Bool(true)),
        full: Some(Full::SemanticTokensFullDelta(SemanticTokensFullDelta { delta: Some(true) })),
        ..SemanticTokensOptions::default()
    }
}
