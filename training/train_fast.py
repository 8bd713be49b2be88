"""Trains the fast model on both tasks: `python train_fast.py --shared ../shared --tokens TOKENS --out FOLDER`."""
import argparse
import collections
import json
import pathlib
import pickle
import time

import jax
import jax.numpy as jnp
import numpy as np

import accurate
import fast
import losses
import optimiser
import store
from augment import Pools, swapped
from corpora import everything, package
from features import Words, plain
from sentences import Looked, batch, batches
from train_accurate import sample
from wordpiece import WordPiece

SHARES = {"polnear": 1.0, "gmb": 0.6, "ewt": 1.5, "gum": 2.0, "wikigold": 3.0, "crossner": 1.5, "btc": 0.6, "wnut17": 0.6}
LISTED = 20_000


def vocabulary(train, pieces, size=LISTED):
    """Words seen at least twice in training, most frequent first, then whole words of the pretrained table."""
    counts = collections.Counter(plain(form) for blocks in train.values() for it in blocks for form in it.forms)
    seen = [word for word, count in sorted(counts.items(), key=lambda it: (-it[1], it[0])) if count >= 2]
    seen = [it for it in seen if "\n" not in it][:size]
    known = set(seen)
    more = [it for it in pieces if it.isalpha() and it not in known]
    return seen + more[:size - len(seen)]


def word_table(words, dim):
    """Rows for words from the mean of their pieces' pretrained embeddings, cut to `dim` by PCA."""
    pieces = open(package() / "vocab.txt", encoding="utf-8").read().split("\n")[:-1]
    tokenizer = WordPiece(pieces)
    table = accurate.read_safetensors(package() / "model.safetensors")
    table = next(value for name, value in table.items() if name.endswith("word_embeddings.weight"))
    rows = np.stack([table[list(tokenizer(it))].mean(0) for it in words])
    rows -= rows.mean(0)
    _, vectors = np.linalg.eigh(rows.T @ rows)
    rows = rows @ vectors[:, ::-1][:, :dim]
    return (rows * (0.1 / rows.std())).astype(np.float32)


def prepare(options):
    train, gazetteer = everything(options.shared, options.tokens, "train", options.without.split(","))
    pools = Pools(gazetteer, [it for blocks in train.values() for it in blocks if it.corpus != "polnear"])
    pieces = [] if options.from_scratch else (package() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    if options.start:
        listed = json.loads((pathlib.Path(options.start).parent / "words.json").read_text(encoding="utf-8"))
    else:
        listed = vocabulary({name: blocks for name, blocks in train.items() if name != "unmarked"}, pieces)
    words = Words(listed, fast.CONFIG["unknown_rows"], fast.CONFIG["affix_rows"], fast.CONFIG["shape_rows"])
    return train, gazetteer, pools, listed, words


def make_step(options, factors):
    measure = losses.make(options.teaching)

    @jax.jit
    def step(params, state, data, at, lr, key):
        def loss(p):
            said, name = fast.forward(p, data, key, options.dropout)
            return measure(p, said, name, data)

        (_, parts), grads = jax.value_and_grad(loss, has_aux=True)(params)
        params, state, norm = optimiser.update(params, grads, state, at, lr, factors, keep=0.9985)
        return params, state, parts, norm

    return step


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--until", type=int, default=10**9, help="stop (resumably) after this pass")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--budget", type=int, default=3072)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--swap", type=float, default=0.35)
    parser.add_argument("--drop", type=float, default=0.06)
    parser.add_argument("--drop-name", type=float, default=0.2)
    parser.add_argument("--teacher", default="", help="file of the accurate model's scores")
    parser.add_argument("--teaching", type=float, default=0.0, help="weight of the teacher's scores")
    parser.add_argument("--shares", default="", help="how often a corpus is seen in a pass, where it differs: ewt=3,gmb=0.4")
    parser.add_argument("--start", default="", help="checkpoint to begin from")
    parser.add_argument("--without", default="", help="publishers or corpora to leave out, comma separated")
    parser.add_argument("--from-scratch", action="store_true", help="do without the pretrained word table")
    parser.add_argument("--fold", default="", help="K/N: leave every N-th PolNeAR document out, from the K-th")
    options = parser.parse_args(arguments)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    train, gazetteer, pools, listed, words = prepare(options)
    shares = SHARES | {name: float(share) for name, share in (it.split("=") for it in options.shares.split(",") if it)}
    if options.fold:
        part, parts = map(int, options.fold.split("/"))
        documents = sorted({it.document for it in train["polnear"]})
        held = set(documents[part::parts])
        train["polnear"] = [it for it in train["polnear"] if it.document not in held]
    (out / "words.json").write_text(json.dumps(listed), encoding="utf-8")
    teacher, plain_looks = {}, {}
    if options.teacher:
        with open(options.teacher, "rb") as file:
            teacher = pickle.load(file)
    table = None if options.from_scratch or options.start else word_table(listed, fast.CONFIG["word"])
    params = jax.tree.map(jnp.asarray, fast.fresh(len(listed), options.seed, word_table=table))
    if options.start:
        params = jax.tree.map(jnp.asarray, store.load(options.start)["average"])
    factors = optimiser.scales(params, lambda name: 1.0)
    state, epoch, at, began = optimiser.start(params), 0, 0, time.time()
    if (out / "state.npz").exists():
        saved = store.load(out / "state.npz")
        params, state = jax.tree.map(jnp.asarray, saved["params"]), jax.tree.map(jnp.asarray, saved["state"])
        epoch, at = int(saved["epoch"]), int(saved["step"])
    step, key, total = make_step(options, factors), jax.random.key(options.seed, impl="unsafe_rbg"), None
    while epoch < min(options.passes, options.until):
        rng = np.random.default_rng((options.seed, epoch))
        looked = []
        for block in sample(train, shares, rng):
            if rng.random() < options.swap:
                look = Looked(swapped(block, pools, rng), words, gazetteer)
            elif id(block) in plain_looks:
                look = plain_looks[id(block)]
            else:
                look = plain_looks[id(block)] = Looked(block, words, gazetteer)
            # Other names change nothing of what the teacher says.
            look.teacher = teacher.get((block.corpus, block.document, block.index))
            looked.append(look)
        todo = batches(looked, options.budget, rng)
        total = total or len(todo) * options.passes
        sums, tokens = np.zeros(2), 0
        for length, rows, chosen in todo:
            data = batch(chosen, length, rows, rng, options.drop, options.drop_name, bool(options.teacher))
            lr = optimiser.rate(at, total, options.rate, 150)
            params, state, parts, norm = step(params, state, data, float(at), lr, jax.random.fold_in(key, at))
            sums += np.asarray(parts)
            tokens += sum(end - first for _, first, end in chosen)
            at += 1
            if at % 200 == 0:
                print(f"step {at} of {total} loss {sums / 200} norm {float(norm):.2f} min {(time.time() - began) / 60:.1f}", flush=True)
                sums[:] = 0
        epoch += 1
        store.save(out / "state.npz", params=params, state=state, epoch=np.array(epoch), step=np.array(at))
        store.save(out / "average.npz", average=state["average"])
        print(f"pass {epoch} done, {tokens} tokens, {(time.time() - began) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
