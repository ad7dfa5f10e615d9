"""The part of the tests about whom the bot leaves alone."""
import asyncio

from client import User
from running import BOT, Bot, holds, say


async def part_manners(server, bot, alice, bob):
    """Whom it leaves alone, and what becomes of questions."""
    room = await alice.make_room(False, others=[bob], invite=False)
    before = await alice.say(room, "!alinea 2")
    await alice.invite(room)
    await alice.until(lambda: alice.knows(room, False), "the bot to join")
    quiet = [before, await bob.say(room, "Hoi allemaal"), await bob.say(room, "!alinea 4", msgtype="m.notice"),
             await bob.say(room, "> !alinea 5"), await bob.say(room, "!ban bob")]
    question = await alice.say(room, "!alinea 3")
    answer = await alice.reply(question)
    holds(not any(alice.replies(q) for q in quiet), "what was said before it came, talk, notices and quotations are left alone")
    await bob.react(room, answer["id"], "➡️")
    await alice.edit(room, question, "!alinea 12")
    edited = await alice.until(lambda: next((m for m in alice.said if m["replaces"] == answer["id"]), None), "an edited answer")
    holds("alinea 12" in edited["body"], "an edited question has its answer edited")
    holds(len(alice.replies(question)) == 1, "and gets no second one")
    await alice.redact(room, question)
    await alice.until(lambda: answer["id"] in alice.redacted, "the answer to go")
    say("    a redacted question takes its answer along")
    question, page = await two_pages(alice, room)
    await alice.edit(room, question, "!alinea 12")
    await alice.until(lambda: page in alice.redacted, "the page of what is no longer asked to go")
    question, page = await two_pages(alice, room)
    await alice.redact(room, question)
    await alice.until(lambda: page in alice.redacted, "the later page to go")
    say("    later pages go where the answer goes")
    question, page = await two_pages(alice, room, "!meer")
    await alice.edit(room, question, "!alinea 12")
    await alice.until(lambda: page in alice.redacted, "the page of what is no longer asked to go")
    question, page = await two_pages(alice, room, "!meer")
    await alice.redact(room, question)
    await alice.until(lambda: page in alice.redacted, "the later page to go")
    say("    so do those that were asked for by !meer")
    first, second = await bob.ask(room, "!alinea 3"), await bob.ask(room, "!alinea 4")
    await bob.react(room, first["id"], "🗑️")
    await bob.until(lambda: first["id"] in bob.redacted, "the answer to go")
    await alice.react(room, second["id"], "🗑️")
    await alice.until(lambda: second["id"] in alice.redacted, "the answer to go")
    say("    the asker and a moderator take an answer away")
    third = await alice.ask(room, "!alinea 5")
    await bob.react(room, third["id"], "🗑️")
    await bob.ask(room, "!alinea 6")
    holds(third["id"] not in alice.redacted, "somebody else does not")
    reply = {"relates_to": {"m.in_reply_to": {"event_id": third["id"]}}}
    question = await bob.say(room, "Wie is Tokajev?", **reply)
    answer = await bob.reply(question)
    await bob.edit(room, question, "Wie is Rachmon?")
    edited = await bob.until(lambda: next((m for m in bob.said if m["replaces"] == answer["id"]), None), "an edited answer")
    holds("Rachmon" in edited["body"], "an edited reply to it is still one")
    await edited_meanwhile(bot, alice, room)
    await alice.client.room_leave(room)
    refused = await bob.ask(room, "!instelling taal en")
    holds("moderators" in refused["body"], "who is left alone with it keeps no order for that")
    carol = User(server.url, "carol", BOT)
    await carol.start()
    try:
        unwelcome = await carol.make_room(False, invite=False)
        await carol.invite(unwelcome)
        await carol.until(lambda: membership_is(carol, unwelcome, "leave"), "the invitation to be declined")
        say("    who is not on the list is declined")
    finally:
        await carol.stop()
    lonely = await alice.make_room(False, direct=True)
    await alice.client.room_leave(lonely)
    await alice.until(lambda: "an empty room was left" in bot.log.read_text(), "the bot to leave an empty room")
    say("    an empty room is left")
    await keeps_to_direct_chats(server, bot, alice, bob)


async def edited_meanwhile(bot, alice, room):
    """Two edits of each of some questions, which the bot is told of at once."""
    questions = [await alice.say(room, f"alinea {number}, graag") for number in range(2, 7)]
    await alice.ask(room, "!alinea 2")
    bot.stop()
    for question in questions:
        for text in ("!alinea 3", "!alinea 12"):
            await alice.edit(room, question, text)
    bot.start()
    await bot.connected()
    answers = [(await alice.reply(question))["body"] for question in questions]
    await asyncio.sleep(1)
    is_newest = all("alinea 12" in answer for answer in answers)
    holds(is_newest and all(len(alice.replies(question)) == 1 for question in questions), "of several edits at once the newest is answered")


async def two_pages(user, room, command=None):
    """A question whose answer was read on, by a command or else by the emoji, and the second page."""
    question = await user.say(room, "!zoek CSTO")
    first = await user.reply(question)
    if command:
        return question, (await user.ask(room, command))["id"]
    await user.until(lambda: (first["id"], "➡️") in user.reactions, "the emoji that turns the page")
    await user.react(room, first["id"], "➡️")
    page = await user.until(lambda: next(iter(user.replies(question)[1:]), None), "the next page")
    return question, page["id"]


class Open(Bot):
    """Another bot, for which nobody was named who may invite it."""

    NAME = "@dave:localhost"

    def environment(self, **more):
        return super().environment(VOETNOOT_MATRIX_USER="dave", VOETNOOT_MATRIX_PASSWORD="pw-dave", VOETNOOT_MATRIX_ALLOW="", **more)


async def keeps_to_direct_chats(server, bot, alice, bob):
    """Where nobody was named, everybody may invite to a direct chat, and to nothing that only looks like one."""
    other = Open(bot.program, bot.folder.parent / "open", server.url)
    other.start()
    try:
        await other.connected()
        direct = await alice.make_room(direct=True, invite=False)
        crowd = await alice.make_room(direct=True, others=[bob], invite=False)
        for room, ends in ((direct, "join"), (crowd, "leave")):
            await alice.client.room_invite(room, Open.NAME)
            await alice.until(lambda: other.log.read_text().count("joined a room") == 1 + (room == crowd), "it to join")
            await alice.until(lambda: membership_is(alice, room, ends, Open.NAME), f"it to {ends}")
        await asyncio.sleep(1)
        holds(await membership_is(alice, direct, "join", Open.NAME), "without a list it stays in direct chats alone")
    finally:
        other.stop()


async def membership_is(user, room, wanted, who=BOT):
    return await user.membership(room, who) == wanted
