"""Paragraphs written for tests; nobody in them exists."""

TEXTS = [
    "Mayor Ana Cho said on Tuesday that the harbour would stay open until March. “We have no other choice,” she told reporters.",
    "The bridge is unsafe, according to a report by the Orla County engineering office, which inspected it in 2019.",
    "“Nobody asked us,” said Peter Okonjo-Lind, a nurse at St. Brida Hospital. “And nobody will.”",
    "Officials in Velmora denied the claim. The ministry, however, plans to publish its figures next week: 3,250 cases, not 4,100.",
    "The Trawlermen’s Union wants “a fair share” of the fund; critics call it theft.\n\nIt rained for nine days.",
    "North Korea said it had tested a new engine, but U.S. analysts doubt that the test was a success, the Daily Ledger reported.",
]
