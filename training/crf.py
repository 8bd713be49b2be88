"""A linear-chain CRF that may be told only which labels are possible, and the decoder that goes with it."""
import jax
import jax.numpy as jnp
import numpy as np

IMPOSSIBLE = -10_000.0


def forbidden(labels):
    """Scores added to transitions and starts: I-X only follows B-X or I-X."""
    count = len(labels)
    start, trans = np.zeros(count, np.float32), np.zeros((count, count), np.float32)
    for to, label in enumerate(labels):
        if label.startswith("I-"):
            start[to] = IMPOSSIBLE
            for before, other in enumerate(labels):
                if other[1:] != label[1:] or other == "O":
                    trans[before, to] = IMPOSSIBLE
    return start, trans


def log_partition(scores, mask, reset, start, trans):
    """Log of the summed scores of all paths. scores[B,L,Y]; mask and reset [B,L]; start[B,Y] for the first token.

    Where `reset` is set a new sentence begins: the path so far and what follows are independent.
    The first row of `start` serves resets inside, so callers that use them give equal rows.
    """
    weights = jnp.exp(trans)

    def step(alpha, at):
        score, valid, fresh = at
        top = jax.lax.stop_gradient(alpha.max(1, keepdims=True))
        moved = top + jnp.log(jnp.maximum(jnp.exp(alpha - top) @ weights, 1e-35))
        begun = jax.nn.logsumexp(alpha, axis=1, keepdims=True) + start
        nxt = jnp.where(fresh[:, None], begun, moved) + score
        return jnp.where(valid[:, None], nxt, alpha), None

    first = start + scores[:, 0]
    rest = (scores[:, 1:].swapaxes(0, 1), mask[:, 1:].T, reset[:, 1:].T)
    alpha, _ = jax.lax.scan(step, first, rest)
    return jax.nn.logsumexp(alpha, axis=1)


def loss(scores, mask, reset, start, trans, possible):
    """Negative log likelihood of the paths that `possible` [B,L,Y] leaves, one number a row."""
    limited = jnp.where(possible | ~mask[..., None], scores, scores + IMPOSSIBLE)
    both = log_partition(jnp.concatenate([scores, limited]), jnp.concatenate([mask, mask]),
                         jnp.concatenate([reset, reset]), jnp.concatenate([start, start]), trans)
    free, fitting = jnp.split(both, 2)
    return jnp.where(mask[:, 0], free - fitting, 0.0)


def viterbi(scores, start, trans):
    """The best path; of equal ones that with the lowest labels last-to-first. scores[L,Y]."""
    length = len(scores)
    if not length:
        return np.zeros(0, np.int32)
    best = np.float32(start) + np.float32(scores[0])
    back = np.zeros((length, scores.shape[1]), np.int32)
    for at in range(1, length):
        moved = best[:, None] + trans
        back[at] = moved.argmax(0)
        best = moved.max(0) + scores[at]
    out = np.zeros(length, np.int32)
    out[-1] = best.argmax()
    for at in range(length - 1, 0, -1):
        out[at - 1] = back[at, out[at]]
    return out
