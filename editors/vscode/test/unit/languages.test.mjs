import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { languages } from "../../src/languages.ts";

test("the extension wakes for what it reads, and for nothing else", () => {
  const manifest = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  assert.deepEqual(manifest.activationEvents, languages.map((language) => `onLanguage:${language}`));
});

test("what only an open article can answer is offered where one is read", () => {
  const manifest = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const { commands, menus } = manifest.contributes;
  const anywhere = ["onrecord.showRule", "onrecord.openExample", "onrecord.restart", "onrecord.showOutput"];
  const offered = commands.map(({ command }) => command).filter((it) => !anywhere.includes(it));
  assert.deepEqual(menus.commandPalette.map(({ command }) => command).sort(), offered.sort());
  assert.ok(menus.commandPalette.every(({ when }) => when === "onrecord.reading"));
});
