// What a writer does in an afternoon: renames, answers questions, looks through the lens, and
// loses the server in the middle of a sentence.
//
//   CODE_SERVER=... VSIX=onrecord.vsix node --test test/flows.test.mjs
//
// As in screen.test.mjs, the extension is the packed one.
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { until, Workbench } from "./workbench.mjs";

const bench = new Workbench({
  "editor.fontSize": 15,
  "onrecord.entities": "off",
  // Themes follow what the machine says of light and contrast.
  "window.autoDetectColorScheme": true,
  "workbench.preferredLightColorTheme": "Light Modern",
  "workbench.preferredDarkColorTheme": "Dark Modern",
});
let page;
const count = (selector) => page.locator(selector).count();
const warnings = (wanted) => until(`${wanted} warnings`, async () => (await count(".squiggly-warning")) === wanted);
const text = () => page.locator(".monaco-editor .view-lines").first().evaluate((lines) =>
  [...lines.children]
    .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
    .map((line) => line.textContent.replaceAll("\u00a0", " ")).join("\n"));

before(async () => {
  bench.install(process.env.VSIX);
  page = await bench.start("--disable-workspace-trust");
  await bench.openArticle();
  await warnings(2);
});
after(() => bench.stop());

test("a name is corrected everywhere, and undone at once", async () => {
  const original = await text();
  await bench.clickOn("Marrow told");
  const box = page.locator(".rename-box input").first();
  // Asks again if nothing comes: while other extensions are still starting, nobody renames yet.
  await until("the box with the old name", async () => {
    await page.keyboard.press("F2");
    await box.waitFor({ timeout: 3000 });
    return (await box.inputValue()) !== "";
  });
  assert.equal(await box.inputValue(), "Ilse Marrow");
  await box.fill("Ilsa Marrow");
  await bench.shot("rename");
  await box.press("Enter");
  await until("the new name", async () => (await text()).split("Ilsa Marrow").length === 3);
  assert.ok(!(await text()).includes("Ilse"));
  await page.keyboard.press("Control+Z");
  await until("the old name", async () => (await text()) === original);
});

test("the lens draws a line under each sentence, by its shape as well as its colour", async () => {
  const shapes = () => page.locator(".monaco-editor .view-overlays .cdr").evaluateAll((lines) => [...new Set(lines
    .map((line) => getComputedStyle(line))
    .filter((style) => style.borderBottomWidth !== "0px" && style.borderBottomStyle !== "none")
    .map((style) => style.borderBottomStyle))].sort());
  assert.deepEqual(await shapes(), []);
  await bench.run("Show or hide what each sentence stands on");
  await until("three shapes", async () => {
    const found = (await shapes()).join();
    if (found !== "dashed,dotted,solid") throw new Error(found);
    return true;
  });
  await page.getByText("weak source").first().waitFor();
  const colours = () => page.locator(".monaco-editor .view-overlays .cdr").evaluateAll((lines) =>
    [...new Set(lines.map((line) => getComputedStyle(line).borderBottomColor))].sort().join());
  for (const [name, media] of [
    ["dark", { colorScheme: "dark" }],
    ["high-contrast", { colorScheme: "dark", forcedColors: "active" }],
    ["high-contrast-light", { colorScheme: "light", forcedColors: "active" }],
    ["light", { colorScheme: "light", forcedColors: "none" }],
  ]) {
    const before = await colours();
    await page.emulateMedia(media);
    await until(`the colours of ${name}`, async () => (await colours()) !== before);
    await bench.shot(`lens-${name}`);
  }
  assert.deepEqual(await shapes(), ["dashed", "dotted", "solid"]);
  await bench.run("Show or hide what each sentence stands on");
  await until("no lines", async () => (await shapes()).length === 0);
});

test("the side view leads from a voice to its words", async () => {
  await page.locator(".statusbar-item", { hasText: /^\s*\d+\/\d+$/ }).first().click();
  const pane = page.locator(".pane", { hasText: "Who is heard" });
  const voice = pane.locator(".monaco-list-row", { hasText: "Ilse Marrow" });
  await voice.waitFor();
  assert.match(await voice.textContent(), /2 statements, 1 quoted/);
  // A click opens the row; from there by keyboard alone to its second statement.
  await voice.click();
  await pane.locator(".monaco-list-row", { hasText: "We counted every bolt" }).waitFor();
  await bench.shot("heard");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".statusbar-item", { hasText: /selected/ }).waitFor();
});

test("a rule's page opens beside the question", async () => {
  await bench.clickOn("Media reports");
  await bench.run("Show a rule's page");
  const tab = page.locator(".tab", { hasText: "unnamed-report.md" });
  await tab.waitFor();
  const frame = page.frameLocator("iframe.webview").frameLocator("iframe");
  await frame.getByText("What helps").first().waitFor();
  await bench.shot("rule");
  await tab.click({ button: "middle" });
  await until("the article alone", async () => (await tab.count()) === 0);
});

test("a question is answered with a reason, which goes on record", async () => {
  const ledger = `${bench.article}.onrecord`;
  const words = fs.readFileSync(bench.article, "utf8");
  await bench.clickOn("Critics");
  await bench.run("Answer the question at the cursor");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "Ignore with a reason" }).waitFor();
  await bench.shot("dismiss-kinds");
  await bench.pick("Ignore with a reason (in the ledger)");
  await page.locator(".quick-input-message", { hasText: "reason?" }).waitFor();
  await page.keyboard.type("named in part one");
  await bench.shot("dismiss-reason");
  await page.keyboard.press("Enter");
  await warnings(1);
  await until("the ledger", () => fs.readFileSync(ledger, "utf8").includes("note: named in part one\n"));
  assert.match(fs.readFileSync(ledger, "utf8"), /^answer: ignore\nrule: vague-source\n/);
  assert.equal(fs.readFileSync(bench.article, "utf8"), words);
  await bench.shot("dismissed");
});

test("Escape at any step answers nothing", async () => {
  await bench.clickOn("Media reports");
  await bench.run("Answer the question at the cursor");
  await bench.pick("Ignore here with a reason");
  await page.locator(".quick-input-message", { hasText: "reason?" }).waitFor();
  await page.keyboard.press("Escape");
  await warnings(1);
  assert.ok(!(await text()).includes("onrecord:"));
});

test("a report opens as a draft", async () => {
  await bench.clickOn("The rail is made");
  await bench.run("Export what an editor would ask");
  await bench.pick("SARIF");
  await until("the report", async () => (await text()).includes("sarif"));
  await bench.shot("report");
  await page.locator(".tab", { hasText: "article.md" }).click();
});

test("after a crash the text is intact and the questions come back", async () => {
  await warnings(1);
  const [server] = bench.servers();
  assert.ok(server, "no server to kill");
  await bench.run("Show or hide what each sentence stands on");
  await page.getByText("weak source").first().waitFor();
  await bench.clickOn("200 were hurt");
  await page.keyboard.press("End");
  await page.keyboard.type(" Critics say");
  process.kill(server, "SIGKILL");
  await page.keyboard.type(" it will fall in the first storm of the winter.");
  await until("another server", () => bench.servers().some((it) => it !== server));
  await warnings(2);
  await until("the lens on the new sentence too", async () => await page.getByText("weak source").count() > 1);
  await bench.shot("crash");
  // The lens writes between the words.
  await bench.run("Show or hide what each sentence stands on");
  await until("the words alone", async () => await page.getByText("weak source").count() === 0);
  assert.match((await text()).replaceAll(" \n", " "), /^Media reports suggest 200 were hurt\. Critics say it will fall in the first storm of the winter\./m);
  await page.keyboard.press("Control+S");
  await until("the file", () => fs.readFileSync(bench.article, "utf8").includes("were hurt. Critics say it will fall in the first storm of the winter.\n"));
});
