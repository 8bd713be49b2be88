"""How fast a trained model marks words in its training framework, on one core: for comparison with `cargo bench --bench reading`.

`python speed.py fast|accurate --checkpoint FILE --tokens TOKENS --shared ../shared`
"""
import argparse
import json
import os
import pathlib
import time

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import fast
import gazetteer as lists
import reading
import store
from accurate import pretrained
from corpora import ROOT, everything, package
from features import Words
from wordpiece import WordPiece


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("fast", "accurate"))
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--shared", default="../shared")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    saved = store.load(options.checkpoint)
    params = saved["average"] if "average" in saved else saved["state"]["average"]
    gazetteer = lists.Gazetteer(lists.product(ROOT))
    if options.kind == "fast":
        listed = json.loads((pathlib.Path(options.checkpoint).parent / "words.json").read_text(encoding="utf-8"))
        words = Words(listed, fast.CONFIG["unknown_rows"], fast.CONFIG["affix_rows"], fast.CONFIG["shape_rows"])
        run = lambda blocks: reading.fast_scores(params, blocks, words, gazetteer)
    else:
        params = {"word": pretrained(package())["word"], **params}
        tokenizer = WordPiece(open(package() / "vocab.txt", encoding="utf-8").read().split("\n")[:-1])
        run = lambda blocks: reading.accurate_scores(params, blocks, tokenizer, gazetteer)
    dev, _ = everything(options.shared, options.tokens, "dev")
    blocks = dev["polnear"][:400]
    run(blocks)  # compiles
    began = time.time()
    run(blocks)
    tokens = sum(len(it.forms) for it in blocks)
    print(f"{options.kind}: {tokens / (time.time() - began):.0f} tokens/s on one core, {tokens} tokens in batches")


if __name__ == "__main__":
    main()
