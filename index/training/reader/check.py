"""Checks the question sets under data/: ids, gold paragraphs, spans byte for byte, near paragraphs. Prints counts."""

import collections
import glob
import os
import sys

from examples import DATA
from texts import articles, questions


def main():
    faults, seen = 0, set()
    for folder in sorted(glob.glob(os.path.join(DATA, "*", "*", "questions.jsonl")) + glob.glob(os.path.join(DATA, "*", "questions.jsonl"))):
        folder, counts = os.path.dirname(folder), collections.Counter()
        texts = {id: {n: text for n, _, text in paragraphs} for id, (_, paragraphs) in articles(os.path.join(folder, "artikelen")).items()}
        for row in questions(os.path.join(folder, "questions.jsonl")):
            counts[row["answerable"]] += 1
            own = texts.get(row["article"], {})
            paragraph = lambda address: own.get(int(address.split("#")[1]), "")
            fault = None
            if not own or row["id"] in seen:
                fault = "no such article, or the id twice"
            elif row["answerable"] and not all(any(span in paragraph(gold) for span in row["answer_spans"]) for gold in row["gold"] or ["#0"]):
                fault = "a gold paragraph holds no span"
            elif not row["answerable"] and row.get("near") and not paragraph(row["near"]):
                fault = "the near paragraph is missing"
            seen.add(row["id"])
            if fault:
                faults += 1
                print(f"{os.path.relpath(folder, DATA)} {row['id']}: {fault}")
        print(f"{os.path.relpath(folder, DATA)}: {len(texts)} articles, {counts[True]} answered, {counts[False]} not")
    print("in order" if not faults else f"{faults} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
