"""A weight file as a checkpoint to go on from: `python dequantise.py FILE.onr FOLDER`.

FOLDER/average.npz and FOLDER/state.npz hold the weights as the file rounds them, FOLDER/linker.npz the linker (for
`finish.py --linker`), FOLDER/words.json the fast model's words. The optimiser's state is not in a weight file.
"""
import json
import pathlib
import sys

import numpy as np

import crf
import export
import gazetteer as lists
import store
from corpora import ROOT
from data import NAME, SAID


def parameters(arrays):
    """The network's parameters from the arrays of a weight file, undoing `export.tensors` and `export.with_bans`."""
    out = {}
    for name, value in arrays.items():
        stem, _, part = name.rpartition(".")
        # The head for need is trained anew on whatever network it stands on.
        if value.dtype == np.uint8 or name.startswith(("link.", "need.")) or part == "s":
            continue
        if part in ("start", "transitions"):
            out[name] = value.copy()
        elif part == "w":
            out.setdefault(stem, {})["w"] = value.astype(np.float32) * arrays[f"{stem}.s"][:, None]
        else:
            out.setdefault(stem, {})[part] = value.copy()
    for head, labels in (("said", SAID), ("name", NAME)):
        for part, ban in zip(("start", "transitions"), crf.forbidden(labels)):
            it = out.get(f"{head}.{part}")
            if it is not None:
                out[f"{head}.{part}"] = np.where(ban == 0, it, 0).astype(np.float32)
    # A table is written like the weight of a layer, but is no layer.
    return {name: it["w"] if isinstance(it, dict) and set(it) == {"w"} else it for name, it in out.items()}


def linker(arrays):
    """{kind: {layer: {"w", "b"}}}"""
    out = {}
    for name, value in arrays.items():
        if name.startswith("link."):
            _, kind, layer, part = name.split(".")
            out.setdefault(kind, {}).setdefault(layer, {})[part] = value.copy()
    return out


def main():
    file, out = sys.argv[1], pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    header, arrays = export.read(file)
    params = parameters(arrays)
    store.save(out / "average.npz", average=params)
    store.save(out / "state.npz", state={"average": params})
    store.save(out / "linker.npz", nets=linker(arrays))
    if "words" in arrays:
        (out / "words.json").write_text(json.dumps(bytes(arrays["words"]).decode().split("\n")), encoding="utf-8")
    print(header["kind"], header["card"])
    now, then = lists.product(ROOT), lists.parse(bytes(arrays["gazetteer"]))
    changed = sum(now.get(it, 0) != then.get(it, 0) for it in {*now, *then})
    print(f"lists: {len(then)} entries in the file, {changed} differ from today's")


if __name__ == "__main__":
    main()
