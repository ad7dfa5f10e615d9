"""Makes training examples: a question with some passages, and where in them its answer stands, if it does.

An example is {"question", "source", "passages": [{"text", "answers": [[start, end], ...], "tempts"}]}; ranges are of characters.
A passage tempts if it looks as if it answered and does not.
"""

import collections
import gzip
import json
import os
import random
import re

from texts import HERE, articles, passage, questions, sentences

# Passages of public texts are cut to about the length of a newspaper's paragraph, in characters.
WINDOW = 420

# How many questions to take of a public set in a language.
PUBLIC = {
    ("squad2-dev", "en"): 6100, ("squad2-test", "en"): 3300, ("squadshifts-new_wiki", "en"): 4000,
    ("xquad-deepl", "nl"): 1100, ("xquad", "de"): 500, ("xquad-deepl", "da"): 500, ("xquad-deepl", "nb"): 500,
    ("norquad-news-1", "nb"): 1300, ("norquad-wikipedia-1", "nb"): 1200,
}  # fmt: skip

DATA = os.path.join(HERE, "data")
# The sets that each stage adds, beside the public ones.
FIRST = ("a-binnenland", "b-buitenland", "d-vormen")
SECOND = ("e-economie", "f-politiek", "g-wetenschap", "h-wereld", "i-cultuur", "j-vormen", "m-nieuws", "n-achtergrond", "o-dienst", "p-weekblad")
THIRD = ("q-overheid", "r-gemeente", "s-sport", "t-rechtbank", "u-buitenland", "v-zorg", "w-economie", "x-mensen")
FOURTH = ("za-stad", "zb-land", "zc-wereld", "zd-werk", "ze-mens", "zf-ongeluk", "zg-kennis", "zh-vrij")


def windows(text):
    """Cuts a text between sentences into passages of at most WINDOW characters, where sentences are shorter than that."""
    out, current = [], []
    for sentence in sentences(text):
        if current and sentence[1] - current[0][0] > WINDOW:
            out.append((current[0][0], current[-1][1]))
            current = []
        current.append(sentence)
    return out + [(current[0][0], current[-1][1])] if current else out


def words(text):
    return set(re.findall(r"\w{3,}", text.lower()))


def public(rng):
    """Examples of the public questions: the passage that answers and, for some, another that shares words with the question."""
    documents, rows = collections.defaultdict(list), collections.defaultdict(list)
    with gzip.open(os.path.join(HERE, "public", "questions.jsonl.gz"), "rt", encoding="utf8") as file:
        for row in map(json.loads, file):
            key = (row["set"], row["lang"])
            if key in PUBLIC:
                rows[key].append(row)
                if row["context"] not in documents[key + (row["title"],)]:
                    documents[key + (row["title"],)].append(row["context"])
    cut = {title: [(c, c[a:b]) for c in contexts for a, b in windows(c)] for title, contexts in documents.items()}
    bags = {title: [words(text) for _, text in parts] for title, parts in cut.items()}
    for key, most in PUBLIC.items():
        for row in rng.sample(rows[key], min(most, len(rows[key]))):
            title, asked = key + (row["title"],), words(row["question"])
            answer = None if row["impossible"] or not row["answers"] else row["answers"][0]
            chosen, parts = [], cut[title]
            if answer:
                for a, b in windows(row["context"]):
                    if a <= answer["start"] < b:
                        end = min(answer["start"] + len(answer["text"]), b)
                        chosen.append({"text": row["context"][a:b], "answers": [[answer["start"] - a, end - a]]})
                others = [i for i, (context, text) in enumerate(parts) if not chosen or text != chosen[0]["text"]]
                take = rng.random() < 0.55
            else:
                others = [i for i, (context, _) in enumerate(parts) if context == row["context"]]
                take = True
            if take and others:
                shared = lambda i: len(asked & bags[title][i])
                best = max(others, key=shared) if rng.random() < 0.7 or not answer else rng.choice(others)
                chosen.append({"text": parts[best][1], "answers": []})
            if chosen:
                yield {"question": row["question"], "source": row["set"], "passages": chosen}


def written(folder):
    """Examples of a hand-written set: all paragraphs of the article, first those that answer or tempt."""
    texts = articles(os.path.join(folder, "artikelen"))
    for row in questions(os.path.join(folder, "questions.jsonl")):
        gold = {int(address.split("#")[1]) for address in row["gold"]}
        near = int(row["near"].split("#")[1]) if row.get("near") else None
        first, rest = [], []
        for number, section, text in texts[row["article"]][1]:
            whole, shift = passage(section, text)
            answers = []
            if number in gold:
                for span in row["answer_spans"]:
                    answers += [[shift + m.start(), shift + m.end()] for m in re.finditer(re.escape(span), text)]
            (first if answers or number == near else rest).append({"text": whole, "answers": answers, "tempts": number == near})
        if row["answerable"] and not any(p["answers"] for p in first):
            raise ValueError(f"{row['id']}: no span stands in its paragraphs")
        yield {"question": row["question"], "source": os.path.basename(folder), "passages": first + rest}
