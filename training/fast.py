"""The fast model: a gated dilated CNN over one sentence, two CRF heads on top."""
import jax
import jax.numpy as jnp
import numpy as np

from accurate import dropout, layer_norm, linear
from data import NAME, SAID

CONFIG = {"word": 128, "prefix": 32, "suffix": 32, "shape": 16, "quote": 16, "flags": 24, "width": 160,
          "dilations": [1, 2, 4, 8, 2, 1], "mean_after": 3, "affix_rows": 4096, "shape_rows": 512,
          "unknown_rows": 512, "window": 256, "overlap": 32}
EPS = 1e-5


def fresh(words, seed, config=CONFIG, word_table=None):
    """Parameters from scratch; `word_table` gives the listed words' rows."""
    rng = np.random.default_rng(seed)
    width = config["width"]
    table = lambda rows, dim: rng.normal(0, 0.1, (rows, dim)).astype(np.float32)

    def dense(out, into):
        bound = np.sqrt(3 / into)
        return {"w": rng.uniform(-bound, bound, (out, into)).astype(np.float32), "b": np.zeros(out, np.float32)}

    norm = lambda: {"g": np.ones(width, np.float32), "b": np.zeros(width, np.float32)}
    out = {"word": table(words + config["unknown_rows"], config["word"]),
           "prefix": table(config["affix_rows"], config["prefix"]), "suffix": table(config["affix_rows"], config["suffix"]),
           "shape": table(config["shape_rows"], config["shape"]), "quote": table(4, config["quote"]),
           "flags": table(18, config["flags"])}
    if word_table is not None:
        out["word"][config["unknown_rows"]:] = word_table
    into = sum(config[it] for it in ("word", "prefix", "suffix", "shape", "quote", "flags"))
    out["in"], out["in.norm"], out["mean"] = dense(width, into), norm(), dense(width, width)
    for i in range(len(config["dilations"])):
        out[f"layer{i}"], out[f"layer{i}.norm"] = dense(2 * width, 3 * width), norm()
    for head, labels in (("said", SAID), ("name", NAME)):
        out[head] = {"w": rng.normal(0, 0.05, (len(labels), width)).astype(np.float32), "b": np.zeros(len(labels), np.float32)}
        out[head + ".transitions"] = np.zeros((len(labels), len(labels)), np.float32)
        out[head + ".start"] = np.zeros(len(labels), np.float32)
    return out


def shifted(x, by):
    """x[t + by], zeros beyond the ends."""
    if by > 0:
        return jnp.pad(x[:, by:], ((0, 0), (0, min(by, x.shape[1])), (0, 0)))
    return jnp.pad(x[:, :by], ((0, 0), (min(-by, x.shape[1]), 0), (0, 0))) if by else x


def forward(p, batch, key=None, rate=0.2, exact=True, config=CONFIG):
    """Scores of both heads for each token: ([B,L,7], [B,L,17])."""
    x = hidden(p, batch, key, rate, exact, config)
    return linear(x, p["said"], exact), linear(x, p["name"], exact)


def hidden(p, batch, key=None, rate=0.2, exact=True, config=CONFIG):
    """The last layer below the heads: [B,L,width]."""
    keys = iter(jax.random.split(key, len(config["dilations"]) + 2)) if key is not None else iter([None] * 99)
    take = lambda name: jnp.take(p[name], batch[name], axis=0)
    bits = ((batch["flags"][..., None] >> jnp.arange(18)) & 1).astype(jnp.float32)
    x = jnp.concatenate([take("word"), take("prefix"), take("suffix"), take("shape"), take("quote"), bits @ p["flags"]], -1)
    x = dropout(x, rate, next(keys))
    mask = batch["tokens"][..., None].astype(jnp.float32)
    x = layer_norm(linear(x, p["in"], exact), p["in.norm"], EPS) * mask
    for i, d in enumerate(config["dilations"]):
        wide = jnp.concatenate([shifted(x, -d), x, shifted(x, d)], -1)
        a, g = jnp.split(linear(wide, p[f"layer{i}"], exact), 2, axis=-1)
        x = layer_norm(x + dropout(a * jax.nn.sigmoid(g), rate, next(keys)), p[f"layer{i}.norm"], EPS) * mask
        if i + 1 == config["mean_after"]:
            mean = x.sum(1, keepdims=True) / jnp.maximum(mask.sum(1, keepdims=True), 1)
            x = (x + jnp.tanh(linear(mean, p["mean"], exact))) * mask
    return dropout(x, rate, next(keys))
