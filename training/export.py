"""Writes the weight file that the product loads, and vectors to test the loading side with."""
import json
import struct
import subprocess
import zlib

import numpy as np

import data
import quantise
from data import NAME, SAID

VERSION = 1


def tensors(params, nets, **texts):
    """[(name, type, array)] in the order of the file."""
    out = []
    for name, value in params.items():
        if isinstance(value, dict):
            for part in sorted(value):
                it = np.asarray(value[part], np.float32)
                if part == "w":
                    q, scale = quantise.rows(it)
                    out += [(f"{name}.w", "i8", q), (f"{name}.s", "f32", scale)]
                else:
                    out.append((f"{name}.{part}", "f32", it))
        elif name.endswith((".start", ".transitions")):
            out.append((name, "f32", np.asarray(value, np.float32)))
        else:
            q, scale = quantise.rows(np.asarray(value, np.float32))
            out += [(f"{name}.w", "i8", q), (f"{name}.s", "f32", scale)]
    for kind, layers in nets.items():
        for at, layer in enumerate(layers):
            for part in ("w", "b"):
                out.append((f"link.{kind}.{at}.{part}", "f32", np.asarray(layer[part], np.float32)))
    for name, lines in texts.items():
        out.append((name, "u8", np.frombuffer(lines, np.uint8)))
    return out


def with_bans(params):
    """Start scores and transitions as the decoder uses them."""
    import reading
    out = dict(params)
    for head, labels in (("said", SAID), ("name", NAME)):
        out[head + ".start"], out[head + ".transitions"] = reading.chain(params, head, labels)
    return out


def write(path, card, kind, config, listed, labels=None):
    entries, blob = [], bytearray()
    for name, type_, array in listed:
        blob += b"\0" * (-len(blob) % 64)
        raw = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).tobytes()
        entries.append({"name": name, "type": type_, "shape": list(array.shape), "offset": len(blob), "length": len(raw)})
        blob += raw
    header = {"card": card, "kind": kind, "labels": labels or {"said": SAID, "name": NAME}, "config": config, "tensors": entries}
    header = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    rest = header + b"\0" * (-(20 + len(header)) % 64) + bytes(blob)
    with open(path, "wb") as file:
        file.write(b"onrecord" + struct.pack("<III", VERSION, len(header), zlib.crc32(rest)) + rest)
    return 20 + len(rest)


def read(path):
    """(header, {name: array}) of a weight file."""
    with open(path, "rb") as file:
        raw = file.read()
    version, length, check = struct.unpack("<III", raw[8:20])
    assert raw[:8] == b"onrecord" and version == VERSION and zlib.crc32(raw[20:]) == check
    header = json.loads(raw[20:20 + length])
    start = -(-(20 + length) // 64) * 64
    types = {"i8": np.int8, "f32": np.float32, "u8": np.uint8}
    out = {}
    for it in header["tensors"]:
        at = start + it["offset"]
        out[it["name"]] = np.frombuffer(raw[at:at + it["length"]], types[it["type"]]).reshape(it["shape"])
    return header, out


def cut(texts, tokens):
    """Blocks of invented texts by the token exporter (a command)."""
    lines = "".join(json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts))
    done = subprocess.run(tokens, input=lines, capture_output=True, text=True, check=True).stdout
    out = []
    for text, line in zip(texts, done.splitlines()):
        raw = json.loads(line)
        record = {"id": raw["id"], "text": text, "attributions": []}
        out += [data.block_of(record, "polnear", at, it) for at, it in enumerate(raw["blocks"]) if it["tokens"]]
    return out


def vectors(path, kind, card, texts, blocks, scores, params, bits, nets):
    """Labels, scores to 3 decimals and attributions (tokens) of invented paragraphs."""
    import linker
    import reading
    out = []
    for block, (said, name), flags in zip(blocks, scores, bits):
        labels = reading.labels(params, block, (said, name))
        links = linker.link(linker.Spans(block, labels[0], flags), nets)
        out.append({"text": texts[int(block.document)], "block": block.index, "tokens": block.spans,
                    "said": [SAID[it] for it in labels[0]], "name": [NAME[it] for it in labels[1]],
                    "flags": [int(it) for it in flags], "quotes": [int(it) for it in block.quotes],
                    "said_scores": np.round(said.astype(float), 3).tolist(),
                    "name_scores": np.round(name.astype(float), 3).tolist(),
                    "attributions": [dict(zip(("source", "cue", "content"), it)) for it in links]})
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"kind": kind, "card": card, "blocks": out}, file, ensure_ascii=False, indent=1)
