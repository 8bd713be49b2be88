// Starts `onrecord lsp` for articles and starts it anew when asked. What is found,
// said and offered is the server's affair.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { clientFor } from "./client";
import { dismiss } from "./dismiss";
import { Lens } from "./lens";
import { nextFinding } from "./next";
import { PullOut } from "./pull-out";
import { exportReport } from "./report";
import { RulePages } from "./rule";
import { chooseServer, complaint, type Server, versionOf } from "./server";
import { Status } from "./status";
import { Stories } from "./story";
import { Voices } from "./voices";

let client: LanguageClient | undefined;
let server: Server | undefined;
let lens: Lens;
let log: vscode.LogOutputChannel;
let stories: Stories;

// Starts and stops wait for each other: a setting may change while the server starts.
let queue: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("onrecord", { log: true });
  const restart = () => enqueue(async () => {
    await stop();
    await start(context);
  });
  const current = () => client;
  stories = new Stories(current);
  const status = new Status();
  const voices = new Voices(current);
  const pullOut = new PullOut(current);
  const pages = new RulePages(current, () => server);
  lens = new Lens(current);
  stories.onDidChange((front) => {
    status.show(front);
    void voices.show(front);
    lens.later();
  });
  context.subscriptions.push(
    log,
    stories,
    status,
    voices,
    pullOut,
    pages,
    lens,
    vscode.commands.registerCommand("onrecord.nextFinding", () => nextFinding()),
    vscode.commands.registerCommand("onrecord.nextTk", () => nextFinding("placeholder-left")),
    vscode.commands.registerCommand("onrecord.dismiss", () => dismiss(client)),
    // The server knows the passage as the definition of a key, a quotation or a claim.
    vscode.commands.registerCommand("onrecord.openSource", () => vscode.commands.executeCommand("editor.action.revealDefinition")),
    vscode.commands.registerCommand("onrecord.showRule", (code?: string) => pages.show(code)),
    vscode.commands.registerCommand("onrecord.export", () => exportReport(server)),
    vscode.commands.registerCommand("onrecord.togglePullOut", () => pullOut.toggle()),
    vscode.commands.registerCommand("onrecord.openExample", () => openExample(context)),
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
  const chosen = chooseServer(context);
  try {
    log.info(`starting ${chosen.command} (${await versionOf(chosen)})`);
  } catch (error) {
    // Not awaited: nobody may ever answer, and a restart must not wait for that.
    void tell(complaint(chosen, error));
    return;
  }
  server = chosen;
  client = clientFor(chosen.command, log, () => lens.later(), () => stories.later(0));
  await client.start();
}

// An unsaved copy: whatever the writer tries with it, the original stays.
async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const example = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "media", "bridge.md"));
  const content = new TextDecoder().decode(example);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "markdown", content }));
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  server = undefined;
  stories.later(0);
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
