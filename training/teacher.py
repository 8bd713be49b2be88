"""The accurate model's probabilities on training texts, for the fast model to learn from.

`python teacher.py --checkpoint FILE --tokens TOKENS --shared ../shared --out FILE`
"""
import argparse
import pickle

import numpy as np

import reading
from average import average
from corpora import everything, package
from wordpiece import WordPiece


def softened(scores, heat):
    it = scores / heat
    it = np.exp(it - it.max(1, keepdims=True))
    return (it / it.sum(1, keepdims=True)).astype(np.float16)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--out", required=True)
    parser.add_argument("--corpora", default="polnear")
    parser.add_argument("--heat", type=float, default=1.0)
    options = parser.parse_args()
    params = average(options.checkpoint)
    tokenizer = WordPiece(open(package() / "vocab.txt", encoding="utf-8").read().split("\n")[:-1])
    train, gazetteer = everything(options.shared, options.tokens, "train")
    out = {}
    for corpus in options.corpora.split(","):
        blocks = train[corpus]
        for start in range(0, len(blocks), 2000):
            part = blocks[start:start + 2000]
            for block, scores in zip(part, reading.accurate_scores(params, part, tokenizer, gazetteer, exact=True)):
                out[corpus, block.document, block.index] = tuple(softened(it, options.heat) for it in scores)
            print(corpus, start + len(part), "of", len(blocks), flush=True)
    with open(options.out, "wb") as file:
        pickle.dump(out, file)


if __name__ == "__main__":
    main()
