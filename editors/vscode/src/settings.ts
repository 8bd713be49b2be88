// What the server is told.
import * as vscode from "vscode";

const keys = ["profile", "entities", "verbs", "lens", "accurate", "model", "rules"] as const;

// Only what somebody wrote down. VS Code fills in the defaults of the others, and sent
// along they would override what the article's folder says in its onrecord.toml.
export function saidByTheWriter(uri?: string): Record<string, unknown> {
  const section = vscode.workspace.getConfiguration("onrecord", uri ? vscode.Uri.parse(uri) : undefined);
  const said: Record<string, unknown> = {};
  for (const key of keys) {
    const seen = section.inspect(key);
    const written = [seen?.globalValue, seen?.workspaceValue, seen?.workspaceFolderValue];
    if (written.some((value) => value !== undefined)) said[key] = section.get(key);
  }
  return said;
}
