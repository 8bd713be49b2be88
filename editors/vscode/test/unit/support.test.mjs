import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { byMark, marks } from "../../src/support.ts";

const manifest = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

test("every mark has a shape of its own", () => {
  const shapes = Object.values(marks).map(({ style }) => style);
  assert.equal(new Set(shapes).size, shapes.length, shapes.join());
});

test("every mark has a colour in every kind of theme, strong enough to be seen", () => {
  // What VS Code's own themes write on, and the contrast that WCAG wants of graphics; a high-contrast theme promises more.
  const papers = { dark: ["#1F1F1F", 3], light: ["#FFFFFF", 3], highContrast: ["#000000", 7], highContrastLight: ["#FFFFFF", 7] };
  const colours = new Map(manifest.contributes.colors.map(({ id, defaults }) => [id, defaults]));
  assert.deepEqual([...colours.keys()].sort(), Object.keys(marks).map((mark) => `onrecord.lens.${mark}`).sort());
  for (const [id, defaults] of colours) {
    for (const [theme, [paper, least]] of Object.entries(papers)) {
      const found = contrast(defaults[theme], paper);
      assert.ok(found >= least, `${id} in ${theme}: ${found.toFixed(2)}`);
    }
  }
});

test("sentences are gathered by mark, and what needs no source gets none", () => {
  const all = ["quoted", "own-voice", "exempt", "attributed-weak", "inherited", "something new"].map((support) => ({ support }));
  const found = [...byMark(all)].map(([mark, those]) => [mark, those.length]);
  assert.deepEqual(found, [["attributed", 2], ["ownVoice", 1], ["weak", 1]]);
});

function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
