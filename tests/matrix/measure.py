"""How fast, and how large, with fifty rooms: `tests/matrix/measure` prepares what it needs, and calls this."""
import asyncio
import os
import random
import sys
import time
from pathlib import Path

from client import User
from proxy import Proxy
from running import BOT, Server, Whole, holds, run, say

ROOMS = 50
# In a second each.
COMMANDS, QUESTIONS = 5, 5
LINES = ["!land Kirgizië", "!inhoud", "!tijdlijn", "!wie Loekasjenko", "!citaat Grigorian", "!bron 14",
         "!vraag Hoeveel elitetroepen zond Kirgizië?", "!zoek kritiek oppositie"]
# The bars, in seconds and MB.
P99_COMMANDS, P99_QUESTIONS, MEMORY = 0.06, 0.3, 250


async def asked(alice, rooms, seconds):
    """Asks at a steady pace, all over the rooms; what was asked, commands and new questions apart."""
    commands, questions = [], []
    began, number = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        number += 1
        is_new = number * QUESTIONS // (COMMANDS + QUESTIONS) > (number - 1) * QUESTIONS // (COMMANDS + QUESTIONS)
        line = f"!zoek dag {number} van het parlement" if is_new else random.choice(LINES)
        (questions if is_new else commands).append(await alice.say(random.choice(rooms), line))
        await asyncio.sleep(max(0, began + number / (COMMANDS + QUESTIONS) - time.monotonic()))
    say(f"  {number} asked in {time.monotonic() - began:.0f} s, in {len(rooms)} rooms, half of them encrypted")
    return commands, questions


async def took(alice, proxy, questions, what, bar):
    for question in questions:
        await alice.reply(question, 60)
    times = sorted(proxy.seconds(question) for question in questions)
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]  # noqa: E731
    said = ", ".join(f"p{round(100 * share)} {1000 * at(share):.1f} ms" for share in (0.5, 0.9, 0.99))
    holds(at(0.99) < bar, f"{what}: {said} ({len(times)})")


async def main():
    binary, seconds = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    folder = Path(os.environ["VOETNOOT_FOLDER"])
    server = Server(folder / "synapse")
    server.start()
    for name in ("alice", "voetnoot"):
        server.user(name)
    proxy = Proxy(server.url)
    await proxy.start()
    program = Whole(binary, folder / "bot", proxy.url)
    alice = User(server.url, "alice", BOT)
    try:
        await alice.start()
        program.start()
        await program.ready()
        rooms = [await alice.make_room(number % 2 == 1) for number in range(ROOMS)]
        program.stop()
        (program.folder / "state").rename(program.folder / "lost")
        began = time.monotonic()
        program.start()
        await program.ready()
        say(f"  ready {time.monotonic() - began:.1f} s after its start, with nothing kept")
        await asyncio.sleep(10)
        memory = program.memory()
        holds(memory < MEMORY, f"after an initial sync with {ROOMS} rooms it takes {memory:.0f} MB")
        # The first answer in an encrypted room waits for the homeserver: its key has to reach everybody before it.
        for question in [await alice.say(room, "!alinea 3") for room in rooms]:
            await alice.reply(question, 60)
        commands, questions = await asked(alice, rooms, seconds)
        await took(alice, proxy, commands, "commands and repeated questions", P99_COMMANDS)
        await took(alice, proxy, questions, "new questions", P99_QUESTIONS)
        say(f"    memory after all of it: {program.memory():.0f} MB")
    finally:
        if program.process and program.process.poll() is None:
            program.process.kill()
        await alice.stop()
        await proxy.stop()


if __name__ == "__main__":
    run(main())
