"""States of texts after the lower layers, worked out once."""

import torch
import torch.nn.functional as F

from texts import encode

PART = 2400  # texts between two lines of progress


class Cache:
    """States and token ids of texts, each known by its prefix and itself."""

    def __init__(self, lower):
        self.lower, self.ids, self.states = lower, {}, {}

    def add(self, texts):
        new = list(dict.fromkeys(t for t in texts if t not in self.states))
        for start in range(0, len(new), PART):
            part = new[start : start + PART]
            encoded = [encode(prefix, text)[0] for prefix, text in part]
            for text, ids, states in zip(part, encoded, self.lower(encoded)):
                self.ids[text], self.states[text] = torch.tensor(ids), states
            if len(new) > PART:
                print(f"lower layers: {start + len(part)} of {len(new)} texts", flush=True)

    def match(self, question, passage, mean):
        """How well a passage matches a question: the sum of the best similarities of the question's tokens, `mean` subtracted."""
        asked = F.normalize(self.states[question][1:-1].float() - mean, dim=1)
        told = F.normalize(self.states[passage].float() - mean, dim=1)
        return float((told @ asked.T).max(0).values.sum())
