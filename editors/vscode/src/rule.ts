// A rule's page: of the question at the cursor, else of one that is picked.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { codeOf, findingsAt } from "./next";
import { rulesIn } from "./rules";
import { run, type Server } from "./server";

const scheme = "onrecord-rule";

export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly provided = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(
    private readonly client: () => LanguageClient | undefined,
    private readonly server: () => Server | undefined,
  ) {}

  async show(asked?: string): Promise<void> {
    const code = asked ?? this.atCursor() ?? (await this.pick());
    if (!code) return;
    const page = vscode.Uri.from({ scheme, path: `/${code}.md` });
    await vscode.commands.executeCommand("markdown.showPreview", page);
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    const code = page.path.slice(1, -".md".length);
    const command = { command: "onrecord.rule", arguments: [code] };
    const answer = await this.client()?.sendRequest<{ markdown: string }>("workspace/executeCommand", command);
    return answer ? `# ${code}\n\n${answer.markdown}` : "onrecord is not running.";
  }

  private atCursor(): string | undefined {
    const editor = vscode.window.activeTextEditor;
    const [finding] = editor ? findingsAt(editor) : [];
    return finding && codeOf(finding);
  }

  private async pick(): Promise<string | undefined> {
    const server = this.server();
    if (!server) return undefined;
    const rules = rulesIn(await run(server, ["rules"]));
    const items = rules.map(({ code, severity, summary }) => ({ label: code, description: severity, detail: summary }));
    const options = { title: "Which rule?", matchOnDetail: true };
    return (await vscode.window.showQuickPick(items, options))?.label;
  }

  dispose(): void {
    this.provided.dispose();
  }
}
