"""The tests against a real homeserver: `tests/matrix/run` prepares what they need, and calls this.

A part is an `async def part_…`; what it asserts is said in a line when it holds, and ends the suite when it does not.
"""
import asyncio
import os
import random
import re
import sys
import time
from pathlib import Path

from client import Failure, User
from load import part_burst, part_load
from manners import part_manners
from proxy import Proxy
from rooms import part_rooms
from running import BOT, Bot, Server, holds, say
from scenarios import part_scenarios
from start import part_start
from trouble import part_trouble

EXAMPLES = ["!vraag Hoeveel elitetroepen zond Kirgizië?", "!land Kirgizië", "!wie Loekasjenko", "!zoek kritiek oppositie",
            "!alinea 11-12", "!citaat Grigorian", "!tijdlijn", "!bron 14", "!inhoud", "!artikel", "!help land", "!over",
            "Waar gaat het artikel over?", "!land Frankrijk", "!onzin", "!help"]


def bare(text):
    return "".join(text.replace("**", "").replace("[…]", "").split())


async def all_pages(user, room, answer):
    """The texts of all pages of an answer, turned by the emoji under them."""
    texts = [answer["body"]]
    question = answer["reply_to"]
    while "Verder lezen" in texts[-1]:
        await user.until(lambda: (answer["id"], "➡️") in user.reactions, "the emoji that turns the page")
        await user.react(room, answer["id"], "➡️")
        answer = await user.until(
            lambda: next(iter(user.replies(question)[len(texts):]), None), "the next page")
        texts.append(answer["body"])
    return texts


async def part_talk(server, bot, alice, bob):
    """Every command, by text, by mention, and in a direct chat, gives what `ask --json` gives."""
    for encrypted in (False, True):
        say(f"  {'encrypted' if encrypted else 'unencrypted'}")
        room = await alice.make_room(encrypted, others=[bob])
        direct = await alice.make_room(encrypted, direct=True)
        greeting = await alice.until(
            lambda: next((m for m in alice.said if m["room"] == direct), None), "a greeting in a direct chat")
        holds("Voetnoot" in greeting["body"] and "\n" not in greeting["body"], "a direct chat begins with one line")
        holds(not [m for m in alice.said if m["room"] == room], "a room begins with silence")
        for line in EXAMPLES:
            excerpts, text = bot.ask(line)
            ways = [(room, {}), (room, {"mention": True}), (direct, {})]
            if not line.startswith("!"):
                ways = ways[1:]
            elif line == "!onzin":
                ways = ways[1:]     # among others it may be another bot's
            for place, how in ways:
                answer = await alice.ask(place, line, **how)
                pages = bare(" ".join(await all_pages(alice, place, answer)))
                missing = [excerpt for excerpt in excerpts if bare(excerpt) not in pages]
                if missing:
                    raise Failure(f"{line} lacks {missing}: {pages}")
                if not excerpts and bare(text.splitlines()[0]) not in pages:
                    raise Failure(f"{line}: {answer['body']}")
                if answer["encrypted"] != encrypted:
                    raise Failure(f"{line} was answered {answer}")
        say(f"    {len(EXAMPLES)} lines were answered as everywhere")
        by_name = await alice.say(room, "Voetnoot: wie is Rachmon?")
        holds("Rachmon" in (await alice.reply(by_name))["body"], "its name and a colon address it")
        reply = await alice.say(room, "Wie is Tokajev?", relates_to={"m.in_reply_to": {"event_id": (await alice.reply(by_name))["id"]}})
        holds("Tokajev" in (await alice.reply(reply))["body"], "a reply to it is a question")
        root = await alice.say(room, "Even over het artikel")
        thread = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True, "m.in_reply_to": {"event_id": root}}
        answer = await alice.ask(room, "!alinea 3", relates_to=thread)
        holds(answer["thread"] == root, "in a thread it answers in the thread")
        answer = await alice.ask(room, "!alinea 2")
        relation = {"rel_type": "m.thread", "event_id": answer["id"], "is_falling_back": True, "m.in_reply_to": {"event_id": answer["id"]}}
        await alice.ask(room, "Hoeveel elitetroepen zond Kirgizië?", relates_to=relation)
        say("    in a thread on its answer a bare question is one for it")
        await by_pill_or_name(alice, room)
        holds(by_name in alice.receipts, "what it answers, it has read")
        if encrypted:
            devices = await alice.devices_of_bot()
            holds(len(devices) == 1 and all(devices.values()), "its only device is signed by its owner")


async def by_pill_or_name(alice, room):
    """Mentions in the middle and at the end, and a name that is only typed."""
    pill = f'<a href="https://matrix.to/#/{BOT}">voetnoot</a>'
    wanted = (await alice.ask(room, "!wie Tokajev"))["body"]
    for text in ("wie {} Tokajev", "wie Tokajev, {}", "{} wie Tokajev"):
        question = await alice.send(room, {
            "msgtype": "m.text", "body": text.format("voetnoot"), "m.mentions": {"user_ids": [BOT]},
            "format": "org.matrix.custom.html", "formatted_body": text.format(pill)})
        holds((await alice.reply(question))["body"] == wanted, f"a pill is no part of the question: {text}")
    for text in ("@Voetnoot wie is Tokajev?", "wie is Tokajev, @VOETNOOT?"):
        holds("Tokajev" in (await alice.ask(room, text))["body"], f"typed without a pill it counts: {text}")
    others = [await alice.say(room, text) for text in ("@voetnoot:elders.example wie is Tokajev?", "voetnoot is een woord")]
    await alice.ask(room, "!alinea 2")
    holds(not any(alice.replies(other) for other in others), "not what only looks like its name")


async def part_summary(server, bot, alice, bob):
    """Summaries: for moderators, previewed, confirmed by whoever asked, posted and pinned."""
    for version in ("11", "12"):
        for encrypted in (False, True):
            room = await alice.make_room(encrypted, others=[bob], version=version)
            refused = await bob.ask(room, "!samenvatting")
            holds("moderators" in refused["body"], f"version {version}: who keeps no order gets none")
            preview = await alice.ask(room, "!samenvatting Kirgizië 2")
            for emoji in ("✅", "📌", "❌"):
                await alice.until(lambda: (preview["id"], emoji) in alice.reactions, f"{emoji}")
            await bob.react(room, preview["id"], "✅")
            await bob.ask(room, "!alinea 3")
            excerpts, _ = bot.ask("!samenvatting Kirgizië 2")
            posted = lambda: [m for m in alice.said if m["room"] == room and not m["reply_to"] and not m["replaces"]]  # noqa: E731
            holds(not posted(), "somebody else does not confirm it")
            await alice.react(room, preview["id"], "📌")
            await alice.until(lambda: any(m["replaces"] == preview["id"] for m in alice.said), "the preview to say what became of it")
            said = next(m for m in alice.said if m["replaces"] == preview["id"])
            holds(len(posted()) == 1 and all(bare(e) in bare(posted()[0]["body"]) for e in excerpts), "it is posted once, as everywhere")
            question = await alice.say(room, "!samenvatting 2")
            preview = await alice.reply(question)
            await alice.edit(room, question, "!samenvatting Armenië")
            anew = await alice.until(lambda: next((m for m in alice.said if m["replaces"] == preview["id"]), None), "the preview to go")
            holds("nieuw bericht" in anew["body"], "an edit brings no summary that was not previewed")
            # The room's creator has not given the bot the right to pin.
            holds("vastzetten mag ik hier niet" in said["body"], "and it is said that it could not be pinned")
    room = await alice.make_room(False, others=[bob], version="11")
    await alice.client.room_put_state(room, "m.room.power_levels", {"users": {alice.id: 100, BOT: 50}, "users_default": 0})
    preview = await alice.ask(room, "!samenvatting 2")
    await alice.until(lambda: (preview["id"], "❌") in alice.reactions, "❌")
    await alice.react(room, preview["id"], "📌")
    said = await alice.until(lambda: next((m for m in alice.said if m["replaces"] == preview["id"]), None), "the outcome")
    holds("vastgezet" in said["body"], "where it may, it pins")


async def part_feedback(server, bot, alice, bob):
    """Votes by reaction; what was missed, for moderators; being forgotten."""
    for encrypted in (False, True):
        room = await alice.make_room(encrypted, others=[bob])
        missed = lambda: alice.ask(room, "!gemist")  # noqa: E731

        async def until_missed(is_so, what):
            while not is_so((await missed())["body"]):
                await asyncio.sleep(0.2)
            say(f"    {what}")

        await bob.ask(room, "!vraag Wie is de trainer van Ajax?")
        holds("bewaar ik niet" in (await missed())["body"], "what is asked is not kept")
        holds("nu ja" in (await alice.ask(room, "!instelling gemist ja"))["body"], "unless a moderator wants it")
        await bob.ask(room, "!vraag Wie is de trainer van Feyenoord?")
        await until_missed(lambda said: "Feyenoord" in said and "Ajax" not in said, "what the article does not tell is missed")
        holds("moderators" in (await bob.ask(room, "!gemist"))["body"], "which only moderators read")
        answer = await bob.ask(room, "!vraag Hoeveel elitetroepen zond Kirgizië?")
        reaction = await alice.react(room, answer["id"], "👎🏽")
        await until_missed(lambda said: "elitetroepen" in said and "1 × 👎" in said, "what gets 👎 is missed, and counted")
        await alice.redact(room, reaction)
        await until_missed(lambda said: "elitetroepen" not in said and "👎" not in said, "until that is taken back")
        forgotten = (await bob.ask(room, "!vergeet mij"))["body"]
        holds("gewist" in forgotten, "who asks to be forgotten is")
        await until_missed(lambda said: "Feyenoord" not in said, "and what they asked")
        await bob.ask(room, "!vraag Wie is de trainer van Feyenoord?")
        await until_missed(lambda said: "Feyenoord" in said, "what is asked later is kept again")
        await alice.client.room_kick(room, BOT)
        await alice.until(lambda: BOT not in alice.client.rooms[room].users, "the bot to go")
        await alice.invite(room)
        await alice.until(lambda: alice.knows(room, encrypted), "the bot to join again")
        holds("Feyenoord" not in (await missed())["body"], "but not where the bot was sent away meanwhile")


async def exactly_once(alice, questions, what):
    for question in questions:
        await alice.reply(question, 120)
    # A second answer would come soon.
    await asyncio.sleep(3)
    counts = [len(alice.replies(question)) for question in questions]
    holds(counts == [1] * len(questions), f"{what}: {len(questions)} questions, each answered exactly once")


async def part_life(server, bot, alice, bob):
    """Crashes, absences, restarts."""
    for encrypted in (False, True):
        say(f"  {'encrypted' if encrypted else 'unencrypted'}")
        room = await alice.make_room(encrypted, others=[bob])
        devices = await alice.devices_of_bot()

        async def stream(count):
            questions = []
            for number in range(count):
                line = random.choice(EXAMPLES[:12])
                questions.append(await alice.say(room, line if number % 2 else f"!zoek {number} oppositie"))
            return questions

        asking = asyncio.create_task(stream(200))
        for _ in range(2):
            await asyncio.sleep(2 + random.random() * 2)
            bot.kill()
            await asyncio.sleep(1)
            bot.start()
        questions = await asking
        await bot.connected()
        await exactly_once(alice, questions, "killed twice during a stream")

        questions = await stream(10)
        server.stop()
        await asyncio.sleep(35)
        holds(not bot.is_ready(), "without a homeserver for half a minute it is not ready")
        server.start()
        question = await alice.say(room, "!alinea 4")
        await alice.reply(question, 10)
        say("    within ten seconds of the homeserver's return it answers")
        questions += [question, *await stream(10)]
        await exactly_once(alice, questions, "the homeserver away for 35 s")

        seconds, status = bot.stop()
        holds(seconds < 5 and status == 0, f"told to stop, it stopped within five seconds ({seconds:.1f} s)")
        questions = await stream(130)
        bot.start()
        await bot.connected()
        await exactly_once(alice, questions, "asked while it was away")
        holds(await alice.devices_of_bot() == devices, "after all that it has the same device")


async def part_hostile(server, bot, alice, bob):
    """Texts that are meant to do harm, or only do: 2,000 of them."""
    pieces = ["@room", "@alice:localhost", "<mx-reply>", "<script>", "</blockquote>", "<b>", "&amp;", "\"", "```", "> x", "\u202eomgekeerd",
              "Z̷̛͔a̸l̵g̶o", "👨‍👩‍👧", "\u200b", "\n", "Kirgizië", "elitetroepen", "!land", "!zoek", "99999999999999999999", "https://matrix.to/#/@alice:localhost",
              "{{7*7}}", "%s%n", "a" * 3000, "😀" * 500, "\ufdd0", "{ $x }"]
    commands = ["", "!zoek ", "!wie ", "!land ", "!vraag ", "!help ", "!citaat ", "!alinea ", "!bron ", "!artikel "]
    dice = random.Random(1)
    room = await alice.make_room(False, direct=True)
    asked = []
    for number in range(2000):
        text = commands[number % len(commands)] + " ".join(dice.choices(pieces, k=dice.randint(1, 8)))
        asked.append((await alice.say(room, text), text))
    for question, text in asked:
        # What is nothing but quoted is no question.
        if "> x" not in text and "```" not in text:
            await alice.reply(question, 300)
    counts = {len(alice.replies(question)) for question, _ in asked}
    holds(counts <= {0, 1}, "2,000 hostile texts were answered once each, or not at all")
    holds(bot.process.poll() is None, "and the bot is still there")


async def part_verify(server, bot, alice, bob):
    """A store that is lost, and what verifies the device that comes after it."""
    room = await alice.make_room(True, others=[bob])
    bot.stop()
    for arguments in ("serve",), ("matrix", "verify"):
        told = bot.run(*arguments, VOETNOOT_MATRIX_PASSPHRASE="")
        holds(told.returncode == 1 and "give the passphrase that this state was made with" in told.stderr
              and "panicked" not in told.stderr, f"without its passphrase, `{' '.join(arguments)}` asks for it")
    told = bot.run("matrix", "verify")
    key = re.search(r"Recovery key: (.+)", told.stdout)
    holds(told.returncode == 0 and key, "verifying gives a recovery key")
    again = bot.run("matrix", "verify")
    holds(again.returncode == 0 and "already" in again.stdout, "and only once")
    lost = bot.folder / "state"
    lost.rename(bot.folder / "lost")
    refused = bot.run("matrix", "verify")
    holds(refused.returncode == 1 and "VOETNOOT_MATRIX_RECOVERY_KEY" in refused.stderr, "after a loss it asks for the key")
    proxy = Proxy(server.url)
    await proxy.start()
    bot.url = proxy.url
    bot.start()
    await bot.connected()
    holds("not verified" in bot.log.read_text(), "the loss is said plainly in the log")
    await alice.ask(room, "!alinea 2", 90)
    holds(proxy.handed, "a new session goes by the address that the operator gave, not by the homeserver's own")
    bot.stop()
    await proxy.stop()
    bot.url = server.url
    verified = bot.run("matrix", "verify", VOETNOOT_MATRIX_RECOVERY_KEY=key.group(1))
    holds(verified.returncode == 0, "with the key it verifies the new device")
    bot.start()
    await bot.connected()
    devices = await alice.devices_of_bot()
    holds(sum(devices.values()) == len(devices) == 2, "which its owner has signed")
    answer = await alice.ask(room, "!alinea 3", 60)
    holds(answer["encrypted"], "and the encrypted room goes on")


PARTS = {"talk": part_talk, "scenarios": part_scenarios, "manners": part_manners, "summary": part_summary, "feedback": part_feedback,
         "rooms": part_rooms, "start": part_start, "life": part_life,
         "trouble": part_trouble, "load": part_load, "burst": part_burst, "hostile": part_hostile, "verify": part_verify}
# They load the machine for minutes and compare times, so that they run only if they are named.
ON_DEMAND = {"load", "burst"}


async def main():
    program, folder = Path(sys.argv[1]).resolve(), Path(os.environ["VOETNOOT_FOLDER"])
    parts = sys.argv[2:] or [part for part in PARTS if part not in ON_DEMAND]
    server = Server(folder / "synapse")
    server.start()
    for name in ("alice", "bob", "carol", "dave", "erin", "voetnoot"):
        server.user(name)
    bot = Bot(program, folder / "bot", server.url)
    users = [User(server.url, name, BOT) for name in ("alice", "bob")]
    began = time.monotonic()
    try:
        for user in users:
            await user.start()
        bot.start()
        await bot.connected()
        for part in parts:
            part = PARTS[part]
            say(f"{part.__doc__.splitlines()[0]}")
            await part(server, bot, *users)
            for user in users:
                if user.problems or user.pending:
                    raise Failure(f"against the specification: {user.problems[:3]} unreadable: {len(user.pending)}")
        _, status = bot.stop()
        log = bot.log.read_text()
        holds(status == 0 and "panicked" not in log, "it never panicked")
        holds(not re.search("elitetroepen|pw-voetnoot|een lange zin", log), "and logged no word and no secret")
        say(f"all of it holds ({time.monotonic() - began:.0f} s)")
    except Failure as failure:
        say(f"FAILED: {failure}")
        say("the end of the bot's log:\n" + bot.log.read_text()[-4000:])
        return 1
    finally:
        if bot.process and bot.process.poll() is None:
            bot.process.kill()
        for user in users:
            await user.stop()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
