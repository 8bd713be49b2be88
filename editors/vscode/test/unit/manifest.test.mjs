import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { languages, listLanguages } from "../../src/languages.ts";

const manifest = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

test("the extension wakes for what it reads, and for nothing else", () => {
  assert.deepEqual(manifest.activationEvents, [...languages, ...listLanguages].map((language) => `onLanguage:${language}`));
});

test("it reads every language that the server knows by VS Code's names", () => {
  const format = fs.readFileSync(new URL("../../../../src/markup/format.rs", import.meta.url), "utf8");
  const [, known] = format.match(/fn languages[^{]*\{([\s\S]*?)\n {4}\}/);
  const names = [...known.matchAll(/"([a-z]+)"/g)].map(([, name]) => name);
  // Shorter names that other editors use, and the one of reports.
  const elsewhere = ["rst", "plain", "text"];
  assert.deepEqual(names.filter((it) => !elsewhere.includes(it)).sort(), [...languages].sort());
});

test("what only an open article can answer is offered where one is read", () => {
  const { commands, menus } = manifest.contributes;
  const anywhere = ["onrecord.showRule", "onrecord.openExample", "onrecord.restart", "onrecord.showOutput"];
  const offered = commands.map(({ command }) => command).filter((it) => !anywhere.includes(it));
  assert.deepEqual(menus.commandPalette.map(({ command }) => command).sort(), offered.sort());
  assert.ok(menus.commandPalette.every(({ when }) => when === "onrecord.reading"));
});

test("a folder that nobody trusts names no program to start and no file to read", () => {
  const properties = Object.assign({}, ...manifest.contributes.configuration.map((page) => page.properties));
  const ofTheMachine = Object.keys(properties).filter((key) => properties[key].scope === "machine-overridable");
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.sort(), ofTheMachine.sort());
});
