// Goes to the next question of onrecord, past what other tools have marked.
import * as vscode from "vscode";

/** To the next one of all, or of those of one rule. */
export async function nextFinding(code?: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const questions = findings(editor.document)
    .filter((it) => (code ? codeOf(it) === code : it.severity !== vscode.DiagnosticSeverity.Hint))
    .map((it) => it.range);
  const next = questions.find((it) => it.start.isAfter(editor.selection.active)) ?? questions[0];
  if (!next) {
    void vscode.window.setStatusBarMessage(code ? "No TK is left here." : "onrecord has nothing to ask here.", 3000);
    return;
  }
  editor.selection = new vscode.Selection(next.start, next.start);
  editor.revealRange(next, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand("editor.action.showHover");
}

/** What is asked about the words at the cursor, the gravest first. */
export function findingsAt(editor: vscode.TextEditor): vscode.Diagnostic[] {
  return findings(editor.document)
    .filter((it) => it.range.contains(editor.selection.active))
    .sort((a, b) => a.severity - b.severity);
}

export function codeOf(finding: vscode.Diagnostic): string {
  return String(typeof finding.code === "object" ? finding.code.value : finding.code);
}

function findings(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri)
    .filter((it) => it.source === "onrecord")
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}
