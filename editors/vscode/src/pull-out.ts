// The pull-out test: greys what rests on unnamed or second-hand sources only, until asked again.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { isArticle } from "./client";
import { command, type LspRange, rangeOf } from "./protocol";

interface Falls {
  ranges: { range: LspRange; rests: "unnamed" | "second-hand" }[];
}

export class PullOut implements vscode.Disposable {
  // Faint and struck through: not by colour alone.
  private readonly faint = vscode.window.createTextEditorDecorationType({
    opacity: "0.4",
    textDecoration: "line-through",
    overviewRulerColor: new vscode.ThemeColor("editorWarning.foreground"),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
  // By document. An editor forgets its decorations when another tab hides it; the writer does not.
  private readonly shown = new Map<string, vscode.DecorationOptions[]>();
  private readonly watches = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.clear(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => this.clear(document)),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      for (const editor of editors) {
        const ranges = this.shown.get(editor.document.uri.toString());
        if (ranges) editor.setDecorations(this.faint, ranges);
      }
    }),
  ];

  constructor(private readonly client: () => LanguageClient | undefined) {}

  async toggle(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const client = this.client();
    if (!editor || !isArticle(editor.document) || !client?.isRunning()) return;
    if (this.clear(editor.document)) return;
    const { version } = editor.document;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const falls = await command<Falls>(client, "onrecord.pullOut", uri);
    // What was asked about stands elsewhere by now.
    if (editor.document.version !== version) return;
    const ranges = (falls?.ranges ?? []).map(({ range, rests }) => ({
      range: rangeOf(range),
      hoverMessage: rests === "unnamed" ? "Rests on nobody the reader can name." : "Rests on another's report only.",
    }));
    if (ranges.length === 0) {
      void vscode.window.showInformationMessage("Nothing here rests on unnamed or second-hand sources only.");
      return;
    }
    this.shown.set(editor.document.uri.toString(), ranges);
    const same = vscode.window.visibleTextEditors.filter((it) => it.document === editor.document);
    for (const one of same) one.setDecorations(this.faint, ranges);
  }

  /** Whether there was something to clear. */
  private clear(document: vscode.TextDocument): boolean {
    const was = this.shown.delete(document.uri.toString());
    if (was) {
      const shown = vscode.window.visibleTextEditors.filter((it) => it.document === document);
      for (const editor of shown) editor.setDecorations(this.faint, []);
    }
    return was;
  }

  dispose(): void {
    for (const watch of this.watches) watch.dispose();
    this.faint.dispose();
  }
}
