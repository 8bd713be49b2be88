"""Dev predictions with the file's arithmetic, judged by the official scorers."""
import json
import pathlib
import subprocess
import sys

import reading
from data import gold_path

TYPES = {"gmb": "PERSON,ORG,PLACE,NORP,DATE", "crossner": "PERSON,ORG,PLACE", "wnut17": "PERSON,ORG,PLACE"}
SAID = (("token source", 77, 81.5), ("token cue", 65, 69), ("token content", 87, 90), ("fragment source", 70, 76),
        ("fragment cue", 64, 68), ("fragment content", 56, 62), ("relation", 73, 77.5), ("relation+source", 62, 68),
        ("sentence attributed", 87, 90))


def write(path, blocks, answers, key):
    """One line a document."""
    lines = {}
    for block, found in zip(blocks, answers):
        lines.setdefault(block.document, []).extend(found)
    with open(path, "w", encoding="utf-8") as file:
        for document, found in lines.items():
            file.write(json.dumps({"id": document, key: found}) + "\n")


def scorer(shared, script, gold, predictions, *options):
    run = [sys.executable, str(pathlib.Path(shared) / "eval" / script), str(gold), str(predictions), "--json", *options]
    return json.loads(subprocess.run(run, capture_output=True, check=True, text=True).stdout)


def said(shared, folder, params, blocks, scores, bits, nets, bias=None):
    """Figures of the attribution table: {measure: F1 in percent}."""
    found = [reading.attributions(block, reading.labels(params, block, it, bias)[0], flags, nets)
             for block, it, flags in zip(blocks, scores, bits)]
    path = pathlib.Path(folder) / "said.jsonl"
    write(path, blocks, found, "attributions")
    return scorer(shared, "score_attribution.py", gold_path(shared, "polnear", "dev"), path)


def named(shared, folder, corpus, params, blocks, scores):
    found = [reading.names(block, reading.labels(params, block, it)[1]) for block, it in zip(blocks, scores)]
    path = pathlib.Path(folder) / f"names-{corpus}.jsonl"
    write(path, blocks, found, "entities")
    types = TYPES.get(corpus, "PERSON,ORG,PLACE")
    return scorer(shared, "score_ner.py", gold_path(shared, corpus, "dev"), path, "--types", types)
