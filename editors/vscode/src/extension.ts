// Starts `onrecord lsp` for articles and starts it anew when asked. What is found,
// said and offered is the server's affair.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { clientFor } from "./client";
import { chooseServer, complaint, versionOf } from "./server";

let client: LanguageClient | undefined;
let log: vscode.LogOutputChannel;

// Starts and stops wait for each other: a setting may change while the server starts.
let queue: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("onrecord", { log: true });
  const restart = () => enqueue(async () => {
    await stop();
    await start(context);
  });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("onrecord.restart", restart),
    vscode.commands.registerCommand("onrecord.showOutput", () => log.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("onrecord.path")) void restart();
    }),
  );
  await enqueue(() => start(context));
}

export function deactivate(): Promise<void> {
  return enqueue(stop);
}

function enqueue(step: () => Promise<void>): Promise<void> {
  queue = queue.then(step).catch((error) => log.error(error));
  return queue;
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const server = chooseServer(context);
  try {
    log.info(`starting ${server.command} (${await versionOf(server)})`);
  } catch (error) {
    // Not awaited: nobody may ever answer, and a restart must not wait for that.
    void tell(complaint(server, error));
    return;
  }
  client = clientFor(server.command, log);
  await client.start();
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.dispose();
}

async function tell(message: string): Promise<void> {
  log.error(message);
  const open = "Open the setting";
  if ((await vscode.window.showErrorMessage(message, open)) !== open) return;
  // The path belongs to the machine that runs the server; on a remote one its settings
  // stand on a page of their own, and the ordinary page would show nothing.
  const page = vscode.env.remoteName ? "openRemoteSettings" : "openSettings";
  await vscode.commands.executeCommand(`workbench.action.${page}`, { query: "onrecord.path" });
}
