// Runs api-suite.cjs in the extension host of a real VS Code, with the extension
// loaded from its folder and the server from the setting.
//
//   CODE_SERVER=... ONRECORD=path/to/onrecord node --test test/api.test.mjs
//
// With its smoke-test driver enabled, the workbench takes an extension under
// development and a test module from the `payload` of its address, and reports
// through two functions on the page.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { limit, Workbench } from "./workbench.mjs";

test("inside the extension host", { timeout: 4 * limit }, async (t) => {
  // Names are off from the start, so that turning them on again is seen to take effect.
  const bench = new Workbench({ "onrecord.entities": "off" }, { "onrecord.path": path.resolve(process.env.ONRECORD) });
  t.after(() => bench.stop());
  fs.mkdirSync(bench.at("ws", "desk"));
  fs.writeFileSync(bench.at("ws", "desk", "onrecord.toml"), 'entities = "off"\n');
  fs.copyFileSync(bench.article, bench.at("ws", "desk", "article.md"));
  const page = await bench.start("--disable-workspace-trust", "--vscode-option", "enable-smoke-test-driver");

  const lines = [];
  await page.exposeFunction("codeAutomationLog", (_kind, words) => void lines.push(words.map(String).join(" ")));
  let exit;
  const exited = new Promise((done) => { exit = done; });
  await page.exposeFunction("codeAutomationExit", (code) => exit(code));
  const remote = (name) => `vscode-remote://${bench.host}${path.resolve(import.meta.dirname, name)}`;
  const payload = JSON.stringify([
    ["extensionDevelopmentPath", remote("..")],
    ["extensionTestsPath", remote("api-suite.cjs")],
  ]);
  await bench.open(`&payload=${encodeURIComponent(payload)}`);
  const code = await exited;
  const steps = lines.filter((line) => /^(ok|FAIL) /.test(line));
  for (const step of steps) {
    await t.test(step.slice(5).split("\n")[0], () => assert.ok(step.startsWith("ok"), step));
  }
  // One that stopped half-way would not say that it finished.
  const finished = lines.find((line) => line.startsWith("suite finished"));
  assert.ok(code === 0 && finished, lines.slice(-10).join("\n"));
  t.diagnostic(finished);
});
