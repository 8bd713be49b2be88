"""Sentences as the fast model reads them: rows of its tables, in batches of few shapes."""
import numpy as np

from data import CORPORA
from features import flags, fnv, plain
from gazetteer import NAMED

LENGTHS = (8, 16, 24, 32, 48, 64, 96, 128, 256)
WINDOW, OVERLAP = 256, 32


class Looked:
    """The looked-up features of one block."""

    def __init__(self, block, words, gazetteer):
        self.block = block
        self.rows = np.array([words(it) for it in block.forms], np.int32).reshape(-1, 4)
        self.unknown = np.array([unknown_row(words, it) for it in block.forms], np.int32)
        self.flags = flags(block, gazetteer)
        self.name_like = np.array([it in "tu" for it in block.shapes])
        self.teacher = None


def unknown_row(words, form):
    known = words.__dict__.setdefault("known_unknown", {})
    if form not in known:
        known[form] = fnv(plain(form)) % words.unknown
    return known[form]


def spans(block):
    """(first, end, kept first, kept end) of each sentence or window of an endless one."""
    out = []
    for first, end in block.sentences:
        at, kept = first, first
        while end - at > WINDOW:
            following = at + WINDOW - OVERLAP
            middle = following + OVERLAP // 2
            out.append((at, at + WINDOW, kept, middle))
            at, kept = following, middle
        if end > at:
            out.append((at, end, kept, end))
    return out


def batch(chosen, length, rows, rng=None, drop=0.0, drop_name=0.0, teacher=False):
    """Arrays of one batch from (looked, first, end)."""
    zeros = lambda *shape: np.zeros((rows, *shape), np.int32)
    out = {it: zeros(length) for it in ("word", "prefix", "suffix", "shape", "quote", "flags", "said", "name")}
    out |= {"corpus": zeros(), "before": np.full(rows, -1, np.int32), "has_said": np.zeros(rows, np.float32),
            "tokens": np.zeros((rows, length), bool), "reset": np.zeros((rows, length), bool)}
    if teacher:
        out |= {"teacher_said": np.zeros((rows, length, 7), np.float32), "teacher_name": np.zeros((rows, length, 17), np.float32)}
    for row, (it, first, end) in enumerate(chosen):
        n, block = end - first, it.block
        word, bits = it.rows[first:end, 0], it.flags[first:end]
        if rng is not None:
            chance = rng.random(n)
            like = it.name_like[first:end]
            hidden = chance < np.where(like, drop_name, drop)
            word = np.where(hidden, it.unknown[first:end], word)
            bits = np.where(like & (chance < drop_name * 0.4), bits & ~NAMED, bits)
        out["word"][row, :n], out["flags"][row, :n] = word, bits
        for column, table in ((1, "prefix"), (2, "suffix"), (3, "shape")):
            out[table][row, :n] = it.rows[first:end, column]
        out["quote"][row, :n] = block.quotes[first:end]
        out["said"][row, :n] = np.maximum(block.said[first:end], 0)
        out["name"][row, :n] = block.name[first:end]
        if out["name"][row, 0] and out["name"][row, 0] % 2 == 0:
            out["name"][row, 0] -= 1  # a window that begins inside a name
        out["tokens"][row, :n] = True
        out["has_said"][row] = block.said[first] >= 0
        out["corpus"][row] = CORPORA.index(block.corpus)
        if first > 0:
            out["before"][row] = max(0, block.said[first - 1])
        if teacher and it.teacher is not None:
            out["teacher_said"][row, :n] = it.teacher[0][first:end]
            out["teacher_name"][row, :n] = it.teacher[1][first:end]
    return out


def batches(looked, budget, rng=None):
    """(length, rows, [(looked, first, end)]) of batches with about `budget` tokens."""
    groups = {}
    for it in looked:
        for first, end, _, _ in spans(it.block):
            length = next(size for size in LENGTHS if end - first <= size)
            groups.setdefault(length, []).append((it, first, end))
    out = []
    for length, members in sorted(groups.items()):
        rows = max(1, budget // length)
        order = rng.permutation(len(members)) if rng is not None else np.arange(len(members))
        for start in range(0, len(members), rows):
            out.append((length, rows, [members[at] for at in order[start:start + rows]]))
    if rng is not None:
        rng.shuffle(out)
    return out
