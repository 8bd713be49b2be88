"""Runs a model over blocks: scores, labels, attributions and names."""
import functools

import jax
import numpy as np

import accurate
import crf
import fast
import linker
import sentences
import units
from augment import entities
from data import NAME, ROLES, SAID, TYPES, runs
from features import flags


def fast_scores(params, blocks, words, gazetteer, exact=False, key=None, rate=0.0, budget=4096, drop=0.0):
    """[(said scores, name scores)] of each block. With a key, dropout is on: predictions as on unseen text."""
    run = _fast_run(exact, rate, key is not None)
    looked = [sentences.Looked(it, words, gazetteer) for it in blocks]
    places = {id(it): at for at, it in enumerate(looked)}
    kept = {(at, first): (low, high) for at, it in enumerate(looked) for first, end, low, high in sentences.spans(it.block)}
    out = [(np.zeros((len(it.forms), len(SAID)), np.float32), np.zeros((len(it.forms), len(NAME)), np.float32)) for it in blocks]
    rng = np.random.default_rng(0) if drop else None
    for number, (length, rows, chosen) in enumerate(sentences.batches(looked, budget)):
        data = sentences.batch(chosen, length, rows, rng, drop, 3 * drop)
        data = {it: data[it] for it in ("word", "prefix", "suffix", "shape", "quote", "flags", "tokens")}
        step = jax.random.fold_in(key, number) if key is not None else None
        said, name = (np.asarray(it) for it in run(params, data, step))
        for row, (look, first, end) in enumerate(chosen):
            at = places[id(look)]
            low, high = kept[at, first]
            out[at][0][low:high] = said[row, low - first:high - first]
            out[at][1][low:high] = name[row, low - first:high - first]
    return out


@functools.cache
def _fast_run(exact, rate, noisy):
    return jax.jit(lambda p, data, key: fast.forward(p, data, key if noisy else None, rate, exact))


@functools.cache
def _accurate_run(exact, rate, noisy):
    return jax.jit(lambda p, data, key: accurate.forward(p, data, key if noisy else None, rate, exact))


def accurate_scores(params, blocks, tokenizer, gazetteer, exact=False, key=None, rate=0.0, budget=1024, blank=0.0):
    run = _accurate_run(exact, rate, key is not None)
    places = {id(it): at for at, it in enumerate(blocks)}
    out = [(np.zeros((len(it.forms), len(SAID)), np.float32), np.zeros((len(it.forms), len(NAME)), np.float32)) for it in blocks]
    pieces = [unit for it in blocks for unit in units.units(it, tokenizer)]
    rng = np.random.default_rng(0)
    for number, (length, rows, chosen) in enumerate(units.batches(pieces, budget)):
        data = units.batch(chosen, length, rows, lambda it: flags(it, gazetteer), tokenizer.mask, rng, blank)
        data = {it: data[it] for it in ("pieces", "quote", "kind", "flags", "valid", "first")}
        step = jax.random.fold_in(key, number) if key is not None else None
        said, name = (np.asarray(it) for it in run(params, data, step))
        for row, unit in enumerate(chosen):
            at = places[id(unit.block)]
            low, high = unit.keep
            out[at][0][low:high] = said[row, low - unit.first:high - unit.first]
            out[at][1][low:high] = name[row, low - unit.first:high - unit.first]
    return out


def chain(params, head, labels):
    start, trans = crf.forbidden(labels)
    return np.asarray(params[head + ".start"]) + start, np.asarray(params[head + ".transitions"]) + trans


def labels(params, block, scores, bias=None):
    """Best labels of both heads."""
    said_scores = scores[0] if bias is None else scores[0] + bias
    said = crf.viterbi(said_scores, *chain(params, "said", SAID))
    name = np.zeros(len(block.forms), np.int32)
    start, trans = chain(params, "name", NAME)
    for first, end in block.sentences:
        name[first:end] = crf.viterbi(scores[1][first:end], start, trans)
    return said, name


def characters(block, spans_):
    tokens = sorted(t for first, end in spans_ for t in range(first, end))
    return [[block.spans[first][0], block.spans[end - 1][1]] for first, end in runs(tokens)]


def attributions(block, said, bits, nets):
    """As the official scorer takes them: code points of the document."""
    found = linker.link(linker.Spans(block, said, bits), nets)
    return [{role.lower(): characters(block, spans_) for role, spans_ in zip(ROLES, att)} for att in found]


def names(block, name):
    return [{"start": block.spans[first][0], "end": block.spans[end - 1][1], "type": TYPES[kind]}
            for first, end, kind in entities(name)]
