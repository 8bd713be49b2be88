"""The loss of both heads: partial CRF, a little of the plain loss, and a teacher's scores where there are some."""
import jax
import jax.numpy as jnp

import crf
from data import NAME, SAID, allowed

HEADS = (("said", SAID), ("name", NAME))
PLAIN = 0.2  # keeps the scores of a single token honest


def make(teaching=0.0, doubtful=()):
    """loss(params, said scores, name scores, data) -> (number, its two parts), per token."""
    table = jnp.asarray(allowed(doubtful))
    bans = {head: [jnp.asarray(it) for it in crf.forbidden(labels)] for head, labels in HEADS}

    def loss(p, said, name, data):
        start = {it: p[it + ".start"] + bans[it][0] for it in bans}
        trans = {it: p[it + ".transitions"] + bans[it][1] for it in bans}
        rows = said.shape[0]
        wide = lambda it: jnp.broadcast_to(start[it], (rows, start[it].shape[0]))
        mask, has = data["tokens"], data["has_said"]
        one = jax.nn.one_hot(data["said"], len(SAID), dtype=bool)
        fits = table[data["corpus"][:, None], data["name"]]
        # A sentence inside a block goes on from the label before it.
        first = wide("said")
        if "before" in data:
            first = jnp.where((data["before"] >= 0)[:, None], trans["said"][jnp.maximum(data["before"], 0)], first)
        of_said = crf.loss(said, mask, jnp.zeros_like(data["reset"]), first, trans["said"], one) * has
        of_name = crf.loss(name, mask, data["reset"], wide("name"), trans["name"], fits)
        logs = jax.nn.log_softmax(said), jax.nn.log_softmax(name)
        plain_said = (-jnp.where(one, logs[0], 0).sum(-1) * mask).sum(1) * has
        plain_name = (-jax.nn.logsumexp(jnp.where(fits, logs[1], -1e4), -1) * mask).sum(1)
        both = jnp.stack([of_said + PLAIN * plain_said, of_name + PLAIN * plain_name])
        if teaching:
            learn = [-(data["teacher_" + head] * log).sum(-1) * mask for (head, _), log in zip(HEADS, logs)]
            both = both + teaching * jnp.stack([it.sum(1) for it in learn])
        parts = both.sum(1) / (mask.sum() + 1e-6)
        return parts.sum(), parts

    return loss
