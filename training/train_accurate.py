"""Trains the accurate model on both tasks: `python train_accurate.py --shared ../shared --tokens TOKENS --out FOLDER`."""
import argparse
import pathlib
import time

import jax
import jax.numpy as jnp
import numpy as np

import accurate
import losses
import optimiser
import store
from augment import Pools, swapped
from corpora import everything, package
from features import flags
from units import batches, batch, units
from wordpiece import WordPiece

# How often each corpus is seen in one pass.
SHARES = {"polnear": 1.0, "gmb": 0.2, "ewt": 2.0, "gum": 2.0, "wikigold": 3.0, "crossner": 0.5, "btc": 0.1, "wnut17": 0.15}


def sample(train, shares, rng):
    """Blocks of one pass."""
    out = []
    for corpus, blocks in train.items():
        share = shares.get(corpus, 0)
        while share > 0:
            count = round(min(1, share) * len(blocks))
            out += [blocks[it] for it in rng.permutation(len(blocks))[:count]]
            share -= 1
    return out


def make_step(options, factors):
    measure = losses.make(doubtful=options.doubtful.split(","))

    def loss(params, word, data, key):
        said, name = accurate.forward({"word": word, **params}, data, key, options.dropout)
        return measure(params, said, name, data)

    @jax.jit
    def step(params, state, word, data, at, lr, key):
        (_, parts), grads = jax.value_and_grad(loss, has_aux=True)(params, word, data, key)
        params, state, norm = optimiser.update(params, grads, state, at, lr, factors, keep=0.998)
        return params, state, parts, norm

    return step


def plan(options, train, pools, tokenizer, epoch):
    """The batches of one pass; the same for the same seed and pass."""
    shares = SHARES | {name: float(share) for name, share in (it.split("=") for it in options.shares.split(",") if it)}
    rng = np.random.default_rng((options.seed, epoch))
    chosen = []
    for block in sample(train, shares, rng):
        if rng.random() < options.swap:
            block = swapped(block, pools, rng)
        longest = 384 if block.corpus == "polnear" else int(rng.choice([64, 128, 256]))
        chosen += units(block, tokenizer, longest)
    return batches(chosen, options.budget, rng), rng


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--passes", type=float, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--budget", type=int, default=1024)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--swap", type=float, default=0.35)
    parser.add_argument("--blank", type=float, default=0.04)
    parser.add_argument("--start", default="", help="checkpoint whose averaged weights to begin from")
    parser.add_argument("--words", action="store_true", help="let the table of word pieces learn too")
    parser.add_argument("--shares", default="", help="how often a corpus is seen in a pass, where it differs: ewt=3,gmb=0.4")
    parser.add_argument("--doubtful", default="", help="corpora whose people, organisations and places may be mixed up, comma separated")
    parser.add_argument("--until", type=int, default=10**9, help="stop (resumably) after this step")
    parser.add_argument("--without", default="", help="publishers or corpora to leave out, comma separated")
    options = parser.parse_args(arguments)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    train, gazetteer = everything(options.shared, options.tokens, "train", options.without.split(","))
    pools = Pools(gazetteer, [it for blocks in train.values() for it in blocks if it.corpus != "polnear"])
    tokenizer = WordPiece(open(package() / "vocab.txt", encoding="utf-8").read().split("\n")[:-1])
    params = accurate.pretrained(package())
    word = jnp.asarray(params.pop("word"))
    heads = lambda name: 6.0 if name.split(".")[0] in ("said", "name", "quote", "kind", "flags") else 1.0
    if options.start:
        params = store.load(options.start)["state"]["average"]
    if options.words and "word" not in params:
        params = {**params, "word": word}
    factors = optimiser.scales(params, heads)
    params = jax.tree.map(jnp.asarray, params)
    state, done = optimiser.start(params), 0
    if (out / "state.npz").exists():
        saved = store.load(out / "state.npz")
        params, state, done = jax.tree.map(jnp.asarray, saved["params"]), jax.tree.map(jnp.asarray, saved["state"]), int(saved["step"])
    step = make_step(options, factors)
    per_pass = len(plan(options, train, pools, tokenizer, 0)[0])
    total, at, began = int(per_pass * options.passes), 0, time.time()
    print("steps in all", total, "done", done, flush=True)
    key = jax.random.key(options.seed, impl="unsafe_rbg")
    seen, recent = 0, []
    for epoch in range(int(np.ceil(options.passes))):
        if done >= (epoch + 1) * per_pass * 1.02:
            at += len(plan(options, train, pools, tokenizer, epoch)[0])
            continue
        todo, rng = plan(options, train, pools, tokenizer, epoch)
        for length, rows, chosen in todo:
            at += 1
            if at <= done or at > total:
                continue
            data = batch(chosen, length, rows, lambda it: flags(it, gazetteer), tokenizer.mask, rng, options.blank)
            lr = optimiser.rate(at - 1, total, options.rate, 60)
            params, state, parts, norm = step(params, state, word, data, float(at - 1), lr, jax.random.fold_in(key, at))
            recent.append(np.asarray(parts))
            seen += sum(len(it.pieces) for it in chosen)
            if at % 50 == 0:
                said, name = np.mean(recent, axis=0)
                recent = []
                spent = time.time() - began
                print(f"step {at} said {said:.4f} name {name:.4f} norm {float(norm):.2f} pieces/s {seen / spent:.0f} min {spent / 60:.1f}", flush=True)
            if at % 400 == 0 or at == total:
                store.save(out / "state.npz", params=params, state=state, step=np.array(at))
            if at == options.until:
                store.save(out / "state.npz", params=params, state=state, step=np.array(at))
                return
    store.save(out / "state.npz", params=params, state=state, step=np.array(at))


if __name__ == "__main__":
    main()
