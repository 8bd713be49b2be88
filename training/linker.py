"""Joins sources, cues and contents of a block into attributions: features of pairs, small networks, greedy choice.

`linker_features.md` says the same in words; the inference side follows it.
"""
import numpy as np

PRONOUNS = frozenset("i me he him she her they them we us you it who himself herself themselves myself one".split())
JOINS = frozenset("and but or".split())
RELATIVES = frozenset("who whom whose which that".split())
PREPOSITIONS = frozenset("by from of".split())
REPORTING = 1 << 13  # bit of the gazetteer
COUNT = 44
NEAREST = 8  # candidates looked at on each side of a span
KINDS = ("content", "source", "orphan")  # cue->content, cue->source, content->source where there is no cue


class Spans:
    """The labelled spans of one block."""

    def __init__(self, block, labels, bits):
        self.block, self.bits = block, bits
        self.lower = [it.lower() for it in block.forms]
        self.roles = spans(labels)
        self.sentence = np.zeros(len(labels), np.int32)
        for at, (first, end) in enumerate(block.sentences):
            self.sentence[first:end] = at
        self.starts = {first for first, _ in block.sentences}
        self.ends = {end for _, end in block.sentences}


def spans(labels):
    """([sources], [cues], [contents]) as (first, end) from a row of labels."""
    out, open_ = ([], [], []), None
    for at, label in enumerate([*labels, 0]):
        if open_ is not None and (label == 0 or label % 2 == 1 or (label - 1) // 2 != open_[0]):
            out[open_[0]].append((open_[1], at))
            open_ = None
        if label and open_ is None:
            open_ = ((label - 1) // 2, at)
    return out


def candidates(anchor, others):
    """The nearest spans before and after, in order of the text."""
    before = [it for it in others if it[0] < anchor[0]]
    return before[-NEAREST:] + [it for it in others if it[0] >= anchor[0]][:NEAREST]


def between(spans_, low, high):
    return sum(low <= first and end <= high for first, end in spans_)


def features(it, a, b, role_a, role_b):
    """What is known of the pair: a (a cue; for orphans a content) and b (a source or content)."""
    block, low = it.block, it.lower
    x = np.zeros(COUNT, np.float32)
    before = b[0] < a[0]
    left, right = (b, a) if before else (a, b)
    start, end = left[1], max(left[1], right[0])
    gap = end - start
    sa, sb = it.sentence[a[0]], it.sentence[b[0]]
    near_b = [s for s in it.roles[role_b] if (s[0] < a[0]) == before]
    near_a = [s for s in it.roles[role_a] if (s[0] > b[0]) == before]
    third = ({0, 1, 2} - {role_a, role_b}).pop()
    x[0] = before
    x[1] = sa == sb
    x[2] = min(abs(int(sa) - int(sb)), 3) / 3
    x[3] = np.float32(gap) / np.float32(gap + 5)
    x[4], x[5], x[6] = gap == 0, gap <= 1, gap <= 3
    x[7] = bool(near_b) and b == (near_b[-1] if before else near_b[0])
    x[8] = bool(near_a) and a == (near_a[0] if before else near_a[-1])
    x[9] = min(between(it.roles[role_a], start, end), 3) / 3
    x[10] = min(between(it.roles[role_b], start, end), 3) / 3
    x[11] = min(between(it.roles[third], start, end), 3) / 3
    for at in range(start, min(end, start + 60)):
        form, shape = low[at], block.shapes[at]
        x[12] = max(x[12], form[0] in "?!" or form == "." or form[0] == "." and len(form) > 3)
        x[13] = max(x[13], form == ",")
        x[14] = max(x[14], form[0] in ":;–—―-")
        x[15] = max(x[15], shape in "oc")
        x[16] = max(x[16], form in JOINS)
        x[17] = max(x[17], form in RELATIVES)
    la, lb = a[1] - a[0], b[1] - b[0]
    x[18], x[19] = np.float32(la) / np.float32(la + 5), np.float32(lb) / np.float32(lb + 5)
    x[20], x[21] = a[0] in it.starts, b[0] in it.starts
    x[22], x[23] = block.quotes[a[0]] == 1, block.quotes[b[0]] == 1
    x[24] = block.shapes[b[0]] == "o"
    x[25] = block.shapes[b[1] - 1] == "c"
    x[26] = lb == 1 and low[b[0]] in PRONOUNS
    x[27] = block.shapes[b[0]] in "tu" and not x[26]
    x[28] = low[a[0]] == "according"
    x[29] = bool(it.bits[a[0]] & REPORTING) or bool(it.bits[a[1] - 1] & REPORTING)
    x[30] = low[a[1] - 1] == "to"
    x[31] = low[a[1] - 1] in PREPOSITIONS
    x[32] = all(not f[0].isalnum() for f in low[a[0]:a[1]])
    x[33] = low[b[0]] == "that"
    x[34] = b[1] in it.ends or (b[1] + 1 in it.ends and not low[b[1]][0].isalnum())
    x[35] = a[1] in it.ends or (a[1] + 1 in it.ends and not low[a[1]][0].isalnum())
    x[36] = b[0] == 0
    x[37] = a == it.roles[role_a][0]
    x[38] = min(sum(it.sentence[s[0]] == sa for s in it.roles[role_a]), 4) / 4
    x[39] = min(sum(it.sentence[s[0]] == sa for s in it.roles[role_b]), 4) / 4
    x[40] = start < len(low) and gap > 0 and low[start] == ","
    x[41] = block.shapes[a[0]] == "o"
    x[42] = low[a[0]] in ("'s", "’s") or low[a[1] - 1] in ("'s", "’s")
    x[43] = gap > 0 and low[end - 1] in RELATIVES
    return x


def network(layers, x):
    """One number a row: linear layers with relu between."""
    for at, layer in enumerate(layers):
        x = x @ layer["w"].T + layer["b"]
        if at + 1 < len(layers):
            x = np.maximum(x, 0)
    return x[:, 0]


def choose(layers, rows):
    """Index of the best candidate whose score is above 0, else None; the first of equals."""
    if not len(rows):
        return None
    scores = network(layers, np.stack(rows))
    best = int(scores.argmax())
    return best if scores[best] > 0 else None


def link(it, nets):
    """Attributions of a block: (source spans, cue spans, content spans) each."""
    sources, cues, contents = it.roles
    out = {cue: ([], [cue], []) for cue in cues}
    orphans = []
    for content in contents:
        near = candidates(content, cues)
        pick = choose(nets["content"], [features(it, cue, content, 1, 2) for cue in near])
        if pick is None:
            orphans.append(([], [], [content]))
        else:
            out[near[pick]][2].append(content)
    for cue in cues:
        near = candidates(cue, sources)
        pick = choose(nets["source"], [features(it, cue, source, 1, 0) for source in near])
        if pick is not None:
            out[cue][0].append(near[pick])
    for orphan in orphans:
        content = orphan[2][0]
        near = candidates(content, sources)
        pick = choose(nets["orphan"], [features(it, content, source, 2, 0) for source in near])
        if pick is not None:
            orphan[0].append(near[pick])
    return sorted([*out.values(), *orphans], key=lambda att: min(s for role in att for s in role))


def owners(block, span, role):
    """Numbers of the gold attributions that have at least half of the span's tokens in this role."""
    out = set()
    for number, roles in block.attributions:
        if 2 * sum(span[0] <= t < span[1] for t in roles[role]) >= span[1] - span[0]:
            out.add(number)
    return out


def examples(it):
    """{kind: [(rows, right)]}: for each anchor its candidates and which of them the gold marks link it with."""
    sources, cues, contents = it.roles
    own = {(role, s): owners(it.block, s, name) for role, name in enumerate(("SOURCE", "CUE", "CONTENT")) for s in it.roles[role]}
    out = {kind: [] for kind in KINDS}
    for content in contents:
        mine, near = own[2, content], candidates(content, cues)
        if mine and near:
            rows = [features(it, cue, content, 1, 2) for cue in near]
            out["content"].append((rows, [bool(mine & own[1, cue]) for cue in near]))
        near = candidates(content, sources)
        if mine and near and not any(mine & own[1, cue] for cue in cues):
            rows = [features(it, content, source, 2, 0) for source in near]
            out["orphan"].append((rows, [bool(mine & own[0, source]) for source in near]))
    for cue in cues:
        mine, near = own[1, cue], candidates(cue, sources)
        if mine and near:
            rows = [features(it, cue, source, 1, 0) for source in near]
            out["source"].append((rows, [bool(mine & own[0, source]) for source in near]))
    return out
