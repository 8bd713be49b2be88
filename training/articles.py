"""Articles written for this project, with a desk's word on every sentence and on single edits of it.

`articles/labelled.jsonl.gz`, one article a line: `paragraphs` of `[text, need, kind, support]`, and `edits`, each of which puts
one sentence in the place of another (`p` and `s` count paragraphs and sentences from 0) and says what is then to be asked.
"""
import dataclasses
import gzip
import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent / "articles"


@dataclasses.dataclass
class Sample:
    """A labelled sentence in its article."""
    article: str
    edited: bool
    text: int  # index of the text it stands in
    target: tuple  # (start, end) in code points of that text
    before: str  # the sentence before it, or nothing
    words: str
    need: float
    kind: str
    support: str


def load(path=FOLDER / "labelled.jsonl.gz"):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(it) for it in lines]


def samples(found):
    """(texts, samples): every sentence of the articles as they are, and of each edit the sentence it writes."""
    texts, out = [], []
    for article in found:
        add(texts, out, article["id"], article["paragraphs"], None)
        for edit in article["edits"]:
            paragraphs = [list(it) for it in article["paragraphs"]]
            paragraphs[edit["p"]][edit["s"]] = [edit["text"], edit["need"], edit["kind"], edit["support"]]
            add(texts, out, article["id"], paragraphs, (edit["p"], edit["s"]))
    return texts, out


def add(texts, out, name, paragraphs, only):
    text, before = "", ""
    for p, paragraph in enumerate(paragraphs):
        text += "\n\n" if p else ""
        for s, (words, need, kind, support) in enumerate(paragraph):
            text += " " if s else ""
            if only in (None, (p, s)):
                place = (len(text), len(text) + len(words))
                out.append(Sample(name, only is not None, len(texts), place, before, words, float(need), kind, support))
            text += words
            before = words
    texts.append(text)
