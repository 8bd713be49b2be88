"""Averages the weights of two checkpoints of one model: `python average.py FIRST SHARE SECOND OUT-FOLDER`."""
import pathlib
import shutil
import sys

import accurate
import store
from corpora import package


def mixed(a, b, share):
    return {key: mixed(a[key], b[key], share) for key in a} if isinstance(a, dict) else share * a + (1 - share) * b


def average(path):
    """The running mean of a checkpoint; a table of word pieces that did not learn is as it came."""
    saved = store.load(path)
    found = saved["average"] if "average" in saved else saved["state"]["average"]
    if "in.norm" in found and "word" not in found:
        found["word"] = accurate.pretrained(package())["word"]
    return found


def main():
    first, share, second, out = sys.argv[1:]
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    store.save(out / "average.npz", average=mixed(average(first), average(second), float(share)))
    words = pathlib.Path(first).parent / "words.json"
    if words.exists():
        shutil.copy(words, out)


if __name__ == "__main__":
    main()
