#!/usr/bin/env bash
# Makes the README's pictures anew: VS Code, a short film of it, and Neovim.
#
#   docs/pictures.sh        # docs/images/vscode.png, vscode.webp and nvim.png
#
# .ci/editors has installed the editors and packed the extension before. Needs tmux, Chromium and Python.
# Make them when a message in examples/bridge.md changes, and look at them.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${ONRECORD_TOOLS:-$PWD/target/tools}
work=$PWD/target/pictures
images=$PWD/docs/images
python=$tools/pictures/bin/python
rm -rf "$work"
mkdir -p "$work"

[ -x "$python" ] || python3 -m venv "$tools/pictures"
"$tools/pictures/bin/pip" install --quiet pillow==13.0.0 rich==15.0.0

vscode() {
  export CODE_SERVER=$tools/vscode/code/node_modules/code-server/out/node/entry.js
  export VSIX=$PWD/editors/vscode/onrecord.vsix
  "$tools/vscode/node/node_modules/node/bin/node" docs/pictures.mjs "$work"
  cp "$work/vscode.png" "$images/vscode.png"
  "$python" docs/pictures.py film "$work" "$images/vscode.webp"
}

# Types into a Neovim on a terminal of its own, and photographs that terminal.
neovim() {
  cp examples/bridge.md "$work/bridge.md"
  cat > "$work/init.lua" << INIT
vim.opt.runtimepath:append("$PWD/editors/nvim")
require("onrecord").setup({ cmd = { "$PWD/target/release/onrecord", "lsp" } })
vim.o.number, vim.o.swapfile, vim.o.ruler, vim.o.showcmd, vim.o.winborder = true, false, false, false, "rounded"
vim.o.termguicolors, vim.o.background, vim.o.linebreak = true, "dark", true
-- The terminal's own ground, so that the drawing has one.
vim.cmd("highlight Normal guibg=NONE | highlight NormalFloat guibg=NONE | highlight FloatBorder guibg=NONE | highlight link LspInlayHint Comment")
vim.o.statusline = " %f %= %{v:lua.require'onrecord.status'.text()} "
INIT
  tmux() { command tmux -u -L onrecord-pictures "$@"; }
  trap 'command tmux -L onrecord-pictures kill-server 2> /dev/null || true' EXIT
  (cd "$work" && LANG=C.UTF-8 command tmux -u -L onrecord-pictures -f /dev/null \
    new-session -d -x 116 -y 34 "COLORTERM=truecolor $tools/nvim-sid/bin/nvim --clean -u init.lua bridge.md")
  tmux set -g default-terminal tmux-256color
  shows "14/22"
  tmux send-keys ":Onrecord lens" Enter
  shows "own voice"
  tmux send-keys "/council hid" Enter
  tmux send-keys Escape ":nohlsearch" Enter ":" Escape
  tmux send-keys "K"
  shows "Who says so"
  tmux capture-pane -e -p | "$python" docs/pictures.py terminal "bridge.md in Neovim" > "$work/nvim.svg"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --screenshot="$images/nvim.png" \
    --window-size="$(size "$work/nvim.svg")" "file://$work/nvim.svg" 2> /dev/null
}

# Waits until the terminal shows these words.
shows() {
  for _ in $(seq 150); do
    tmux capture-pane -p | grep -qF "$1" && return
    sleep 0.2
  done
  tmux capture-pane -p >&2
  echo "Neovim does not show “$1”" >&2
  exit 1
}

# As wide and high as the drawing: the last two numbers of its box.
size() { sed -n 's/.*viewBox="0 0 \([0-9]*\)[0-9.]* \([0-9]*\).*/\1,\2/p' "$1" | head -n 1; }

vscode
neovim
ls -l "$images"
