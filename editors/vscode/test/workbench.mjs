// A real VS Code for the tests: code-server with a profile of its own, shown by a
// headless Chromium.
//
// Environment: CODE_SERVER (its entry.js), CHROMIUM (default: from PATH), SHOTS (a
// folder for pictures), SLOW (multiplies every time limit, for a loaded machine).
import { chromium } from "playwright-core";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const env = process.env;
export const limit = 30_000 * Number(env.SLOW ?? 1);
export const articleText = fs.readFileSync(new URL("../../test/article.md", import.meta.url), "utf8");

const quiet = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  // Or VS Code adds its own “Fix” and “Explain” to every list of quick fixes.
  "chat.disableAIFeatures": true,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "telemetry.telemetryLevel": "off",
  "files.autoSave": "off",
  "editor.minimap.enabled": false,
};

/** Polls: an editor answers in its own time, and a sleep is always too long or too short. */
export async function until(what, check) {
  const end = Date.now() + limit;
  let last;
  for (;;) {
    try {
      const value = await check();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`gave up waiting for ${what}: ${last?.message ?? "it did not come"}`, { cause: last });
    await new Promise((tick) => setTimeout(tick, 100));
  }
}

async function freePort() {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await new Promise((done) => probe.once("listening", done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

export class Workbench {
  /**
   * A folder `ws` with the test article in it, and a profile that has these settings;
   * the second ones belong to the machine (VS Code keeps a program's path apart).
   */
  constructor(settings = {}, machine = {}) {
    this.home = fs.mkdtempSync(path.join(os.tmpdir(), "onrecord-vscode-"));
    this.folder = this.at("ws");
    this.article = this.at("ws", "article.md");
    fs.mkdirSync(this.folder);
    fs.writeFileSync(this.at("config.yaml"), "");
    fs.writeFileSync(this.article, articleText);
    this.write(["user", "User", "settings.json"], { ...quiet, ...settings });
    this.write(["user", "Machine", "settings.json"], machine);
  }

  at(...parts) {
    return path.join(this.home, ...parts);
  }

  write(parts, settings) {
    fs.mkdirSync(path.dirname(this.at(...parts)), { recursive: true });
    fs.writeFileSync(this.at(...parts), JSON.stringify(settings));
  }

  get profile() {
    return ["--user-data-dir", this.at("user"), "--extensions-dir", this.at("ext"), "--config", this.at("config.yaml")];
  }

  install(vsix) {
    execFileSync(process.execPath, [env.CODE_SERVER, ...this.profile, "--install-extension", vsix], { stdio: "pipe" });
  }

  async start(...options) {
    this.host = `127.0.0.1:${await freePort()}`;
    this.log = fs.openSync(this.at("server.log"), "w");
    this.server = spawn(process.execPath, [env.CODE_SERVER, ...this.profile, "--auth", "none",
      "--bind-addr", this.host, "--disable-telemetry", "--disable-update-check", ...options, this.folder],
      { stdio: ["ignore", this.log, this.log] });
    await until("the server of the editor", async () => (await fetch(`http://${this.host}/healthz`)).ok);
    this.browser = await chromium.launch({
      executablePath: env.CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    this.page = await this.browser.newPage({ viewport: { width: 1280, height: 800 } });
    this.page.setDefaultTimeout(limit);
    return this.page;
  }

  open(query = "") {
    return this.page.goto(`http://${this.host}/?folder=${this.folder}${query}`);
  }

  async openArticle() {
    await this.open();
    await this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: "article.md" }).dblclick();
    await this.page.locator(".monaco-editor .view-line").first().waitFor();
  }

  /** A command by its title, from the palette. */
  async run(title) {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").first().waitFor();
    await this.page.keyboard.type(title);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** What a list at the top of the window offers; picks the one that says this. */
  async pick(words) {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: words }).first();
    await row.waitFor();
    await row.click();
  }

  async clickOn(words) {
    const { x, y } = await this.boxOf(words);
    await this.page.mouse.click(x, y);
  }

  /** The processes of the server that came with the installed extension. */
  servers() {
    const ours = this.at("ext");
    return fs.readdirSync("/proc").filter((it) => /^\d+$/.test(it)).filter((pid) => {
      try {
        const line = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return line[0].startsWith(ours) && line[1] === "lsp";
      } catch {
        return false; // it has ended meanwhile
      }
    }).map(Number);
  }

  shot(name) {
    return env.SHOTS && this.page.screenshot({ path: path.join(env.SHOTS, `${name}.png`) });
  }

  async stop() {
    if (this.page) await this.shot("last");
    await this.browser?.close();
    if (this.server?.kill("SIGTERM")) await new Promise((done) => this.server.once("exit", done));
    if (this.log) fs.closeSync(this.log);
    fs.rmSync(this.home, { recursive: true, force: true });
  }

  /** Where these words stand on the screen. The editor paints spaces as U+00A0. */
  async boxOf(words) {
    const box = await this.page.locator(".monaco-editor .view-line").evaluateAll((lines, wanted) => {
      for (const line of lines) {
        const from = line.textContent.replaceAll("\u00a0", " ").indexOf(wanted);
        if (from < 0) continue;
        const range = document.createRange();
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let seen = 0;
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const place = (offset) => Math.min(Math.max(offset - seen, 0), node.length);
          if (from >= seen && from < seen + node.length) range.setStart(node, place(from));
          if (from + wanted.length > seen) range.setEnd(node, place(from + wanted.length));
          seen += node.length;
        }
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return null;
    }, words);
    if (!box) throw new Error(`not on the screen: ${words}`);
    return box;
  }
}

/** Line and column of words in the test article, from 1, in UTF-16 units as VS Code counts. */
export function place(words) {
  const lines = articleText.split("\n");
  const line = lines.findIndex((one) => one.includes(words));
  if (line < 0) throw new Error(`not in the article: ${words}`);
  return { line: line + 1, column: lines[line].indexOf(words) + 1 };
}
