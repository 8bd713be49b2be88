// The protocol's words for places, and how the server is asked by name.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

export interface LspRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

export function rangeOf({ start, end }: LspRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Runs a command of the server without its own message: the editor shows the outcome. */
export function command<T>(client: LanguageClient, name: string, uri: string | undefined): Promise<T | null> {
  return client.sendRequest("workspace/executeCommand", { command: name, arguments: [uri, false] });
}
