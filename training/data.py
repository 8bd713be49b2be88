"""Corpora as blocks of onrecord's own tokens with labels for both tasks.

A block is one paragraph as `examples/tokens.rs` cuts it. Gold spans (code points) are laid on its
tokens: a token belongs to a span when at least half of its characters lie inside.
"""
import dataclasses
import gzip
import json
import pathlib

import numpy as np

ROLES = ("SOURCE", "CUE", "CONTENT")
TYPES = ("PERSON", "ORG", "PLACE", "NORP", "EVENT", "PRODUCT", "DATE", "MISC")
SAID = ["O"] + [f"{place}-{role}" for role in ROLES for place in "BI"]
NAME = ["O"] + [f"{place}-{kind}" for kind in TYPES for place in "BI"]
QUOTES = ("outside", "inside", "opening", "closing")
NER = ("gmb", "ewt", "gum", "wikigold", "crossner", "btc", "wnut17")

# What a corpus leaves open. "O": types that may hide under its unmarked tokens. A type: what its mark may stand for.
OPEN = {
    "polnear": {"O": TYPES},
    "gmb": {"O": ("EVENT", "PRODUCT", "MISC")},
    "ewt": {"O": ("NORP", "EVENT", "PRODUCT", "DATE", "MISC")},
    "btc": {"O": ("NORP", "EVENT", "PRODUCT", "DATE", "MISC")},
    "gum": {"O": ("NORP", "PRODUCT", "DATE", "MISC"), "MISC": ("MISC", "PRODUCT", "EVENT", "O")},
    "wikigold": {"O": ("DATE",), "MISC": ("MISC", "NORP", "EVENT", "PRODUCT")},
    "crossner": {"O": ("NORP", "DATE", "MISC"), "MISC": ("MISC", "NORP", "EVENT", "PRODUCT", "DATE", "O")},
    "wnut17": {"O": ("NORP", "EVENT", "DATE", "MISC")},
    # Texts that only a teacher has marked: any label may be anywhere.
    "unmarked": {"O": TYPES},
    # Names found by the accurate model: nothing is left open.
    "silver": {},
}
CORPORA = tuple(OPEN)
# What a machine's marks mix up.
MIXED_UP = ("PERSON", "ORG", "PLACE")


@dataclasses.dataclass
class Block:
    document: str
    corpus: str
    index: int  # of the block in its document
    forms: list  # words as written
    spans: list  # (start, end) in code points of the document
    shapes: str  # one letter a token
    sentences: list  # (first token, end)
    quotes: np.ndarray  # index into QUOTES
    said: np.ndarray  # index into SAID; -1 where the corpus has no attributions
    name: np.ndarray  # index into NAME
    # Per attribution: (number in the document, {role: sorted token indices}).
    attributions: list = dataclasses.field(default_factory=list)
    group: str = ""  # publisher or genre


def allowed(doubtful=()):
    """For each corpus and label the set of labels that it may mean: bool[corpus, label, label].

    In doubtful corpora a person, an organisation and a place may stand for each other: only where names begin and end
    is learned from them.
    """
    unknown = set(doubtful) - set(CORPORA) - {""}
    if unknown:
        raise ValueError(f"no such corpus: {', '.join(sorted(unknown))}")
    out = np.zeros((len(CORPORA), len(NAME), len(NAME)), bool)
    for c, corpus in enumerate(CORPORA):
        for label, text in enumerate(NAME):
            place, _, kind = text.partition("-")
            options = OPEN[corpus].get(kind or "O")
            if corpus in doubtful and kind in MIXED_UP:
                options = MIXED_UP
            out[c, label, label] = True
            for option in options or ():
                if not kind:
                    out[c, label, [NAME.index(f"B-{option}"), NAME.index(f"I-{option}")]] = True
                else:
                    out[c, label, NAME.index("O" if option == "O" else f"{place}-{option}")] = True
    return out


def quote_states(forms, shapes):
    """For each token of a block: outside, inside, opening, closing. Nested marks count as their kind does."""
    kinds = {"'": 1, "‘": 1, "’": 1, "‚": 1, "‛": 1, "`": 1, "«": 2, "»": 2, "‹": 3, "›": 3}
    out, open_ = np.zeros(len(forms), np.int32), []
    for at, (form, shape) in enumerate(zip(forms, shapes)):
        if shape == "o":
            kind = kinds.get(form, 0)
            if kind in open_:
                del open_[open_.index(kind):]
            open_.append(kind)
            out[at] = 2
        elif shape == "c":
            kind = kinds.get(form, 0)
            if kind in open_:
                del open_[open_.index(kind):]
            out[at] = 3
        else:
            out[at] = 1 if open_ else 0
    return out


def inside(spans, tokens):
    """Indices of the tokens that lie inside the spans by at least half of their characters."""
    out, at = [], 0
    for start, end in sorted(spans):
        low, high = 0, len(tokens)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tokens[middle][1] <= start else (low, middle)
        at = low
        while at < len(tokens) and tokens[at][0] < end:
            s, e = tokens[at]
            if 2 * (min(e, end) - max(s, start)) >= e - s:
                out.append(at)
            at += 1
    return sorted(set(out))


def runs(indices):
    """Uninterrupted runs of sorted indices as (first, end)."""
    out = []
    for it in indices:
        if out and out[-1][1] == it:
            out[-1][1] = it + 1
        else:
            out.append([it, it + 1])
    return [tuple(it) for it in out]


def block_of(record, corpus, index, raw):
    text = record["text"]
    spans = [(s, e) for s, e, _ in raw["tokens"]]
    forms = [text[s:e] for s, e in spans]
    shapes = "".join(it[2] for it in raw["tokens"])
    said = np.full(len(spans), -1 if "attributions" not in record else 0, np.int32)
    name = np.zeros(len(spans), np.int32)
    attributions = []
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    for number, gold in enumerate(record.get("attributions", ())):
        roles = {}
        for r, role in enumerate(ROLES):
            near = [it for it in gold.get(role.lower(), ()) if it[0] < last and it[1] > first]
            tokens = inside(near, spans) if near else []
            roles[role] = tokens
            for start, end in runs(tokens):
                said[start:end] = 2 + 2 * r
                said[start] = 1 + 2 * r
        if any(roles.values()):
            attributions.append((number, roles))
    for gold in record.get("entities", ()):
        if gold["type"] in TYPES and gold["start"] < last and gold["end"] > first:
            tokens = inside([(gold["start"], gold["end"])], spans)
            if tokens:
                k = TYPES.index(gold["type"])
                name[tokens] = 2 + 2 * k
                name[tokens[0]] = 1 + 2 * k
    sentences = [tuple(it) for it in raw["sentences"]]
    for first, end in sentences:
        # A name that our sentence border cuts begins anew behind it.
        if end > first and name[first] and name[first] % 2 == 0:
            name[first] -= 1
    group = record.get("publisher") or record.get("genre") or ""
    return Block(record["id"], corpus, index, forms, spans, shapes, sentences, quote_states(forms, shapes), said, name,
                 attributions, group)


def gold_path(shared, corpus, split):
    folder = pathlib.Path(shared) / "data"
    return (folder if corpus == "polnear" else folder / "ner") / corpus / f"{split}.jsonl.gz"


def load(shared, tokens, corpus, split):
    """All blocks with words of one corpus part, in order of the file."""
    stem = corpus if corpus == "polnear" else f"ner-{corpus}"
    return read(gold_path(shared, corpus, split), pathlib.Path(tokens) / f"{stem}-{split}.jsonl", corpus)


def read(texts, tokens, corpus):
    """All blocks with words of a file of records and of what the product cut them into, in order of the file."""
    out = []
    with gzip.open(texts, "rt", encoding="utf-8") as gold, open(tokens, encoding="utf-8") as cut:
        for line, blocks in zip(gold, cut, strict=True):
            record, blocks = json.loads(line), json.loads(blocks)
            assert record["id"] == blocks["id"]
            for index, raw in enumerate(blocks["blocks"]):
                if raw["tokens"]:
                    out.append(block_of(record, corpus, index, raw))
    return out
