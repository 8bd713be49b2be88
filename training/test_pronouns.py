"""Where a surname may become a pronoun, what is known of stories, and which people are right."""
import unittest

import numpy as np

import pronoun_stories
import pronouns
import train_pronouns


def place(text, name="Lund"):
    start = text.rindex(name)
    return pronouns.replaceable(text, start, start + len(name))


class Places(unittest.TestCase):
    def test_a_subject_an_owner_and_the_end_of_a_tag_may_be_pronouns(self):
        self.assertEqual(place("Ana Lund left. Lund said no."), "subject")
        self.assertEqual(place("Ana Lund left. Lund’s boat sank."), "owner")
        self.assertEqual(place("“No,” said Lund."), "inverted")

    def test_what_has_more_to_its_name_or_an_apposition_may_not(self):
        self.assertIsNone(place("The mayor met Lund in May."))
        self.assertIsNone(place("Ana Lund left. Lund, a nurse, said no."))
        self.assertIsNone(place("“No,” said Lund, who left."))
        self.assertIsNone(place("Ana Lund left. Lund and a friend said no."))

    def test_the_person_is_near_and_nobody_of_the_same_sex_between(self):
        text = "Ana Lund left. Ida Cho came. Lund said no."
        start = text.rindex("Lund")
        self.assertTrue(pronouns.natural(text, start, [[0, 8]], []))
        self.assertFalse(pronouns.natural(text, start, [[0, 8]], [[15, 22]]))

    def test_a_made_text_holds_its_pronoun(self):
        text = "Ana Lund left. “No,” said Lund. Then Lund’s boat sank."
        mentions = [[0, 8, "name"], [26, 30, "name"], [37, 41, "name"]]
        seen = {"a": {"entities": [{"name": "Ana Lund", "person": True, "mentions": mentions}]}}
        texts, known = pronouns.made([{"id": "a", "text": text}], seen, {"a": {0: "f"}}, np.random.default_rng(1))
        self.assertEqual([it["text"] for it in texts], ["Ana Lund left. “No,” she said. Then Lund’s boat sank."])
        it, = known[texts[0]["id"]]
        self.assertEqual(texts[0]["text"][it.start:it.start + 3], "she")
        self.assertEqual(it.right, [[0, 8]])


class Stories(unittest.TestCase):
    def test_each_asks_about_one_pronoun_and_tells_whom_it_means(self):
        for template, right in pronoun_stories.ALL:
            self.assertEqual(template.count("?}"), 1, template)
            self.assertTrue(right == "" or f"{{{right}" in template, template)

    def test_a_story_is_written_out(self):
        texts, known = pronouns.stories(np.random.default_rng(3), 60, {"anna": "f", "peter": "m"})
        for it in texts:
            self.assertNotIn("{", it["text"])
            own, = known[it["id"]]
            self.assertIn(it["text"][own.start:own.start + 3].strip().lower(), ("he", "she", "him", "her", "his"))


class Right(unittest.TestCase):
    def test_nobody_is_right_where_whoever_is_meant_is_not_in_reach(self):
        person = lambda entity: {"entity": entity, "features": [[0, 1.0]]}
        seen = {"a": {"entities": [{"mentions": [[0, 3, "name"]]}, {"mentions": [[8, 11, "name"]]}],
                      "pronouns": [{"start": 20, "end": 22, "speaks": True, "people": [person(0), person(None)]}]}}
        choice = lambda right: pronouns.choices(seen, {"a": [pronouns.Known("gum", 20, right, [])]}, 2)[0].right.tolist()
        self.assertEqual(choice([[0, 3]]), [True, False, False])
        self.assertEqual(choice([[8, 11]]), [False, False, True])
        self.assertEqual(choice([]), [False, True, True])

    def test_the_weights_learn_who_is_right(self):
        rng = np.random.default_rng(5)
        choices = []
        for number in range(80):
            features = np.zeros((3, 2), np.float32)
            first = rng.integers(2)
            features[first, 0], features[1 - first, 1] = 1, 1
            right = np.array([first == 0, first == 1, False])
            choices.append(pronouns.Choice("gum", str(number), bool(number % 2), features, right, True))
        weights = train_pronouns.train(choices, np.zeros((3, 2)))
        self.assertTrue(all(right and ahead > 1 for right, ahead, _ in train_pronouns.answers(choices, weights)))


if __name__ == "__main__":
    unittest.main()
