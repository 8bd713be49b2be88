// Takes the README's picture: examples/bridge.md in a real VS Code, with a hover open.
//
//   CODE_SERVER=... VSIX=editors/vscode/onrecord.vsix node docs/picture.mjs docs/images/vscode.png
//
// .ci/editors installs that VS Code and packs the extension; workbench.mjs names the variables.
// ONRECORD names another server than the one that was packed.
import fs from "node:fs";
import path from "node:path";
import { until, Workbench } from "../editors/vscode/test/workbench.mjs";

const [, , picture] = process.argv;
const server = process.env.ONRECORD;
const bench = new Workbench({
  "editor.fontSize": 15,
  "editor.lineHeight": 1.5,
  "editor.wordWrap": "on",
  "editor.hover.above": false,
  "editor.hover.delay": 100,
  "breadcrumbs.enabled": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.colorTheme": "Light Modern",
}, server ? { "onrecord.path": path.resolve(server) } : {});
try {
  fs.copyFileSync(new URL("../examples/bridge.md", import.meta.url), bench.at("ws", "bridge.md"));
  fs.rmSync(bench.article);
  bench.install(process.env.VSIX);
  const page = await bench.start("--disable-workspace-trust");
  await page.setViewportSize({ width: 1280, height: 900 });
  await bench.open();
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "bridge.md" }).dblclick();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.keyboard.press("Control+B");
  await until("the findings", async () => (await page.locator(".squiggly-warning").count()) >= 4);
  const { x, y } = await bench.boxOf("The council hid");
  await page.mouse.move(x - 30, y - 80);
  await page.mouse.move(x, y, { steps: 4 });
  const hover = page.locator(".monaco-hover", { hasText: "unattributed-claim" }).first();
  await hover.getByText(/Quick Fix/).waitFor();
  await until("the whole hover", async () => !/Loading|Checking/.test(await hover.innerText()));
  await page.screenshot({ path: picture });
} finally {
  await bench.stop();
}
