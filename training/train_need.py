"""Trains the head for need on a finished fast model: `python train_need.py --shared ../shared --model FILE --out FILE`.

The head is linear: it sees the network's last layer, averaged and at its highest over the words of a sentence, and which
words and pairs of words the sentence has; of the sentences before and behind it the network's layer alone. So each
sentence can be judged by itself, and an article adds up what its neighbours say. Nothing else of the model changes.
Prints areas under the curve and a table of reliability on the documents and groups that were held back.
"""
import argparse
import json
import pathlib

import jax
import jax.numpy as jnp
import numpy as np
import scipy.optimize
import scipy.sparse

import dequantise
import export
import fast
import gazetteer as lists
import need
import quantise
import sentences
from corpora import ROOT
from features import Words
from invented import TEXTS

TABLES = ("word", "prefix", "suffix", "shape", "quote", "flags", "tokens")
# How much a standardised feature of the network counts beside a word, for need and for kinds; chosen on the held-back part.
SHARE, KIND_SHARE = 0.01, 0.03
STRENGTH = 3.0
# Words; longer sentences are no more than long.
LONG = 64.0


class Trunk:
    """The network below the heads, as a weight file holds it."""

    def __init__(self, header, arrays):
        config = header["config"]
        self.params = dequantise.parameters(arrays)
        listed = bytes(arrays["words"]).decode().split("\n")
        self.words = Words(listed, config["unknown_rows"], config["affix_rows"], config["shape_rows"])
        self.gazetteer = lists.Gazetteer(lists.parse(bytes(arrays["gazetteer"])))
        self.run = jax.jit(lambda p, batch: pooled(fast.hidden(p, batch, exact=False, config=config), batch["tokens"]))

    def __call__(self, blocks):
        """{(index of the block, first token): features} of every sentence; the first window speaks for an endless one."""
        looked = [sentences.Looked(it, self.words, self.gazetteer) for it in blocks]
        places = {id(it): at for at, it in enumerate(looked)}
        out = {}
        for length, rows, chosen in sentences.batches(looked, 4096):
            data = sentences.batch(chosen, length, rows)
            found = np.asarray(self.run(self.params, {it: data[it] for it in TABLES}))
            for row, (look, first, _) in enumerate(chosen):
                out[places[id(look)], first] = found[row]
        return out


def pooled(x, tokens):
    """Mean and maximum over the words of each sentence, and how long it is, up to `LONG`."""
    mask = tokens[..., None]
    count = jnp.maximum(tokens.sum(1, keepdims=True), 1).astype(jnp.float32)
    mean = (x * mask).sum(1) / count
    return jnp.concatenate([mean, jnp.where(mask, x, -jnp.inf).max(1), jnp.minimum(count, LONG) / LONG], -1)


def features(texts, targets, trunk):
    """Dense features [own, before, after] and word hashes of the target of each text."""
    blocks = [it for text in texts for it in text]
    number = {id(it): at for at, it in enumerate(blocks)}
    vectors = trunk(blocks)
    width = len(next(iter(vectors.values())))
    dense, words = [], []
    for text, target in zip(texts, targets):
        all_ = need.places(text)
        chosen = need.own(all_, target)
        vector = lambda at: vectors[number[id(all_[at][0])], all_[at][1]] if 0 <= at < len(all_) else np.zeros(width)
        dense.append(np.concatenate([np.mean([vector(it) for it in chosen], 0), vector(chosen[0] - 1), vector(chosen[-1] + 1)]))
        words.append(set().union(*(need.grams(*all_[it]) for it in chosen)))
    return np.array(dense, np.float64), words


def table(words, buckets):
    """Each row a text: its buckets, together of length one."""
    rows, columns, values = [], [], []
    for at, hashes in enumerate(words):
        found = sorted({it % buckets for it in hashes})
        rows += [at] * len(found)
        columns += found
        values += [1 / np.sqrt(len(found))] * len(found)
    return scipy.sparse.csr_matrix((values, (rows, columns)), shape=(len(words), buckets))


def fit(x, y, classes):
    """Weights [features, classes] and biases of a softmax over classes (for two: of the second), by L-BFGS."""
    columns = 1 if classes == 2 else classes
    truth = y[:, None].astype(float) if classes == 2 else np.eye(classes)[y]

    def loss(flat):
        w, b = flat[:-columns].reshape(-1, columns), flat[-columns:]
        scores = x @ w + b
        if classes == 2:
            value = np.logaddexp(0, scores).sum() - (truth * scores).sum()
            chance = 1 / (1 + np.exp(-scores))
        else:
            chance = np.exp(scores - scores.max(1, keepdims=True))
            chance /= chance.sum(1, keepdims=True)
            value = -np.log(np.maximum(chance[truth > 0], 1e-300)).sum()
        slope = chance - truth
        gradient = np.concatenate([(x.T @ slope + w / STRENGTH).ravel(), slope.sum(0)])
        return value + (w**2).sum() / (2 * STRENGTH), gradient

    start = np.zeros((x.shape[1] + 1) * columns)
    done = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return done.x[:-columns].reshape(-1, columns), done.x[-columns:]


def train(dense, words, found, chosen):
    """The head's tensors from the chosen passages: {name: array}."""
    mean, spread = dense[chosen].mean(0), np.maximum(dense[chosen].std(0), 1e-6)
    scaled = (dense - mean) / spread
    width = dense.shape[1] // 3
    hashes, kind_hashes = table(words, need.BUCKETS), table(words, need.KIND_BUCKETS)
    head, parts, bias, word_weights = {}, [], [], []
    for truth in (np.array([it.asked for it in found]), np.array([it.bare for it in found])):
        x = scipy.sparse.hstack([scaled * SHARE, hashes]).tocsr()[chosen]
        w, b = fit(x, truth[chosen].astype(int), 2)
        parts.append(w[:3 * width, 0] * SHARE / spread)
        bias.append(b[0] - (parts[-1] * mean).sum())
        word_weights.append(w[3 * width:, 0])
    kinds = np.array([need.KINDS.index(it.kind) for it in found])
    x = scipy.sparse.hstack([scaled[:, :width] * KIND_SHARE, kind_hashes]).tocsr()[chosen]
    w, b = fit(x, kinds[chosen], len(need.KINDS))
    kind_own = w[:width] * KIND_SHARE / spread[:width, None]
    parts = np.array(parts).T  # [3 * features, 2]
    head["need.own"] = np.concatenate([parts[:width], kind_own], 1)
    head["need.before"], head["need.after"] = parts[width:2 * width], parts[2 * width:]
    head["need.bias"] = np.concatenate([bias, b - (kind_own * mean[:width, None]).sum(0)])
    head = {name: it.astype(np.float32) for name, it in head.items()}
    for name, it in (("need.words", np.array(word_weights)), ("need.kind_words", w[width:].T)):
        head[f"{name}.w"], head[f"{name}.s"] = quantise.rows(it.astype(np.float32))
    return head


def scores(head, dense, words):
    """[need, bare, kinds …] as the product adds them up."""
    width = dense.shape[1] // 3
    out = dense[:, :width] @ head["need.own"] + head["need.bias"]
    out[:, :2] += dense[:, width:2 * width] @ head["need.before"] + dense[:, 2 * width:] @ head["need.after"]
    for name, buckets, columns in (("need.words", need.BUCKETS, slice(0, 2)), ("need.kind_words", need.KIND_BUCKETS, slice(2, None))):
        weights = head[f"{name}.w"].astype(np.float32) * head[f"{name}.s"][:, None]
        out[:, columns] += table(words, buckets) @ weights.T
    return out


def area(truth, score):
    """Area under the curve: how often a positive one stands above a negative one."""
    order = np.argsort(np.argsort(score, kind="stable"), kind="stable") + 1.0
    positive = truth.sum()
    return (order[truth].sum() - positive * (positive + 1) / 2) / max(1, positive * (len(truth) - positive))


def report(found, held, out):
    asked, bare, made = (np.array([getattr(it, name) for it in found])[held] for name in ("asked", "bare", "made"))
    kinds = np.array([need.KINDS.index(it.kind) for it in found])[held]
    out = out[held]
    figures = {"need": area(asked, out[:, 0]), "need, read": area(asked[~made], out[~made, 0]),
               "need, made": area(asked[made], out[made, 0]), "nobody carries it": area(bare, out[:, 1]),
               "kind right": (out[:, 2:].argmax(1) == kinds).mean()}
    for name, it in figures.items():
        print(f"{name:20} {it:.3f}")
    print("said / asked, by tenths of the score:")
    chance = 1 / (1 + np.exp(-out[:, 0]))
    for low in range(10):
        inside = (chance >= low / 10) & (chance < (low + 1) / 10)
        if inside.any():
            print(f"  {chance[inside].mean():.2f} / {asked[inside].mean():.2f} of {inside.sum()}")
    return {name: round(float(it), 4) for name, it in figures.items()}


def vectors(path, head, trunk, cutter):
    """Adds to the model's vectors what the head says of their sentences, each by itself."""
    known = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    blocks = export.cut(TEXTS, cutter)
    found = trunk(blocks)
    for number, (raw, block) in enumerate(zip(known["blocks"], blocks, strict=True)):
        rows = []
        for first, end in block.sentences:
            dense = np.concatenate([found[number, first], np.zeros(2 * len(found[number, first]))])[None]
            rows.append(np.round(scores(head, dense, [need.grams(block, first, end)])[0].astype(float), 3).tolist())
        raw["need"] = rows
    pathlib.Path(path).write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--model", required=True, help="weight file of a fast model")
    parser.add_argument("--out", required=True, help="the same with the head; may be the same file")
    parser.add_argument("--vectors", default="", help="vectors-fast.json to add the head's scores to")
    parser.add_argument("--cutter", default=str(ROOT / "target/release/examples/tokens"))
    options = parser.parse_args(arguments)
    header, arrays = export.read(options.model)
    arrays = {name: it for name, it in arrays.items() if not name.startswith("need.")}
    trunk = Trunk(header, arrays)
    found = need.passages(pathlib.Path(options.shared) / "data/need")
    texts = need.cut(found, options.cutter)
    dense, words = features(texts, [it.target for it in found], trunk)
    held = np.array([it.held for it in found])
    head = train(dense, words, found, ~held)
    figures = report(found, held, scores(head, dense, words))
    types = {np.dtype(np.int8): "i8", np.dtype(np.float32): "f32", np.dtype(np.uint8): "u8"}
    tensors = [(name, types[it.dtype], it) for name, it in {**arrays, **head}.items()]
    labels = {**header["labels"], "kind": need.KINDS}
    export.write(options.out, header["card"], header["kind"], header["config"], tensors, labels)
    if options.vectors:
        vectors(options.vectors, head, trunk, options.cutter)
    return figures


if __name__ == "__main__":
    main()
