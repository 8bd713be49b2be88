"""Texts that nobody has marked, for the accurate model to mark and the fast one to learn from.

`python unmarked.py --shared ../shared --tokens TOKENS --cutter PATH-OF-THE-TOKENS-EXAMPLE` writes TOKENS/unmarked-train.jsonl.gz (texts) and .jsonl
(tokens): every second address since 1940 (in the public domain), the train part of newssd-eng (CC BY 4.0), and every
fifth text of GMB (in the public domain) without its marks.
"""
import argparse
import gzip
import json
import pathlib
import subprocess

import data
from corpora import ROOT, UNMARKED

MODERN = 150  # of the addresses, which are in order of time


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def texts(shared):
    """{"id", "text"} of each text."""
    folder = pathlib.Path(shared) / "data"
    addresses = [it for it in read(folder / "quotes/speeches.jsonl.gz") if int(it["id"].rpartition("-")[2]) >= MODERN]
    chosen = addresses[::2] + list(read(folder / "claims/newssd-eng/train.jsonl.gz"))
    chosen += list(read(data.gold_path(shared, "gmb", "train")))[::5]
    return [{"id": it["id"], "text": it["text"]} for it in chosen]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--cutter", default=str(ROOT / "target/release/examples/tokens"))
    options = parser.parse_args()
    lines = "".join(json.dumps(it) + "\n" for it in texts(options.shared)).encode()
    cut = subprocess.run([options.cutter], input=lines, capture_output=True, check=True).stdout
    out = pathlib.Path(options.tokens) / UNMARKED
    with gzip.open(out.with_suffix(".jsonl.gz"), "wb") as file:
        file.write(lines)
    out.with_suffix(".jsonl").write_bytes(cut)


if __name__ == "__main__":
    main()
