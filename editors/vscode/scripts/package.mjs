// Packs onrecord.vsix. Called by `npm run package`.
//
// With ONRECORD=path/to/onrecord the server goes into the package, which is then for
// this kind of machine only; without it the package starts `onrecord` from PATH.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const product = path.resolve(root, "../..");
fs.copyFileSync(path.join(product, "examples/bridge.md"), path.join(root, "media/bridge.md"));

const options = ["--no-dependencies", "--skip-license", "--allow-missing-repository", "--out", "onrecord.vsix"];

for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  fs.copyFileSync(path.join(product, name), path.join(root, name));
}

fs.rmSync(path.join(root, "server"), { recursive: true, force: true });
if (process.env.ONRECORD) {
  const program = process.platform === "win32" ? "onrecord.exe" : "onrecord";
  fs.mkdirSync(path.join(root, "server"));
  fs.copyFileSync(process.env.ONRECORD, path.join(root, "server", program));
  fs.chmodSync(path.join(root, "server", program), 0o755);
  options.push("--target", `${process.platform}-${process.arch}`);
} else {
  options.push("--allow-unused-files-pattern");
}

const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
execFileSync(process.execPath, [vsce, "package", ...options], { cwd: root, stdio: "inherit" });
