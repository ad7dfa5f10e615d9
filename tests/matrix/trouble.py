"""The part of the tests in which the way to the homeserver is a bad one."""
import asyncio
import time

from proxy import proxied
from running import holds


async def part_trouble(server, bot, alice, bob):
    """Too many requests, broken proxies, lost answers, late keys, silence."""
    async with proxied(server, bot) as proxy:
        room = await alice.make_room(False, others=[bob])
        await too_many(proxy, bot, alice, room)
        await broken(proxy, bot, alice, room)
        await late_keys(proxy, alice, bob)
        await silence(proxy, bot, alice, room)


async def once(alice, question, what, seconds=60):
    answer = await alice.reply(question, seconds)
    await asyncio.sleep(2)
    holds(len(alice.replies(question)) == 1, what)
    return answer


async def too_many(proxy, bot, alice, room):
    limited = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests", "retry_after_ms": 1500}
    proxy.trick("/send/m.room.message", 2, 429, limited)
    question = await alice.say(room, "!alinea 3")
    answer = await once(alice, question, "told that it sends too much, it answers later, once")
    took = time.monotonic() - 2 - proxy.answered(question)
    holds(3 <= took < 10 and answer, f"as much later as it was told ({took:.1f} s for twice 1.5 s)")
    proxy.trick("/send/m.room.message", 1, 429, {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests"}, {"Retry-After": "2"})
    question = await alice.say(room, "!alinea 4")
    await once(alice, question, "also where the header says for how long")
    counted = 'voetnoot_rate_limited_total{platform="matrix",by="theirs"} '
    before = int(bot.shown("metrics").split(counted)[1].split()[0])
    proxy.trick("/send/m.room.message", 8, 429, {**limited, "retry_after_ms": 700})
    questions = [await alice.say(room, f"!alinea {number}") for number in range(2, 10)]
    for question in questions:
        await alice.reply(question, 60)
    replied = [message["reply_to"] for message in alice.said if message["reply_to"] in questions]
    holds(replied == questions, "those that wait are sent in the order of asking")
    after = int(bot.shown("metrics").split(counted)[1].split()[0])
    holds(before >= 3 and after >= before + 8, f"each refusal is counted ({before}, then {after})")
    holds("told to send less" in bot.shown("readyz"), "and shown where it says how it is")
    holds(bot.log.read_text().count("override_ratelimit") == 1, "one line of the log says what to do")


async def broken(proxy, bot, alice, room):
    proxy.trick("/send/m.room.message", 3, 502, "<html>Bad Gateway</html>")
    await once(alice, await alice.say(room, "!alinea 5"), "a proxy that has no homeserver is tried again")
    proxy.trick("/", 8, 404, "404 page not found")
    await once(alice, await alice.say(room, "!alinea 5"), "so is one that does not find it")
    proxy.tricks.clear()
    proxy.trick("/send/m.room.message", 1, None, after=True)
    await once(alice, await alice.say(room, "!alinea 6"), "an answer whose receipt was lost is not sent twice")
    proxy.trick("/", 10_000, 502, "<html>Bad Gateway</html>")
    questions = [await alice.say(room, f"!alinea {number}") for number in range(7, 12)]
    await asyncio.sleep(8)
    proxy.tricks.clear()
    for question in questions:
        await alice.reply(question, 60)
    await asyncio.sleep(2)
    counts = [len(alice.replies(question)) for question in questions]
    holds(counts == [1] * len(counts), "what was asked while nothing came through is answered, once")
    holds(bot.process.poll() is None, "without a restart")


async def late_keys(proxy, alice, bob):
    room = await alice.make_room(True, others=[bob])
    proxy.holds_keys = True
    question = await alice.say(room, "!alinea 3")
    await asyncio.sleep(5)
    holds(not alice.replies(question), "what cannot be read is not answered")
    proxy.holds_keys = False
    # With whatever comes next, the keys come.
    await bob.react(room, question, "👀")
    answer = await once(alice, question, "until the key comes")
    holds("alinea 3" in answer["body"], "and then as always")
    room = await alice.make_room(True, others=[bob])
    proxy.holds_keys = True
    questions = [await alice.say(room, f"!alinea {number}") for number in (3, 4)]
    said = await alice.until(lambda: [r for q in questions for r in alice.replies(q)], "a word about what cannot be read", 90)
    await asyncio.sleep(5)
    said = [reply for question in questions for reply in alice.replies(question)]
    holds(len(said) == 1 and len(said[0]["body"]) < 400, f"where it does not come within a minute that is said, once: {said[0]['body']}")
    proxy.holds_keys = False


async def silence(proxy, bot, alice, room):
    await bot.ready()
    began = time.monotonic()
    proxy.is_silent = True
    while bot.is_ready() and time.monotonic() < began + 40:
        await asyncio.sleep(0.5)
    holds(not bot.is_ready(), f"a homeserver that goes silent is seen by /readyz within 40 s ({time.monotonic() - began:.0f} s)")
    question = await alice.say(room, "!alinea 13")
    proxy.is_silent = False
    await bot.ready()
    await once(alice, question, "when it is back, so is the bot, by itself, with the answer")
