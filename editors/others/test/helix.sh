#!/bin/sh
# Drives a real Helix in a terminal through one article: finding, hover, quick fix, saved file.
#
#   HX=path/to/hx ONRECORD=target/release/onrecord editors/others/test/helix.sh
#
# Needs tmux. SLOW multiplies the time limits. Ends with `N passed, N failed`.
set -eu
server=$(realpath "$ONRECORD")
editor=$(realpath "$HX")
pages=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
socket=onrecord-helix-$$
passed=0
tmux() { command tmux -L "$socket" "$@"; }
trap 'tmux kill-server 2> /dev/null || true; rm -rf "$folder"' EXIT

# What the page tells a writer to put into languages.toml, with the server's path.
mkdir "$folder/helix"
sed -n '/^```toml$/,/^```$/p' "$pages/helix.md" | sed '/^```/d' \
  | sed "s|^command = .*|command = \"$server\"|" > "$folder/helix/languages.toml"
printf 'Media reports suggest 200 were hurt.\n\nTove Brandel pointed out that the plan is reckless.\n' \
  > "$folder/article.md"

fail() {
  echo "not ok - $1"
  tmux capture-pane -p
  echo "$passed passed, 1 failed"
  exit 1
}
pass() {
  echo "ok - $1"
  passed=$((passed + 1))
}
shows() {
  tries=$((100 * ${SLOW:-1}))
  while ! tmux capture-pane -p | grep -qF "$1"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "$2"
    sleep 0.1
  done
  pass "$2"
}

XDG_CONFIG_HOME=$folder XDG_CACHE_HOME=$folder LANG=C.UTF-8 \
  tmux -f /dev/null -u new-session -d -x 120 -y 30 "$editor" "$folder/article.md"
shows "Which reports?" "the finding is on the screen"
tmux send-keys -l ' k'
shows "Why?" "the hover says why"
tmux send-keys Escape
tmux send-keys -l '2j2w a'
shows "Replace with “said”" "the quick fix is offered"
# The first return picks the topmost offer, the second takes it.
tmux send-keys Enter
sleep 0.5
tmux send-keys Enter
shows "Tove Brandel said that" "the quick fix changes the text"
tmux send-keys Escape
tmux send-keys -l ':wq'
tmux send-keys Enter
tries=$((100 * ${SLOW:-1}))
while ! grep -q '^Tove Brandel said that' "$folder/article.md"; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || fail "the file is written"
  sleep 0.1
done
pass "the file is written"
echo "$passed passed, 0 failed"
