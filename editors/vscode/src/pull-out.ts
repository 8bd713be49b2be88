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
  private readonly shown = new Set<string>();
  private readonly watch = vscode.workspace.onDidChangeTextDocument(({ document }) => this.clear(document));

  constructor(private readonly client: () => LanguageClient | undefined) {}

  async toggle(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const client = this.client();
    if (!editor || !isArticle(editor.document) || !client?.isRunning()) return;
    if (this.clear(editor.document)) return;
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    const falls = await command<Falls>(client, "onrecord.pullOut", uri);
    const ranges = (falls?.ranges ?? []).map(({ range, rests }) => ({
      range: rangeOf(range),
      hoverMessage: rests === "unnamed" ? "Rests on nobody the reader can name." : "Rests on another's report only.",
    }));
    if (ranges.length === 0) {
      void vscode.window.showInformationMessage("Nothing here rests on unnamed or second-hand sources only.");
      return;
    }
    this.shown.add(editor.document.uri.toString());
    editor.setDecorations(this.faint, ranges);
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
    this.watch.dispose();
    this.faint.dispose();
  }
}
