import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { rulesIn } from "../../src/rules.ts";

test("the list of rules is read as it is printed", () => {
  const printed = "vague-source   warning  A statement is given to critics.\n\nrelative-time  hint     It says “on Monday”.\n";
  assert.deepEqual(rulesIn(printed), [
    { code: "vague-source", severity: "warning", summary: "A statement is given to critics." },
    { code: "relative-time", severity: "hint", summary: "It says “on Monday”." },
  ]);
});

test("the program's own list is read", { skip: !process.env.ONRECORD && "ONRECORD names no program" }, () => {
  const rules = rulesIn(execFileSync(process.env.ONRECORD, ["rules"], { encoding: "utf8" }));
  assert.ok(rules.length > 20 && rules.some(({ code }) => code === "vague-source"), String(rules.length));
});
