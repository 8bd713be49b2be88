"""Trains whether a desk would ask who says so: `python train_asking.py --shared ../shared --model ../models/fast.onr`.

Learns from the labelled articles (`articles/`) what the product can tell of a sentence and of what stands around it
(`cargo run --release --example evidence`): need and kind by the head of `train_need.py`, who speaks how near, whether the
same words stand on somebody's word elsewhere. Two logistic regressions, one for statements and one for quotations, over
these numbers and over their products with need; their weights go to `src/rules/asking/weights.rs`.

Each article is seen whole, as far as it was typed when the sentence was written, and cut down to the sentence, so that
the length of a text teaches nothing. The head for need has seen the same articles: what it says of a quarter of them
is therefore taken from a head trained on the other three. Prints areas under the curve and reliability on quarters
that the weights have not seen.
"""
import argparse
import dataclasses
import gzip
import hashlib
import json
import pathlib
import random
import subprocess

import numpy as np
import scipy.optimize

import articles
import export
import need
import train_need
from corpora import ROOT

SEED = 5
FOLDS = 4
# How many numbers come from the head for need: need, open and the kinds.
HEAD = 2 + len(need.KINDS)
# A text that was made from an article counts less than the article, and so does a passage out of its article. Published copy
# that nobody has labelled teaches what editors let pass; a weight below 1 asked more of it and found no more (log.md).
MADE, PASSAGE, PUBLISHED = 0.6, 0.6, 1.0
# So many articles of published copy are read.
COPY = 400
STRENGTH = 0.02
# Paragraphs of each article that are seen as typed so far, sentences that are seen alone, shares of edits seen so.
TYPED, ALONE = 3, 5
EDIT_ALONE, EDIT_TYPED = 0.25, 0.6


@dataclasses.dataclass
class Row:
    """A sentence in one state of its article."""
    article: str
    text: int
    place: tuple  # code points
    words: str
    before: str  # the sentence before it, or nothing
    weight: float
    edited: bool
    need: float
    kind: str
    support: str

    @property
    def labelled(self):
        """Whether somebody has read it for this; published copy has no kind."""
        return bool(self.kind)

    @property
    def asked(self):
        return self.need >= 2 and self.support == "none"


def render(paragraphs):
    """(text, {(paragraph, sentence): (start, end)})"""
    text, places = "", {}
    for p, paragraph in enumerate(paragraphs):
        text += "\n\n" if p else ""
        for s, (words, *_) in enumerate(paragraph):
            text += " " if s else ""
            places[p, s] = (len(text), len(text) + len(words))
            text += words
    return text, places


def states(found):
    """(texts, rows): every sentence and every edit of the articles, whole, as typed so far, and alone."""
    dice = random.Random(SEED)
    texts, rows = [], []

    def add(article, paragraphs, places, label, before, weight, edited):
        text, where = render(paragraphs)
        texts.append(text)
        for place in places:
            words, need_, kind, support = label(place)
            rows.append(Row(article["id"], len(texts) - 1, where[place], words, before(place), weight, edited, float(need_), kind, support))

    for article in found:
        clean = article["paragraphs"]
        order = [(p, s) for p in range(len(clean)) for s in range(len(clean[p]))]
        earlier = dict(zip(order[1:], order))
        # What is answered only behind a sentence is not answered yet.
        later = ("detail", "after")

        def word(place, clean=clean):
            return clean[place[0]][place[1]]

        def before(place, earlier=earlier, clean=clean):
            return clean[earlier[place][0]][earlier[place][1]][0] if place in earlier else ""

        add(article, clean, order, word, before, 1.0, False)
        for p in dice.sample(range(len(clean)), min(TYPED, len(clean))):
            now = [(p, s) for s in range(len(clean[p])) if clean[p][s][3] not in later]
            add(article, clean[:p + 1], now, word, before, MADE, False)
        for place in dice.sample(order, min(ALONE, len(order))):
            if word(place)[3] in ("seen", "author"):
                add(article, [[word(place)]], [(0, 0)], lambda _, it=word(place): it, lambda _: "", MADE, False)
        for edit in article["edits"]:
            place = edit["p"], edit["s"]
            label = [edit["text"], edit["need"], edit["kind"], edit["support"]]
            edited = [list(it) for it in clean]
            edited[place[0]][place[1]] = label
            add(article, edited, [place], lambda _, it=label: it, before, 1.0, True)
            die = dice.random()
            if die < EDIT_ALONE and label[3] in ("none", "seen"):
                add(article, [[label]], [(0, 0)], lambda _, it=label: it, lambda _: "", MADE, True)
            elif EDIT_ALONE <= die < EDIT_TYPED and label[3] not in later:
                add(article, edited[:place[0] + 1], [place], lambda _, it=label: it, before, MADE, True)
    return texts, rows


def passages(texts, rows, shared):
    """Adds the labelled passages of `data/need`, each a paragraph."""
    for it in need.passages(pathlib.Path(shared) / "data/need"):
        start, end = it.target
        before = it.text[:start].strip()
        texts.append(it.text)
        rows.append(Row(it.group, len(texts) - 1, it.target, it.text[start:end], last_sentence(before), PASSAGE, False, it.need, it.kind, it.support))


def last_sentence(words):
    """The last sentence of a few, roughly: what the head for need sees of it."""
    marks = [at for at, it in enumerate(words[:-1]) if it in ".!?" and words[at + 1] in " ”’\""]
    return words[marks[-1] + 1:].strip(" ”’\"") if marks else words


def published(texts, rows, shared):
    """Adds copy that editors have let pass: all its sentences that the product may ask about, as not asked."""
    with gzip.open(pathlib.Path(shared) / "data/polnear/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in list(lines)[:COPY]:
            texts.append(json.loads(line)["text"])
            rows.append(Row(f"copy-{len(texts)}", len(texts) - 1, None, "", "", PUBLISHED, False, 0.0, "", "seen"))


def told(texts, rows, program):
    """(rows, numbers, quotations) of the rows that the product may ask about."""
    lines = "".join(json.dumps({"id": at, "text": it}) + "\n" for at, it in enumerate(texts))
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True).stdout
    found = [json.loads(it)["sentences"] for it in done.splitlines()]
    kept, numbers, quotations = [], [], []
    for row in rows:
        if row.place is None:
            text = texts[row.text]
            for start, end, quotation, values in found[row.text]:
                kept.append(dataclasses.replace(row, place=(start, end), words=text[start:end]))
                quotations.append(quotation)
                numbers.append(values)
            continue
        start, end = row.place
        shared = [(min(e, end) - max(s, start), quotation, values) for s, e, quotation, values in found[row.text]]
        most = max(shared, key=lambda it: it[0], default=(0, False, []))
        if 2 * most[0] >= end - start:
            kept.append(row)
            quotations.append(most[1])
            numbers.append(most[2])
    return kept, np.array(numbers), np.array(quotations, bool)


def fold(name):
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % FOLDS


def unseen(rows, options):
    """What a head for need that has not seen their articles says of the rows: [rows, HEAD], as the product would tell it.

    Published copy keeps what the product itself says: the head was not taught by it.
    """
    header, arrays = export.read(options.model)
    trunk, tensors = train_need.opened(header, arrays, options.cutter)
    places = {}
    labelled = [it for it in rows if it.labelled]
    for row in labelled:
        places.setdefault((row.before, row.words), (len(places), row))
    own = []
    for (before, words), (at, row) in places.items():
        start = len(before) + 1 if before else 0
        target = (start, start + len(words))
        own.append(need.Passage(f"row-{at}", True, row.article, f"{before} {words}".strip(), target, row.need, row.kind, row.support, row.edited))
    found = own
    dense, words = train_need.features(need.cut(found, options.cutter), [it.target for it in found], trunk, tensors)
    network = dense.shape[1] // 2 - (train_need.meanings.WIDTH if tensors else 0)
    folds = np.array([fold(it.group) for it in own])
    scores = np.zeros((len(found), HEAD))
    for held in range(FOLDS):
        head = train_need.train(dense, words, found, folds != held, network)
        scores[folds == held] = train_need.scores(head, dense, words)[folds == held]
    kinds = np.exp(scores[:, 2:] - scores[:, 2:].max(1, keepdims=True))
    scores[:, 2:] = kinds / kinds.sum(1, keepdims=True)
    return scores[[places[it.before, it.words][0] for it in labelled]]


def expanded(numbers):
    """The numbers, what stands around a sentence once more by how much the sentence needs a source, and need itself bent."""
    asked, open_ = numbers[:, :1], numbers[:, 1:2]
    return np.concatenate([numbers, np.clip(asked / 3, -1, 1) * numbers[:, HEAD:], np.maximum(asked, 0), np.maximum(open_, 0)], 1)


def fit(x, y, weight):
    """(weights, bias) for the numbers as they come, by L-BFGS on standardised ones."""
    mean, spread = x.mean(0), x.std(0)
    used = spread > 1e-6
    scaled = np.where(used, (x - mean) / np.where(used, spread, 1), 0)

    def loss(flat):
        w, b = flat[:-1], flat[-1]
        score = scaled @ w + b
        value = (weight * (np.logaddexp(0, score) - y * score)).sum() + (w**2).sum() / (2 * STRENGTH)
        slope = weight * (1 / (1 + np.exp(-score)) - y)
        return value, np.append(scaled.T @ slope + w / STRENGTH, slope.sum())

    done = scipy.optimize.minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    w = np.where(used, done.x[:-1] / np.where(used, spread, 1), 0)
    return w, done.x[-1] - (w * mean).sum()


def both(x, y, weight, quotations, chosen):
    """[statements, quotations], each (weights, bias)."""
    return [fit(x[mask & chosen], y[mask & chosen], weight[mask & chosen]) for mask in (~quotations, quotations)]


def scored(models, x, quotations):
    by_kind = [x @ w + b for w, b in models]
    return np.where(quotations, by_kind[1], by_kind[0])


def report(rows, x, y, weight, quotations):
    folds = np.array([fold(it.article) for it in rows])
    score = np.zeros(len(rows))
    for held in range(FOLDS):
        if (folds == held).any():
            score[folds == held] = scored(both(x, y, weight, quotations, folds != held), x, quotations)[folds == held]
    labelled = np.array([it.labelled for it in rows])
    rows, y, score, quotations = [it for it, own in zip(rows, labelled) if own], y[labelled], score[labelled], quotations[labelled]
    edited = np.array([it.edited for it in rows])
    for name, mask in (("all", y >= 0), ("edits", edited), ("statements", ~quotations), ("quotations", quotations)):
        print(f"{name:12} {train_need.area(y[mask] > 0, score[mask]):.3f} of {mask.sum()}")
    print("said / asked, by tenths of the chance:")
    chance = 1 / (1 + np.exp(-score))
    for low in range(10):
        inside = (chance >= low / 10) & (chance < (low + 1) / 10)
        if inside.any():
            print(f"  {chance[inside].mean():.2f} / {y[inside].mean():.2f} of {inside.sum()}")
    return train_need.area(y > 0, score)


def written(models):
    """The Rust file."""
    out = ["//! What each number of the evidence counts, and each once more times need: made by `training/train_asking.py`.", "",
           "use super::chance::{TERMS, Weights};", ""]
    for name, (w, b) in zip(("STATEMENT", "QUOTATION"), models):
        out += ["#[rustfmt::skip]", f"pub(super) const {name}: Weights = Weights {{", f"    bias: {b:.4f},", "    terms: ["]
        for start in range(0, len(w), 10):
            out.append("        " + " ".join(f"{it:.4f}," for it in w[start:start + 10]))
        out += ["    ],", "};", ""]
    out.append("const _: () = assert!(STATEMENT.terms.len() == TERMS);")
    return "\n".join(out) + "\n"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared", help="where data/need lies; empty to do without")
    parser.add_argument("--model", default="../models/fast.onr")
    parser.add_argument("--out", default="../src/rules/asking/weights.rs")
    parser.add_argument("--articles", default=articles.FOLDER / "labelled.jsonl.gz")
    parser.add_argument("--first", type=int, help="only so many articles, for a try")
    parser.add_argument("--cutter", default=str(ROOT / "target/release/examples/tokens"))
    parser.add_argument("--evidence", default=str(ROOT / "target/release/examples/evidence"))
    options = parser.parse_args(arguments)
    texts, rows = states(articles.load(options.articles)[:options.first])
    if options.shared:
        passages(texts, rows, options.shared)
        published(texts, rows, options.shared)
    rows, numbers, quotations = told(texts, rows, options.evidence)
    numbers[[it.labelled for it in rows], :HEAD] = unseen(rows, options)
    x = expanded(numbers)
    y = np.array([it.asked for it in rows], float)
    weight = np.array([it.weight for it in rows])
    area = report(rows, x, y, weight, quotations)
    models = both(x, y, weight, quotations, np.ones(len(rows), bool))
    pathlib.Path(options.out).write_text(written(models), encoding="utf-8")
    return area


if __name__ == "__main__":
    main()
