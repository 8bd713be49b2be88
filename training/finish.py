"""From a checkpoint to a weight file: trains the linker, measures on dev, exports.

`python finish.py fast|accurate --checkpoint FILE --tokens TOKENS --shared ../shared --out FOLDER`
"""
import argparse
import json
import pathlib

import jax
import numpy as np

import evaluate
import export
import fast
import gazetteer as lists
import quantise
import reading
import store
import train_linker
from accurate import EPS, HEADS, LONGEST, pretrained
from corpora import ROOT, everything, package
from data import NER
from features import Words, flags
from invented import TEXTS
from wordpiece import WordPiece


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("fast", "accurate"))
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--weights", default="average", help="part of the checkpoint: average or params")
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--out", required=True)
    parser.add_argument("--card", required=True)
    parser.add_argument("--linker", default="", help="take the linker from this .npz instead of training one")
    parser.add_argument("--articles", type=int, default=400, help="training articles the linker learns from")
    parser.add_argument("--noise", type=float, default=0.3, help="dropout while the linker's examples are predicted")
    parser.add_argument("--corpora", default=",".join(NER))
    parser.add_argument("--bias", type=float, default=0.0, help="added to the score of O in the attribution head: below 0 for more recall")
    parser.add_argument("--name-bias", type=float, default=0.0, help="the same for names")
    parser.add_argument("--sweep", default="", help="biases to try on dev, comma separated; nothing is written")
    parser.add_argument("--no-scores", action="store_true", help="skip the official scorers")
    parser.add_argument("--cutter", default=str(ROOT / "target/release/examples/tokens"))
    options = parser.parse_args(arguments)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    saved = store.load(options.checkpoint)
    params = saved[options.weights] if options.weights in saved else saved["state"][options.weights]
    table = lists.product(ROOT)
    gazetteer = lists.Gazetteer(table)
    if options.kind == "fast":
        listed = json.loads((pathlib.Path(options.checkpoint).parent / "words.json").read_text(encoding="utf-8"))
        words = Words(listed, fast.CONFIG["unknown_rows"], fast.CONFIG["affix_rows"], fast.CONFIG["shape_rows"])
        run = lambda p, blocks, **how: reading.fast_scores(p, blocks, words, gazetteer, **how)
        texts, config, noisy = {"words": "\n".join(listed).encode()}, {**fast.CONFIG, "eps": fast.EPS}, {"drop": 0.05}
    else:
        pieces = open(package() / "vocab.txt", encoding="utf-8").read().split("\n")[:-1]
        tokenizer = WordPiece(pieces)
        params = {"word": pretrained(package())["word"], **params}
        run = lambda p, blocks, **how: reading.accurate_scores(p, blocks, tokenizer, gazetteer, **how)
        texts, noisy = {"pieces": "\n".join(pieces).encode()}, {"blank": 0.05}
        config = {"heads": HEADS, "eps": EPS, "longest": LONGEST, "overlap": 32, "lower_case": True}
    texts["gazetteer"] = lists.dump(table)
    params = quantise.restored(params)
    for head, bias in (("said", options.bias), ("name", options.name_bias)):
        params[head]["b"][0] += bias
    bits = lambda blocks: [flags(it, gazetteer) for it in blocks]
    dev, _ = everything(options.shared, options.tokens, "dev")
    if options.linker:
        nets = {kind: list(layers.values()) for kind, layers in store.load(options.linker)["nets"].items()}
    else:
        train, _ = everything(options.shared, options.tokens, "train")
        chosen = sorted({it.document for it in train["polnear"]})
        chosen = set(np.random.default_rng(5).permutation(chosen)[:options.articles])
        blocks = [it for it in train["polnear"] if it.document in chosen]
        noise = jax.random.key(3, impl="unsafe_rbg")
        scores = run(params, blocks, exact=True, key=noise, rate=options.noise, **noisy)
        labels = [reading.labels(params, block, it)[0] for block, it in zip(blocks, scores)]
        gold = np.concatenate([it.said for it in blocks])
        print("noisy labels on train: right", round(float((np.concatenate(labels) == gold).mean()), 4), flush=True)
        nets = train_linker.from_labels(blocks, labels, bits(blocks))
        store.save(out / f"linker-{options.kind}.npz", nets={kind: {str(at): it for at, it in enumerate(layers)} for kind, layers in nets.items()})
    if options.sweep:
        return sweep(options, params, run, dev, bits, nets)
    size = export.write(out / f"{options.kind}.onr", options.card, options.kind, config, export.tensors(export.with_bans(params), nets, **texts))
    blocks = export.cut(TEXTS, options.cutter)
    export.vectors(out / f"vectors-{options.kind}.json", options.kind, options.card, TEXTS, blocks, run(params, blocks), params, bits(blocks), nets)
    print(f"{options.kind}.onr {size} bytes", flush=True)
    figures = {}
    blocks = dev["polnear"]
    scores = run(params, blocks)
    labels = np.concatenate([reading.labels(params, block, it)[0] for block, it in zip(blocks, scores)])
    right = round(float((labels == np.concatenate([it.said for it in blocks])).mean()), 4)
    print("labels on dev: right", right, flush=True)
    figures["labels right"] = right
    if not options.no_scores:
        score(options, params, run, dev, scores, bits(blocks), nets, figures)
    (out / f"figures-{options.kind}.json").write_text(json.dumps(figures, indent=1))


def sweep(options, params, run, dev, bits, nets):
    """The figures for other biases of O, for both heads."""
    scores = {corpus: run(params, dev[corpus]) for corpus in ("polnear", *options.corpora.split(","))}
    for bias in map(float, options.sweep.split(",")):
        moved = {corpus: [tuple(it + np.eye(1, it.shape[1], 0, dtype=np.float32) * bias for it in pair) for pair in all_]
                 for corpus, all_ in scores.items()}
        figures = {}
        print("bias", bias)
        score(options, params, lambda _, blocks: moved[next(c for c in dev if dev[c] is blocks)], dev, moved["polnear"],
              bits(dev["polnear"]), nets, figures)


def score(options, params, run, dev, scores, bits, nets, figures):
    """The official figures of both tasks."""
    out, blocks = pathlib.Path(options.out), dev["polnear"]
    found = evaluate.said(options.shared, out, params, blocks, scores, bits, nets)["all"]
    for name, must_fast, must_accurate in evaluate.SAID:
        it, must = found[name], must_fast if options.kind == "fast" else must_accurate
        figures[name] = round(100 * it["f1"], 2)
        print(f"{name:22} {100 * it['f1']:6.2f}  must {must}  (precision {100 * it['precision']:.1f}, recall {100 * it['recall']:.1f})", flush=True)
    for corpus in filter(None, options.corpora.split(",")):
        found = evaluate.named(options.shared, out, corpus, params, dev[corpus], run(params, dev[corpus]))["all"]
        figures[corpus] = round(100 * found["strict"]["f1"], 2)
        kinds = {name[5:]: round(100 * it["f1"], 1) for name, it in found.items() if name.startswith("type ")}
        print(f"names {corpus:12} {figures[corpus]:6.2f}  {kinds}", flush=True)


if __name__ == "__main__":
    main()
