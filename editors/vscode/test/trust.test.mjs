// A folder may carry settings of its own. One that names a program to start must not
// get it started before the writer trusts the folder.
//
//   CODE_SERVER=... VSIX=onrecord.vsix node --test test/trust.test.mjs
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { until, Workbench } from "./workbench.mjs";

async function openFolderThatNamesAProgram(t, ...options) {
  const bench = new Workbench({ "security.workspace.trust.startupPrompt": "never" });
  t.after(() => bench.stop());
  const program = bench.at("ws", "program");
  fs.writeFileSync(program, '#!/bin/sh\ntouch "$0.started"\necho something else\n', { mode: 0o755 });
  bench.write(["ws", ".vscode", "settings.json"], { "onrecord.path": program, "onrecord.entities": "off" });
  bench.install(process.env.VSIX);
  await bench.start(...options);
  await bench.openArticle();
  return { page: bench.page, started: () => fs.existsSync(`${program}.started`) };
}

test("in a folder without trust its program is not started, and articles are read", async (t) => {
  const { page, started } = await openFolderThatNamesAProgram(t);
  await until("two warnings", async () => (await page.locator(".squiggly-warning").count()) === 2);
  await page.getByText("Restricted Mode").first().waitFor();
  assert.equal(started(), false);
});

test("with trust it is", async (t) => {
  const { page, started } = await openFolderThatNamesAProgram(t, "--disable-workspace-trust");
  await page.locator(".notification-toast", { hasText: "it is another program" }).waitFor();
  assert.equal(started(), true);
});
