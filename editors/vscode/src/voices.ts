// The side view: who is heard in this article, how often, and what an editor would note of the whole.
import * as vscode from "vscode";
import type { Front } from "./story";

type Row = { label: string; description?: string; tooltip?: string; icon: string };

export class Voices implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view = vscode.window.createTreeView("onrecord.voices", { treeDataProvider: this });
  private rows: Row[] = [];
  readonly onDidChangeTreeData = this.changed.event;

  show(front: Front): void {
    // The view is there where an article is, and nowhere else.
    void vscode.commands.executeCommand("setContext", "onrecord.reading", front !== undefined);
    if (front === "reading") return;
    this.rows = front ? rows(front) : [];
    this.view.description = front ? `${front.supported} of ${front.sentences} sentences supported` : "";
    this.changed.fire();
  }

  getChildren(row?: Row): Row[] {
    return row ? [] : this.rows;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label);
    item.description = row.description;
    item.tooltip = row.tooltip;
    item.iconPath = new vscode.ThemeIcon(row.icon);
    return item;
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}

function rows(story: Exclude<Front, undefined | "reading">): Row[] {
  const notes = story.notes.map((note) => ({ label: note.text, tooltip: note.code, icon: "info" }));
  const voices = story.sources.map((voice) => ({
    label: voice.name,
    description: voice.statements === 1 ? "1 statement" : `${voice.statements} statements`,
    tooltip: voice.named ? undefined : "The reader cannot tell who this is.",
    icon: voice.named ? "person" : "question",
  }));
  return [...notes, ...voices];
}
