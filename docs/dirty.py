#!/usr/bin/env python3
"""Sets texts as a scanned book has them: short lines, words cut at their ends, running headers.

    docs/dirty.py FOLDER    rewrites every .txt in FOLDER in place
"""
import pathlib
import random
import sys

WIDTH, LINES = 66, 38


def lines_of(paragraph, rng):
    line = ""
    for word in paragraph.split():
        while line and len(line) + len(word) + 1 > WIDTH:
            room = WIDTH - len(line) - 2
            # Cut as a printer would: letters on both sides, now and then.
            if word.isalpha() and 3 <= room <= len(word) - 3 and rng.random() < 0.5:
                yield f"{line} {word[:room]}-".strip()
                line, word = "", word[room:]
            else:
                yield line
                line = ""
        line = f"{line} {word}".strip()
    yield line


def main():
    rng = random.Random(1)
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
        out, count, page = [], 0, 1
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            for line in lines_of(paragraph, rng):
                out.append(line)
                count += 1
                if count % LINES == 0:
                    page += 1
                    out += ["", f"{page}    COLLECTED SPEECHES", ""]
            out.append("")
        path.write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
