"""Counts where attributions differ from those that people marked, by kind.

    python3 docs/disagreements.py GOLD SAID

GOLD and SAID are JSON Lines (GOLD may be gzip-packed) as the corpora and `onrecord annotate` have them.
An attribution meets the one of the other side whose content shares most with its own.
"""
import collections
import gzip
import json
import sys


def lines(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return {it["id"]: it["attributions"] for it in map(json.loads, file)}


def places(attribution, part):
    return {at for start, end in attribution.get(part) or () for at in range(start, end)}


def kinds(marked, said):
    """The kind of each disagreement in one article."""
    shares = []
    for x, one in enumerate(marked):
        content = places(one, "content")
        for y, other in enumerate(said):
            theirs = places(other, "content")
            if content & theirs:
                shares.append((len(content & theirs) / len(content | theirs), x, y))
    met, taken = {}, set()
    for share, x, y in sorted(shares, reverse=True):
        if x not in met and y not in taken:
            met[x] = (share, y)
            taken.add(y)
    for x, one in enumerate(marked):
        if x not in met:
            yield "only people have it"
            continue
        share, y = met[x]
        sources = places(one, "source"), places(said[y], "source")
        if share < 0.5:
            yield "contents share less than half"
        elif any(sources) and not sources[0] & sources[1]:
            yield "sources differ"
    yield from ["only the model has it"] * (len(said) - len(taken))


def main():
    marked, said = map(lines, sys.argv[1:])
    found = collections.Counter(kind for name in marked for kind in kinds(marked[name], said[name]))
    for kind, count in found.most_common():
        print(f"{count:5} {kind}")
    print(f"{sum(found.values()):5} in all")


if __name__ == "__main__":
    main()
