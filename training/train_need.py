"""Trains the head for need on a finished fast model: `python train_need.py --shared ../shared --model FILE --out FILE`.

The head is linear: it sees the network's last layer, averaged and at its highest over the words of a sentence, the mean of
what its words mean, and which words and pairs of words it has; of the sentence before it the first two alone. So each
sentence can be judged by itself, and an article adds up what its neighbour says. What stands behind a sentence has no say:
nothing is to change for it while a writer writes on. Nothing else of the model changes. Prints areas under the curve and a table of reliability on the documents and groups that were held back.
"""
import argparse
import json
import pathlib

import jax
import jax.numpy as jnp
import numpy as np
import scipy.optimize
import scipy.sparse

import articles
import dequantise
import export
import fast
import gazetteer as lists
import meanings
import need
import quantise
import sentences
from corpora import ROOT
from features import Words, plain
from invented import TEXTS

TABLES = ("word", "prefix", "suffix", "shape", "quote", "flags", "tokens")
# How much a standardised feature counts beside a word: of the network for need and for kinds, of meanings; chosen on the
# held-back part.
SHARE, KIND_SHARE, MEANING_SHARE = 0.02, 0.03, 0.04
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


def features(texts, targets, trunk, tensors):
    """Dense features [own, before] and word hashes of the target of each text."""
    blocks = [it for text in texts for it in text]
    number = {id(it): at for at, it in enumerate(blocks)}
    vectors = trunk(blocks)
    seen = {}

    def vector(place):
        block, first, end = place
        key = number[id(block)], first
        if key not in seen:
            parts = [vectors[key]]
            if tensors:
                parts.append(meanings.mean(tensors, listed(trunk.words, block.forms[first:end])))
            seen[key] = np.concatenate(parts)
        return seen[key]

    dense, words = [], []
    for text, target in zip(texts, targets):
        all_ = need.places(text)
        chosen = need.own(all_, target)
        own = np.mean([vector(all_[it]) for it in chosen], 0)
        # Where nothing stands before it, nothing is said of it from there.
        before = vector(all_[chosen[0] - 1]) if chosen[0] else np.full(len(own), np.nan)
        dense.append(np.concatenate([own, before]))
        words.append(set().union(*(need.grams(*all_[it]) for it in chosen)))
    return np.array(dense, np.float32), words


def listed(words, forms):
    """Rows of the forms that the model lists, counted from the first listed word."""
    rows = (words(it)[0] - words.unknown for it in forms)
    return [it for it in rows if it >= 0]


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


def train(dense, words, found, chosen, network):
    """The head's tensors from the chosen passages: {name: array}. `network` features come first, meanings behind them."""
    mean, spread = np.nanmean(dense[chosen], 0), np.maximum(np.nanstd(dense[chosen], 0), 1e-6)
    scaled = np.nan_to_num((dense - mean) / spread)
    width = dense.shape[1] // 2
    share = np.where(np.arange(2 * width) % width < network, SHARE, MEANING_SHARE)
    kind_share = np.where(np.arange(width) < network, KIND_SHARE, MEANING_SHARE)
    hashes, kind_hashes = table(words, need.BUCKETS), table(words, need.KIND_BUCKETS)
    head, parts, bias, before_bias, word_weights = {}, [], [], [], []
    for truth in (np.array([it.asked for it in found]), np.array([it.open for it in found])):
        x = scipy.sparse.hstack([scaled * share, hashes]).tocsr()[chosen]
        w, b = fit(x, truth[chosen].astype(int), 2)
        parts.append(w[:2 * width, 0] * share / spread)
        bias.append(b[0] - (parts[-1] * mean)[:width].sum())
        before_bias.append(-(parts[-1] * mean)[width:].sum())
        word_weights.append(w[2 * width:, 0])
    kinds = np.array([need.KINDS.index(it.kind) for it in found])
    x = scipy.sparse.hstack([scaled[:, :width] * kind_share, kind_hashes]).tocsr()[chosen]
    w, b = fit(x, kinds[chosen], len(need.KINDS))
    kind_own = w[:width] * (kind_share / spread[:width])[:, None]
    parts = np.array(parts).T  # [2 * features, 2]
    head["need.own"] = np.concatenate([parts[:width], kind_own], 1)
    head["need.before"], head["need.before.bias"] = parts[width:], np.array(before_bias)
    head["need.bias"] = np.concatenate([bias, b - (kind_own * mean[:width, None]).sum(0)])
    head = {name: it.astype(np.float32) for name, it in head.items()}
    for name, it in (("need.words", np.array(word_weights)), ("need.kind_words", w[width:].T)):
        head[f"{name}.w"], head[f"{name}.s"] = quantise.rows(it.astype(np.float32))
    return head


def scores(head, dense, words):
    """[need, open, kinds …] as the product adds them up."""
    width = dense.shape[1] // 2
    out = dense[:, :width] @ head["need.own"] + head["need.bias"]
    out[:, :2] += np.nan_to_num(dense[:, width:] @ head["need.before"] + head["need.before.bias"])
    for name, buckets, columns in (("need.words", need.BUCKETS, slice(0, 2)), ("need.kind_words", need.KIND_BUCKETS, slice(2, None))):
        weights = head[f"{name}.w"].astype(np.float32) * head[f"{name}.s"][:, None]
        out[:, columns] += table(words, buckets) @ weights.T
    return out


def area(truth, score):
    """Area under the curve: how often a positive one stands above a negative one."""
    order = np.argsort(np.argsort(score, kind="stable"), kind="stable") + 1.0
    positive = truth.sum()
    return (order[truth].sum() - positive * (positive + 1) / 2) / max(1, positive * (len(truth) - positive))


def report(found, held, out, quiet=False):
    asked, open_, made, edited = (np.array([getattr(it, name) for it in found])[held] for name in ("asked", "open", "made", "edited"))
    kinds = np.array([need.KINDS.index(it.kind) for it in found])[held]
    out = out[held]
    figures = {"need": area(asked, out[:, 0]), "need, read": area(asked[~made], out[~made, 0]),
               "need, made": area(asked[made], out[made, 0]), "open": area(open_, out[:, 1]), "open, edits": area(open_[edited], out[edited, 1]) if edited.any() else 0.0,
               "kind right": (out[:, 2:].argmax(1) == kinds).mean()}
    if quiet:
        return {name: round(float(it), 4) for name, it in figures.items()}
    for name, it in figures.items():
        print(f"{name:20} {it:.3f}")
    print("said / asked, by tenths of the score:")
    chance = 1 / (1 + np.exp(-out[:, 0]))
    for low in range(10):
        inside = (chance >= low / 10) & (chance < (low + 1) / 10)
        if inside.any():
            print(f"  {chance[inside].mean():.2f} / {asked[inside].mean():.2f} of {inside.sum()}")
    return {name: round(float(it), 4) for name, it in figures.items()}


def vectors(path, head, trunk, tensors, cutter):
    """Adds to the model's vectors what the head says of their sentences, each by itself."""
    known = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    blocks = export.cut(TEXTS, cutter)
    found = trunk(blocks)
    for number, (raw, block) in enumerate(zip(known["blocks"], blocks, strict=True)):
        rows = []
        for first, end in block.sentences:
            own = [found[number, first]]
            if tensors:
                own.append(meanings.mean(tensors, listed(trunk.words, block.forms[first:end])))
            own = np.concatenate(own)
            dense = np.concatenate([own, np.full(len(own), np.nan)])[None]
            rows.append(np.round(scores(head, dense, [need.grams(block, first, end)])[0].astype(float), 3).tolist())
        raw["need"] = rows
    pathlib.Path(path).write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def opened(header, arrays, cutter):
    """(the network, the tensors of meanings) of a weight file; meanings are made where it has none and the encoder is there."""
    trunk = Trunk(header, {name: it for name, it in arrays.items() if not name.startswith("need.")})
    tensors = {name: it for name, it in arrays.items() if name.startswith("need.meanings.")}
    if not tensors and meanings.available():
        listed_ = bytes(arrays["words"]).decode().split("\n")
        rows = {it: at for at, it in enumerate(listed_)}
        counts = np.zeros(len(listed_))
        for block in export.cut(articles.samples(articles.load())[0][:200], cutter):
            for it in block.forms:
                if plain(it) in rows:
                    counts[rows[plain(it)]] += 1
        tensors = meanings.table(listed_, counts)
    return trunk, tensors


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--model", required=True, help="weight file of a fast model")
    parser.add_argument("--out", required=True, help="the same with the head; may be the same file")
    parser.add_argument("--vectors", default="", help="vectors-fast.json to add the head's scores to")
    parser.add_argument("--articles", default=articles.FOLDER / "labelled.jsonl.gz", help="articles with labels on every sentence; empty for none")
    parser.add_argument("--cutter", default=str(ROOT / "target/release/examples/tokens"))
    options = parser.parse_args(arguments)
    header, arrays = export.read(options.model)
    trunk, tensors = opened(header, arrays, options.cutter)
    found = need.passages(pathlib.Path(options.shared) / "data/need")
    if options.articles:
        found += need.of_articles(articles.samples(articles.load(options.articles))[1])
    texts = need.cut(found, options.cutter)
    dense, words = features(texts, [it.target for it in found], trunk, tensors)
    held = np.array([it.held for it in found])
    network = dense.shape[1] // 2 - (meanings.WIDTH if tensors else 0)
    report(found, held, scores(train(dense, words, found, ~held, network), dense, words))
    # What the product gets has seen all passages.
    head = train(dense, words, found, np.ones(len(found), bool), network)
    figures = report(found, held, scores(head, dense, words), quiet=True)
    arrays = {name: it for name, it in arrays.items() if not name.startswith("need.")} | tensors
    types = {np.dtype(np.int8): "i8", np.dtype(np.float32): "f32", np.dtype(np.uint8): "u8"}
    written = [(name, types[it.dtype], it) for name, it in {**arrays, **head}.items()]
    labels = {**header["labels"], "kind": need.KINDS}
    export.write(options.out, header["card"], header["kind"], header["config"], written, labels)
    if options.vectors:
        vectors(options.vectors, head, trunk, tensors, options.cutter)
    return figures


if __name__ == "__main__":
    main()
