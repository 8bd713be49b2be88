// How the language client is set up: which documents, which settings, when to ask.
import * as vscode from "vscode";
import {
  DidChangeConfigurationNotification, ErrorAction, ExecuteCommandRequest, LanguageClient, type LanguageClientOptions, State,
  vsdiag,
} from "vscode-languageclient/node";
import { languages, lists } from "./languages";
import { saidByTheWriter } from "./settings";

// On disk and unsaved drafts, but not the old side of a comparison.
const articles = languages.flatMap((language) =>
  ["file", "untitled"].map((scheme) => ({ language, scheme })));

const toggleLens = "onrecord.toggleLens";

// How the writer has turned the lens in this window, by the server's last word; undefined before the first.
let turned: boolean | undefined;

export function isArticle(document: vscode.TextDocument): boolean {
  return vscode.languages.match(articles, document) > 0;
}

/**
 * `onLens` is called when the support lens may have been turned on or off, `onRunning` when a server is
 * ready, the first or one after a crash.
 */
export function clientFor(
  command: string,
  log: vscode.LogOutputChannel,
  onLens: () => void,
  onRunning: () => void,
): LanguageClient {
  const options: LanguageClientOptions = {
    // An answer in the ledger counts as soon as it stands there, saved or not; so does a list of sources,
    // which has notes and quick fixes of its own and is never read as an article.
    documentSelector: [...articles, ...["**/*.onrecord", ...lists].map((pattern) => ({ scheme: "file", pattern }))],
    outputChannel: log,
    // Hovers show what others wrote: no command runs from them, and no HTML is rendered.
    markdown: { isTrusted: false, supportHtml: false },
    initializationOptions: saidByTheWriter(),
    // If the server wants to be asked for findings, ask at every change, not only on opening.
    diagnosticPullOptions: { onChange: true },
    // Until a death is noticed, every key the writer presses is a failed write. The usual handler
    // gives up after three of those and would never start the server again.
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => usual.closed(),
    },
    middleware: {
      executeCommand: async (name, args, next) => {
        const answer = await next(name, args);
        if (name === toggleLens) {
          turned = answer === true;
          onLens();
        }
        return answer;
      },
      // VS Code would ask about the whole folder every other second, wanted or not.
      provideWorkspaceDiagnostics: (known, token, report, next) => {
        const wanted = vscode.workspace.getConfiguration("onrecord").get("wholeFolder");
        if (wanted) return next(known, token, report);
        // Turned off: what was said about closed articles is taken back.
        const gone = known.map(({ uri }) => ({ kind: vsdiag.DocumentDiagnosticReportKind.full as const, uri, version: null, items: [] }));
        if (gone.length > 0) report({ items: gone });
        return { items: [] };
      },
      // The server has VS Code ask again when a setting turns the lens on.
      provideInlayHints: (document, range, token, next) => {
        onLens();
        return next(document, range, token);
      },
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          if (!Array.isArray(answers)) return answers;
          return answers.map((answer, at) => {
            const { section, scopeUri } = params.items[at];
            return section === "onrecord" ? saidByTheWriter(scopeUri) : answer;
          });
        },
        // The server registers for this and then asks, so what is pushed matters little.
        didChangeConfiguration: () => client.sendNotification(DidChangeConfigurationNotification.type, {
          settings: { onrecord: saidByTheWriter() },
        }),
      },
    },
  };
  const client = new LanguageClient("onrecord", "onrecord", { command, args: ["lsp"] }, options);
  // A server that was started again does not know how the writer has turned the lens.
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Running) return;
    onRunning();
    if (turned === undefined) return;
    const told = client.sendRequest(ExecuteCommandRequest.type, { command: toggleLens, arguments: [turned] });
    told.then(onLens, (error) => log.error(error));
  });
  const usual = client.createDefaultErrorHandler();
  return client;
}
