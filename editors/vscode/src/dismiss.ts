// Answers a question and says why: the server knows the answers, the writer picks one and gives
// the reason, and the edit is the server's.
import * as vscode from "vscode";
import type { LanguageClient, WorkspaceEdit } from "vscode-languageclient/node";
import { findingsAt } from "./next";
import { type Edit, question, withReason } from "./reason";

interface Answer {
  title: string;
  diagnostics?: { code?: string; message: string }[];
  edit?: Edit;
}

export async function dismiss(client: LanguageClient | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !client?.isRunning()) return;
  const findings = findingsAt(editor);
  const answers = findings.length > 0 ? await answersAt(client, editor, findings[0].range) : [];
  if (answers.length === 0) return nothingHere();
  const answer = await pick(answers, findings[0].message);
  if (!answer) return;
  const resolved = answer.edit ? answer : await client.sendRequest<Answer>("codeAction/resolve", answer);
  if (!resolved.edit) return void vscode.window.showWarningMessage("The text has changed; ask again.");
  const { document } = editor;
  const asked = document.version;
  const asks = question(resolved.edit);
  const reason = asks === undefined ? "" : await vscode.window.showInputBox({
    title: answer.title,
    prompt: `For your colleagues: ${asks} It may stay empty.`,
    placeHolder: asks,
    ignoreFocusOut: true,
  });
  if (reason === undefined) return;
  // Whoever looked something up may have gone on writing: the answer is sought anew.
  const edit = document.version === asked ? resolved.edit : await again(client, editor, findings[0], answer.title);
  if (!edit) return void vscode.window.showWarningMessage(`The text has changed; ask again. Your reason was: ${reason}`);
  await apply(client, withReason(edit, reason));
}

// The same answer to the same question, where it stands now.
async function again(
  client: LanguageClient,
  editor: vscode.TextEditor,
  asked: vscode.Diagnostic,
  title: string,
): Promise<Edit | undefined> {
  const same = vscode.languages.getDiagnostics(editor.document.uri)
    .filter((it) => it.source === asked.source && it.message === asked.message);
  const distance = (it: vscode.Diagnostic) => Math.abs(it.range.start.line - asked.range.start.line);
  const nearest = same.sort((a, b) => distance(a) - distance(b))[0];
  const answers = nearest ? await answersAt(client, editor, nearest.range) : [];
  const answer = answers.find((it) => it.title === title);
  if (!answer) return undefined;
  return answer.edit ?? (await client.sendRequest<Answer>("codeAction/resolve", answer)).edit;
}

function answersAt(client: LanguageClient, editor: vscode.TextEditor, range: vscode.Range): Promise<Answer[]> {
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const context = { diagnostics: [], only: ["quickfix.dismiss"] };
  const asked = { textDocument: { uri }, range: client.code2ProtocolConverter.asRange(range), context };
  return client.sendRequest<Answer[] | null>("textDocument/codeAction", asked).then((it) => it ?? []);
}

async function pick(answers: Answer[], message: string): Promise<Answer | undefined> {
  const codes = new Set(answers.map((it) => it.diagnostics?.[0]?.code));
  const items = answers.map((answer) => ({
    label: answer.title,
    description: codes.size > 1 ? answer.diagnostics?.[0]?.code : undefined,
    answer,
  }));
  return (await vscode.window.showQuickPick(items, { title: "Why does it stand?", placeHolder: message }))?.answer;
}

// The ledger is a file of its own that nobody has open: it is saved, so that the answer is on record.
async function apply(client: LanguageClient, edit: Edit): Promise<void> {
  const workspaceEdit = await client.protocol2CodeConverter.asWorkspaceEdit(edit as WorkspaceEdit);
  if (!(await vscode.workspace.applyEdit(workspaceEdit))) return;
  const ledgers = workspaceEdit.entries().map(([uri]) => uri).filter((uri) => uri.path.endsWith(".onrecord"));
  for (const uri of ledgers) await (await vscode.workspace.openTextDocument(uri)).save();
}

async function nothingHere(): Promise<void> {
  const next = "Go to the next question";
  const chosen = await vscode.window.showInformationMessage("There is no question at the cursor to answer.", next);
  if (chosen === next) await vscode.commands.executeCommand("onrecord.nextFinding");
}
