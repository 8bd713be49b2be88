"""Trains the linker's three networks on predicted labels."""
import jax
import jax.numpy as jnp
import numpy as np

import linker
import optimiser


def stacked(examples):
    """Candidates of all anchors as arrays with padding."""
    wide = 2 * linker.NEAREST
    x = np.zeros((len(examples), wide, linker.COUNT), np.float32)
    right, real = np.zeros((len(examples), wide), bool), np.zeros((len(examples), wide), bool)
    for at, (rows, truth) in enumerate(examples):
        x[at, :len(rows)], right[at, :len(rows)], real[at, :len(rows)] = rows, truth, True
    return x, right, real


def train(examples, seed=0, hidden=32, steps=4000, rows=256, rate=4e-3):
    """Layers of one network: choose the right candidate, or none if there is none."""
    x, right, real = stacked(examples)
    rng = np.random.default_rng(seed)
    params = {"0": {"w": rng.normal(0, 0.2, (hidden, linker.COUNT)).astype(np.float32), "b": np.zeros(hidden, np.float32)},
              "1": {"w": rng.normal(0, 0.2, (1, hidden)).astype(np.float32), "b": np.zeros(1, np.float32)}}
    params = jax.tree.map(jnp.asarray, params)
    state, factors = optimiser.start(params), optimiser.scales(params, lambda _: 1.0)

    @jax.jit
    def step(params, state, x, right, real, at, lr):
        def loss(p):
            h = jax.nn.relu(x @ p["0"]["w"].T + p["0"]["b"])
            score = jnp.where(real, (h @ p["1"]["w"].T + p["1"]["b"])[..., 0], -1e9)
            score = jnp.concatenate([score, jnp.zeros_like(score[:, :1])], 1)
            truth = jnp.concatenate([right, ~right.any(1, keepdims=True)], 1)
            logs = jax.nn.log_softmax(score, 1)
            return -jax.nn.logsumexp(jnp.where(truth, logs, -1e9), 1).mean()

        value, grads = jax.value_and_grad(loss)(params)
        return *optimiser.update(params, grads, state, at, lr, factors, keep=0.995)[:2], value

    total = 0.0
    for at in range(steps):
        pick = rng.integers(len(x), size=rows)
        lr = optimiser.rate(at, steps, rate, 50)
        params, state, value = step(params, state, x[pick], right[pick], real[pick], float(at), lr)
        total = 0.98 * total + 0.02 * float(value)
    average = jax.tree.map(np.asarray, state["average"])
    h = np.maximum(x @ average["0"]["w"].T + average["0"]["b"], 0)
    score = np.where(real, (h @ average["1"]["w"].T + average["1"]["b"])[..., 0], -1e9)
    best = score.argmax(1)
    chosen = np.where(score.max(1) > 0, right[np.arange(len(x)), best], ~right.any(1))
    print(f"  linker: {len(x)} anchors, loss {total:.3f}, right {chosen.mean():.3f}", flush=True)
    return [average["0"], average["1"]]


def from_labels(blocks, rows_of_labels, bits):
    """Networks trained on predicted labels of blocks with gold attributions."""
    gathered = {kind: [] for kind in linker.KINDS}
    for block, labels, flags_ in zip(blocks, rows_of_labels, bits):
        for kind, found in linker.examples(linker.Spans(block, labels, flags_)).items():
            gathered[kind] += found
    return {kind: train(found) for kind, found in gathered.items()}
