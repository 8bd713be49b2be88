// Photographs a real VS Code for the README: one still picture, and the frames of a short film.
//
//   CODE_SERVER=... VSIX=editors/vscode/onrecord.vsix node docs/pictures.mjs FOLDER
//
// docs/pictures.sh calls it and makes the film; workbench.mjs names the variables. FOLDER gets
// vscode.png, frame-NNN.png and frames.txt, which says for how many milliseconds each frame stands.
import fs from "node:fs";
import path from "node:path";
import { until, Workbench } from "../editors/vscode/test/workbench.mjs";

const [, , folder] = process.argv;
const look = {
  "editor.fontSize": 15,
  "editor.lineHeight": 1.5,
  "editor.wordWrap": "on",
  "editor.hover.above": false,
  "editor.hover.delay": 100,
  "editor.cursorBlinking": "solid",
  "breadcrumbs.enabled": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.colorTheme": "Light Modern",
};

/** Opens an article of this text alone in a window of this size. */
async function open(settings, { width, height }, text, work) {
  const bench = new Workbench({ ...look, ...settings });
  try {
    fs.writeFileSync(bench.at("ws", "bridge.md"), text);
    fs.rmSync(bench.article);
    bench.install(process.env.VSIX);
    const page = await bench.start("--disable-workspace-trust");
    await page.setViewportSize({ width, height });
    await bench.open();
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "bridge.md" }).dblclick();
    await page.locator(".monaco-editor .view-line").first().waitFor();
    await work(bench, page);
  } finally {
    await bench.stop();
  }
}

/** Puts the mouse on words and waits until the hover says all it has to say. */
async function hover(bench, page, words) {
  const { x, y } = await bench.boxOf(words);
  await page.mouse.move(x - 30, y - 80);
  await page.mouse.move(x, y, { steps: 4 });
  const shown = page.locator(".monaco-hover", { hasText: "Quick Fix" }).first();
  await shown.waitFor();
  await until("the whole hover", async () => !/Loading|Checking/.test(await shown.innerText()));
}

async function still() {
  const example = fs.readFileSync(new URL("../examples/bridge.md", import.meta.url), "utf8");
  await open({}, { width: 1280, height: 900 }, example, async (bench, page) => {
    await until("the findings", async () => (await page.locator(".squiggly-warning").count()) >= 4);
    await page.locator(".pane-header", { hasText: "Who is heard" }).click();
    await page.locator(".pane-header", { hasText: /^ws/i }).click();
    const voice = page.locator(".pane", { hasText: "Who is heard" }).locator(".monaco-list-row", { hasText: "Ingrid Vale" });
    await voice.first().click();
    await hover(bench, page, "The council hid");
    await page.screenshot({ path: path.join(folder, "vscode.png") });
  });
}

const start = `# Harbour bridge to close for repairs

The Brannock Bridge will close on Monday, the city’s chief engineer, Ingrid Vale, told reporters at the town hall.
Lorries will be turned back at both ends.

`;

async function film() {
  const settings = { "onrecord.entities": "off", "window.title": "bridge.md" };
  await open(settings, { width: 960, height: 480 }, start, async (bench, page) => {
    const times = [];
    const frame = async (milliseconds) => {
      const name = `frame-${String(times.length).padStart(3, "0")}.png`;
      await page.screenshot({ path: path.join(folder, name) });
      times.push(`${name} ${milliseconds}`);
    };
    const warnings = (wanted) => until(`${wanted} warnings`, async () =>
      (await page.locator(".squiggly-warning").count()) === wanted);
    await page.keyboard.press("Control+B");
    await page.locator(".statusbar-item", { hasText: /^\s*\d+\/\d+$/ }).first().waitFor();
    await page.locator(".monaco-editor .view-line").last().click();
    await page.keyboard.press("Control+End");
    await frame(900);
    for (const words of "Critics say the cables have lost a third of their strength.".match(/.{1,4}/g)) {
      await page.keyboard.type(words);
      await frame(130);
    }
    await warnings(1);
    await frame(1400);
    await hover(bench, page, "Critics");
    await frame(3600);
    await page.keyboard.press("Escape");
    await bench.clickOn("Critics");
    const fixes = page.locator(".action-widget .monaco-list-row.action");
    await until("the quick fixes", async () => {
      await page.keyboard.press("Control+.");
      await fixes.first().waitFor({ timeout: 3000 });
      return true;
    });
    await frame(2600);
    await fixes.filter({ hasText: "by Ingrid Vale" }).first().click();
    await warnings(0);
    await frame(2000);
    await bench.run("Show or hide what each sentence stands on");
    await page.getByText("attributed").first().waitFor();
    await until("the lines", () => page.locator(".view-overlays .cdr").evaluateAll((lines) =>
      lines.some((line) => getComputedStyle(line).borderBottomStyle === "solid")));
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await frame(3600);
    fs.writeFileSync(path.join(folder, "frames.txt"), `${times.join("\n")}\n`);
  });
}

await still();
await film();
