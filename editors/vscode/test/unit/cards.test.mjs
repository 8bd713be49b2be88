import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../../src/", import.meta.url);
const sources = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]);

test("nothing shown is trusted to run commands or to be HTML", () => {
  for (const [name, text] of sources) {
    for (const [, value] of text.matchAll(/(?:isTrusted|supportHtml)\s*[:=]\s*(\S+?)[,\s};]/g)) {
      assert.equal(value, "false", name);
    }
  }
});

test("what an article says reaches a tooltip as text", () => {
  for (const [name, text] of sources) {
    for (const [, value] of text.matchAll(/new vscode\.MarkdownString\(([^)]*)/g)) {
      assert.doesNotMatch(value, /note|name|words|label/, name);
    }
  }
});
