"""Texts whose "he" and "she" are known: read ones (GAP, GUM), and articles in which a surname was made a pronoun.

The numbers that the resolver sees come from `examples/pronouns.rs`; here they meet what is right.
"""
import collections
import dataclasses
import gzip
import json
import re
import subprocess

import numpy as np

import articles
import pronoun_stories
from gazetteer import _lines

SUBJECT = {"m": "he", "f": "she"}
OWNER = {"m": "his", "f": "her"}


@dataclasses.dataclass
class Known:
    """A pronoun, and where those that it means and does not mean are named."""
    corpus: str
    start: int
    right: list  # spans of names of whoever is meant; empty if nobody named is
    wrong: list  # spans of names of others, where only these are known to be wrong
    everyone: bool = True  # whoever is not right is wrong
    open: bool = True  # nobody named may be meant: how often that is so, made texts cannot tell


@dataclasses.dataclass
class Choice:
    """A pronoun as the resolver weighs it."""
    corpus: str
    group: str  # what is held back together
    speaks: bool
    features: np.ndarray  # people × features
    right: np.ndarray
    nobody: bool  # the last row is nobody's


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(it) for it in lines if it.strip()]


def gap(path):
    """(texts, {id: [Known]}) of GAP: a pronoun and two names, of which one is meant, or neither."""
    texts, known = [], {}
    for row in rows(path):
        texts.append({"id": row["id"], "text": row["text"]})
        right = [row[it] for it in "ab" if row[it + "_is"]]
        wrong = [row[it] for it in "ab" if not row[it + "_is"]]
        known[row["id"]] = [Known("gap", row["pronoun"][0], right, wrong, bool(right))]
    return texts, known


def gum(path):
    """The same of GUM: every he and she of every document."""
    texts, known = [], {}
    for row in rows(path):
        texts.append({"id": row["id"], "text": row["text"]})
        names, others = collections.defaultdict(list), []
        for it in row["mentions"]:
            if it["form"] == "name" and it["end"] - it["start"] < 60:
                names[it["entity"]].append([it["start"], it["end"]])
        for it in row["mentions"]:
            word = row["text"][it["start"]:it["end"]].lower()
            if it["form"] == "pronoun" and re.fullmatch("he|she|him|her|his|hers|himself|herself", word):
                others.append(Known("gum", it["start"], names[it["entity"]], []))
        known[row["id"]] = others
    return texts, known


def evidence(texts, program, weights=None):
    """(names of the features, {id: what the resolver sees}) of texts, read by the product."""
    feed = "".join(json.dumps(it) + "\n" for it in texts)
    command = [program, *(["--weights", str(weights)] if weights else [])]
    lines = subprocess.run(command, input=feed.encode(), capture_output=True, check=True).stdout.decode().splitlines()
    return json.loads(lines[0])["features"], {it["id"]: it for it in map(json.loads, lines[1:])}


def overlaps(span, other):
    return span[0] < other[1] and other[0] < span[1]


def named_in(entity, spans):
    return any(form == "name" and any(overlaps((start, end), it) for it in spans) for start, end, form in entity["mentions"])


def choices(seen, known, features):
    """What is weighed and known at each pronoun; those with nobody to choose from teach nothing."""
    out = []
    for name, pronouns in known.items():
        at = {it["start"]: it for it in seen[name]["pronouns"]}
        entities = seen[name]["entities"]
        for it in pronouns:
            weighed = at.get(it.start)
            if weighed is None or not weighed["people"]:
                continue
            table = np.zeros((len(weighed["people"]) + 1, features), np.float32)
            right = np.zeros(len(table), bool)
            for row, person in enumerate(weighed["people"]):
                for number, value in person["features"]:
                    table[row, number] = value
                entity = None if person["entity"] is None else entities[person["entity"]]
                if entity is None:
                    right[row] = not it.right
                elif it.everyone:
                    right[row] = named_in(entity, it.right)
                else:
                    right[row] = not named_in(entity, it.wrong)
            right[-1] = not right[:-1].any() or not it.right
            if it.open or right[-1]:
                out.append(Choice(it.corpus, name.split("#")[0], weighed["speaks"], table, right, True))
            else:
                out.append(Choice(it.corpus, name.split("#")[0], weighed["speaks"], table[:-1], right[:-1], False))
    return out


# Articles in which a surname is made a pronoun.

def given_names(folder):
    """{given name: "m" or "f"} as far as the product's list tells."""
    out, gender = {}, ""
    for line in _lines(folder / "given.txt"):
        if line.startswith("##"):
            gender = line[2:].strip()
            continue
        for word in line.split():
            out[word] = gender if out.get(word, gender) == gender else "u"
    return out


def public(path, count):
    """News in the public domain (GMB), ten sentences a text, without any marks of others."""
    return [{"id": it["id"], "text": it["text"]} for it in rows(path)[:count]]


def written():
    """The articles of this project as texts."""
    return [{"id": it["id"], "text": "\n\n".join(" ".join(s[0] for s in p) for p in it["paragraphs"])} for it in articles.load()]


def invented(rng):
    """A name that no list knows."""
    pick = lambda items: str(items[rng.integers(len(items))])
    middle = "".join(pick(["ar", "el", "iv", "or", "un", "esk", "amb", "ily"]) for _ in range(1 + rng.integers(2)))
    return pick(["T", "K", "Br", "S", "V", "M", "D", "Z", "Gr", "N"]) + middle + pick(["en", "a", "ok", "im", "ul", "eth", "o"])


def genders(text, entities, given):
    """{number of a person: "m" or "f"} by given name and title."""
    out = {}
    for number, it in enumerate(entities):
        words = it["name"].split()
        if not it["person"] or len(words) < 2:
            continue
        gender = given.get(words[0].lower(), "u")
        surname = re.escape(words[-1])
        for title, told in (("Mr", "m"), ("Mrs|Ms|Miss", "f")):
            if re.search(rf"\b(?:{title})\.? {surname}\b", text):
                gender = told
        if gender in "mf":
            out[number] = gender
    return out


def renamed(text, entities, rng):
    """The text with given names that tell nothing."""
    for it in entities:
        words = it["name"].split()
        if it["person"] and len(words) > 1 and words[0].isalpha() and words[0][0].isupper() and len(words[0]) > 2:
            text = re.sub(rf"\b{re.escape(words[0])}(?= {re.escape(words[1])}\b)", invented(rng), text)
    return text


BEFORE = re.compile(r"(?:^|[.!?:] |\n|[.!?,][”\"’] |[”\"’] said |, said |\b(?:that|and|but|when|because|after|before|as|if|while|although) |[“])$")


def replaceable(text, start, end):
    """How a pronoun may stand in the place of a name: "subject", "owner" or not at all."""
    before, behind = text[max(0, start - 12):start], text[end:end + 12]
    if not BEFORE.search(before):
        return None
    if re.match(r"[’']s [a-z]", behind):
        return "owner"
    if re.search(r"said $", before):
        return "inverted" if behind.startswith(".") else None
    return "subject" if re.match(r" [a-z]", behind) and not re.match(r" (?:and|or|of|who|whose|et) ?", behind) else None


PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.I)


def told_by_sex(text, seen, told):
    """[(which of the text's pronouns, surname)] where the sexes of all who are in reach leave one person.

    The same places in the text with other given names ask for more than the sex.
    """
    out = []
    number = {it.start(): at for at, it in enumerate(PRONOUN.finditer(text))}
    for it in seen["pronouns"]:
        word = text[it["start"]:it["end"]].lower()
        gender = "m" if word in ("he", "him", "his", "himself") else "f"
        people = [person["entity"] for person in it["people"]]
        names = {at: seen["entities"][at]["name"] for at in people if at is not None}
        unknown = any(at not in told and " " in name for at, name in names.items())
        fits = [at for at in names if told.get(at) == gender]
        if None not in people and not unknown and len(fits) == 1 and it["start"] in number:
            out.append((number[it["start"]], names[fits[0]].split()[-1]))
    return out


def known_by_sex(texts, seen, places):
    """What is known of these pronouns in texts whose names may have changed."""
    known = {}
    for it in texts:
        starts = [m.start() for m in PRONOUN.finditer(it["text"])]
        spans = collections.defaultdict(list)
        for entity in seen[it["id"]]["entities"]:
            if entity["person"]:
                spans[entity["name"].split()[-1]] += [m[:2] for m in entity["mentions"] if m[2] == "name"]
        own = [Known("sexes", starts[at], spans[name], [], open=False) for at, name in places[it["id"]] if at < len(starts) and spans[name]]
        known[it["id"]] = own
    return known


TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? $")


def natural(text, start, names, others):
    """Whether a writer would say "he": the last name is near, and nobody of the same sex has come between."""
    between = text[names[-1][1]:start]
    near = len(between) < 250 and between.count("\n\n") <= 1
    return near and not any(names[-1][1] <= it[0] < start for it in others)


def made(texts, seen, told, rng, most=8):
    """Variants of texts, each with one surname made a pronoun and cut off behind its paragraph."""
    out, known = [], {}
    for it in texts:
        text, entities = it["text"], seen[it["id"]]["entities"]
        named = {n: sorted(m[:2] for m in e["mentions"] if m[2] == "name") for n, e in enumerate(entities) if e["person"]}
        places = []
        for number, gender in told[it["id"]].items():
            names = named.get(number, [])
            others = [m for n, own in named.items() if n != number and told[it["id"]].get(n, gender) == gender for m in own]
            for place, (start, end) in enumerate(names[1:], 1):
                title = TITLE.search(text[max(0, start - 6):start])
                first = start - len(title.group()) if title else start
                how = replaceable(text, first, end)
                if how and " " not in text[start:end] and natural(text, first, names[:place], others):
                    places.append((first, end, how, gender, names[:place]))
        for at in rng.permutation(len(places))[:most]:
            start, end, how, gender, right = places[at]
            word = (OWNER if how == "owner" else SUBJECT)[gender]
            behind = end + 2 if how == "owner" else end
            opens = begins(text[:start], text[behind:]) and how != "inverted"
            head = text[:start]
            if how == "inverted":
                # "said Lund." becomes "he said."
                head = head[:-len("said ")]
                start, word = len(head), word + " said"
            stop = text.find("\n", behind)
            changed = head + (word.capitalize() if opens else word) + text[behind:stop if stop >= 0 else len(text)]
            name = f"{it['id']}#{at}"
            out.append({"id": name, "text": changed})
            known[name] = [Known("made", start, right, [], open=False)]
    return out, known


TAG = re.compile(r" (?:said|says|added|told|asked|wrote|replied|explained|warned|recalled)\b")


def begins(before, behind):
    """Whether a word between these begins its sentence; behind a quotation the tag goes on."""
    before = before.rstrip(" ")
    if re.search(r"[”\"’]$", before):
        return re.search(r"[.!?][”\"’]$", before) is not None and not TAG.match(behind)
    return not before or before[-1] in ".!?:\n“"


def stories(rng, count, given):
    """Short stories from templates: whose the words are is clear, or left open on purpose."""
    out, known = [], {}
    pools = {it: sorted(name.title() for name, g in given.items() if g == it and name.isalpha() and len(name) > 2) for it in "mf"}
    for number in range(count):
        template, right = pronoun_stories.ALL[rng.integers(len(pronoun_stories.ALL))]
        gender = "mf"[rng.integers(2)]
        names = {}
        for letter in "ABC":
            # A third person is of the other sex.
            own = gender if letter != "C" else "fm"["mf".index(gender)]
            first = invented(rng) if rng.random() < 0.4 else pools[own][rng.integers(len(pools[own]))]
            names[letter] = (first, invented(rng).title())
        text, places, start = "", collections.defaultdict(list), None
        for piece in re.split(r"(\{[^}]+\})", template):
            if not piece.startswith("{"):
                text += piece
                continue
            key = piece[1:-1]
            if key[0] in names and key[1:] in ("", "+"):
                words = names[key[0]][1] if key[1:] == "" else " ".join(names[key[0]])
                places[key[0]].append([len(text), len(text) + len(words)])
            else:
                asked, key = key.endswith("?"), key.rstrip("?")
                words = pronoun_stories.PRONOUNS[key.lower()]["mf".index(gender)]
                words = words.capitalize() if key[0].isupper() else words
                if asked:
                    start = len(text)
            text += words
        name = f"story-{pronoun_stories.ALL.index((template, right))}#{number}"
        out.append({"id": name, "text": text})
        known[name] = [Known("story", start, places[right] if right else [], [])]
    return out, known
