"""What the fast model looks up of each token: hashes and rows, as the inference side computes them."""
import numpy as np

LETTERS = "ltunocm"  # one letter a token shape, as the token export writes it


def plain(form):
    """Lower case, every ASCII digit a 0."""
    return "".join("0" if "0" <= it <= "9" else it for it in form.lower())


def fnv(text, seed=None):
    value = 0x811C9DC5
    for byte in (bytes([seed]) if seed is not None else b"") + text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def shape(form):
    out, last, run = "", None, 0
    for it in form:
        kind = "X" if it.isupper() else "x" if it.isalpha() else "0" if it.isnumeric() else it
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 2 or kind not in "Xx0":
            out += kind
    return out


class Words:
    """Rows of the word, affix and shape tables for a form; remembered."""

    def __init__(self, words, unknown, affixes, shapes):
        self.rows = {word: at + unknown for at, word in enumerate(words)}
        self.unknown, self.affixes, self.shapes = unknown, affixes, shapes
        self.known = {}

    def __call__(self, form):
        """(word row, prefix row, suffix row, shape row)"""
        if form not in self.known:
            low = plain(form)
            row = self.rows.get(low)
            if row is None:
                row = fnv(low) % self.unknown
            self.known[form] = (row, fnv(low[:4], 1) % self.affixes, fnv(low[-3:], 2) % self.affixes,
                                fnv(shape(form), 3) % self.shapes)
        return self.known[form]


def flags(block, gazetteer):
    """Bits of each token: 16 of the gazetteer, first of its sentence, first of the block."""
    bits = gazetteer.flags(block.forms, [it.lower() for it in block.forms])
    for first, end in block.sentences:
        if end > first:
            bits[first] |= 1 << 16
    if len(bits):
        bits[0] |= 1 << 17
    return bits


def spread(bits, count=18):
    """Bits as rows of zeros and ones."""
    return ((bits[..., None] >> np.arange(count)) & 1).astype(np.float32)
