"""Checkpoints: nested dictionaries of arrays in one .npz file, written whole or not at all."""
import os
import pathlib

import numpy as np


def save(path, **trees):
    flat = {}
    for name, tree in trees.items():
        _flatten(name, tree, flat)
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft.npz")
    np.savez(draft, **flat)
    os.replace(draft, path)


def _flatten(name, tree, out):
    if isinstance(tree, dict):
        for key, value in tree.items():
            _flatten(f"{name}|{key}", value, out)
    else:
        out[name] = np.asarray(tree)


def load(path):
    out = {}
    with np.load(path) as file:
        for name in file.files:
            *parents, last = name.split("|")
            at = out
            for it in parents:
                at = at.setdefault(it, {})
            at[last] = file[name]
    return out
