// Which program is the server, and what to tell the writer when it cannot start.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";

export interface Server {
  command: string;
  origin: "setting" | "extension" | "PATH";
}

export function chooseServer(context: vscode.ExtensionContext): Server {
  const setting = vscode.workspace.getConfiguration("onrecord").get<string>("path", "").trim();
  if (setting) return { command: absolute(setting), origin: "setting" };
  const bundled = context.asAbsolutePath(path.join("server", executable));
  if (existsSync(bundled)) return { command: bundled, origin: "extension" };
  return { command: "onrecord", origin: "PATH" };
}

// Asked before the language client starts it: the client's own words for a missing
// program, one built for another machine, or another program altogether help no writer.
export async function versionOf(server: Server): Promise<string> {
  const version = (await run(server, ["--version"])).trim();
  if (!version.startsWith("onrecord")) throw new Error("it is another program");
  return version;
}

/** What the program prints, asked from a command line. */
export async function run(server: Server, args: string[]): Promise<string> {
  const limits = { timeout: 10_000, maxBuffer: 64 << 20 };
  return (await promisify(execFile)(server.command, args, limits)).stdout;
}

export function complaint(server: Server, error: unknown): string {
  const reason = (error as NodeJS.ErrnoException).code === "ENOENT"
    ? "there is no such program"
    : firstLine(error);
  switch (server.origin) {
    case "setting":
      return `onrecord cannot read your articles. The setting onrecord.path names “${server.command}”: ${reason}.`;
    case "extension":
      return `onrecord cannot read your articles. The server that came with the extension, “${server.command}”, does not start: ${reason}.`;
    case "PATH":
      return `onrecord cannot read your articles. Tried “onrecord” on PATH: ${reason}. Install it, or say where it is.`;
  }
}

const executable = process.platform === "win32" ? "onrecord.exe" : "onrecord";

// A bare name is looked up on PATH; a relative path starts at the folder that is open.
function absolute(setting: string): string {
  if (setting.startsWith("~/")) return path.join(homedir(), setting.slice(2));
  if (!/[\\/]/.test(setting)) return setting;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  return folder ? path.resolve(folder, setting) : setting;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0].replace(/\.$/, "");
}
