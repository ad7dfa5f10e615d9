"""The part of the tests about a first start: what operators write, and accounts that were used before."""
from client import User
from running import Bot, holds, say


class Fresh(Bot):
    """Another bot, whose operator writes the settings as people do."""

    NAME = "@erin:localhost"

    def environment(self, **more):
        return super().environment(
            VOETNOOT_MATRIX_HOMESERVER=self.url.removeprefix("http://"), VOETNOOT_MATRIX_USER="erin", VOETNOOT_MATRIX_PASSWORD="pw-erin",
            VOETNOOT_MATRIX_ALLOW="@alice:localhost, @bob:*,@nobody:*", VOETNOOT_MATRIX_DISPLAY_NAME="De Voetnoot", **more)


async def part_start(server, bot, alice, bob):
    """A first start, with the account of somebody who has used it in a client."""
    erin = User(server.url, "erin", Fresh.NAME)
    await erin.start()
    fresh = Fresh(bot.program, bot.folder.parent / "fresh", server.url)
    fresh.start()
    try:
        await fresh.connected()
        say("    a homeserver without http:// before it is reached")
        holds("the account has cross-signing keys that are not in the state folder" in fresh.log.read_text(),
              "an account with keys of a client's is told of at once")
        _, profile = await alice.request("GET", f"/_matrix/client/v3/profile/{Fresh.NAME}/displayname")
        holds(profile.get("displayname") == "De Voetnoot", "it has the name that the operator gave it")
        room = await alice.make_room(False, invite=False)
        await alice.client.room_invite(room, Fresh.NAME)
        await alice.until(lambda: joined(alice, room), "it to join")
        say("    who may invite it can be listed with commas")
    finally:
        fresh.stop()
    _, before = await erin.request("GET", "/_matrix/client/v3/devices")
    others = len(before["devices"]) - 1
    told = fresh.run("matrix", "verify", "--renew", "--forget-others")
    holds(told.returncode == 0 and f"Other devices removed: {others}." in told.stdout, f"`matrix verify --forget-others` removes the others ({others})")
    status, _ = await erin.request("GET", "/_matrix/client/v3/account/whoami")
    holds(others > 0 and status == 401, "which are logged out")
    await erin.stop()


async def joined(user, room):
    return await user.membership(room, Fresh.NAME) == "join"
