// The figures of the article in front of the writer, asked again when it stands still.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { isArticle } from "./client";
import { command, type LspRange } from "./protocol";

export interface Story {
  title: string;
  sentences: number;
  supported: number;
  ownVoice: number;
  attributions: number;
  unnamed: number;
  documents: number;
  sources: { name: string; statements: number; quoted: number; named: boolean; ranges: LspRange[] }[];
  notes: { code: string; text: string }[];
}

/** What is known of the article in front: nothing, that it is being read, or its figures. */
export type Front = undefined | "reading" | Story;

const stillness = 400; // milliseconds

export class Stories implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Front>();
  private readonly watches: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;
  readonly onDidChange = this.changed.event;

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.watches = [
      vscode.window.onDidChangeActiveTextEditor(() => this.later(0)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === vscode.window.activeTextEditor?.document) this.later(stillness);
      }),
    ];
  }

  /** Asks after `wait` milliseconds; what was asked before and not answered is forgotten. */
  later(wait: number): void {
    clearTimeout(this.timer);
    this.asked += 1;
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isArticle(document)) {
      this.changed.fire(undefined);
      return;
    }
    this.changed.fire("reading");
    this.timer = setTimeout(() => void this.ask(document, this.asked), wait);
  }

  private async ask(document: vscode.TextDocument, asked: number): Promise<void> {
    const client = this.client();
    const uri = client?.code2ProtocolConverter.asUri(document.uri);
    // A text that changed while it was asked about is asked about again; what is shown stays till then.
    const answer = client?.isRunning()
      ? await command<Story>(client, "onrecord.story", uri).catch(() => "failed" as const)
      : undefined;
    if (asked === this.asked && answer !== "failed") this.changed.fire(answer ?? undefined);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const watch of this.watches) watch.dispose();
    this.changed.dispose();
  }
}
