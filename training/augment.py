"""Other names for the people, places and organisations of a text, so that nothing hangs on one election's names."""
import dataclasses

from data import TYPES
from gazetteer import FLAGS

PERSON, ORG, PLACE = (TYPES.index(it) for it in ("PERSON", "ORG", "PLACE"))


class Pools:
    """Names to choose from: the product's lists, the training marks, and words made up of two halves."""

    def __init__(self, gazetteer, blocks):
        bit = {name: 1 << at for at, name in enumerate(FLAGS)}
        single = [(w, b) for w, b in gazetteer.entries.items() if " " not in w and len(w) > 2]
        self.given = [w.title() for w, b in single if b & (bit["given_m"] | bit["given_f"])]
        self.family = [w.title() for w, b in single if b & bit["surname"]]
        known = bit["ordinary"] | bit["city"] | bit["country"] | bit["region"] | bit["role"] | bit["people"] | bit["day"]
        self.people = {w for w, b in single if b & (bit["given_m"] | bit["given_f"] | bit["surname"]) and not b & known}
        self.first = {w for w, b in single if b & (bit["given_m"] | bit["given_f"]) and not b & known}
        self.single = {ORG: set(), PLACE: set()}
        for block in blocks:
            for start, end, kind in entities(block.name):
                if kind in self.single and end - start == 1 and block.shapes[start] in "tu":
                    self.single[kind].add((block.forms[start], block.shapes[start]))
        self.single = {kind: sorted(words) for kind, words in self.single.items()}

    def family_name(self, rng):
        one = self.family[rng.integers(len(self.family))]
        if rng.random() < 0.5:
            return one
        other = self.family[rng.integers(len(self.family))]
        return one[:max(2, len(one) // 2)] + other[len(other) // 2:].lower()

    def given_name(self, rng):
        one = self.given[rng.integers(len(self.given))]
        if rng.random() < 0.7:
            return one
        other = self.given[rng.integers(len(self.given))]
        return one[:max(2, len(one) // 2)] + other[len(other) // 2:].lower()


def entities(name):
    """(first, end, type) of each entity in a row of labels."""
    out, start = [], None
    for at, label in enumerate(list(name) + [0]):
        if start is not None and (label == 0 or label % 2 == 1):
            out.append((start, at, (int(name[start]) - 1) // 2))
            start = None
        if label > 0 and label % 2 == 1:
            start = at
    return out


def swapped(block, pools, rng):
    """The block with other names in it; labels and places stay."""
    forms, shapes, new = list(block.forms), list(block.shapes), {}

    def replace(at, make):
        old = forms[at]
        if shapes[at] == "t" and len(old) > 2 and old.isalpha():
            new.setdefault(old, make())
            forms[at] = new[old]

    if block.corpus == "polnear":
        for at, form in enumerate(forms):
            low = form.lower()
            after_given = at and block.forms[at - 1].lower() in pools.first and block.shapes[at - 1] == "t"
            if shapes[at] == "t" and (low in pools.people or after_given):
                given = low in pools.first and not after_given
                replace(at, (lambda: pools.given_name(rng)) if given else (lambda: pools.family_name(rng)))
    else:
        for start, end, kind in entities(block.name):
            if kind == PERSON:
                for at in range(start, end):
                    last = at == end - 1
                    replace(at, (lambda: pools.family_name(rng)) if last else (lambda: pools.given_name(rng)))
            elif kind in pools.single and end - start == 1 and shapes[start] in "tu" and rng.random() < 0.5:
                words, key = pools.single[kind], (kind, forms[start])
                if key not in new:
                    new[key] = words[rng.integers(len(words))]
                forms[start], shapes[start] = new[key]
    return dataclasses.replace(block, forms=forms, shapes="".join(shapes))
