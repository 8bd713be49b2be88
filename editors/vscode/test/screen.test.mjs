// What a person sees: the packed extension, installed, with the server in it.
//
//   CODE_SERVER=... VSIX=onrecord.vsix node --test test/screen.test.mjs
//
// VSIX must have been packed with a server (ONRECORD=... npm run package).
// workbench.mjs names the other variables; SHOTS makes the README's pictures.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { articleText, place, until, Workbench } from "./workbench.mjs";

// A writer's first hour at its worst: the setting names a server that is not there.
const bench = new Workbench({ "editor.fontSize": 15 }, { "onrecord.path": "no/such/onrecord" });
let page;
const count = (selector) => page.locator(selector).count();

// Asks again if nothing comes: while other extensions are still starting, VS Code gives
// a list of quick fixes up and says that there are none.
async function quickFix(words, title) {
  const { x, y } = await bench.boxOf(words);
  await page.mouse.click(x, y);
  const item = page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
  await until(`“${title}”`, async () => {
    await page.keyboard.press("Control+.");
    await item.waitFor({ timeout: 3000 });
    return true;
  });
  return item;
}

before(async () => {
  bench.install(process.env.VSIX);
  page = await bench.start("--disable-workspace-trust");
  await bench.openArticle();
});
after(() => bench.stop());

test("a missing server is named, with a way to the setting", async () => {
  const toast = page.locator(".notification-toast", { hasText: "no/such/onrecord" });
  await toast.waitFor();
  assert.match(await toast.textContent(), /onrecord cannot read your articles/);
  assert.equal(await count(".squiggly-warning"), 0);
  await bench.shot("missing");
  await toast.getByText("Open the setting").click();
  await page.locator(".settings-editor .setting-item-control input").first().waitFor();
  await bench.shot("setting");
});

test("emptying the setting starts the server that came with the extension", async () => {
  const input = page.locator(".settings-editor .setting-item-control input").first();
  const saved = () => fs.readFileSync(bench.at("user", "Machine", "settings.json"), "utf8");
  // The list of settings is drawn anew while it is searched, and what was typed before that is lost.
  await until("the setting to be saved", async () => {
    if (!saved().includes("no/such")) return true;
    await input.fill("");
    await new Promise((tick) => setTimeout(tick, 1500));
    return false;
  });
  await page.keyboard.press("Escape");
});

test("vague sources get a squiggle, a loaded verb a hint", async () => {
  await until("two warnings", async () => (await count(".squiggly-warning")) === 2);
  await until("a hint", async () => (await count(".squiggly-hint")) >= 1);
  await bench.shot("squiggles");
});

test("the Problems panel names rule, server and place", async () => {
  await page.keyboard.press("Control+Shift+M");
  for (const [words, code] of [["Critics", "vague-source"], ["Media reports", "unnamed-report"]]) {
    const { line, column } = place(words);
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: code });
    await row.first().waitFor();
    const text = (await row.allTextContents()).join("\n");
    assert.match(text, /onrecord/);
    assert.ok(text.includes(`Ln ${line}, Col ${column}`), text);
  }
  await bench.shot("problems");
  await page.keyboard.press("Control+J");
});

test("the hover says why", async () => {
  const { x, y } = await bench.boxOf("Critics");
  await page.mouse.move(x - 30, y + 80);
  await page.mouse.move(x, y, { steps: 4 });
  const hover = page.locator(".monaco-hover", { hasText: /why/i });
  await hover.first().waitFor();
  assert.match(await hover.first().textContent(), /vague-source/);
  await bench.shot("hover");
  await page.keyboard.press("Escape");
});

test("the status bar counts sentences, and the side view names who is heard", async () => {
  const item = page.locator(".statusbar-item", { hasText: /^\s*\d+\/\d+$/ });
  await item.first().waitFor();
  await item.first().click();
  await page.locator(".pane", { hasText: "Who is heard" }).getByText("Ilse Marrow").waitFor();
  await bench.shot("voices");
});

test("the pull-out test greys what rests on reports, and shows it again", async () => {
  const { x, y } = await bench.boxOf("Media reports");
  await page.mouse.click(x, y);
  const run = () => bench.run("Grey what rests on unnamed");
  const struck = () => page.locator(".view-line span").evaluateAll((spans) =>
    spans.filter((span) => getComputedStyle(span).textDecorationLine.includes("line-through")).length);
  await run();
  await until("something greyed", async () => (await struck()) > 0);
  await bench.shot("pull-out");
  await run();
  await until("nothing greyed", async () => (await struck()) === 0);
});

test("the light bulb offers what to do about a vague source", async () => {
  await quickFix("Critics", "");
  await bench.shot("actions");
  await page.keyboard.press("Escape");
});

test("the quick fix writes “said”", async () => {
  const item = await quickFix("pointed out", "Replace with “said”");
  await bench.shot("quickfix");
  await item.click();
  await until("the edit", () => bench.boxOf("Tove Brandel said that"));
  await bench.shot("fixed");
});

test("saving writes the text with that one change", async () => {
  await page.keyboard.press("Control+S");
  const wanted = articleText.replace("pointed out", "said");
  await until("the file", () => fs.readFileSync(bench.article, "utf8") === wanted);
});
