"""Reads articles and question sets, cuts texts into sentences and tokens."""

import glob
import json
import os
import re
import tomllib

from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "..", "..", "model")
TOKENIZER = Tokenizer.from_file(os.path.join(MODEL, "tokenizer.json"))

# Longest text in tokens, without the marks at both ends. The same number stands in the Rust reader.
LONGEST = 254

END = re.compile(r'[.!?…][”’"»)]*\s+(?=[A-ZÀ-ÞÆØÅ0-9“‘"«(„])|\n+')


def sentences(text):
    """The [start, end) character ranges of the sentences of a text, roughly: the program has its own splitter."""
    ranges, start = [], 0
    for match in END.finditer(text):
        if match.end() - start > 12:
            ranges.append((start, match.end()))
            start = match.end()
    if start < len(text):
        ranges.append((start, len(text)))
    return ranges


def article(path):
    """(id, title, [(paragraph number, section, text)]) of an article file; what is not numbered is left out."""
    _, front, body = open(path, encoding="utf8").read().split("+++", 2)
    front = tomllib.loads(front)
    paragraphs, section = [], ""
    byline = "door " + " en ".join(front.get("authors", []))
    for block in re.split(r"\n\s*\n", body.strip()):
        block = block.strip()
        if block.startswith("## "):
            heading, _, block = block.partition("\n")
            section = heading[3:].strip()
            block = block.strip()
        if block and not block.startswith("![") and not block.startswith("Bronnen:") and block.lower() != byline.lower():
            paragraphs.append((len(paragraphs) + 1, section, block))
    return front["id"], front["title"], paragraphs


def articles(folder):
    """{id: (title, paragraphs)} of a folder of article files."""
    files = sorted(glob.glob(os.path.join(folder, "*.md")))
    return {id: (title, paragraphs) for id, title, paragraphs in map(article, files)}


def passage(section, text):
    """A paragraph as the model reads it: with the name of its section before it. Returns the text and how many characters were put before it."""
    before = f"{section}. " if section else ""
    return before + text, len(before)


def questions(path):
    """The rows of a JSON Lines file of questions."""
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file]


def encode(prefix, text):
    """(token ids with both marks, [start, end) character ranges in `text` of the tokens between them; (0, 0) for the prefix's)."""
    encoding = TOKENIZER.encode(prefix + text, add_special_tokens=False)
    ids, offsets = encoding.ids[:LONGEST], encoding.offsets[:LONGEST]
    shift = len(prefix)
    return [0] + ids + [2], [(max(0, a - shift), max(0, b - shift)) for a, b in offsets]


def token_range(offsets, start, end):
    """The [first, last) token places, counting the mark at the beginning, of a range of characters; None if it was cut off."""
    places = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
    return (places[0] + 1, places[-1] + 2) if places else None
