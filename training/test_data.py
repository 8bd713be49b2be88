"""Spans on tokens, quotation states, what a corpus leaves open."""
import unittest

import numpy as np

import data
from augment import entities


def block(text, tokens, shapes, **gold):
    raw = {"tokens": [[s, e, shape] for (s, e), shape in zip(tokens, shapes)], "sentences": [[0, len(tokens)]]}
    return data.block_of({"id": "x", "text": text, **gold}, "polnear", 0, raw)


class Spans(unittest.TestCase):
    TEXT = "Ana Cho said it rained."
    TOKENS = [(0, 3), (4, 7), (8, 12), (13, 15), (16, 22), (22, 23)]

    def test_gold_spans_become_labels(self):
        it = block(self.TEXT, self.TOKENS, "ttlllm", attributions=[{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 22]]}])
        self.assertEqual([data.SAID[x] for x in it.said],
                         ["B-SOURCE", "I-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT", "O"])

    def test_a_token_counts_by_half_of_its_characters(self):
        self.assertEqual(data.inside([(0, 1)], self.TOKENS), [])
        self.assertEqual(data.inside([(0, 2)], self.TOKENS), [0])
        self.assertEqual(data.inside([(5, 22)], self.TOKENS), [1, 2, 3, 4])

    def test_neighbouring_contents_stay_two(self):
        it = block(self.TEXT, self.TOKENS, "ttlllm", attributions=[{"content": [[0, 7]]}, {"content": [[8, 22]]}])
        self.assertEqual([data.SAID[x] for x in it.said],
                         ["B-CONTENT", "I-CONTENT", "B-CONTENT", "I-CONTENT", "I-CONTENT", "O"])

    def test_a_name_cut_by_a_sentence_border_begins_anew(self):
        raw = {"tokens": [[0, 3, "t"], [4, 7, "t"]], "sentences": [[0, 1], [1, 2]]}
        it = data.block_of({"id": "x", "text": "Ana Cho", "entities": [{"start": 0, "end": 7, "type": "PERSON"}]}, "ewt", 0, raw)
        self.assertEqual([data.NAME[x] for x in it.name], ["B-PERSON", "B-PERSON"])

    def test_runs(self):
        self.assertEqual(data.runs([1, 2, 4, 5, 6, 9]), [(1, 3), (4, 7), (9, 10)])

    def test_entities_are_found_again(self):
        row = [data.NAME.index(it) for it in ("O", "B-ORG", "I-ORG", "B-ORG", "O", "B-DATE")]
        self.assertEqual(entities(row), [(1, 3, 1), (3, 4, 1), (5, 6, 6)])


class Quotes(unittest.TestCase):
    def states(self, text, shapes):
        return list(data.quote_states(text.split(), shapes))

    def test_nested_and_stray_marks(self):
        self.assertEqual(self.states("“ We ‘ won ’ , ” Cho said", "otolcmctl"), [2, 1, 2, 1, 3, 1, 3, 0, 0])
        self.assertEqual(self.states("won ” Cho", "lct"), [0, 3, 0])

    def test_a_forgotten_end_lasts_until_the_next_of_its_kind(self):
        self.assertEqual(self.states("“ We “ go ” on", "otolcl"), [2, 1, 2, 1, 3, 0])


class Open(unittest.TestCase):
    def test_unmarked_words_may_hide_what_a_corpus_lacks(self):
        table = data.allowed()
        ewt, gmb = data.CORPORA.index("ewt"), data.CORPORA.index("gmb")
        date, person = data.NAME.index("B-DATE"), data.NAME.index("B-PERSON")
        self.assertTrue(table[ewt, 0, date])
        self.assertFalse(table[gmb, 0, date])
        self.assertFalse(table[ewt, 0, person])
        self.assertEqual(np.flatnonzero(table[ewt, person]).tolist(), [person])

    def test_a_doubtful_corpus_tells_borders_and_not_kinds(self):
        table = data.allowed(["gmb"])
        ewt, gmb = data.CORPORA.index("ewt"), data.CORPORA.index("gmb")
        inside = [data.NAME.index(f"I-{kind}") for kind in ("PERSON", "ORG", "PLACE")]
        self.assertEqual(np.flatnonzero(table[gmb, inside[1]]).tolist(), inside)
        self.assertEqual(np.flatnonzero(table[ewt, inside[1]]).tolist(), inside[1:2])
        self.assertEqual(np.flatnonzero(table[gmb, data.NAME.index("B-NORP")]).tolist(), [data.NAME.index("B-NORP")])
        with self.assertRaises(ValueError):
            data.allowed(["gbm"])


if __name__ == "__main__":
    unittest.main()
