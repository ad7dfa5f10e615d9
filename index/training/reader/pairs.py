"""Writes pairs of question and passage with the reader's log odds for each sentence, by which other code can check itself.

Usage: pairs.py WEIGHTS.pt OUT.jsonl [COUNT]
"""

import json
import os
import sys

import torch

from examples import DATA
from model import LAYERS, Lower, Reader, tensors
from texts import MODEL, articles, encode, passage, questions, sentences, token_range


@torch.no_grad()
def main(weights, out, count=200):
    state = torch.load(weights, map_location="cpu")
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    base = tensors(os.path.join(MODEL, "model.gguf"))
    reader, lower = Reader(base, layers), Lower(base, LAYERS - layers)
    reader.load_state_dict(state)
    reader.eval()
    folder = os.path.join(DATA, "calibrate")
    texts, rows = articles(os.path.join(folder, "artikelen")), questions(os.path.join(folder, "questions.jsonl"))
    with open(out, "w", encoding="utf8") as file:
        for row in rows[:: max(1, len(rows) // count)][:count]:
            paragraphs = texts[row["article"]][1]
            address = (row["gold"] or [row.get("near") or "#1"])[0]
            _, section, text = paragraphs[min(int(address.split("#")[1]), len(paragraphs)) - 1]
            whole, shift = passage(section, text)
            asked, _ = encode("query: ", row["question"])
            told, offsets = encode("passage: ", whole)
            q, p = (states.float() for states in lower([asked, told]))
            tokens, null = reader([(q, p, torch.tensor(asked), torch.tensor(told))])[0]
            cuts = [c for c in sentences(text) if token_range(offsets, shift + c[0], shift + c[1])]
            ranges = [token_range(offsets, shift + a, shift + b) for a, b in cuts]
            odds = [round(float(tokens[a:b].logsumexp(0) - null), 4) for a, b in ranges]
            place = lambda n: len(text[:n].encode())
            record = {"question": row["question"], "section": section, "text": text, "sentences": [[place(a), place(b)] for a, b in cuts], "odds": odds}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *(int(n) for n in sys.argv[3:]))
