#!/bin/sh
# Installs a real VS Code (as code-server) and the Node it wants into one folder,
# and prints the two paths that the tests take.
#
#   vscode.sh FOLDER          # NODE=... and CODE_SERVER=...
#
# Everything comes through npm as it is configured here; nothing is fetched by a
# browser or an install script. Needs cc, make, python3 and pkg-config.
set -eu

# They go together: this VS Code runs on Node 24 only.
code_server=4.139.1
node=24.21.0

mkdir -p "$1"
folder=$(cd "$1" && pwd)
stamp=$folder/installed
want="code-server $code_server, node $node"

# Two folders, because npm prunes the headers that the `node` package brings when
# something else is installed beside it, and native modules need them.
install() {
  mkdir -p "$folder/$1"
  cd "$folder/$1"
  [ -f package.json ] || echo '{"private":true}' > package.json
  shift
  npm install --silent --no-audit --no-fund --save-exact "$@" 1>&2
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$want" ]; then
  rm -rf "$folder/node" "$folder/code" "$stamp"
  install node "node@$node"
  headers=$(find "$folder/node" -path '*/include/node/node.h')
  export PATH="$folder/node/node_modules/node/bin:$PATH"
  export npm_config_nodedir="${headers%/include/node/node.h}"

  # The install scripts of code-server build nine native modules and the language
  # servers of bundled extensions, for ten minutes. Our tests need two of them.
  install code --ignore-scripts "code-server@$code_server"
  cd "$folder/code/node_modules/code-server/lib/vscode"
  npm install --silent --no-audit --no-fund --omit=dev --ignore-scripts 1>&2
  npm rebuild --silent @vscode/spdlog @vscode/native-watchdog 1>&2
  echo "$want" > "$stamp"
fi

echo "NODE=$folder/node/node_modules/node/bin/node"
echo "CODE_SERVER=$folder/code/node_modules/code-server/out/node/entry.js"
