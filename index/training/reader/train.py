"""Trains the reader: see README.md. Usage: train.py [--stage 1|2|3|4] [--threads N]"""

import argparse
import math
import os
import random
import time

import torch

import examples
from cache import Cache
from measure import measure
from model import LAYERS, Lower, Reader, tensors
from texts import HERE, MODEL, encode, sentences, token_range

TRAINED = 4  # upper layers that are trained
# For each stage: learning rate at its beginning and its end's share of that, epochs, the most batches, seed, passages to a
# hand-written question, the sets that it adds, and of the earlier sets' questions the share that it sees again, of all of them
# the share that is put to another article too.
STAGES = {
    1: {"rate": 1e-4, "end": 0.5, "epochs": 1, "most": 1250, "seed": 1, "passages": 4, "adds": examples.FIRST, "again": 1, "strange": 0},
    2: {"rate": 8e-5, "end": 0.02, "epochs": 2, "most": None, "seed": 2, "passages": 3, "adds": examples.SECOND, "again": 1, "strange": 0},
    3: {"rate": 6e-5, "end": 0.02, "epochs": 1, "most": None, "seed": 3, "passages": 3, "adds": examples.THIRD, "again": 1, "strange": 0.08},
    4: {"rate": 5e-5, "end": 0.02, "epochs": 1, "most": None, "seed": 4, "passages": 3, "adds": examples.FOURTH, "again": 0.5, "strange": 0.08},
}
HEAD_RATE = 1e-3
BATCH = 2200  # tokens in a batch, padding included
SHARE = 0.15  # after stage 1, public questions for each hand-written one
SPAN, PASSAGE = 0.3, 0.5  # weights of the losses beside that over all sentences of all passages
WORK = os.path.join(HERE, "work")


def prepared(rows):
    """Examples with ranges of tokens: {"question", "passages": [(text, tokens of answering sentences, tokens of spans, tempts)]}."""
    out = []
    for row in rows:
        passages = []
        for p in row["passages"]:
            _, offsets = encode("passage: ", p["text"])
            cuts = sentences(p["text"])
            answering = [token_range(offsets, a, b) for a, b in cuts if any(a <= s < b for s, _ in p["answers"])]
            spans = [token_range(offsets, s, e) for s, e in p["answers"]]
            if None not in answering + spans:
                passages.append((("passage: ", p["text"]), answering, spans, p.get("tempts", False)))
        if passages and any(p["answers"] for p in row["passages"]) == any(answering for _, answering, _, _ in passages):
            out.append({"question": ("query: ", row["question"]), "passages": passages, "source": row["source"]})
    return out


def hardest(row, cache, mean):
    """Sorts the passages after those that answer or tempt by how well they match the question."""
    row["passages"].sort(key=lambda p: (not p[1], not p[3], -cache.match(row["question"], p[0], mean)))


def drawn(row, rng, most):
    """The question with at most `most` passages: those that answer or tempt, and others, the harder the likelier."""
    first, others = [p for p in row["passages"] if p[1] or p[3]], [p for p in row["passages"] if not p[1] and not p[3]]
    chosen, rest = first[: most - 1], others[:7]
    while rest and len(chosen) < most:
        chosen.append(rest.pop(min(int(rng.expovariate(0.6)), len(rest) - 1)))
    return {**row, "passages": chosen}


def batches(rows, cache, rng):
    """Shuffled batches of questions whose pairs are about equally long."""
    length = lambda r: max(len(cache.ids[p[0]]) for p in r["passages"]) + len(cache.ids[r["question"]])
    rng.shuffle(rows)
    out = []
    for start in range(0, len(rows), 400):
        batch, pairs, longest = [], 0, 0
        for row in sorted(rows[start : start + 400], key=length):
            n, most = pairs + len(row["passages"]), max(longest, length(row))
            if batch and n * most > BATCH:
                out.append(batch)
                batch, n, most = [], len(row["passages"]), length(row)
            batch, pairs, longest = batch + [row], n, most
        out.append(batch)
    rng.shuffle(out)
    return out


def estranged(rows, share, rng):
    """A share of the questions, put to the passages of an article that another question is about."""
    out = []
    for row in rng.sample(rows, int(share * len(rows))):
        texts, other = {p[0] for p in row["passages"]}, rng.choice(rows)
        if not any(p[0] in texts for p in other["passages"]):
            out.append({**row, "passages": [(p[0], [], [], False) for p in other["passages"]]})
    return out


def loss_of(reader, batch, cache):
    """Mean over the questions of the cross-entropy over «no answer» and all sentences of all passages, with the same for each
    passage apart and for the answer's own words, and the share of questions for which the likeliest outcome is right."""
    pairs = [(cache.states[r["question"]], cache.states[p[0]], cache.ids[r["question"]], cache.ids[p[0]]) for r in batch for p in r["passages"]]
    scored, total, right = iter(reader(pairs)), 0.0, 0
    for row in batch:
        gold, everything, apart, spans = [], [torch.zeros(())], [], []
        for _, answering, span, _ in row["passages"]:
            tokens, null = next(scored)
            tokens = tokens - null
            everything.append(tokens.logsumexp(0))
            both = torch.logaddexp(torch.zeros(()), everything[-1])
            if answering:
                gold.append(torch.stack([tokens[a:b].logsumexp(0) for a, b in answering]).logsumexp(0))
                apart.append(both - gold[-1])
                spans.append(both - torch.cat([tokens[a:b] for a, b in span]).logsumexp(0))
            else:
                apart.append(both)
        norm = torch.stack(everything).logsumexp(0)
        target = torch.stack(gold).logsumexp(0) if gold else everything[0]
        right += float(target - norm) > math.log(0.5)
        total = total + (norm - target) + PASSAGE * torch.stack(apart).mean() + (SPAN * torch.stack(spans).mean() if spans else 0.0)
    return total / len(batch), right / len(batch)


def rows_of(stage, rng):
    public = prepared(examples.public(rng))
    plan, learn = STAGES[stage], os.path.join(examples.DATA, "learn")
    of_sets = lambda names: prepared(row for name in names for row in examples.written(os.path.join(learn, name)))
    earlier = of_sets(name for before in range(1, stage) for name in STAGES[before]["adds"])
    if plan["again"] < 1:
        earlier = rng.sample(earlier, int(plan["again"] * len(earlier)))
    own = earlier + of_sets(plan["adds"])
    print(f"stage {stage}: {len(own)} hand-written questions, {len(public)} public ones", flush=True)
    return own, public


def train(stage):
    plan, start = STAGES[stage], time.time()
    rng = random.Random(plan["seed"])
    torch.manual_seed(plan["seed"])
    weights = tensors(os.path.join(MODEL, "model.gguf"))
    reader, cache = Reader(weights, TRAINED), Cache(Lower(weights, LAYERS - TRAINED))
    own, public = rows_of(stage, rng)
    if stage > 1:
        public = rng.sample(public, min(len(public), int(SHARE * plan["epochs"] * len(own))))
        reader.load_state_dict(torch.load(os.path.join(WORK, f"stage{stage - 1}.pt")))
    cache.add([t for r in own + public for t in [r["question"]] + [p[0] for p in r["passages"]]])
    if stage == 1:
        states = list(cache.states.values())
        reader.mean.copy_(torch.cat(states[:: len(states) // 1500]).float().mean(0))
    own += estranged(own, plan["strange"], rng)
    for row in own:
        hardest(row, cache, reader.mean)
    todo = []
    for epoch in range(plan["epochs"]):
        share = public[epoch :: plan["epochs"]]
        todo += batches([drawn(r, rng, plan["passages"]) for r in own] + share, cache, rng)
    layers, heads = [p for n, p in reader.named_parameters() if n.startswith("layers")], [p for n, p in reader.named_parameters() if not n.startswith("layers")]
    rates = [plan["rate"], HEAD_RATE if stage == 1 else HEAD_RATE / 2]
    optimiser = torch.optim.AdamW([{"params": layers, "lr": rates[0]}, {"params": heads, "lr": rates[1]}], weight_decay=0.01)
    mean, step, loss_mean, right_mean = {n: p.detach().clone() for n, p in reader.named_parameters()}, 0, None, None
    checkpoint = os.path.join(WORK, f"stage{stage}-at.pt")
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        reader.load_state_dict(saved["reader"])
        optimiser.load_state_dict(saved["optimiser"])
        mean, step = saved["mean"], saved["step"]
    print(f"{len(todo)} batches, prepared in {time.time() - start:.0f} s", flush=True)
    start, first = time.time(), step
    for step in range(first, min(plan["most"] or len(todo), len(todo))):
        done = step / len(todo)
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * min(1.0, step / 80 + 0.02) * (1 - (1 - plan["end"]) * done)
        reader.train()
        loss, right = loss_of(reader, todo[step], cache)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        with torch.no_grad():
            for name, parameter in reader.named_parameters():
                mean[name].lerp_(parameter, max(0.003, 1 / (step + 2)))
        loss_mean = loss.item() if loss_mean is None else 0.98 * loss_mean + 0.02 * loss.item()
        right_mean = right if right_mean is None else 0.98 * right_mean + 0.02 * right
        if (step + 1) % 25 == 0:
            print(f"step {step + 1} of {len(todo)}: loss {loss_mean:.3f}, right {right_mean:.3f}, {(time.time() - start) / (step + 1 - first):.2f} s each", flush=True)
        if (step + 1) % 250 == 0:
            torch.save({"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "mean": mean, "step": step + 1}, checkpoint + ".new")
            os.replace(checkpoint + ".new", checkpoint)
    reader.load_state_dict(mean, strict=False)
    torch.save(reader.state_dict(), os.path.join(WORK, f"stage{stage}.pt"))
    print(f"stage {stage}: {time.time() - start:.0f} s", flush=True)
    measure(reader, cache, [os.path.join(examples.DATA, "calibrate")], most=400)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--stage", type=int, choices=list(STAGES))
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    os.makedirs(WORK, exist_ok=True)
    for stage in [arguments.stage] if arguments.stage else STAGES:
        train(stage)
