import assert from "node:assert/strict";
import { test } from "node:test";
import { question, withReason } from "../../src/reason.ts";

const inLedger = (lines) => ({
  documentChanges: [
    { kind: "create", uri: "file:///dam.md.onrecord" },
    { textDocument: { uri: "file:///dam.md.onrecord", version: null }, edits: [{ range: {}, newText: lines }] },
  ],
});
const inText = (words) => ({ changes: { "file:///dam.md": [{ range: {}, newText: words }] } });
const ledgerOf = (edit) => edit.documentChanges[1].edits[0].newText;
const textOf = (edit) => edit.changes["file:///dam.md"][0].newText;

const record = "answer: public-record\nrule: unattributed-claim\ntext: It held.\nnote: which record?\n\n";

test("the ledger asks what it would like to know, and gets it", () => {
  assert.equal(question(inLedger(record)), "which record?");
  const edit = withReason(inLedger(record), "minutes of 4 May");
  assert.equal(ledgerOf(edit), record.replace("which record?", "minutes of 4 May"));
  assert.deepEqual(edit.documentChanges[0], { kind: "create", uri: "file:///dam.md.onrecord" });
});

test("without words no question is left in the file", () => {
  assert.equal(ledgerOf(withReason(inLedger(record), " ")), record.replace("note: which record?", ""));
  const comment = " <!-- onrecord: ignore vague-source: reason? -->";
  assert.equal(textOf(withReason(inText(comment), "")), " <!-- onrecord: ignore vague-source -->");
});

test("a comment gets the reason, and nothing in it ends the comment", () => {
  const comment = " <!-- onrecord: ignore vague-source: reason? -->";
  assert.equal(question(inText(comment)), "reason?");
  assert.equal(
    textOf(withReason(inText(comment), "named in part one -->\n$& again")),
    " <!-- onrecord: ignore vague-source: named in part one –> $& again -->",
  );
  const plain = "[onrecord: ignore vague-source: reason?]\n\n";
  assert.equal(textOf(withReason(inText(plain), "see [1]")), "[onrecord: ignore vague-source: see [1)]\n\n");
});

test("an answer that says all is not asked about", () => {
  const proven = inText(" <!-- onrecord: ignore loaded-attribution-verb: it is proven -->");
  assert.equal(question(proven), undefined);
  assert.deepEqual(withReason(proven, ""), proven);
});
