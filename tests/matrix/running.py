"""What runs in the tests: a homeserver, and the program."""
import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from client import Failure

HERE = Path(__file__).parent
BOT = "@voetnoot:localhost"


def free_address():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return "127.0.0.1:%d" % server.getsockname()[1]


def say(text):
    print(text, flush=True)


def holds(condition, what):
    if not condition:
        raise Failure(f"not so: {what}")
    say(f"    {what}")


class Server:
    """A Synapse of our own."""

    def __init__(self, folder):
        self.folder = folder
        self.url = None

    def call(self, *arguments):
        done = subprocess.run([HERE / "synapse.sh", *arguments], stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout.strip()

    def start(self):
        port = self.url.rsplit(":", 1)[1] if self.url else "0"
        self.url = self.call("start", self.folder, port)

    def stop(self):
        self.call("stop", self.folder)

    def user(self, name):
        self.call("user", self.folder, name, f"pw-{name}")


class Bot:
    """The program, as an operator runs it."""

    def __init__(self, program, folder, url):
        self.program, self.folder, self.url = program, folder, url
        self.folder.mkdir(exist_ok=True)
        self.log = self.folder / "log"
        # Where it shows how it is.
        self.health = free_address()
        self.process = None
        self.started = 0
        # What is set otherwise for a while.
        self.settings = {}

    def environment(self, **more):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VOETNOOT_") and k != "DISCORD_TOKEN"}
        return {**kept, "VOETNOOT_MATRIX_HOMESERVER": self.url, "VOETNOOT_MATRIX_USER": "voetnoot",
                "VOETNOOT_MATRIX_PASSWORD": "pw-voetnoot", "VOETNOOT_MATRIX_PASSPHRASE": "een lange zin",
                "VOETNOOT_MATRIX_ALLOW": "@alice:localhost @bob:*", "VOETNOOT_STATE": str(self.folder / "state"),
                "VOETNOOT_LIMITS": "off", "VOETNOOT_NO_SEMANTIC": "1", "VOETNOOT_LOG": "voetnoot=debug,warn",
                "VOETNOOT_HTTP": self.health, **self.settings, **more}

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen([self.program, "serve"], cwd=self.folder, env=self.environment(),
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.started += 1

    async def connected(self, seconds=60):
        end = time.monotonic() + seconds
        while self.log.read_text().count("connected to Matrix") < self.started:
            if self.process.poll() is not None or time.monotonic() > end:
                raise Failure(f"the bot does not connect:\n{self.log.read_text()[-3000:]}")
            await asyncio.sleep(0.1)

    async def restart(self):
        self.stop()
        self.start()
        await self.connected()

    async def change(self, paragraph):
        """Adds a paragraph to the article in the folder that is served, and waits until that is."""
        served = self.log.read_text().count("changed content is served")
        article = next(Path(self.settings["VOETNOOT_CONTENT"]).glob("csto-*.md"))
        article.write_text(article.read_text().replace("\n\n## ", f"\n\n{paragraph}\n\n## ", 1))
        self.process.send_signal(signal.SIGHUP)
        while self.log.read_text().count("changed content is served") == served:
            await asyncio.sleep(0.1)

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"http://{self.health}/readyz", timeout=5) as response:
                return response.status == 200
        except OSError:
            return False

    def shown(self, page):
        with urllib.request.urlopen(f"http://{self.health}/{page}", timeout=5) as response:
            return response.read().decode()

    async def ready(self, seconds=120):
        end = time.monotonic() + seconds
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > end:
                raise Failure(f"the bot is not ready:\n{self.log.read_text()[-3000:]}")
            await asyncio.sleep(0.2)

    def memory(self):
        """What of it is in memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000

    def kill(self):
        self.process.kill()
        self.process.wait()
        # It may have been cut off before it said that it was connected.
        self.started = self.log.read_text().count("connected to Matrix")

    def stop(self):
        """Asks it to stop; how long it took, and how it ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=15)
        self.started = self.log.read_text().count("connected to Matrix")
        return time.monotonic() - began, status

    def run(self, *arguments, **more):
        return subprocess.run([self.program, *arguments], cwd=self.folder, env=self.environment(**more), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def ask(self, line):
        """What `ask --json` says: the excerpts of all passages."""
        answer = json.loads(self.run("ask", "--json", "--", line).stdout)
        cut = lambda passage, start, end: passage["text"].encode()[start:end].decode()  # noqa: E731
        return [cut(p, start, end) for p in answer["passages"] for start, end in p["excerpts"]], answer["text"]


class Whole(Bot):
    """The same with its model, and no more of a log than an operator has."""

    def environment(self, **more):
        environment = super().environment(VOETNOOT_LOG="voetnoot=info,warn", **more)
        del environment["VOETNOOT_NO_SEMANTIC"]
        return environment


def run(main):
    """Runs a script; what does not hold ends it with a line."""
    try:
        asyncio.run(main)
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
