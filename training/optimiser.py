"""AdamW with warm-up, linear decay, clipping, learning rates by name and an average of the weights."""
import jax
import jax.numpy as jnp


def start(params):
    zeros = lambda: jax.tree.map(jnp.zeros_like, params)
    return {"m": zeros(), "v": zeros(), "average": jax.tree.map(jnp.array, params)}


def rate(step, total, peak, warm):
    return peak * min(1.0, (step + 1) / warm) * max(0.0, 1 - step / total)


def scales(params, factor):
    """A tree of learning-rate factors from a function of the parameter's name."""
    return {name: jax.tree.map(lambda _, n=name: factor(n), value) for name, value in params.items()}


def update(params, grads, state, step, lr, factors, decay=0.01, betas=(0.9, 0.98), clip=1.0, keep=0.998):
    norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(grads)))
    shrink = jnp.minimum(1.0, clip / (norm + 1e-9))
    t = step + 1.0
    fix1, fix2 = 1 - betas[0] ** t, 1 - betas[1] ** t
    keep = jnp.minimum(keep, (1 + t) / (10 + t))

    def one(p, g, m, v, average, factor):
        g = g * shrink
        m = betas[0] * m + (1 - betas[0]) * g
        v = betas[1] * v + (1 - betas[1]) * g * g
        wd = decay if p.ndim == 2 else 0.0
        p = p - lr * factor * ((m / fix1) / (jnp.sqrt(v / fix2) + 1e-8) + wd * p)
        return p, m, v, keep * average + (1 - keep) * p

    out = jax.tree.map(one, params, grads, state["m"], state["v"], state["average"], factors)
    pick = lambda at: jax.tree.map(lambda it: it[at], out, is_leaf=lambda it: isinstance(it, tuple))
    return pick(0), {"m": pick(1), "v": pick(2), "average": pick(3)}, norm
