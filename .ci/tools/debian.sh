#!/bin/sh
# Unpacks an editor of another Debian suite, with every library it needs, into one
# folder, and prints where it is. The machine's own packages stay as they are.
#
#   debian.sh SUITE FOLDER PACKAGE PROGRAM
#   debian.sh trixie tools/nvim-trixie neovim /usr/bin/nvim    # EDITOR=.../bin/nvim
#
# Make the folder where it will stay: the program is bound to the loader in it.
# Needs apt and patchelf.
set -eu
suite=$1 package=$3 program=$4
mkdir -p "$2"
folder=$(cd "$2" && pwd)
name=$(basename "$program")
program=$folder/root$program
wrapper=$folder/bin/$name

download() {
  apt=$folder/apt
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/etc/preferences.d"
  : > "$apt/status" # an empty machine, so that apt fetches every library as well

  # The mirror, the keys and the architecture that this machine's own apt uses.
  mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)}
  [ -n "$mirror" ] || { echo "debian.sh: apt knows no Debian mirror; set DEBIAN_MIRROR" >&2; exit 1; }
  eval "$(apt-config shell keys Dir::Etc::trustedparts/d)"
  echo "deb [arch=$(dpkg --print-architecture)] $mirror $suite main" > "$apt/etc/sources.list"

  set -- -q -q -o "Dir::Etc=$apt/etc" -o Dir::Etc::sourceparts=none -o "Dir::Etc::trustedparts=$keys" \
    -o "Dir::State=$apt" -o "Dir::State::lists=$apt/lists" -o "Dir::State::status=$apt/status" \
    -o "Dir::Cache=$apt/cache" -o APT::Install-Recommends=false -o APT::Sandbox::User=root \
    -o Debug::NoLocking=1 -o Acquire::Languages=none
  apt-get "$@" update 1>&2
  apt-get "$@" --download-only -y install "$package" 1>&2
  for archive in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$archive" "$folder/root"; done
  rm -rf "$apt"
}

# Neovim starts itself again when it has a screen, so the binary itself must know
# its loader and libraries; an `ld.so` on the command line would be lost.
bind() {
  loader=$(basename "$(patchelf --print-interpreter "$program")")
  loader=$(find "$folder/root" -name "$loader" | head -n 1)
  libraries=$(find "$folder/root" -maxdepth 3 -type d -path '*/lib/*-linux-gnu*' | paste -sd: -)
  patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program"
}

# Neovim looks for its own scripts and its tree-sitter parsers where Debian would have
# put them; without the parsers a Markdown hover fails. Helix looks beside itself.
wrap() {
  mkdir -p "$folder/bin"
  {
    echo '#!/bin/sh'
    if [ "$name" = nvim ]; then
      echo "export VIMRUNTIME=\"$folder/root/usr/share/nvim/runtime\""
      set -- --cmd "'set runtimepath+=$folder/root/usr/lib/nvim'"
    else
      set --
    fi
    echo "exec \"$program\" $* \"\$@\""
  } > "$wrapper"
  chmod +x "$wrapper"
}

if ! "$wrapper" --version > /dev/null 2>&1; then
  rm -rf "$folder/root" "$folder/apt"
  download
  bind
  wrap
fi
"$wrapper" --version | head -n 1 >&2
echo "EDITOR=$wrapper"
