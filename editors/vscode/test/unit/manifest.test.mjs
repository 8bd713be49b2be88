import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { languages } from "../../src/languages.ts";

const manifest = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

test("the extension wakes for what it reads, and for nothing else", () => {
  assert.deepEqual(manifest.activationEvents, languages.map((language) => `onLanguage:${language}`));
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
