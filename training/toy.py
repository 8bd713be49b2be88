"""A toy model from invented text, end to end in under two minutes: corpus, tokens, training, linker, weight file.

`python toy.py --out FOLDER --cutter PATH-OF-THE-TOKENS-EXAMPLE --resolver PATH-OF-THE-PRONOUNS-EXAMPLE`; the weight file is
FOLDER/fast.onr, the weights of pronouns are FOLDER/pronouns.txt.
"""
import argparse
import gzip
import json
import pathlib
import subprocess
import sys

import numpy as np

import fast
import finish
import train_fast
import train_asking
import train_need
import train_pronouns

SMALL = {"word": 24, "prefix": 8, "suffix": 8, "shape": 8, "quote": 4, "flags": 8, "width": 32, "dilations": [1, 2],
         "mean_after": 1, "affix_rows": 256, "shape_rows": 64, "unknown_rows": 32}
PEOPLE = ["Ana Cho", "Peter Lind", "Mara Okafor", "Jon Velde", "Ida Brook", "Samir Haddad"]
PLACES = ["Velmora", "Orla", "Brida", "Tamsen"]
GROUPS = ["Harbour Union", "Orla Council", "Ledger Group"]
FACTS = ["the bridge is unsafe", "the harbour will close in March", "nobody was asked", "the fund is empty",
         "prices rose again", "the river is clean", "the vote was fair", "two ships were lost"]
CUES = ["said", "claimed", "argued", "warned", "believes", "announced"]
WRONGS = ["cheated", "robbed", "defrauded", "lied to"]
PLAIN = ["It rained in {place} for nine days.", "The ferry to {place} left at noon.", "{group} was founded in 1911."]


def sentence(rng):
    """(text, attributions, entities) of one sentence, offsets from its start."""
    pick = lambda items: str(items[rng.integers(len(items))])
    person, place, group, fact, cue = pick(PEOPLE), pick(PLACES), pick(GROUPS), pick(FACTS), pick(CUES)
    source, kind = (person, "PERSON") if rng.random() < 0.7 else (group, "ORG")
    form = rng.integers(4)
    if form == 0:
        text = f"{source} {cue} {fact}."
    elif form == 1:
        text = f"“{fact.capitalize()},” {cue} {source}."
    elif form == 2:
        text = f"{fact.capitalize()}, according to {source}."
        cue = "according to"
    else:
        text = pick(PLAIN).format(place=place, group=group)
    span = lambda words: [text.lower().index(words.lower()), text.lower().index(words.lower()) + len(words)]
    attributions = [] if form == 3 else [{"source": [span(source)], "cue": [span(cue)], "content": [span(fact)]}]
    named = [(it, label) for it, label in ((source, kind), (place, "PLACE"), (group, "ORG")) if it in text]
    entities = [{"start": span(it)[0], "end": span(it)[1], "type": label} for it, label in dict(named).items()]
    return text, attributions, sorted(entities, key=lambda it: it["start"])


def article(rng, name):
    text, attributions, entities = "", [], []
    for number in range(12):
        words, said, named = sentence(rng)
        start = len(text)
        move = lambda spans: [[s + start, e + start] for s, e in spans]
        attributions += [{role: move(spans) for role, spans in it.items()} for it in said]
        entities += [{**it, "start": it["start"] + start, "end": it["end"] + start} for it in named]
        text += words + ("\n\n" if number % 3 == 2 else " ")
    return {"id": name, "text": text.rstrip(), "publisher": "toy", "attributions": attributions, "entities": entities}


def corpus(folder, cutter, articles=60):
    """Invented articles in the layout of the real corpora, and their tokens."""
    rng = np.random.default_rng(7)
    for split, count in (("train", articles), ("dev", 10)):
        records = [article(rng, f"{split}-{at}") for at in range(count)]
        for place, stem, drop in (("polnear", "polnear", "entities"), ("ner/ewt", "ner-ewt", "attributions")):
            path = folder / "data" / place / f"{split}.jsonl.gz"
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = "".join(json.dumps({k: v for k, v in it.items() if k != drop}) + "\n" for it in records)
            with gzip.open(path, "wt", encoding="utf-8") as file:
                file.write(lines)
            (folder / "tokens").mkdir(exist_ok=True)
            cut = subprocess.run([cutter], input=lines.encode(), capture_output=True, check=True).stdout
            (folder / "tokens" / f"{stem}-{split}.jsonl").write_bytes(cut)


def need(folder, passages=240):
    """Invented passages with a desk's word on them: who cheats is asked about, where it rains is not."""
    rng = np.random.default_rng(9)
    pick = lambda items: str(items[rng.integers(len(items))])
    (folder / "data/need").mkdir(parents=True, exist_ok=True)
    for stem in ("read", "made"):
        records = []
        for at in range(passages):
            asked = bool(rng.random() < 0.5)
            text = f"{pick(PEOPLE)} {pick(WRONGS)} the {pick(GROUPS)}." if asked else pick(PLAIN).format(place=pick(PLACES), group=pick(GROUPS))
            label = (3, "accusation", "none") if asked else (0, "record", "seen")
            record = {"id": f"{stem}-{at}", "before": sentence(rng)[0], "text": text, "after": sentence(rng)[0]}
            record |= {"doc": f"d{at // 4}", "labels": [label]} if stem == "read" else \
                {"group": f"g{at // 4}", **dict(zip(("need", "kind", "support"), label))}
            records.append(record)
        with gzip.open(folder / f"data/need/{stem}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write("".join(json.dumps(it) + "\n" for it in records))


def coref(folder, rows=120):
    """Invented rows in the layouts of GAP, GUM and GMB: whoever acts is meant, whoever is only met is not."""
    rng = np.random.default_rng(11)
    gap, gum, gmb = [], [], []
    for at in range(rows):
        first, second = (str(it) for it in rng.choice(["Anna Cho", "Mary Okafor", "Sarah Brook", "Helen Velde"], 2, replace=False))
        text = f"{first} runs the port. Later {first.split()[1]} met {second} in town. She left at noon."
        pronoun = text.index("She")
        met = text.index(second)
        gap.append({"id": f"gap-{at}", "text": text, "pronoun": [pronoun, pronoun + 3], "a": [0, len(first)], "a_is": True,
                    "b": [met, met + len(second)], "b_is": False})
        mention = lambda start, end, entity, form: {"start": start, "end": end, "entity": entity, "type": "person", "form": form}
        gum.append({"id": f"gum-{at}", "genre": "news", "text": text, "mentions": [
            mention(0, len(first), "1", "name"), mention(met, met + len(second), "2", "name"), mention(pronoun, pronoun + 3, "1", "pronoun")]})
        gmb.append({"id": f"gmb-{at}", "text": f"{first} runs the port. {first.split()[1]} said the ships were late. {sentence(rng)[0]}"})
    for name, own in (("coref/gap-development", gap), ("coref/gum-train", gum), ("ner/gmb/train", gmb)):
        path = folder / f"data/{name}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.write("".join(json.dumps(it) + "\n" for it in own))


def resolver(folder, program):
    """How many of the toy's pronouns are given to whoever acts."""
    coref(folder)
    choices, weights = train_pronouns.main(["--shared", str(folder), "--out", str(folder / "pronouns.txt"), "--program", program, "--articles", "20"])
    own = [it for it in choices if it.corpus == "gap"]
    return sum(bool(right) for right, _, named in train_pronouns.answers(own, weights) if named) / max(1, len(own))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--cutter", default=str(finish.ROOT / "target/release/examples/tokens"))
    parser.add_argument("--resolver", default=str(finish.ROOT / "target/release/examples/pronouns"))
    parser.add_argument("--evidence", default=str(finish.ROOT / "target/release/examples/evidence"))
    options = parser.parse_args()
    out = pathlib.Path(options.out)
    fast.CONFIG.update(SMALL)
    corpus(out, options.cutter)
    need(out)
    where = ["--shared", str(out), "--tokens", str(out / "tokens")]
    train_fast.main([*where, "--out", str(out / "run"), "--passes", "12", "--budget", "256", "--rate", "0.01", "--from-scratch"])
    finish.main(["fast", *where, "--checkpoint", str(out / "run/average.npz"), "--out", str(out), "--card", "fast-toy",
                 "--noise", "0.1", "--no-scores", "--cutter", options.cutter])
    right = json.loads((out / "figures-fast.json").read_text())["labels right"]
    print("toy labels right:", right)
    figures = train_need.main(["--shared", str(out), "--model", str(out / "fast.onr"), "--out", str(out / "fast.onr"),
                               "--vectors", str(out / "vectors-fast.json"), "--cutter", options.cutter, "--articles", ""])
    # A dozen of the articles themselves: they are ours.
    asked = train_asking.main(["--shared", "", "--model", str(out / "fast.onr"), "--out", str(out / "weights.rs"), "--first", "12",
                               "--cutter", options.cutter, "--evidence", options.evidence])
    print("toy questions right:", asked)
    meant = resolver(out, options.resolver)
    print("toy pronouns right:", meant)
    sys.exit(0 if right > 0.9 and figures["need"] > 0.9 and asked > 0.6 and meant > 0.9 else 1)


if __name__ == "__main__":
    main()
