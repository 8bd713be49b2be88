"""Viterbi and the partial CRF against brute force; numbers after a trip through the file."""
import itertools
import tempfile
import unittest

import jax.numpy as jnp
import numpy as np

import crf
import dequantise
import export
import linker
import quantise
from data import Block, NAME, SAID, quote_states


def brute(scores, start, trans, possible=None):
    """{path: score} of all paths."""
    out = {}
    for path in itertools.product(range(scores.shape[1]), repeat=len(scores)):
        if possible is not None and not all(possible[at, y] for at, y in enumerate(path)):
            continue
        out[path] = start[path[0]] + sum(scores[at, y] for at, y in enumerate(path)) + sum(trans[a, b] for a, b in zip(path, path[1:]))
    return out


class Chains(unittest.TestCase):
    def setUp(self):
        rng = np.random.default_rng(0)
        self.scores, self.start, self.trans = (rng.normal(size=it).astype(np.float32) for it in ((4, 3), 3, (3, 3)))

    def test_viterbi_finds_the_best_path(self):
        paths = brute(self.scores, self.start, self.trans)
        self.assertEqual(tuple(crf.viterbi(self.scores, self.start, self.trans)), max(paths, key=paths.get))

    def test_loss_is_the_share_of_the_possible_paths(self):
        possible = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [1, 1, 1]], bool)
        total = lambda paths: np.log(sum(np.exp(list(paths.values()))))
        expected = total(brute(self.scores, self.start, self.trans)) - total(brute(self.scores, self.start, self.trans, possible))
        yes, no = jnp.ones((1, 4), bool), jnp.zeros((1, 4), bool)
        found = crf.loss(self.scores[None], yes, no, self.start[None], self.trans, possible[None])
        self.assertAlmostEqual(float(found[0]), expected, places=3)

    def test_a_reset_parts_the_chain(self):
        yes, reset = jnp.ones((1, 4), bool), jnp.array([[False, False, True, False]])
        total = lambda part: np.log(sum(np.exp(list(brute(part, self.start, self.trans).values()))))
        found = crf.log_partition(self.scores[None], yes, reset, self.start[None], self.trans)
        self.assertAlmostEqual(float(found[0]), total(self.scores[:2]) + total(self.scores[2:]), places=3)

    def test_no_label_goes_on_that_did_not_begin(self):
        start, trans = crf.forbidden(SAID)
        scores = np.zeros((3, len(SAID)), np.float32)
        scores[:, SAID.index("I-CUE")] = 5
        self.assertEqual([SAID[it] for it in crf.viterbi(scores, start, trans)], ["B-CUE", "I-CUE", "I-CUE"])


class Quantised(unittest.TestCase):
    def test_rows_are_within_half_a_step(self):
        w = np.random.default_rng(1).normal(size=(5, 40)).astype(np.float32)
        q, scale = quantise.rows(w)
        self.assertEqual(np.abs(q).max(1).tolist(), [127] * 5)
        self.assertTrue((np.abs(q * scale[:, None] - w) <= scale[:, None] * 0.5001).all())

    def test_a_row_of_zeros_stays(self):
        q, scale = quantise.rows(np.zeros((1, 4), np.float32))
        self.assertFalse((q * scale[:, None]).any())

    def test_a_file_gives_back_what_was_written(self):
        with tempfile.NamedTemporaryFile() as file:
            w = np.arange(12, dtype=np.float32).reshape(3, 4)
            listed = export.tensors({"in": {"w": w, "b": w[:, 0]}, "said.start": w[0]}, {}, words="a\né".encode())
            export.write(file.name, "card", "fast", {"width": 4}, listed)
            header, found = export.read(file.name)
        self.assertEqual(header["card"], "card")
        np.testing.assert_allclose(found["in.w"] * found["in.s"][:, None], w, atol=0.05)
        self.assertEqual(bytes(found["words"]).decode(), "a\né")

    def test_a_weight_file_becomes_the_same_parameters_again(self):
        rng = np.random.default_rng(2)
        some = lambda *shape: rng.normal(size=shape).astype(np.float32)
        params = {"word": some(3, 4), "in": {"w": some(4, 4), "b": some(4)}, "in.norm": {"g": some(4), "b": some(4)}}
        for head, labels in (("said", SAID), ("name", NAME)):
            params |= {f"{head}.transitions": some(len(labels), len(labels)), f"{head}.start": some(len(labels))}
        nets = {"source": [{"w": some(2, 3), "b": some(2)}]}
        with tempfile.NamedTemporaryFile() as file:
            export.write(file.name, "card", "fast", {}, export.tensors(export.with_bans(params), nets, words=b"a"))
            _, arrays = export.read(file.name)
        found, rounded = dequantise.parameters(arrays), quantise.restored(params)
        self.assertEqual(set(found), set(params))
        np.testing.assert_array_equal(found["word"], rounded["word"])
        for layer in ("in", "in.norm"):
            for part, value in rounded[layer].items():
                np.testing.assert_array_equal(found[layer][part], value)
        # Rounding twice is rounding once.
        np.testing.assert_allclose(quantise.restored(found)["in"]["w"], rounded["in"]["w"], rtol=1e-6)
        for head, labels in (("said", SAID), ("name", NAME)):
            start, trans = crf.forbidden(labels)
            for part, ban in zip(("start", "transitions"), crf.forbidden(labels)):
                np.testing.assert_allclose((found[f"{head}.{part}"] - params[f"{head}.{part}"])[ban == 0], 0, atol=1e-3)
        np.testing.assert_array_equal(dequantise.linker(arrays)["source"]["0"]["w"], nets["source"][0]["w"])


class Links(unittest.TestCase):
    def test_spans_of_labels(self):
        row = [SAID.index(it) for it in ("B-SOURCE", "B-SOURCE", "I-SOURCE", "B-CUE", "O", "B-CONTENT", "I-CONTENT")]
        self.assertEqual(linker.spans(row), ([(0, 1), (1, 3)], [(3, 4)], [(5, 7)]))

    def test_only_what_scores_above_nothing_is_linked(self):
        forms = "Cho said it rained .".split()
        block = Block("x", "polnear", 0, forms, [], "tlllm", [(0, 5)], quote_states(forms, "tlllm"), None, None)
        labels = [SAID.index(it) for it in ("B-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT", "O")]
        it = linker.Spans(block, labels, np.zeros(5, int))
        net = lambda bias: [{"w": np.zeros((1, linker.COUNT), np.float32), "b": np.float32([bias])}]
        joined = linker.link(it, {"content": net(1), "source": net(1), "orphan": net(1)})
        self.assertEqual(joined, [([(0, 1)], [(1, 2)], [(2, 4)])])
        parted = linker.link(it, {"content": net(0), "source": net(0), "orphan": net(1)})
        self.assertEqual(parted, [([(0, 1)], [], [(2, 4)]), ([], [(1, 2)], [])])


if __name__ == "__main__":
    unittest.main()
