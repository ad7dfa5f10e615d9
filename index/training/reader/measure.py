"""Measures the reader alone: right paragraph, right sentence, and how well its score tells what is answered."""

import os

import torch

from texts import articles, encode, passage, questions, sentences, token_range

CANDIDATES = 8  # passages of the article that are read, by the match of tokens


def measure(reader, cache, folders, most=None):
    """Prints the measures of the sets in these folders; returns the rows [(score, right paragraph, right sentence, answerable)]."""
    reader.eval()
    out = []
    for folder in folders:
        texts = articles(os.path.join(folder, "artikelen"))
        asked = questions(os.path.join(folder, "questions.jsonl"))
        if most:
            asked = asked[:: max(1, len(asked) // most)]
        found = [read(reader, cache, row, texts[row["article"]][1]) for row in asked]
        print(f"{os.path.basename(folder)}: {summary(found)}", flush=True)
        out += found
    return out


@torch.no_grad()
def read(reader, cache, row, paragraphs):
    """(score of the best sentence, right paragraph, right sentence, answerable) of a question."""
    question = ("query: ", row["question"])
    passages = [("passage: ", passage(section, text)[0]) for _, section, text in paragraphs]
    cache.add([question] + passages)
    passages = sorted(passages, key=lambda p: cache.match(question, p, reader.mean), reverse=True)[:CANDIDATES]
    pairs = [(cache.states[question], cache.states[p], cache.ids[question], cache.ids[p]) for p in passages]
    best = (-1e9, "", "")
    for text, (tokens, null) in zip(passages, reader(pairs)):
        _, offsets = encode(*text)
        for a, b in sentences(text[1]):
            places = token_range(offsets, a, b)
            if places:
                best = max(best, (float(tokens[places[0] : places[1]].logsumexp(0) - null), text[1], text[1][a:b]))
    holds = lambda text: any(span in text for span in row["answer_spans"])
    return best[0], holds(best[1]), holds(best[2]), row["answerable"]


def summary(rows):
    """One line: paragraph and sentence first, AUC, and the most that can be trusted at a precision of .85."""
    answerable = [r for r in rows if r[3]]
    others = [r for r in rows if not r[3]]
    n, pairs = max(1, len(answerable)), max(1, len(answerable) * len(others))
    auc = sum((a[0] > b[0]) + 0.5 * (a[0] == b[0]) for a in answerable for b in others) / pairs
    trusted, right = 0, 0
    for found, row in enumerate(sorted(rows, reverse=True), 1):
        right += row[3] and row[2]
        if right >= 0.85 * found:
            trusted = right
    return f"paragraph {sum(r[1] for r in answerable) / n:.3f}, sentence {sum(r[2] for r in answerable) / n:.3f}, AUC {auc:.3f}, trusted at .85 {trusted / n:.3f}, of {len(answerable)} + {len(others)}"
