// Asks the editor itself what it was given: findings, hovers, edits, settings.
// Runs inside VS Code; rejecting from run() fails the test.
const assert = require("node:assert/strict");
const vscode = require("vscode");

async function until(what, check) {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`gave up waiting for ${what}`);
    await new Promise((tick) => setTimeout(tick, 50));
  }
}

const config = (key, value) =>
  vscode.workspace.getConfiguration("onrecord").update(key, value, vscode.ConfigurationTarget.Global);
const codeOf = (finding) => finding.code?.value ?? finding.code;
const findings = (uri, code) => vscode.languages.getDiagnostics(uri).filter((one) => codeOf(one) === code);
const one = (uri, code) => until(`one ${code}`, () => findings(uri, code).length === 1 && findings(uri, code)[0]);
const none = (uri, code) => until(`no ${code}`, () => findings(uri, code).length === 0);

function rangeOf(document, words) {
  const at = document.getText().indexOf(words);
  assert.ok(at >= 0, `not in the article: ${words}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
}

// Polls: while other extensions are still starting, VS Code gives a list up and answers
// with an empty one.
function actionsAt(uri, range) {
  const resolved = 50;
  return until("actions", async () => {
    const actions = await vscode.commands.executeCommand(
      "vscode.executeCodeActionProvider", uri, range, "quickfix", resolved);
    return actions.length > 0 && actions;
  });
}

let editor, document, uri;

const steps = {
  async "findings have rule, severity, source and UTF-16 columns"() {
    const { Warning, Hint } = vscode.DiagnosticSeverity;
    for (const [words, code, severity] of [
      ["Critics", "vague-source", Warning], // after a bicycle of two units
      ["Media reports", "unnamed-report", Warning],
      ["pointed out", "loaded-attribution-verb", Hint],
    ]) {
      const found = await one(uri, code);
      assert.deepEqual(found.range.start, rangeOf(document, words).start, code);
      assert.equal(found.severity, severity, code);
      assert.equal(found.source, "onrecord");
    }
  },

  async "the hover says why"() {
    const [hover] = await vscode.commands.executeCommand(
      "vscode.executeHoverProvider", uri, rangeOf(document, "Critics").start);
    assert.ok(hover, "no hover");
    assert.match(hover.contents.map((part) => part.value ?? part).join("\n"), /why/i);
  },

  async "a vague source has something to do about it"() {
    const actions = await actionsAt(uri, rangeOf(document, "Critics"));
    assert.ok(actions.every((action) => action.edit || action.command), "an action that does nothing");
  },

  async "the quick fix writes “said”, and undo brings the finding back"() {
    const before = document.getText();
    const actions = await actionsAt(uri, rangeOf(document, "pointed out"));
    const said = actions.find((action) => action.title.startsWith("Replace with “said”"));
    assert.ok(said?.edit, `no such action among ${actions.map((action) => action.title)}`);
    assert.ok(await vscode.workspace.applyEdit(said.edit));
    assert.equal(document.getText(), before.replace("pointed out", "said"));
    await none(uri, "loaded-attribution-verb");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
    await one(uri, "loaded-attribution-verb");
  },

  async "naming the source while typing clears the finding"() {
    await editor.edit((change) => change.replace(rangeOf(document, "Critics say"), "The inspector Odd Lunde says"));
    await none(uri, "vague-source");
    await vscode.commands.executeCommand("undo");
    await one(uri, "vague-source");
  },

  async "an unsaved draft and a plain text are read"() {
    for (const language of ["plaintext", "markdown"]) {
      const draft = await vscode.workspace.openTextDocument({ language, content: "Media reports suggest 12 were hurt.\n" });
      await vscode.window.showTextDocument(draft);
      await one(draft.uri, "unnamed-report");
    }
    const program = await vscode.workspace.openTextDocument({ language: "python", content: "# Critics say so.\n" });
    await vscode.window.showTextDocument(program);
    await vscode.window.showTextDocument(document);
    assert.deepEqual(vscode.languages.getDiagnostics(program.uri), []);
  },

  async "the story says who is heard, and how many sentences stand"() {
    const story = await vscode.commands.executeCommand("onrecord.story", uri.toString(), false);
    assert.ok(story.sources.some((it) => it.name === "Ilse Marrow" && it.named), JSON.stringify(story));
    assert.ok(story.supported > 0 && story.supported <= story.sentences, JSON.stringify(story));
  },

  async "the lens stands behind sentences, and goes"() {
    const hints = () => vscode.commands.executeCommand(
      "vscode.executeInlayHintProvider", uri, new vscode.Range(0, 0, document.lineCount, 0));
    await vscode.commands.executeCommand("onrecord.toggleLens", true);
    await until("inlay hints", async () => (await hints()).length > 3);
    await vscode.commands.executeCommand("onrecord.toggleLens", false);
    await until("no inlay hints", async () => (await hints()).length === 0);
  },

  async "the next question is gone to, and after the last the first"() {
    editor = await vscode.window.showTextDocument(document);
    const top = new vscode.Position(0, 0);
    editor.selection = new vscode.Selection(top, top);
    for (const words of ["Critics", "Media reports", "Critics"]) {
      await vscode.commands.executeCommand("onrecord.nextFinding");
      assert.deepEqual(editor.selection.active, rangeOf(document, words).start, words);
    }
  },

  async "a name leads to its first mention, and is renamed outside quotations"() {
    const later = new vscode.Position(document.lineCount - 2, document.lineAt(document.lineCount - 2).text.indexOf("Ilse"));
    const places = await vscode.commands.executeCommand("vscode.executeDefinitionProvider", uri, later);
    const first = places[0].targetSelectionRange ?? places[0].range ?? places[0].targetRange;
    assert.deepEqual(first.start, rangeOf(document, "Ilse Marrow").start);
    const edit = await vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", uri, later, "Ilsa Marrow");
    assert.ok(edit.get(uri).length >= 2, "both mentions");
  },

  async "settings reach the server while it runs"() {
    assert.equal(findings(uri, "named-entity").length, 0, "names are off in the profile");
    await config("entities", "first");
    await until("names", () => findings(uri, "named-entity").length > 0);
    await config("entities", "off");
    await none(uri, "named-entity");
    // Back to no word at all: what was said at the start must not come back.
    await config("entities", undefined);
    await until("names by default", () => findings(uri, "named-entity").length > 0);
    await config("rules", { "vague-source": "off", "unnamed-report": "information" });
    await none(uri, "vague-source");
    await until("a milder report", () =>
      findings(uri, "unnamed-report")[0]?.severity === vscode.DiagnosticSeverity.Information);
    await config("rules", undefined);
    await one(uri, "vague-source");
  },

  // VS Code has a default for every setting; sent along, it would win over the file.
  async "the folder's onrecord.toml holds where the writer said nothing"() {
    assert.ok(findings(uri, "named-entity").length > 0, "names are on elsewhere");
    const desk = vscode.Uri.joinPath(uri, "../desk/article.md");
    await vscode.window.showTextDocument(desk);
    await one(desk, "unnamed-report");
    assert.deepEqual(findings(desk, "named-entity"), []);
    editor = await vscode.window.showTextDocument(document);
  },

  async "the restart command clears and reads again"() {
    let cleared = false;
    const watch = vscode.languages.onDidChangeDiagnostics(() => {
      cleared ||= vscode.languages.getDiagnostics(uri).length === 0;
    });
    await vscode.commands.executeCommand("onrecord.restart");
    await until("an empty list", () => cleared);
    watch.dispose();
    await one(uri, "vague-source");
  },

  async "another path stops the old server, and back again"() {
    const path = vscode.workspace.getConfiguration("onrecord").get("path");
    await config("path", "no/such/onrecord");
    await none(uri, "vague-source");
    await config("path", path);
    await one(uri, "vague-source");
  },

  async "the log can be shown"() {
    await vscode.commands.executeCommand("onrecord.showOutput");
  },
};

exports.run = async () => {
  const [folder] = vscode.workspace.workspaceFolders;
  uri = vscode.Uri.joinPath(folder.uri, "article.md");
  document = await vscode.workspace.openTextDocument(uri);
  editor = await vscode.window.showTextDocument(document);
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
    } catch (error) {
      const shown = vscode.languages.getDiagnostics(uri).map((one) => `${codeOf(one)} ${one.range.start.line}`);
      console.log(`FAIL ${name}: ${error.stack}\nshown: ${shown.join(", ")}`);
      throw error;
    }
    console.log(`ok   ${name}`);
  }
  console.log(`suite finished on VS Code ${vscode.version}, Node ${process.version}`);
};
