// A citation from the first key to the passage it stands on, in the packed extension.
//
//   CODE_SERVER=... VSIX=onrecord.vsix node --test test/citing.test.mjs
import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { until, Workbench } from "./workbench.mjs";

const bench = new Workbench({ "editor.fontSize": 15, "onrecord.entities": "off", "workbench.colorTheme": "Light Modern" });
const words = "The sea gate has failed its last three inspections.";
const passage = "Dana Ruiz: The sea gate has failed its last three inspections, and nobody has told the town.";
const logged = "The bridge was closed at noon because of the wind.";
let page;

/** A PDF of one line. */
function printed(line) {
  const stream = `BT /F 11 Tf 72 770 Td (${line}) Tj ET`;
  const font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
  const leaf = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F ${font}>>>>/Contents 4 0 R>>`;
  return [
    "%PDF-1.4", "1 0 obj", "<</Type/Catalog/Pages 2 0 R>>", "endobj", "2 0 obj", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "endobj",
    "3 0 obj", leaf, "endobj", "4 0 obj", `<</Length ${stream.length}>>`, "stream", stream, "endstream", "endobj",
    "trailer", "<</Root 1 0 R/Size 5>>", "%%EOF", "",
  ].join("\n");
}

before(async () => {
  fs.mkdirSync(bench.at("ws", "sources"));
  fs.writeFileSync(bench.at("ws", "sources", "hearing.txt"), `The hearing opened at nine.\n\n${passage}\n\nIt closed at noon.\n`);
  fs.writeFileSync(bench.at("ws", "sources", "ferry.txt"), "The ferry leaves at ten from the old pier.\n");
  fs.writeFileSync(bench.at("ws", "sources", "log.pdf"), printed(logged));
  fs.appendFileSync(bench.article, `\n“The bridge was closed at noon because of the wind,” the log says.\n\n${words}\n`);
  bench.install(process.env.VSIX);
  page = await bench.start("--disable-workspace-trust");
  await bench.openArticle();
  await until("two warnings", async () => (await page.locator(".squiggly-warning").count()) >= 2);
});
after(() => bench.stop());

test("a typed “[@” lists the keys, the one that bears the sentence out first", async () => {
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(" [@");
  const keys = page.locator(".suggest-widget .monaco-list-row");
  await keys.filter({ hasText: "hearing" }).waitFor();
  assert.match(await keys.first().textContent(), /hearing/);
  await bench.shot("keys");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+S");
  await until("the citation", () => /inspections \[@hearing\]?/.test(fs.readFileSync(bench.article, "utf8")));
  await bench.shot("cited");
});

test("the source opens at the passage", async () => {
  await bench.clickOn("[@hearing");
  await bench.run("Open the source at its passage");
  await page.locator(".tab.active", { hasText: "hearing.txt" }).waitFor();
  await until("the passage", () => bench.boxOf("failed its last three inspections, and"));
  await page.locator(".statusbar-item", { hasText: /Ln 3/ }).waitFor();
  await bench.shot("passage");
});

test("a PDF opens as what was read of it, at the passage", async () => {
  await page.locator(".tab", { hasText: "article.md" }).click();
  await bench.clickOn("was closed at noon");
  await bench.run("Open the source at its passage");
  await page.locator(".tab.active", { hasText: "log.pdf.txt" }).waitFor();
  await until("its words", () => bench.boxOf("closed at noon because of the wind"));
  await bench.shot("copy");
});
