"""A long day on both platforms: `tests/soak/run` prepares what it needs, and calls this."""
import asyncio
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "matrix"))
from client import User  # noqa: E402
from proxy import Proxy  # noqa: E402
from running import BOT, Server, Whole, holds, run, say  # noqa: E402

# In a second, in all; three quarters of them on Discord.
COMMANDS, QUESTIONS = 15, 5
ON_MATRIX = 4
# Encrypted questions and plain ones in a second, each, for a part of the day; and how much longer encrypted ones may take.
LOAD, LOADED, SLOWER = 10, 20, 1.5
# How much of its memory after two minutes the program may have at the end.
GROWTH = 1.1
ADDED = "Deze alinea werd naderhand bijgevoegd."
LINES = ["!land Kirgizië", "!inhoud", "!tijdlijn", "!wie Loekasjenko", "!citaat Grigorian", "!bron 14",
         "!vraag Hoeveel elitetroepen zond Kirgizië?", "!zoek kritiek oppositie"]


class Program(Whole):
    """The program on both platforms, with an article of its own to change."""

    def __init__(self, program, folder, url, discord):
        super().__init__(program, folder, url)
        self.discord = discord

    def environment(self, **more):
        return super().environment(VOETNOOT_CONTENT=str(self.folder / "content"), **self.discord, **more)


class Double:
    """Discord, and those who ask there."""

    def __init__(self, command):
        # A quarter is asked on Matrix.
        rates = ["--commands", str(COMMANDS - COMMANDS // ON_MATRIX), "--questions", str(QUESTIONS - QUESTIONS // ON_MATRIX)]
        self.process = subprocess.Popen([*command, *rates], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.settings = dict(pair.split("=", 1) for pair in self.process.stdout.readline().split())

    def tell(self, what):
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()

    def end(self):
        report, _ = self.process.communicate()
        return report


async def ask_on_matrix(alice, room, questions, until):
    """Asks at a steady pace, whether or not anybody is there to answer."""
    pace = ON_MATRIX / (COMMANDS + QUESTIONS)
    new = QUESTIONS / (COMMANDS + QUESTIONS)
    began, number = time.monotonic(), 0
    while not until.is_set():
        number += 1
        line = f"!zoek dag {number} van het parlement" if random.random() < new else random.choice(LINES)
        try:
            questions.append((alice, await alice.say(room, line)))
        except Exception:  # noqa: BLE001 - the homeserver is away for a while: what was not sent was not asked
            await asyncio.sleep(1)
        await asyncio.sleep(max(0, began + number * pace - time.monotonic()))


async def ask_fast(user, rooms, seconds):
    """Asks at a steady pace, all over some rooms; what was asked."""
    asked, began = [], time.monotonic()
    for number in range(LOAD * seconds):
        await asyncio.sleep(max(0, began + number / LOAD - time.monotonic()))
        asked.append(await user.say(rooms[number % len(rooms)], LINES[number % len(LINES)]))
    return asked


async def load(proxy, users, questions):
    """Encrypted questions and plain ones at the same pace; prints how long their answers took."""
    asked = []
    for user, encrypted in zip(users, (True, False)):
        rooms = [await user.make_room(encrypted, direct=True) for _ in range(4)]
        for room in rooms:
            await user.ask(room, "!alinea 2", 60)
        asked.append((user, rooms))
    streams = await asyncio.gather(*(ask_fast(user, rooms, LOADED) for user, rooms in asked))
    p95 = []
    for (user, _), stream in zip(asked, streams):
        for question in stream:
            await user.reply(question, 120)
        questions += [(user, question) for question in stream]
        times = sorted(proxy.seconds(question) for question in stream)
        p95.append(times[len(times) * 95 // 100])
    encrypted, plain = p95
    # Below a fifth of a second it is the machine that is measured.
    holds(encrypted < max(SLOWER * plain, plain + 0.2),
          f"{LOAD} encrypted and {LOAD} plain questions a second for {LOADED} s: p95 {encrypted:.2f} s and {plain:.2f} s, "
          f"{encrypted / plain:.2f} times (the bar is {SLOWER})")


async def day(program, double, server, proxy, users, room, questions, seconds):
    """What happens, and when. Gives the program's memory after two minutes and at the end."""
    alice = users[0]
    began = time.monotonic()

    async def at(share, what):
        await asyncio.sleep(max(0, began + share * seconds - time.monotonic()))
        say(f"  {time.monotonic() - began:5.0f} s, {program.memory():.0f} MB: {what}")

    double.tell("go")
    await at(0.1, "told to stop, and started again")
    double.tell("pause")
    # What has been sent is on its way; what is on its way is read.
    await asyncio.sleep(0.1)
    ended, status = program.stop()
    holds(ended < 5 and status == 0, f"it stopped within five seconds ({ended:.1f} s)")
    again = time.monotonic()
    program.start()
    await program.connected()
    await program.ready()
    say(f"    ready on both platforms {time.monotonic() - again:.1f} s after its start")
    double.tell("go")
    await at(0.1 + min(120, seconds * 0.1) / seconds, "two minutes later")
    early = program.memory()
    await at(0.35, "the article changes")
    article = next((program.folder / "content").glob("csto-*.md"))
    changed = article.read_text().replace("\n\n## ", f"\n\n{ADDED}\n\n## ", 1)
    article.with_suffix(".new").write_text(changed)
    article.with_suffix(".new").rename(article)
    await asyncio.sleep(min(30, seconds * 0.1))
    holds(ADDED in (await alice.ask(room, "!zoek naderhand bijgevoegd"))["body"].replace("**", ""), "and is answered from")
    await at(0.5, "a backup of the store")
    holds(program.run("backup", str(program.folder / "copy.db")).returncode == 0, "the store is backed up while it runs")
    await at(0.55, f"{LOAD} encrypted questions a second")
    await load(proxy, users, questions)
    await at(0.65, "the homeserver is away for 30 s")
    server.stop()
    await asyncio.sleep(30)
    server.start()
    await at(0.8, "still there")
    await at(1, "the end")
    return early, program.memory()


async def main():
    binary, seconds, double = Path(sys.argv[1]).resolve(), int(sys.argv[2]), Double(sys.argv[3:])
    folder = Path(os.environ["VOETNOOT_FOLDER"])
    server = Server(folder / "synapse")
    server.start()
    for name in ("alice", "bob", "voetnoot"):
        server.user(name)
    proxy = Proxy(server.url)
    await proxy.start()
    program = Program(binary, folder / "bot", proxy.url, double.settings)
    shutil.copytree(HERE.parents[1] / "content", program.folder / "content")
    users = alice, bob = [User(server.url, name, BOT) for name in ("alice", "bob")]
    try:
        await alice.start()
        await bob.start()
        program.start()
        await program.connected()
        await program.ready()
        room = await alice.make_room(True)
        questions, is_over = [], asyncio.Event()
        asking = asyncio.create_task(ask_on_matrix(alice, room, questions, is_over))
        early, late = await day(program, double, server, proxy, users, room, questions, seconds)
        is_over.set()
        await asking
        for user, question in questions:
            await user.reply(question, 60)
        await asyncio.sleep(3)
        counts = [len(user.replies(question)) for user, question in questions]
        say(f"Matrix: {len(counts)} asked, {counts.count(0)} lost, {sum(count > 1 for count in counts)} doubled")
        report = double.end()
        say("Discord: " + report.replace("\n", "\n         ").rstrip())
        say(f"memory: {early:.0f} MB after two minutes, {late:.0f} MB at the end ({late / early:.2f} times)")
        log = program.log.read_text()
        holds(counts == [1] * len(counts), "on Matrix every question was answered exactly once")
        holds(report.count(" 0 lost, 0 doubled") == 2, "and on Discord")
        holds(late <= GROWTH * early, "memory does not grow")
        holds("panicked" not in log, "it never panicked")
    finally:
        for process in (program.process, double.process):
            if process and process.poll() is None:
                process.kill()
        for user in users:
            await user.stop()
        await proxy.stop()


if __name__ == "__main__":
    run(main())
