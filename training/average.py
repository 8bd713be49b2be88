"""Averages the weights of two checkpoints of the fast model: `python average.py FIRST SHARE SECOND OUT-FOLDER`."""
import pathlib
import shutil
import sys

import store


def mixed(a, b, share):
    return {key: mixed(a[key], b[key], share) for key in a} if isinstance(a, dict) else share * a + (1 - share) * b


def main():
    first, share, second, out = sys.argv[1:]
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    store.save(out / "average.npz", average=mixed(store.load(first)["average"], store.load(second)["average"], float(share)))
    shutil.copy(pathlib.Path(first).parent / "words.json", out)


if __name__ == "__main__":
    main()
