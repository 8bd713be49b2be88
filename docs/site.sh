#!/usr/bin/env bash
# Builds the pages for writers and maintainers from the repository, and checks every link in them.
#
#   docs/site.sh            # target/site/book/index.html
#
# The book is laid out like the repository, so that the links of its documents hold. The rules' pages
# come from the rules' files. Needs mdbook and Python.
set -euo pipefail
cd "$(dirname "$0")/.."
site=${CARGO_TARGET_DIR:-target}/site
rm -rf "$site"
mkdir -p "$site/src/docs/rules"

# What a reader may open, as it lies in the repository.
for document in README.md ARCHITECTURE.md CONTRIBUTING.md CHANGELOG.md LICENSE-* docs/measurements.md docs/matching.md docs/judged.md docs/editors.md docs/guide docs/images \
  editors/vscode/README.md editors/nvim/README.md editors/others/*.md benches/README.md benches/runs data/names/NOTICE.md; do
  mkdir -p "$site/src/$(dirname "$document")"
  cp -r "$document" "$site/src/$document"
done

# A README becomes the index of its folder, and links must follow.
find "$site/src" -name '*.md' -exec sed -i 's|\([(/]\)README\.md|\1index.md|g' {} +

# The head comment of a rule's file is its page.
codes=$(sed -n 's|^//! # \([a-z-]*\)$|\1|p' src/rules/*.rs | sort)
for code in $codes; do
  sed -n 's|^//! \{0,1\}||p' "src/rules/${code//-/_}.rs" > "$site/src/docs/rules/$code.md"
done

{
  cat << 'PART'
# Summary

[onrecord](README.md)

# For writers

- [Your first article](docs/guide/first-article.md)
- [Citing your sources](docs/guide/citing.md)
- [For a desk](docs/guide/desk.md)
- [Settings](docs/guide/settings.md)
- [How quotations are compared](docs/matching.md)
- [The rules](docs/rules/README.md)
PART
  for code in $codes; do echo "  - [$code](docs/rules/$code.md)"; done
  cat << 'PART'

# Editors

- [VS Code](editors/vscode/README.md)
- [Neovim](editors/nvim/README.md)
- [Other editors](editors/others/README.md)
  - [Helix](editors/others/helix.md)
  - [Emacs](editors/others/emacs.md)
- [What any editor can ask](docs/editors.md)

# For maintainers

- [Architecture](ARCHITECTURE.md)
- [Contributing](CONTRIBUTING.md)
- [Measurements](docs/measurements.md)
  - [Judged by hand](docs/judged.md)
- [How fast](benches/README.md)
- [Where the names come from](data/names/NOTICE.md)
- [Changelog](CHANGELOG.md)
PART
} > "$site/src/SUMMARY.md"

# The table that the README shows, with a link to each page.
{
  echo '# The rules'
  echo
  sed -n '/<!-- rules:begin -->/,/<!-- rules:end -->/p' README.md | sed '/<!--/d' \
    | sed 's/^| `\([a-z-]*\)` |/| [`\1`](\1.md) |/'
} > "$site/src/docs/rules/README.md"

cat > "$site/book.toml" << 'BOOK'
[book]
title = "onrecord"
description = "Reads your article while you write it and asks who says so."
language = "en"

[build]
create-missing = false

[output.html]
no-section-label = true
BOOK

mdbook build "$site"
python3 docs/links.py "$site/book"
