"""What stands between the bot and its homeserver, and does to it what networks and their proxies do.

It also keeps the time: when a message was handed to the bot, and when the bot's answer to it left.
"""
import asyncio
import contextlib
import hashlib
import json
import time

import aiohttp
from aiohttp import web

HOP_BY_HOP = {"connection", "content-length", "content-encoding", "transfer-encoding", "keep-alive", "host"}


class Proxy:
    """A reverse proxy on loopback."""

    def __init__(self, homeserver):
        self.homeserver = homeserver
        self.url = None
        self.is_silent = False      # takes requests, and does nothing
        self.holds_keys = False     # keeps messages between devices, by which keys come, for later
        self.tricks = []            # [what the path contains, how often still, what is done instead]
        self.handed = {}            # when which message was handed to the bot
        self.left = {}              # when what came from the bot, by the number that the bot gave it
        self.kept = []
        self.given = None           # the position with which they were given
        self.session = self.runner = None

    async def start(self):
        self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        application = web.Application(client_max_size=1 << 26)
        application.router.add_route("*", "/{path:.*}", self.serve)
        self.runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.url = "http://127.0.0.1:%d" % self.runner.addresses[0][1]

    async def stop(self):
        await self.runner.cleanup()
        await self.session.close()

    def trick(self, path, times, status, body=None, headers=None, after=False):
        """The next requests to such a path are answered with this instead; after they had their effect, if so told. Without
        a status the connection breaks."""
        self.tricks.append([path, times, (status, body, headers, after)])

    def trick_for(self, path):
        for trick in self.tricks:
            if trick[0] in path and trick[1] > 0:
                trick[1] -= 1
                return trick[2]
        return None

    async def serve(self, request):
        body = await request.read()
        if request.method == "PUT" and "/send/" in request.path:
            self.left.setdefault(request.path.rsplit("/", 1)[1], time.monotonic())
        while self.is_silent:
            await asyncio.sleep(0.1)
        trick = self.trick_for(request.path)
        if trick and not trick[3]:
            return self.instead(request, trick)
        try:
            answer, status, headers = await self.forward(request, body)
        except aiohttp.ClientError:
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        if trick:
            return self.instead(request, trick)
        if request.path.endswith("/sync") and status == 200:
            answer = self.synced(json.loads(answer), request.query.get("since"))
        return web.Response(status=status, body=answer, headers=headers)

    def instead(self, request, trick):
        status, body, headers, _ = trick
        if status is None:
            request.transport.abort()
            return web.Response()
        is_json = not isinstance(body, str)
        return web.Response(status=status, text=json.dumps(body) if is_json else body, headers=headers,
                            content_type="application/json" if is_json else "text/html")

    async def forward(self, request, body):
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
        url = self.homeserver + request.raw_path
        async with self.session.request(request.method, url, data=body, headers=headers) as response:
            answer = await response.read()
            headers = {name: value for name, value in response.headers.items() if name.lower() not in HOP_BY_HOP}
            return answer, response.status, headers

    def synced(self, sync, since):
        messages = sync.setdefault("to_device", {}).setdefault("events", [])
        if self.given and since == self.given:
            # Who goes on from there has them.
            self.kept, self.given = [], None
        if self.holds_keys:
            self.kept += [message for message in messages if message not in self.kept]
            messages.clear()
        elif self.kept and sync["next_batch"] != since:
            messages[:0] = [message for message in self.kept if message not in messages]
            self.given = sync["next_batch"]
        answer = json.dumps(sync).encode()
        now = time.monotonic()
        for room in sync.get("rooms", {}).get("join", {}).values():
            for event in room.get("timeline", {}).get("events", []):
                self.handed.setdefault(event["event_id"], now)
        return answer

    def answered(self, question):
        """When the bot's answer left. Encrypted, an answer does not show what it answers, but its number does."""
        return self.left["voetnoot" + hashlib.sha256(f"answer {question}".encode()).hexdigest()[:32]]

    def seconds(self, question):
        """How long the bot took to answer, from when it was handed the question to when its answer left."""
        return self.answered(question) - self.handed[question]


@contextlib.asynccontextmanager
async def proxied(server, bot):
    """The bot with a proxy before its homeserver; afterwards without one again."""
    proxy = Proxy(server.url)
    await proxy.start()
    bot.stop()
    bot.url = proxy.url
    bot.start()
    try:
        await bot.connected()
        yield proxy
    finally:
        bot.stop()
        await proxy.stop()
        bot.url = server.url
        bot.start()
    await bot.connected()
