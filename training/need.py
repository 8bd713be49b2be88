"""Sentences with a desk's word on them: how surely it would ask "who says so?", what kind they are, who carries them.

The passages come from `data/need` (labels by reading, and passages made in contrastive groups; its GUIDE.md says what
the labels mean). Each is read as the product would read it: as one paragraph, cut by the product's own tokeniser.
"""
import dataclasses
import gzip
import hashlib
import json
import pathlib
import subprocess

import numpy as np

import data
from features import fnv, plain

KINDS = ("accusation", "harm", "quotation", "figure", "cause", "prediction", "superlative", "motive", "opinion",
         "science", "event", "record", "background", "scene", "other")
# Hash buckets of words and pairs of words, for need and support, and for kinds.
BUCKETS, KIND_BUCKETS = 1 << 15, 1 << 13
# One in eight documents and groups is held back.
HELD = 13


@dataclasses.dataclass
class Passage:
    name: str
    made: bool
    group: str  # a document or a contrastive group: never on both sides of a split
    text: str
    target: tuple  # (start, end) in code points
    need: float  # 0 to 3, the mean of its readers
    kind: str
    support: str
    edited: bool = False  # an edit of an article written for this

    @property
    def held(self):
        return int(hashlib.md5(self.group.encode()).hexdigest(), 16) % 100 < HELD

    @property
    def asked(self):
        """Whether most desks would ask."""
        return self.need >= 2

    @property
    def open(self):
        """Whether most desks would ask, and nothing around it tells the reader whose it is."""
        return self.asked and self.support == "none"


def passages(folder):
    """All passages of `read.jsonl.gz` and `made.jsonl.gz`, without what is no sentence."""
    out = []
    for stem in ("read", "made"):
        with gzip.open(pathlib.Path(folder) / f"{stem}.jsonl.gz", "rt", encoding="utf-8") as lines:
            out += filter(None, (passage(json.loads(line), stem == "made") for line in lines))
    return out


def passage(record, made):
    labels = [(record["need"], record["kind"], record["support"])] if made else record["labels"]
    kind, support = labels[0][1:]
    if kind == "broken":
        return None
    parts = [" ".join(record[it].split()) for it in ("before", "text", "after")]
    start = len(parts[0]) + 1 if parts[0] else 0
    return Passage(record["id"], made, record["group" if made else "doc"], " ".join(filter(None, parts)),
                   (start, start + len(parts[1])), float(np.mean([it[0] for it in labels])), kind, support)


def of_articles(samples):
    """Each sample as a passage: its sentence behind the one before it."""
    out = []
    for at, it in enumerate(samples):
        start = len(it.before) + 1 if it.before else 0
        text = f"{it.before} {it.words}".strip()
        out.append(Passage(f"article-{at}", True, it.article, text, (start, start + len(it.words)), it.need, it.kind, it.support, it.edited))
    return out


def cut(found, cutter):
    """The blocks of each passage, by the token exporter (a command)."""
    lines = "".join(json.dumps({"id": it.name, "text": it.text}) + "\n" for it in found)
    done = subprocess.run([cutter], input=lines, capture_output=True, text=True, check=True).stdout
    out = []
    for it, line in zip(found, done.splitlines(), strict=True):
        record = {"id": it.name, "text": it.text}
        blocks = json.loads(line)["blocks"]
        out.append([data.block_of(record, "unmarked", at, raw) for at, raw in enumerate(blocks) if raw["tokens"]])
    return out


def places(blocks):
    """(block, first token, end) of the sentences of a text that have words, in order."""
    return [(it, first, end) for it in blocks for first, end in it.sentences if end > first]


def own(sentences, target):
    """Indices of the sentences that lie in the target, or of the one that shares most with it."""
    def shared(at):
        block, first, end = sentences[at]
        start, stop = block.spans[first][0], block.spans[end - 1][1]
        return (min(stop, target[1]) - max(start, target[0])) / (stop - start)

    inside = [at for at in range(len(sentences)) if shared(at) >= 0.5]
    return inside or [max(range(len(sentences)), key=shared)]


def grams(block, first, end):
    """Hashes of the words and pairs of words of a sentence, names taken out. The product computes the same."""
    words = ["N" if at > first and block.shapes[at] in "tu" and block.forms[at] != "I" else plain(block.forms[at])
             for at in range(first, end)]
    return {fnv(it) for it in words} | {fnv(f"{a} {b}") for a, b in zip(words, words[1:])}
