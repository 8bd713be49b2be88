"""Weights as the file holds them: int8 with one scale a row."""
import numpy as np


def rows(w):
    """(int8 values, f32 scale of each row)"""
    scale = np.maximum(np.abs(w).max(1), 1e-12).astype(np.float32) / np.float32(127)
    q = w / scale[:, None]
    return (np.sign(q) * np.floor(np.abs(q) + 0.5)).astype(np.int8), scale


def restored(params):
    """The parameters as they are after a trip through the file. Transitions and starts are not rounded."""
    def one(name, value):
        if isinstance(value, dict):
            return {key: one(f"{name}.{key}", it) for key, it in value.items()}
        value = np.asarray(value, np.float32)
        if value.ndim != 2 or name.endswith(".transitions"):
            return value
        q, scale = rows(value)
        return q.astype(np.float32) * scale[:, None]

    return {name: one(name, value) for name, value in params.items()}
