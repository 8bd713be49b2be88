"""The accurate model: MiniLM with capitals, quotations and lists added to its input, two CRF heads on top."""
import json
import struct

import jax
import jax.numpy as jnp
import numpy as np

from data import NAME, SAID

LAYERS, WIDTH, HEADS, LONGEST = 6, 384, 12, 384
EPS = 1e-12


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    out = {}
    for name, it in header.items():
        if name != "__metadata__" and it["dtype"] == "F32":
            begin, end = it["data_offsets"]
            out[name] = np.frombuffer(data[begin:end], np.float32).reshape(it["shape"]).copy()
    return out


def pretrained(folder, seed=0):
    """Parameters from the MiniLM package; new tables start at zero, heads small."""
    raw = read_safetensors(f"{folder}/model.safetensors")
    rng = np.random.default_rng(seed)
    get = lambda name: raw[name] if name in raw else raw["bert." + name]
    linear = lambda name: {"w": get(name + ".weight"), "b": get(name + ".bias")}
    norm = lambda name: {"g": get(name + ".weight"), "b": get(name + ".bias")}
    position = get("embeddings.position_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0]
    out = {"word": get("embeddings.word_embeddings.weight"), "position": position[:LONGEST],
           "quote": np.zeros((4, WIDTH), np.float32), "kind": np.zeros((8, WIDTH), np.float32),
           "flags": np.zeros((18, WIDTH), np.float32), "in.norm": norm("embeddings.LayerNorm")}
    for i in range(LAYERS):
        at = f"encoder.layer.{i}."
        for ours, theirs in (("q", "attention.self.query"), ("k", "attention.self.key"), ("v", "attention.self.value"),
                             ("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")):
            out[f"layer{i}.{ours}"] = linear(at + theirs)
        out[f"layer{i}.norm1"] = norm(at + "attention.output.LayerNorm")
        out[f"layer{i}.norm2"] = norm(at + "output.LayerNorm")
    for head, labels in (("said", SAID), ("name", NAME)):
        out[head] = {"w": rng.normal(0, 0.02, (len(labels), WIDTH)).astype(np.float32),
                     "b": np.zeros(len(labels), np.float32)}
        out[head + ".transitions"] = np.zeros((len(labels), len(labels)), np.float32)
        out[head + ".start"] = np.zeros(len(labels), np.float32)
    return out


def layer_norm(x, p, eps=EPS):
    centred = x - x.mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + eps) * p["g"] + p["b"]


def dropout(x, rate, key):
    if key is None or rate == 0:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def twelve_bits(x):
    """Activations as the inference side rounds them: 12-bit integers, one scale a row."""
    scale = jnp.maximum(jnp.abs(x).max(-1, keepdims=True), 1e-30) / 2047
    q = x / scale
    return jnp.sign(q) * jnp.floor(jnp.abs(q) + 0.5) * scale


def linear(x, p, exact):
    return (x if exact else twelve_bits(x)) @ p["w"].T + p["b"]


def forward(p, batch, key=None, rate=0.1, exact=True):
    """Scores of both heads for the first piece of each token: ([B,T,7], [B,T,17])."""
    x = hidden(p, batch, key, rate, exact)
    first = jnp.take_along_axis(x, batch["first"][..., None], axis=1)
    return linear(first, p["said"], exact), linear(first, p["name"], exact)


def hidden(p, batch, key=None, rate=0.1, exact=True):
    """The last layer: [B,T,WIDTH]."""
    keys = iter(jax.random.split(key, 2 * LAYERS + 1)) if key is not None else iter([None] * (2 * LAYERS + 1))
    pieces = batch["pieces"]
    b, length = pieces.shape
    x = jnp.take(p["word"], pieces, axis=0) + p["position"][None, :length]
    x += jnp.take(p["quote"], batch["quote"], axis=0) + jnp.take(p["kind"], batch["kind"], axis=0)
    bits = (batch["flags"][..., None] >> jnp.arange(18)) & 1
    x += bits.astype(jnp.float32) @ p["flags"]
    x = dropout(layer_norm(x, p["in.norm"]), rate, next(keys))
    bias = jnp.where(batch["valid"], 0.0, -1e9)[:, None, None, :]
    split = lambda y: y.reshape(b, length, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)
    for i in range(LAYERS):
        at = f"layer{i}."
        q, k, v = (split(linear(x, p[at + it], exact)) for it in "qkv")
        weights = jax.nn.softmax(q @ k.swapaxes(-1, -2) / np.sqrt(WIDTH // HEADS) + bias, axis=-1)
        mixed = (weights @ v).transpose(0, 2, 1, 3).reshape(b, length, WIDTH)
        x = layer_norm(x + dropout(linear(mixed, p[at + "out"], exact), rate, next(keys)), p[at + "norm1"])
        up = jax.nn.gelu(linear(x, p[at + "up"], exact), approximate=False)
        x = layer_norm(x + dropout(linear(up, p[at + "down"], exact), rate, next(keys)), p[at + "norm2"])
    return x
