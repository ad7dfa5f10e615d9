"""The part of the tests about rooms: what is set in one, and what becomes of it when the room is upgraded."""
from urllib.parse import quote

import nio

from client import User
from running import BOT, holds, say


async def part_rooms(server, bot, alice, bob):
    """What is set in a room, and that it holds in the room that replaces it."""
    room = await alice.make_room(False)
    said = (await alice.ask(room, "!instelling lengte kort"))["body"]
    holds("voor deze kamer" in said, "a room is called a room")
    said = (await alice.ask(room, "!instelling"))["body"]
    holds("(kamer)" in said and "server" not in said and "alleen:" not in said, "and offered nothing of servers")
    said = (await alice.ask(room, "!instelling lengte lang"))["body"]
    holds("past niet bij lengte" in said, "a length that there is not is refused")
    carol = User(server.url, "carol", BOT)
    await carol.start()
    try:
        for encrypted in (False, True):
            await upgraded(bot, alice, bob, carol, encrypted)
        await taken_over(bot, alice, bob)
    finally:
        await carol.stop()


async def taken_over(bot, alice, bob):
    """Somebody names the rooms of others as upgrades of a room of their own."""
    theirs = await alice.make_room(False)
    unknown = (await alice.client.room_create(preset=nio.RoomPreset.public_chat)).room_id
    for victim in (theirs, unknown):
        own = await bob.make_room(False)
        await bob.ask(own, "!instelling taal en")
        await bob.client.room_put_state(own, "m.room.tombstone", {"body": "", "replacement_room": victim})
        wanted = "leave" if victim == unknown else "join"
        await bob.until(lambda: has_come(bot, alice, victim, wanted), f"it to {wanted}", 60)
    holds("alinea 3" in (await alice.ask(theirs, "!alinea 3"))["body"], "nobody carries settings into a room of others, nor the bot")


async def has_come(bot, alice, victim, wanted):
    is_told = wanted == "join" or "is not the upgrade" in bot.log.read_text()
    return is_told and await alice.membership(victim, BOT) == wanted


async def upgraded(bot, alice, bob, carol, encrypted):
    """A room that anybody may join, and one that needs an invitation."""
    say(f"  {'an encrypted room that needs an invitation' if encrypted else 'a room that is open to all'}")
    room = await alice.make_room(encrypted, others=[bob, carol], version="11")
    # In a room that was upgraded only moderators may still redact.
    await alice.client.room_put_state(room, "m.room.power_levels", {"users": {alice.id: 100, BOT: 50}, "users_default": 0})
    if not encrypted:
        await alice.client.room_put_state(room, "m.room.join_rules", {"join_rule": "public"})
    await alice.ask(room, "!instelling gemist ja")
    question = await bob.say(room, "!vraag Hoeveel elitetroepen zond Kirgizië?")
    answer = await bob.reply(question)
    await bob.react(room, answer["id"], "👎")
    await alice.ask(room, "!instelling taal en")
    status, upgrade = await alice.request("POST", f"/_matrix/client/v3/rooms/{quote(room, safe='')}/upgrade", {"new_version": "12"})
    holds(status == 200, "it is upgraded")
    new = upgrade["replacement_room"]
    if encrypted:
        # She is not on the list of those who may invite, and need not be.
        await alice.client.room_invite(new, carol.id)
        await carol.client.join(new)
        await carol.invite(new)
    await alice.until(lambda: alice.knows(new, encrypted), "the bot to follow", 60)
    holds("paragraph 3" in (await alice.ask(new, "!alinea 3", 60))["body"], "the bot follows, and what was set holds there")
    missed = (await alice.ask(new, "!gemist"))["body"]
    holds("1 × 👎" in missed and "elitetroepen" in missed, "votes and missed questions came along")
    await bot.restart()
    await alice.redact(room, question)
    await bob.until(lambda: answer["id"] in bob.redacted, "the answer to go")
    say("    a question that was asked before still takes its answer along")
