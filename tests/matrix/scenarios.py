"""What happens alike on every platform happens on Matrix (tests/platforms)."""
import asyncio
import json
import shutil
from pathlib import Path

from client import Failure, User
from running import BOT, say

SCENARIOS = json.loads((Path(__file__).parent.parent / "platforms/scenarios.json").read_text())
CHOICES = {"post": "✅", "cancel": "❌"}


def shown(message):
    return message["body"].replace("**", "")


def is_seen(step, text):
    return all(wanted in text for wanted in step.get("sees", [])) and not any(bad in text for bad in step.get("lacks", []))


class Stage:
    """A room whose moderator is Alice. The messages that were said in it have names."""

    def __init__(self, room, users):
        self.room, self.users, self.said = room, users, {}

    def user(self, step):
        return self.users[step.get("by", "asker")]

    async def play(self, step, bot):
        if "restart" in step:
            await bot.restart()
        elif "change" in step:
            await bot.change(step["change"])
        elif "wait" in step:
            await asyncio.sleep(step["wait"])
        else:
            actions = ("say", "edit", "delete", "bin", "vote", "turn", "preview", "decide", "rush")
            action = next(name for name in actions if name in step)
            await getattr(self, action)(step, step[action])

    async def say(self, step, name):
        user = self.user(step)
        while True:
            message = self.said[name] = await user.say(self.room, step["text"])
            if step.get("silent"):
                await self.nothing_comes(user, message)
                return
            answer = shown(await user.reply(message))
            if is_seen(step, answer):
                return
            if not step.get("until"):
                raise Failure(f"{step}: {answer}")
            await asyncio.sleep(0.2)

    async def edit(self, step, name):
        user, message = self.user(step), self.said[name]
        answers = user.replies(message)
        await user.edit(self.room, message, step["text"])
        if step.get("gone"):
            await self.goes(user, answers[0])
            return
        if answers:
            now = lambda: any(m["replaces"] == answers[0]["id"] and is_seen(step, shown(m)) for m in user.said)  # noqa: E731
        else:
            now = lambda: any(is_seen(step, shown(m)) for m in user.replies(message))  # noqa: E731
        await user.until(now, f"the answer to follow {step}")

    async def delete(self, step, name):
        user = self.user(step)
        answer = await user.reply(self.said[name])
        await user.redact(self.room, self.said[name])
        await self.goes(user, answer)

    async def bin(self, step, name):
        user = self.user(step)
        answer = await self.answer_of(name)
        await user.react(self.room, answer["id"], "🗑️")
        if step.get("stays"):
            await user.ask(self.room, "!alinea 1")
            if answer["id"] in user.redacted:
                raise Failure(f"{step}: it went")
        else:
            await self.goes(user, answer)

    async def vote(self, step, name):
        await self.user(step).react(self.room, (await self.answer_of(name))["id"], step["emoji"])

    async def turn(self, step, name):
        user = self.user(step)
        answer = await self.answer_of(name)
        await user.until(lambda: (answer["id"], "➡️") in user.reactions, "the emoji that turns the page")
        await user.react(self.room, answer["id"], "➡️")
        page = shown(await user.until(lambda: next(iter(user.replies(self.said[name])[1:]), None), "the next page"))
        if not is_seen(step, page):
            raise Failure(f"{step}: {page}")

    async def preview(self, step, name):
        await self.say({**step, "text": f"!samenvatting {step['about']} 2"}, name)

    async def decide(self, step, name):
        user = self.user(step)
        preview = await user.reply(self.said[name])
        await user.until(lambda: (preview["id"], "❌") in user.reactions, "what decides")
        posted = lambda: [m for m in user.said if m["room"] == self.room and not m["reply_to"] and not m["replaces"]]  # noqa: E731
        before = len(posted())
        await user.react(self.room, preview["id"], CHOICES[step["choice"]])
        if step["choice"] == "post":
            post = shown(await user.until(lambda: next(iter(posted()[before:]), None), "the summary"))
            if not is_seen(step, post):
                raise Failure(f"{step}: {post}")
        else:
            await user.ask(self.room, "!alinea 1")
            if len(posted()) != before:
                raise Failure(f"{step}: it was posted")

    async def rush(self, step, count):
        user = self.user(step)
        said = [await user.say(self.room, step["text"]) for _ in range(count)]
        answers = lambda: [shown(answer) for message in said for answer in user.replies(message)]  # noqa: E731
        await user.until(lambda: len(answers()) > step["answered"], "enough answers")
        await self.users["moderator"].ask(self.room, "!alinea 1")
        told = [answer for answer in answers() if step["told"] in answer]
        others = [answer for answer in answers() if step["told"] not in answer]
        if len(told) != 1 or len(others) != step["answered"] or not all(is_seen(step, answer) for answer in others):
            raise Failure(f"{step}: {answers()}")

    async def answer_of(self, name):
        asker = self.users["asker"]
        return await asker.until(lambda: next((m for user in self.users.values() for m in user.replies(self.said[name])), None),
                                 f"an answer to {name}")

    async def nothing_comes(self, user, message):
        await user.ask(self.room, "!alinea 1")
        if user.replies(message):
            raise Failure(f"{message} was answered")

    async def goes(self, user, answer):
        await user.until(lambda: answer["id"] in user.redacted, "the answer to go")


async def part_scenarios(server, bot, alice, bob):
    """Every scenario of tests/platforms, in rooms with and without encryption."""
    content = bot.folder / "content"
    shutil.copytree(Path(__file__).parents[2] / "content", content)
    article = next(content.glob("csto-*.md"))
    before = article.read_text()
    carol = User(server.url, "carol", BOT)
    await carol.start()
    try:
        for encrypted in (False, True):
            say(f"  {'encrypted' if encrypted else 'unencrypted'}")
            for scenario in SCENARIOS:
                room = await alice.make_room(encrypted, others=[bob, carol])
                stage = Stage(room, {"moderator": alice, "asker": bob, "other": carol})
                bot.settings = {"VOETNOOT_CONTENT": str(content), "VOETNOOT_LIMITS": scenario.get("limits", "off")}
                if scenario is SCENARIOS[0] or "limits" in scenario:
                    await bot.restart()
                for step in scenario["steps"]:
                    await stage.play(step, bot)
                if "limits" in scenario:
                    bot.settings["VOETNOOT_LIMITS"] = "off"
                    await bot.restart()
                say(f"    {scenario['name']}")
            article.write_text(before)
    finally:
        await carol.stop()
        bot.settings = {}
        await bot.restart()
