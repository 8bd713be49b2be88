"""What listed words mean, as short vectors: the pretrained encoder's output for each word by itself, turned to its main axes.

A sentence's meaning is the mean of its words' vectors, rare words counting more (smooth inverse frequency, Arora et al.
2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings"; static vectors out of an encoder as in Model2Vec).
"""
import jax
import jax.numpy as jnp
import numpy as np

import accurate
import corpora
import quantise
from wordpiece import WordPiece

WIDTH = 128
# A word as frequent as this counts half.
HALF = 1e-3
ROWS, LONGEST = 512, 12


def available():
    try:
        return corpora.package().exists()
    except AttributeError:
        return False


def of_words(words):
    """[words, WIDTH]"""
    params = accurate.pretrained(corpora.package())
    pieces = (corpora.package() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    cutter = WordPiece(pieces)
    run = jax.jit(lambda p, batch: accurate.hidden(p, batch))
    out = np.zeros((len(words), accurate.WIDTH), np.float32)
    for start in range(0, len(words), ROWS):
        rows = [[cutter.first, *cutter(it)[:LONGEST - 2], cutter.last] for it in words[start:start + ROWS]]
        ids, valid = np.zeros((ROWS, LONGEST), np.int32), np.zeros((ROWS, LONGEST), bool)
        valid[:, 0] = True
        for at, row in enumerate(rows):
            ids[at, :len(row)], valid[at, :len(row)] = row, True
        nothing = np.zeros((ROWS, LONGEST), np.int32)
        x = run(params, {"pieces": ids, "quote": nothing, "kind": nothing, "flags": nothing, "valid": valid})
        mask = jnp.asarray(valid)[..., None]
        out[start:start + len(rows)] = np.asarray((x * mask).sum(1) / mask.sum(1))[:len(rows)]
    out -= out.mean(0)
    axes = np.linalg.svd(out, full_matrices=False)[2][:WIDTH]
    return out @ axes.T


def table(words, counts):
    """The tensors: vectors as bytes with a scale each, and how much each word counts."""
    share = counts / max(1, counts.sum())
    vectors, scales = quantise.rows(of_words(words))
    return {"need.meanings.w": vectors, "need.meanings.s": scales, "need.meanings.share": (HALF / (HALF + share)).astype(np.float32)}


def mean(tensors, rows):
    """The mean of the listed words of a sentence; nothing where there are none."""
    rows = np.array(rows, int)
    if not len(rows):
        return np.zeros(tensors["need.meanings.w"].shape[1], np.float32)
    share = tensors["need.meanings.share"][rows]
    vectors = tensors["need.meanings.w"][rows].astype(np.float32) * (tensors["need.meanings.s"][rows] * share)[:, None]
    return vectors.sum(0) / share.sum()
