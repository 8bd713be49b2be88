"""Where a passage's target lies, what counts as one word, and what the curve's area is."""
import unittest

import numpy as np

import data
import need
import train_asking
import train_need


def block(text):
    tokens, at = [], 0
    for form in text.split(" "):
        kind = "m" if not form[0].isalnum() else "t" if form.istitle() else "l"
        tokens.append([at, at + len(form), kind])
        at += len(form) + 1
    ends = [number + 1 for number, (start, end, _) in enumerate(tokens) if text[start:end] == "."]
    raw = {"tokens": tokens, "sentences": list(zip([0, *ends], ends))}
    return data.block_of({"id": "x", "text": text}, "unmarked", 0, raw)


class Passages(unittest.TestCase):
    def test_the_target_is_the_sentence_between_its_neighbours(self):
        record = {"id": "a", "group": "g", "before": "It rained .", "text": "Lund took  bribes .", "after": "He left .",
                  "need": 3, "kind": "accusation", "support": "none"}
        it = need.passage(record, made=True)
        self.assertEqual(it.text[slice(*it.target)], "Lund took bribes .")
        self.assertEqual(need.own(need.places([block(it.text)]), it.target), [1])
        self.assertTrue(it.asked and it.open)

    def test_what_is_no_sentence_is_left_out(self):
        record = {"id": "a", "doc": "d", "before": "", "text": "Of the vote .", "after": "", "labels": [[0, "broken", "none"]]}
        self.assertIsNone(need.passage(record, made=False))

    def test_names_count_as_one_word_behind_the_first(self):
        grams = lambda text: need.grams(block(text), 0, len(text.split(" ")))
        self.assertEqual(grams("the mayor Lund lied ."), grams("the mayor Cho lied ."))
        self.assertNotEqual(grams("Lund lied ."), grams("Cho lied ."))


class Asking(unittest.TestCase):
    ARTICLE = {"id": "a", "paragraphs": [[["It rained.", 0, "scene", "seen"], ["He took bribes, she said.", 3, "accusation", "own"]],
                                         [["The vote is on Monday.", 0, "record", "seen"]]],
               "edits": [{"p": 0, "s": 1, "text": "He took bribes.", "need": 3, "kind": "accusation", "support": "none"}]}

    def test_every_row_stands_where_it_says_behind_what_it_says(self):
        texts, rows = train_asking.states([self.ARTICLE])
        for it in rows:
            self.assertEqual(texts[it.text][slice(*it.place)], it.words)
            self.assertIn(it.before, texts[it.text][:it.place[0]])
        self.assertEqual({it.words for it in rows if it.asked}, {"He took bribes."})

    def test_what_is_typed_last_has_nothing_behind_it(self):
        texts, rows = train_asking.states([self.ARTICLE])
        typed = [it for it in rows if it.weight == train_asking.MADE and it.words == "He took bribes."]
        self.assertTrue(all("vote" not in texts[it.text] for it in typed))


class Figures(unittest.TestCase):
    def test_area_is_the_share_of_pairs_in_order(self):
        truth = np.array([True, False, True, False])
        self.assertEqual(train_need.area(truth, np.array([4, 1, 2, 3])), 0.75)

    def test_a_fitted_head_tells_what_it_was_shown(self):
        x = train_need.table([{1, 2}, {1, 3}, {4, 2}, {4, 3}] * 5, 16)
        w, b = train_need.fit(x, np.array([1, 1, 0, 0] * 5), 2)
        self.assertEqual([float(it) > 0 for it in (x @ w + b)[:4, 0]], [True, True, False, False])


if __name__ == "__main__":
    unittest.main()
