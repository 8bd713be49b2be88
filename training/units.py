"""Blocks as the accurate model reads them: word pieces, cut to its length, in batches of few shapes."""
import dataclasses

import numpy as np

from accurate import LONGEST
from data import CORPORA
from features import LETTERS

OVERLAP = 32  # tokens that two windows of an endless sentence share
LENGTHS = (24, 32, 48, 64, 96, 128, 192, 256, 384)


@dataclasses.dataclass
class Unit:
    block: object
    first: int  # tokens of the block from here
    end: int
    keep: tuple  # of these tokens the labels count (differs at overlaps only)
    pieces: list
    starts: list  # index into pieces of each token's first piece
    owner: list  # token of the block of each piece; -1 for [CLS] and [SEP]


def cuts(block, counts, longest):
    """(first, end, kept first, kept end) of the stretches of a block that fit."""
    out, room = [], longest - 2
    start, used = 0, 0
    for first, end in block.sentences:
        size = int(sum(counts[first:end]))
        if used and used + size > room:
            out.append((start, first, start, first))
            start, used = first, 0
        if size > room:
            out += windows(counts, first, end, room)
            start, used = end, 0
        else:
            used += size
    if start < len(counts):
        out.append((start, len(counts), start, len(counts)))
    return out


def windows(counts, first, end, room):
    """Overlapping stretches of an endless sentence; the middle of an overlap changes hands."""
    out, at, kept = [], first, first
    while True:
        stop, size = at, 0
        while stop < end and size + counts[stop] <= room:
            size += counts[stop]
            stop += 1
        stop = max(stop, at + 1)
        if stop >= end:
            return out + [(at, end, kept, end)]
        following = max(stop - OVERLAP, at + 1)
        middle = (following + stop) // 2
        out.append((at, stop, kept, middle))
        at, kept = following, middle


def units(block, tokenizer, longest=LONGEST):
    pieces = [tokenizer(form)[:longest - 2] for form in block.forms]
    out = []
    for first, end, kept, until in cuts(block, [len(it) for it in pieces], longest):
        ids, starts, owner = [tokenizer.first], [], [-1]
        for token in range(first, end):
            starts.append(len(ids))
            ids += pieces[token]
            owner += [token] * len(pieces[token])
        out.append(Unit(block, first, end, (kept, until), ids + [tokenizer.last], starts, owner + [-1]))
    return out


def batch(chosen, length, rows, bits, unknown=None, rng=None, blank=0.0):
    """Arrays of one batch. `bits` gives a block's flags; a share `blank` of the tokens is hidden behind `unknown`."""
    zeros = lambda *shape: np.zeros((rows, *shape), np.int32)
    out = {"pieces": zeros(length), "quote": zeros(length), "kind": np.full((rows, length), 7, np.int32),
           "flags": zeros(length), "valid": np.zeros((rows, length), bool), "first": zeros(length),
           "said": zeros(length), "name": zeros(length), "corpus": zeros(), "tokens": np.zeros((rows, length), bool),
           "reset": np.zeros((rows, length), bool), "has_said": np.zeros(rows, np.float32)}
    for row, unit in enumerate(chosen):
        block, n = unit.block, len(unit.pieces)
        owner = np.array(unit.owner)
        inner = owner >= 0
        token = owner[inner]
        pieces = np.array(unit.pieces)
        if blank:
            hidden = rng.random(len(block.forms)) < blank
            pieces[inner] = np.where(hidden[token], unknown, pieces[inner])
        out["pieces"][row, :n] = pieces
        out["valid"][row, :n] = True
        kinds = np.array([LETTERS.index(it) for it in block.shapes])
        out["quote"][row, :n][inner] = block.quotes[token]
        out["kind"][row, :n][inner] = kinds[token]
        out["flags"][row, :n][inner] = bits(block)[token]
        count = unit.end - unit.first
        out["first"][row, :count] = unit.starts
        out["tokens"][row, :count] = True
        out["said"][row, :count] = np.maximum(block.said[unit.first:unit.end], 0)
        out["name"][row, :count] = block.name[unit.first:unit.end]
        if out["name"][row, 0] and out["name"][row, 0] % 2 == 0:
            out["name"][row, 0] -= 1  # a window that begins inside a name
        out["has_said"][row] = block.said[unit.first] >= 0
        out["corpus"][row] = CORPORA.index(block.corpus)
        for first, _ in block.sentences:
            if unit.first < first < unit.end:
                out["reset"][row, first - unit.first] = True
    out["valid"][len(chosen):, 0] = True
    return out


def batches(all_units, budget, rng=None):
    """(length, rows, units) of batches with about `budget` pieces each; shuffled if `rng` is given."""
    groups = {}
    for at, unit in enumerate(all_units):
        length = next(it for it in LENGTHS if len(unit.pieces) <= it)
        groups.setdefault(length, []).append(at)
    out = []
    for length, members in sorted(groups.items()):
        rows = max(1, budget // length)
        if rng is not None:
            rng.shuffle(members)
        for start in range(0, len(members), rows):
            out.append((length, rows, [all_units[it] for it in members[start:start + rows]]))
    if rng is not None:
        rng.shuffle(out)
    return out
