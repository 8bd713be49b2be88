// The status bar: how many sentences stand on somebody's word.
import * as vscode from "vscode";
import type { Front } from "./story";

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("onrecord.status", vscode.StatusBarAlignment.Right, 90);

  constructor() {
    this.item.name = "onrecord";
    this.item.command = "onrecord.voices.focus";
  }

  show(front: Front): void {
    if (front === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = front === "reading" ? "$(sync~spin) onrecord" : `$(quote) ${front.supported}/${front.sentences}`;
    if (front !== "reading") this.item.tooltip = tooltip(front);
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function tooltip(story: Exclude<Front, undefined | "reading">): vscode.MarkdownString {
  const lines = [
    `**${story.supported} of ${story.sentences}** sentences stand on somebody's word or on a citation`,
    `**${story.ownVoice}** in the article's own voice`,
    `**${story.sources.filter((it) => it.named).length}** sources, **${story.unnamed}** statements unnamed`,
  ];
  const shown = new vscode.MarkdownString(lines.join("\n\n"));
  // Notes name people, and an article may call them anything: words, never markup.
  for (const note of story.notes) shown.appendMarkdown("\n\n").appendText(note.text);
  return shown;
}
