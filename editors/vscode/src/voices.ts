// The side view: who is heard in this article, how often and where, and what it links to.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type Link, type Row, rows } from "./heard";
import { rangeOf } from "./protocol";
import type { Front, Story } from "./story";

export class Voices implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view = vscode.window.createTreeView("onrecord.voices", { treeDataProvider: this });
  private rows: Row[] = [];
  private document: vscode.TextDocument | undefined;
  private asked = 0;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly client: () => LanguageClient | undefined) {}

  async show(front: Front): Promise<void> {
    // The view is there where an article is, and nowhere else.
    void vscode.commands.executeCommand("setContext", "onrecord.reading", front !== undefined);
    if (front === "reading") return;
    this.asked += 1;
    const asked = this.asked;
    const document = vscode.window.activeTextEditor?.document;
    const found = front && document ? await this.read(front, document) : [];
    // Another article came to the front meanwhile.
    if (asked !== this.asked) return;
    this.document = document;
    this.rows = found;
    this.view.description = front ? `${front.supported} of ${front.sentences} sentences supported` : "";
    this.changed.fire();
  }

  getChildren(row?: Row): Row[] {
    return row ? (row.children ?? []) : this.rows;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(row.label, row.children?.length ? Collapsed : None);
    item.description = row.description;
    item.tooltip = row.tooltip;
    item.iconPath = new vscode.ThemeIcon(row.icon);
    item.command = this.opens(row);
    return item;
  }

  private async read(story: Story, document: vscode.TextDocument): Promise<Row[]> {
    const client = this.client();
    const textDocument = client?.code2ProtocolConverter.asTextDocumentIdentifier(document);
    const links = client?.isRunning()
      ? await client.sendRequest<Link[] | null>("textDocument/documentLink", { textDocument }).catch(() => null)
      : null;
    return rows(story, links ?? [], (range) => document.getText(rangeOf(range)));
  }

  private opens({ label, place, target }: Row): vscode.Command | undefined {
    if (place && this.document) {
      const selection = rangeOf(place);
      return { command: "vscode.open", title: label, arguments: [this.document.uri, { selection }] };
    }
    return target ? { command: "vscode.open", title: label, arguments: [vscode.Uri.parse(target)] } : undefined;
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}
