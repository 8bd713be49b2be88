// What the server is told.
import * as vscode from "vscode";

// The manifest's first page of settings is written from the server's own list of them.
function keys(): string[] {
  const manifest = vscode.extensions.getExtension("onrecord.onrecord")?.packageJSON;
  const ours: Record<string, unknown> = manifest?.contributes.configuration[0].properties ?? {};
  return Object.keys(ours).map((key) => key.slice("onrecord.".length));
}

// Only what somebody wrote down. VS Code fills in the defaults of the others, and sent
// along they would override what the article's folder says in its onrecord.toml.
export function saidByTheWriter(uri?: string): Record<string, unknown> {
  const section = vscode.workspace.getConfiguration("onrecord", uri ? vscode.Uri.parse(uri) : undefined);
  const said: Record<string, unknown> = {};
  for (const key of keys()) {
    const seen = section.inspect(key);
    const written = [seen?.globalValue, seen?.workspaceValue, seen?.workspaceFolderValue];
    if (written.some((value) => value !== undefined)) said[key] = section.get(key);
  }
  return said;
}
