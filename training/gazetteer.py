"""Word lists of the product as flags on tokens; the lists go into the weight file, so that both sides see the same.

A line of the table: flag bits in hexadecimal, a tab, lower-cased words with one space between tokens.
Matching is greedy from the left per token position: the longest entry that begins there marks all its tokens.
Bits of NAMED need a capital first letter at the first token, the others do not.
"""
import pathlib
import re

import numpy as np

FLAGS = ("given_m", "given_f", "surname", "country", "people", "city", "region", "organisation", "thing",
         "organisation_word", "place_word", "role", "ordinary", "reporting", "day", "event_word")
NAMED = 0b0000_0001_1111_1111
LONGEST = 6


def _lines(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# ") and line.strip() != "#":
            yield line.strip()


def _split(words):
    """Cuts a listed name as the tokenizer would: hyphens and possessives apart."""
    words = re.sub(r"(?<=\w)(['’]s)\b", r" \1", words.lower())
    return " ".join(re.sub(r"(?<=\w)-(?=\w)", " - ", words).split())


def table(names, reading, verbs):
    """{words: bits} from `data/names` and `data/reading`; `verbs` are the inflected reporting verbs."""
    out = {}

    def add(words, flag):
        words = _split(words)
        if words and words.count(" ") < LONGEST:
            out[words] = out.get(words, 0) | 1 << FLAGS.index(flag)

    gender = "mf"
    for line in _lines(names / "given.txt"):
        if line.startswith("##"):
            gender = {"m": "m", "f": "f"}.get(line[2:].strip(), "mf")
            continue
        for word in line.split():
            for it in gender:
                add(word, f"given_{it}")
    for line in _lines(names / "surnames.txt"):
        for word in line.split():
            add(word, "surname")
    for line in _lines(names / "countries.txt"):
        places, _, people = line.partition(":")
        for it in places.split("/"):
            add(it.strip(), "country")
        for it in people.split(","):
            add(it.strip(), "people")
    for file, flag in (("groups", "people"), ("cities", "city"), ("regions", "region")):
        for line in _lines(names / f"{file}.txt"):
            for it in line.split(","):
                add(it.strip(), flag)
    for line in _lines(names / "organisations.txt"):
        for it in line.split("/"):
            add(it.strip(), "organisation")
    for line in _lines(names / "other.txt"):
        for it in line[2:].split(","):
            add(it.strip(), "thing")
    for line in _lines(names / "shapes.txt"):
        kind, _, words = line.partition(":")
        flag = {"org": "organisation_word", "org-of": "organisation_word", "place": "place_word",
                "place-first": "place_word", "event": "event_word", "event-first": "event_word",
                "work": "event_word"}.get(kind)
        for it in words.split(",") if flag else ():
            add(it.strip(), flag)
    for line in _lines(names / "roles.txt"):
        for it in line.lstrip("= ").split(","):
            add(re.sub(r" [mf]$", "", it.strip()), "role")
    for line in _lines(names / "ordinary.txt"):
        for word in line.split():
            add(word, "ordinary")
    for word in verbs:
        add(word, "reporting")
    for word in ("monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
                 "august september october november december jan. feb. aug. sept. oct. nov. dec. today yesterday "
                 "tomorrow").split():
        add(word, "day")
    return out


class Gazetteer:
    def __init__(self, entries):
        self.entries = entries
        self.prefixes = set()
        for words in entries:
            parts = words.split(" ")
            for n in range(1, len(parts)):
                self.prefixes.add(" ".join(parts[:n]))

    def flags(self, forms, lower):
        """Bits of each token."""
        out = np.zeros(len(forms), np.int32)
        for at, word in enumerate(lower):
            best, length, words = self.entries.get(word, 0), 1, word
            end = at + 1
            while words in self.prefixes and end < len(lower):
                words = f"{words} {lower[end]}"
                end += 1
                if words in self.entries:
                    best, length = self.entries[words], end - at
            if best:
                if not forms[at][:1].isupper():
                    best &= ~NAMED
                out[at:at + length] |= best
        return out


def dump(entries):
    return "\n".join(f"{bits:x}\t{words}" for words, bits in sorted(entries.items())).encode()


def parse(data):
    return {words: int(bits, 16) for bits, words in (it.split("\t") for it in data.decode().split("\n"))}


def product(root):
    """The table of this repository's lists."""
    root = pathlib.Path(root)
    verbs = set()
    for line in _lines(root / "data/reading/cues.txt"):
        parts = line.split("|")
        if len(parts) >= 2:
            verbs |= inflected(parts[0].strip(), parts[3].split() if len(parts) > 3 else [])
    return table(root / "data/names", root / "data/reading", verbs)


def inflected(base, irregular):
    """Third person, past and gerund of a verb, near enough for a flag."""
    if " " in base:
        return {base}
    third = base[:-1] + "ies" if re.search(r"[^aeiou]y$", base) else base + ("es" if re.search(r"(s|x|z|sh|ch)$", base) else "s")
    past = base + "d" if base.endswith("e") else base[:-1] + "ied" if third.endswith("ies") else base + "ed"
    gerund = base[:-1] + "ing" if re.search(r"[^eo]e$", base) else base + "ing"
    return {base, third, gerund, *(irregular or [past])}
