import assert from "node:assert/strict";
import { test } from "node:test";
import { rows } from "../../src/heard.ts";

const line = (number) => ({ start: { line: number, character: 0 }, end: { line: number, character: 9 } });
const wordsAt = ({ start }) => `Words of\n line ${start.line}.`;
const story = {
  notes: [{ code: "single-voice", text: "4 of 5 statements (80 %) come from Ana Cho." }],
  sources: [
    { name: "Ana Cho", statements: 2, quoted: 1, named: true, ranges: [line(1), line(4)] },
    { name: "critics", statements: 1, quoted: 0, named: false, ranges: [line(2)] },
  ],
};

test("who is heard comes with how often, how often word for word, and where", () => {
  const [note, cho, critics] = rows(story, [], wordsAt);
  assert.equal(note.icon, "info");
  assert.deepEqual([cho.label, cho.description], ["Ana Cho", "2 statements, 1 quoted"]);
  assert.deepEqual(cho.children.map((it) => [it.label, it.place.start.line]), [["Words of line 1.", 1], ["Words of line 4.", 4]]);
  assert.deepEqual([critics.description, critics.icon], ["1 statement", "question"]);
});

test("links to one document are one row", () => {
  const links = [
    { range: line(3), target: "file:///desk/sources/hearing%20of%20May.txt" },
    { range: line(5), target: "https://example.org/register/" },
    { range: line(7), target: "file:///desk/sources/hearing%20of%20May.txt" },
    { range: line(8) },
    { range: line(9), target: "file:///desk/100%.txt" },
  ];
  const documents = rows({ notes: [], sources: [] }, links, wordsAt);
  assert.deepEqual(documents.map((it) => [it.label, it.description, it.icon]), [
    ["hearing of May.txt", "2 times", "file"],
    ["example.org/register", "once", "link"],
    ["100%.txt", "once", "file"],
  ]);
  assert.deepEqual(documents[0].children.map((it) => it.place.start.line), [3, 7]);
});

test("only pages and files can be opened", () => {
  const targets = ["command:workbench.action.reloadWindow", "vscode://x/y", "javascript:x", "data:text/html,x", "file://host/a.md"];
  const documents = rows({ notes: [], sources: [] }, targets.map((target) => ({ range: line(1), target })), wordsAt);
  assert.deepEqual(documents, []);
});

test("a long sentence is cut", () => {
  const [voice] = rows({ notes: [], sources: [story.sources[1]] }, [], () => "word ".repeat(40));
  assert.equal(voice.children[0].label.length, 80);
});
