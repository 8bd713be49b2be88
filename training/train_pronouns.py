"""Learns what speaks for whom where a text says "he" or "she", and writes `data/reading/pronouns.txt`.

`python train_pronouns.py --shared ../shared --out ../data/reading/pronouns.txt`; a few minutes on one core.

A linear score for every person in reach and one for nobody, softmax over them, weights drawn towards PRIOR. A pronoun that
speaks has weights of its own, drawn towards those of the others. What the resolver says first bears on what it sees later,
and so it reads the texts ROUNDS times, each time by the weights learned before; it begins knowing nothing.
"""
import argparse
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize

import pronouns

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 3
FOLDS = 5
# How much a pronoun of a corpus counts that does not speak, and one that does: the made ones are about speakers.
SHARES = {"gap": (1, 1), "gum": (4, 2), "made": (0, 2), "sexes": (0, 1), "story": (0.03, 0.01)}
# What no text tells well enough: names say the sex where lists know them, people seldom name themselves, and one word that
# never did anything is hardly a speaker. Those of HELD stay near it: made texts have no strangers, and sexes that are known.
PRIOR = {"Fits": (0.3, 0.3), "Misfits": (-1.2, -1.2), "Said": (-1.0, -1.0), "SaidFirst": (1.0, 1.0), "Slight": (0.0, -1.3),
         "Stranger": (-0.45, -1.7)}
HELD = ("Fits", "Misfits", "Said", "SaidFirst", "Stranger")
# How far a weight goes from its prior, one of a pronoun that speaks from that of the others, and one that is held.
LOOSE, APART, NEAR = 0.3, 0.2, 0.05
# How far whoever is meant has to be ahead, and how much less than learned nobody weighs: chosen on the development parts.
# Of whom words are, nobody is no answer there: with nobody in reach but one, it is that one.
MARGIN = (0.8, 1.0)
SLACK = (0.5, 9.0)

HEAD = """\
# What speaks for whom where the text says "he" or "she": written by training/train_pronouns.py.
#
#   feature | weight for a pronoun like any other | weight for one that speaks
#
# Nobody is what somebody has to outweigh who is not among those seen; Margin is how far whoever is meant stands ahead.
"""


class Table:
    """All choices under each other."""

    def __init__(self, choices):
        self.count = len(choices)
        sizes = [len(it.right) for it in choices]
        self.start = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
        self.owner = np.repeat(np.arange(self.count), sizes)
        self.right = np.concatenate([it.right for it in choices])
        features = np.concatenate([it.features for it in choices]).astype(float)
        nobody = np.zeros((len(features), 1))
        nobody[(self.start + np.array(sizes) - 1)[[it.nobody for it in choices]]] = 1
        features = np.hstack([nobody, features])
        speaks = np.array([it.speaks for it in choices])[self.owner]
        self.features = np.hstack([features, features * speaks[:, None]])
        self.share = np.array([SHARES[it.corpus][int(it.speaks)] for it in choices])

    def logs(self, scores):
        """Of the sum of e to the scores of each choice, and each score's share of it."""
        most = np.maximum.reduceat(scores, self.start)
        powers = np.exp(scores - most[self.owner])
        total = np.add.reduceat(powers, self.start)
        return most + np.log(total), powers / total[self.owner]


def train(choices, prior, held=()):
    """Weights of the others, and how much those of pronouns that speak differ."""
    table = Table(choices)
    width = table.features.shape[1] // 2
    wanted = np.concatenate([prior[:, 0], prior[:, 1] - prior[:, 0]])
    loose = np.concatenate([np.full(width, LOOSE), np.full(width, APART)])
    loose[[at + half for at in held for half in (0, width)]] = NEAR

    def loss(weights):
        scores = table.features @ weights
        all_, chance = table.logs(scores)
        own, part = table.logs(np.where(table.right, scores, -1e9))
        push = (chance - part) * table.share[table.owner]
        away = (weights - wanted) / loose
        return table.share @ (all_ - own) + 0.5 * away @ away, table.features.T @ push + away / loose

    found = minimize(loss, wanted, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return np.stack([found[:width], found[:width] + found[width:]], 1)


def answers(choices, weights):
    """Of each choice: whether the first is right, how far it is ahead, whether it is somebody with a name."""
    out = []
    for it in choices:
        features = np.hstack([np.zeros((len(it.features), 1)), it.features])
        features[-1, 0] = it.nobody
        scores = features @ weights[:, int(it.speaks)]
        order = np.argsort(-scores, kind="stable")
        # Where nobody was no choice, he is none the less one for the product.
        second = max([*scores[order[1:2]], weights[0, int(it.speaks)]] if not it.nobody else scores[order[1:2]])
        out.append((it.right[order[0]], scores[order[0]] - second, not features[order[0], 0]))
    return out


def report(choices, found):
    """Precision and recall where the first is ahead by so much, by corpus."""
    for corpus in SHARES:
        for speaks in (False, True):
            own = [a for it, a in zip(choices, found) if it.corpus == corpus and it.speaks == speaks]
            if len(own) < 20:
                continue
            line = []
            for margin in (0.0, 0.5, 1.0, 1.5, 2.0):
                given = [right for right, ahead, named in own if named and ahead >= margin]
                line.append(f"{margin}: {np.mean(given) if given else 0:.3f} of {len(given)}")
            print(f"{corpus:6}{'speaks' if speaks else '':7}{len(own):5}  {'  '.join(line)}")


def cross(choices, prior, held):
    """What each choice is answered by weights that have not seen its text."""
    folds = {name: number % FOLDS for number, name in enumerate(sorted({it.group for it in choices}))}
    out = [None] * len(choices)
    for fold in range(FOLDS):
        weights = train([it for it in choices if folds[it.group] != fold], prior, held)
        own = [at for at, it in enumerate(choices) if folds[it.group] == fold]
        for at, answer in zip(own, answers([choices[it] for it in own], weights)):
            out[at] = answer
    return out


def gather(shared, program, seed, count):
    """All texts, and what is known of their pronouns."""
    rng = np.random.default_rng(seed)
    texts, known = [], {}
    for read, path in ((pronouns.gap, "gap-development"), (pronouns.gum, "gum-train")):
        own, sure = read(pathlib.Path(shared) / f"data/coref/{path}.jsonl.gz")
        texts += own
        known |= sure
    given = pronouns.given_names(ROOT / "data/names")
    base = pronouns.written()[:count] + pronouns.public(pathlib.Path(shared) / "data/ner/gmb/train.jsonl.gz", 2 * count)
    _, seen = pronouns.evidence(base, program)
    told = {it["id"]: pronouns.genders(it["text"], seen[it["id"]]["entities"], given) for it in base}
    hidden = [{"id": it["id"], "text": pronouns.renamed(it["text"], seen[it["id"]]["entities"], rng)} for it in base]
    surnames = {it["id"]: {seen[it["id"]]["entities"][n]["name"].split()[-1]: g for n, g in told[it["id"]].items()} for it in base}
    _, again = pronouns.evidence(hidden, program)
    told_again = {it["id"]: {n: surnames[it["id"]][e["name"].split()[-1]] for n, e in enumerate(again[it["id"]]["entities"])
                             if e["person"] and e["name"].split()[-1] in surnames[it["id"]]} for it in hidden}
    sources = [pronouns.made(base, seen, told, rng), pronouns.made(hidden, again, told_again, rng)]
    for mark, (own, sure) in zip("ab", sources):
        texts += [{**it, "id": f"{it['id']}{mark}"} for it in own]
        known |= {f"{name}{mark}": it for name, it in sure.items()}
    places = {it["id"]: pronouns.told_by_sex(it["text"], seen[it["id"]], told[it["id"]]) for it in base}
    for mark, own, names in (("", base, seen), ("#hidden", hidden, again)):
        sure = pronouns.known_by_sex(own, names, places)
        texts += [{**it, "id": it["id"] + mark} for it in own if sure[it["id"]]]
        known |= {name + mark: it for name, it in sure.items() if it}
    own, sure = pronouns.stories(rng, 4 * count, given)
    return texts + own, known | sure


def written(weights, names):
    rows = zip(["Nobody", *names], weights)
    lines = [f"{name}|{plain:.2f}|{speaking:.2f}\n" for name, (plain, speaking) in rows]
    return HEAD + lines[0] + f"Margin|{MARGIN[0]:.2f}|{MARGIN[1]:.2f}\n" + "".join(lines[1:])


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--out", required=True, help="file of weights to write")
    parser.add_argument("--program", default=str(ROOT / "target/release/examples/pronouns"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=1000, help="at most so many written articles")
    options = parser.parse_args(arguments)
    texts, known = gather(options.shared, options.program, options.seed, options.articles)
    out = pathlib.Path(options.out)
    before = out.with_suffix(".before")
    before.write_text("", encoding="utf-8")
    for number in range(ROUNDS):
        names, seen = pronouns.evidence(texts, options.program, before)
        choices = pronouns.choices(seen, known, len(names))
        prior = np.array([PRIOR.get(it, (0.0, 0.0)) for it in ["Nobody", *names]])
        held = [at for at, it in enumerate(names, 1) if it in HELD]
        weights = np.round(train(choices, prior, held), 2)
        weights[0] -= SLACK
        before.write_text(written(weights, names), encoding="utf-8")
        print(f"round {number + 1}: {len(choices)} pronouns", file=sys.stderr)
    before.replace(out)
    report(choices, cross(choices, prior, held))
    return choices, weights


if __name__ == "__main__":
    main()
