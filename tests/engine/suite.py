"""Fills an archive on noida-db, kills what can be killed, and asks. Fails with a word about what was not as it should be."""

import atexit
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
PASSAGES, QUESTIONS, KILLS = map(int, sys.argv[3:6])
PARAGRAPHS = 10
AWAY = "Het archief is nu niet bereikbaar; dit komt uit de artikelen die hier staan."
END = "!xyzzy"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    """noida-db, or another server, on a port and a folder of its own."""

    def __init__(self):
        self.port = free_port()
        self.folder = FOLDER / "data"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.process = None
        atexit.register(self.kill)

    def start(self):
        noida = [FOLDER / "venv" / "bin" / "noida-db", "start", "--only", "elasticsearch", "--elasticsearch-port"]
        if other := os.environ.get("VOETNOOT_ENGINE_SERVER"):
            command = [other, str(self.port), self.folder]
        else:
            command = [*noida, str(self.port), "--data-dir", self.folder]
        # The wheel's script starts the server as a child, in a group of its own here.
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(3000):
            try:
                return self.ask("GET", "/")
            except OSError:
                time.sleep(0.1)
        sys.exit("the server does not start")

    def kill(self, how=signal.SIGKILL):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait()

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def busy(self):
        """The seconds that it worked for requests so far; nothing if it does not tell."""
        if os.environ.get("VOETNOOT_ENGINE_SERVER"):
            return self.ask("GET", "/busy")["seconds"]

    def count(self, query=None):
        try:
            return self.ask("POST", "/archive/_count", {"query": query or {"match_all": {}}})["count"]
        except OSError:
            return 0


def archive():
    """Articles of ten paragraphs, each with a fact of its own, and a question for each fact."""
    draw = random.Random(2022)
    words = pathlib.Path("index/lexicon/words.txt").read_text().split()
    common = "de het een van in is dat op en zijn voor met niet door werd naar".split()
    ranked = [words[place * 7919 % len(words)] for place in range(len(words))]

    def word():
        if draw.random() < 0.45:
            return draw.choice(common)
        return ranked[int(len(ranked) * draw.random() ** 3)]

    def sentence():
        return " ".join(word() for _ in range(draw.randint(6, 17))).capitalize() + "."

    syllables = "ba be bo da de do ga go ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo".split()
    articles, questions = [], []
    for number in range(PASSAGES // PARAGRAPHS):
        paragraphs = []
        for _ in range(PARAGRAPHS):
            place = "".join(draw.choice(syllables) for _ in range(4)).capitalize() + "dam"
            height = draw.randint(20, 900)
            fact = f"De toren van {place} is {height} meter hoog."
            sentences = [sentence() for _ in range(draw.randint(1, 4))]
            sentences.insert(draw.randint(0, len(sentences)), fact)
            paragraphs.append({"text": " ".join(sentences)})
            questions.append((f"Hoe hoog is de toren van {place}?", f"{height} meter"))
        articles.append({"id": f"stuk-{number}", "title": sentence(), "language": "nl", "paragraphs": paragraphs})
    draw.shuffle(questions)
    return articles, questions


class Bot:
    """The conversation, written to by a program."""

    def __init__(self, url):
        self.process = subprocess.Popen(
            [PROGRAM, "--no-semantic", "--engine", url], cwd=FOLDER / "empty", text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(FOLDER / "bot.log", "w"))

    def ask(self, line):
        """The answer, and how long it took."""
        began = time.perf_counter()
        self.process.stdin.write(f"{line}\n{END}\n")
        self.process.stdin.flush()
        said = []
        while True:
            read = self.process.stdout.readline()
            if not read:
                sys.exit("the bot has ended")
            if END in read:
                break
            said.append(read)
        took = time.perf_counter() - began
        # The rest of what it says about the line that is no command.
        return "".join(said), took

    def work(self):
        """The seconds of a processor that it took so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def index(url, content, *more):
    return subprocess.Popen([PROGRAM, "index", "--engine", url, "--content", content, *more], cwd=FOLDER / "empty",
                            text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def filled(server, url, content, documents):
    """Fills the index by runs that are killed, and one that is not."""
    for kill in range(1, KILLS + 1):
        running = index(url, content)
        while running.poll() is None and server.count() < documents * kill / (KILLS + 1):
            time.sleep(0.1)
        running.kill()
        running.communicate()
    began = time.monotonic()
    last = index(url, content)
    said = last.communicate()[0].strip()
    print(f"killed {KILLS} times; the last run, of {time.monotonic() - began:.0f} s: {said}")
    if last.returncode or server.count() != documents:
        sys.exit(f"{server.count()} documents in the place of {documents}")


def quotations(said):
    """The texts between quotation marks, without what is left out."""
    for quoted in re.findall(r"“(.+?)”", said.replace("**", ""), re.S):
        yield from (part.strip() for part in quoted.split("[…]") if part.strip())


def asked_alone(server, question):
    """How long the engine takes to find a question's words in every field."""
    words = re.findall(r"\w+", question.lower())
    terms = [{"term": {field: {"value": word, "boost": 1.0}}}
             for field in ("word", "dutch", "porter", "section", "title") for word in words if len(word) > 3]
    body = {"query": {"bool": {"should": terms}}, "sort": ["_score"], "size": 100}
    began = time.perf_counter()
    server.ask("POST", "/archive/_search?_source_includes=article,edition,label", body)
    return time.perf_counter() - began


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def main():
    (FOLDER / "empty").mkdir(exist_ok=True)
    articles, questions = archive()
    content = FOLDER / "krant.jsonl"
    content.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles))
    paragraphs = "\n".join(one["text"] for article in articles for one in article["paragraphs"])
    bundled = re.sub(r"\s+", " ", pathlib.Path("content/csto-kazachstan.md").read_text())
    server = Server()
    server.start()
    url = f"http://127.0.0.1:{server.port}/archive"
    filled(server, url, content, len(articles) * (PARAGRAPHS + 1))

    bot = Bot(url)
    bot.ask("!help")
    times, beyond, own, right = [], [], [], 0
    worked = bot.work()
    for question, answer in questions[:QUESTIONS]:
        before = server.busy()
        said, took = bot.ask(question)
        times.append(took)
        if before is not None:
            beyond.append(took - (server.busy() - before))
        right += answer in said
        own.append(asked_alone(server, question))
    worked = (bot.work() - worked) / len(times)
    print(f"{right} of {len(times)} answered rightly; p50 {percentile(times, .5):.0f} ms, p99 {percentile(times, .99):.0f} ms; "
          f"one search by the engine alone p50 {percentile(own, .5):.0f} ms, p99 {percentile(own, .99):.0f} ms; "
          f"the bot's work {worked * 1000:.0f} ms a question, its memory at most {bot.memory():.0f} MB")
    if beyond:
        print(f"an answer beyond the engine's own time: p50 {percentile(beyond, .5):.0f} ms, p99 {percentile(beyond, .99):.0f} ms")
    if right < 0.9 * len(times):
        sys.exit("too few answers are right")
    if bot.memory() > 250:
        sys.exit("too much memory")

    away = wrong = 0
    is_up = True
    # It is killed at least three times.
    period = max(50, QUESTIONS // 6)
    killed, started = period * 2 // 5, period * 3 // 5
    for number, (question, answer) in enumerate(questions[-QUESTIONS:]):
        if number % period == killed:
            server.kill()
            is_up = False
        if number % period == started:
            server.start()
            is_up = True
            # The engine rests for two seconds.
            time.sleep(2.2)
        said, _ = bot.ask(question)
        if not said.strip():
            sys.exit(f"unanswered: {question}")
        away += AWAY in said
        if not is_up and AWAY not in said:
            sys.exit(f"not a word about the archive: {said}")
        if is_up and number % period > started + 2 and answer not in said:
            wrong += 1
        for quoted in quotations(said):
            if quoted not in paragraphs and re.sub(r"\s+", " ", quoted) not in bundled:
                sys.exit(f"not in any article: {quoted}")
    print(f"{QUESTIONS} questions while the server was killed and started again: {away} answered without it, none wrongly quoted, none unanswered")
    if wrong > QUESTIONS * 0.1:
        sys.exit(f"{wrong} answers missed after a restart")

    articles[3]["paragraphs"][0]["text"] = "De toren van Nieuwstadterdam is 4321 meter hoog."
    content.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles))
    print(index(url, content).communicate()[0].strip())
    said, _ = bot.ask("Hoe hoog is de toren van Nieuwstadterdam?")
    if "4321 meter" not in said:
        sys.exit(f"the corrected article is not quoted: {said}")
    print(index(url, content, "--compact").communicate()[0].strip())
    if server.count() != len(articles) * (PARAGRAPHS + 1):
        sys.exit("the earlier edition was not deleted")
    bot.end()
    print("all as it should be")


main()
