// The reports of the command line, for the article in front. They open as a draft: where they are
// kept is the writer's choice.
import * as vscode from "vscode";
import { isArticle } from "./client";
import { run, type Server } from "./server";

const formats = [
  { label: "Text", format: "text", language: "plaintext", detail: "For a person: the line, the words underlined, the question." },
  { label: "JSON", format: "json", language: "json", detail: "For programs." },
  { label: "SARIF", format: "sarif", language: "json", detail: "SARIF 2.1.0, for code hosts." },
  { label: "GitHub", format: "github", language: "plaintext", detail: "Annotations of a GitHub workflow." },
];

export async function exportReport(server: Server | undefined): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!server || !document || !isArticle(document) || document.isUntitled) {
    return void vscode.window.showInformationMessage("Open an article that is saved in a file first.");
  }
  const picked = await vscode.window.showQuickPick(formats, { title: "Export what an editor would ask, as" });
  if (!picked || !(await isOnDisk(document))) return;
  const file = document.uri.fsPath;
  const report = await run(server, ["check", "--fail-on", "never", "--color", "never", "--format", picked.format, file]);
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: picked.language, content: report }));
}

// The command line reads files, and nothing is saved behind a writer's back.
async function isOnDisk(document: vscode.TextDocument): Promise<boolean> {
  if (!document.isDirty) return true;
  const save = "Save and export";
  const chosen = await vscode.window.showWarningMessage("The report is made from the file, which has unsaved changes.", save);
  return chosen === save && document.save();
}
