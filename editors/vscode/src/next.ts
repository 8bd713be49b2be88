// Goes to the next question of onrecord, past what other tools have marked.
import * as vscode from "vscode";

export async function nextFinding(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const findings = vscode.languages.getDiagnostics(editor.document.uri)
    .filter((it) => it.source === "onrecord" && it.severity !== vscode.DiagnosticSeverity.Hint)
    .map((it) => it.range)
    .sort((a, b) => a.start.compareTo(b.start));
  const next = findings.find((it) => it.start.isAfter(editor.selection.active)) ?? findings[0];
  if (!next) {
    void vscode.window.setStatusBarMessage("onrecord has nothing to ask here.", 3000);
    return;
  }
  editor.selection = new vscode.Selection(next.start, next.start);
  editor.revealRange(next, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand("editor.action.showHover");
}
