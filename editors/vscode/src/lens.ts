// The support lens in the text: a line under each sentence says what it stands on, by its shape as
// well as by its colour. The words behind the sentences are the server's own hints.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { isArticle } from "./client";
import { command, type LspRange, rangeOf } from "./protocol";
import { byMark, type Mark, marks } from "./support";

interface Support {
  lens: boolean;
  ranges: { range: LspRange; support: string }[];
}

const pause = 150; // milliseconds, so that a burst of reasons to look again is one

export class Lens implements vscode.Disposable {
  private readonly lines = new Map<Mark, vscode.TextEditorDecorationType>();
  private readonly watch = vscode.window.onDidChangeVisibleTextEditors(() => this.later());
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly client: () => LanguageClient | undefined) {
    for (const [mark, { style, width, ruler }] of Object.entries(marks) as [Mark, (typeof marks)[Mark]][]) {
      const colour = new vscode.ThemeColor(`onrecord.lens.${mark}`);
      this.lines.set(mark, vscode.window.createTextEditorDecorationType({
        borderStyle: style,
        borderWidth: `0 0 ${width}px 0`,
        borderColor: colour,
        ...(ruler && { overviewRulerColor: colour, overviewRulerLane: vscode.OverviewRulerLane.Right }),
      }));
    }
  }

  /** Looks again at what is on the screen. */
  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), pause);
  }

  private async draw(): Promise<void> {
    for (const editor of vscode.window.visibleTextEditors.filter((it) => isArticle(it.document))) {
      const { version } = editor.document;
      const client = this.client();
      const uri = client?.code2ProtocolConverter.asUri(editor.document.uri);
      const answer = client?.isRunning()
        ? await command<Support>(client, "onrecord.support", uri).catch(() => undefined)
        : undefined;
      // Written on in the meantime: the next pause brings the next answer.
      if (editor.document.version !== version) continue;
      const found = byMark(answer?.ranges ?? []);
      for (const [mark, line] of this.lines) {
        editor.setDecorations(line, (found.get(mark) ?? []).map(({ range }) => rangeOf(range)));
      }
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watch.dispose();
    for (const line of this.lines.values()) line.dispose();
  }
}
