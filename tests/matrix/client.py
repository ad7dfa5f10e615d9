"""A Matrix user for the tests: one device of one account, with encryption, that keeps what the bot does.

It is cross-signed as Element's users are; what the bot sends is held against the specification (specification.py).
"""
import asyncio
import json
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import nio
from nio import AsyncClient, AsyncClientConfig

from signing import SigningKey, signed_by
from specification import problems_of


# A homeserver leaves out what is more than this; by itself it takes ten.
FILTER = {"room": {"timeline": {"limit": 1000}}}


class Failure(Exception):
    """The tests cannot go on."""


class User:
    """A logged-in user, who listens in the background."""

    def __init__(self, homeserver, name, bot):
        self.name, self.password, self.bot = name, f"pw-{name}", bot
        self.dir = Path(tempfile.mkdtemp(prefix="nio-"))
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False, pickle_key="test",
                                   max_limit_exceeded=5, max_timeouts=2, request_timeout=30)
        self.client = AsyncClient(homeserver, name, store_path=str(self.dir), config=config)
        self.said = []          # messages of the bot, as {"id", "room", "content", "encrypted", ...}
        self.reactions = []     # (target, key) by the bot
        self.redacted = set()   # ids of what is redacted
        self.typing = set()     # rooms in which the bot was seen typing
        self.receipts = set()   # ids of what the bot was seen to have read
        self.problems = []
        self.pending = []
        self.seen = set()
        self.originals = set()
        self.changed = asyncio.Event()
        self.task = None

    @property
    def id(self):
        return self.client.user_id

    async def start(self):
        r = await self.client.login(self.password, device_name="tests")
        if not isinstance(r, nio.LoginResponse):
            raise Failure(f"login as {self.name}: {r}")
        await self.client.sync(timeout=0, full_state=True)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        await self.cross_sign()
        c = self.client
        c.add_event_callback(self.on_event, nio.Event)
        c.add_ephemeral_callback(self.on_typing, nio.TypingNoticeEvent)
        c.add_ephemeral_callback(self.on_receipt, nio.ReceiptEvent)
        c.add_response_callback(self.retry, nio.SyncResponse)
        self.task = asyncio.create_task(self.listen())

    async def listen(self):
        while True:
            try:
                await self.client.sync_forever(timeout=10000, sync_filter=FILTER)
            except Exception:  # noqa: BLE001 - the homeserver may be away, which is a part of the tests
                await asyncio.sleep(0.5)

    async def stop(self):
        if self.task:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        await self.client.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    async def request(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.client.access_token}", "Content-Type": "application/json"}
        r = await self.client.send(method, path, json.dumps(body) if body is not None else None, headers)
        return r.status, await r.json()

    async def cross_sign(self):
        me, device = self.id, self.client.device_id
        keys = {role: SigningKey(me, self.password, role) for role in ("master", "self_signing", "user_signing")}
        _, found = await self.request("POST", "/_matrix/client/v3/keys/query", {"device_keys": {me: []}})
        if not found.get("master_keys", {}).get(me):
            body = {}
            for role, key in keys.items():
                body[role + "_key"] = {"user_id": me, "usage": [role], "keys": {"ed25519:" + key.public: key.public}}
                if role != "master":
                    keys["master"].sign(body[role + "_key"], me)
            status, answer = await self.request("POST", "/_matrix/client/v3/keys/device_signing/upload", body)
            if status != 200:
                raise Failure(f"cross-signing keys of {me}: {answer}")
        own = found["device_keys"][me][device]
        own.pop("unsigned", None)
        keys["self_signing"].sign(own, me)
        await self.request("POST", "/_matrix/client/v3/keys/signatures/upload", {me: {device: own}})

    # -- rooms

    async def make_room(self, encrypted=False, direct=False, others=(), version=None, invite=True):
        state = []
        if encrypted:
            state.append({"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}})
        r = await self.client.room_create(name=None if direct else "tests", is_direct=direct, room_version=version,
                                          preset=nio.RoomPreset.private_chat, initial_state=state,
                                          invite=[self.bot] if direct and invite else [])
        if not isinstance(r, nio.RoomCreateResponse):
            raise Failure(f"room: {r}")
        room = r.room_id
        for other in others:
            await self.client.room_invite(room, other.id)
            await other.client.join(room)
        if invite:
            if not direct:
                await self.invite(room)
            await self.until(lambda: self.knows(room, encrypted), "the bot to join")
            for other in others:
                await other.until(lambda: other.knows(room, encrypted), "the room to arrive")
        return room

    async def invite(self, room):
        r = await self.client.room_invite(room, self.bot)
        if not isinstance(r, nio.RoomInviteResponse):
            raise Failure(f"invitation: {r}")

    async def membership(self, room, who):
        status, body = await self.request(
            "GET", f"/_matrix/client/v3/rooms/{quote(room, safe='')}/state/m.room.member/{quote(who, safe='')}")
        return body.get("membership") if status == 200 else None

    async def knows(self, room, encrypted):
        """Whether the client knows that the bot has joined, and to which devices to encrypt."""
        if await self.membership(room, self.bot) != "join":
            return False
        known = self.client.rooms.get(room)
        if not known or self.bot not in known.users or encrypted and not known.encrypted:
            return False
        if encrypted and not list(self.client.device_store.active_user_devices(self.bot)):
            self.client.olm.users_for_key_query.add(self.bot)
            await self.client.keys_query()
            return False
        return True

    # -- speaking

    async def send(self, room, content, kind="m.room.message"):
        for device in list(self.client.device_store):
            if not device.verified and not device.deleted and device.user_id != self.id:
                self.client.verify_device(device)
        r = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        if not isinstance(r, nio.RoomSendResponse):
            raise Failure(f"{self.name} could not send: {r}")
        return r.event_id

    async def say(self, room, text, msgtype="m.text", mention=False, **relation):
        content = {"msgtype": msgtype, "body": text, "m.mentions": {}}
        if mention:
            name = self.bot.split(":")[0][1:]
            content.update({"body": f"{name}: {text}", "m.mentions": {"user_ids": [self.bot]}})
        if relation:
            content["m.relates_to"] = relation["relates_to"]
        return await self.send(room, content)

    async def edit(self, room, message, text):
        new = {"msgtype": "m.text", "body": text, "m.mentions": {}}
        return await self.send(room, {"msgtype": "m.text", "body": "* " + text, "m.mentions": {}, "m.new_content": new,
                                      "m.relates_to": {"rel_type": "m.replace", "event_id": message}})

    async def react(self, room, message, key):
        return await self.send(room, {"m.relates_to": {"rel_type": "m.annotation", "event_id": message, "key": key}}, "m.reaction")

    async def redact(self, room, message):
        await self.client.room_redact(room, message)

    # -- listening

    async def retry(self, _response):
        for event, room in list(self.pending):
            try:
                decrypted = self.client.decrypt_event(event)
            except Exception:  # noqa: BLE001 - the key is still missing
                continue
            self.pending.remove((event, room))
            self.seen.discard(event.event_id)
            await self.on_event(room, decrypted)

    async def on_event(self, room, event):
        if event.event_id in self.seen:
            return
        self.seen.add(event.event_id)
        content, kind = event.source.get("content", {}), event.source.get("type")
        if kind == "m.room.redaction":
            self.redacted.add(content.get("redacts") or event.source.get("redacts"))
        if event.sender == self.bot:
            if isinstance(event, nio.MegolmEvent):
                self.pending.append((event, room))
            elif kind == "m.reaction":
                relates = content.get("m.relates_to") or {}
                self.reactions.append((relates.get("event_id"), relates.get("key")))
            elif kind == "m.room.message" and content:
                self.keep(room, event, content)
        self.changed.set()

    def keep(self, room, event, content):
        relates = content.get("m.relates_to") or {}
        encrypted = bool(getattr(event, "decrypted", False))
        found = problems_of(content, encrypted, room.encrypted, self.originals)
        self.problems += [f"{problem}: {json.dumps(content, ensure_ascii=False)[:500]}" for problem in found]
        is_edit = relates.get("rel_type") == "m.replace"
        if not is_edit:
            self.originals.add(event.event_id)
        self.said.append({
            "id": event.event_id, "room": room.room_id, "encrypted": encrypted,
            "verified": bool(event.verified) if encrypted else None,
            "body": (content.get("m.new_content") or content)["body"],
            "reply_to": None if is_edit else (relates.get("m.in_reply_to") or {}).get("event_id"),
            "thread": relates.get("event_id") if relates.get("rel_type") == "m.thread" else None,
            "replaces": relates.get("event_id") if is_edit else None,
        })

    async def on_typing(self, room, event):
        if self.bot in event.users:
            self.typing.add(room.room_id)

    async def on_receipt(self, _room, event):
        self.receipts |= {r.event_id for r in event.receipts if r.user_id == self.bot}

    async def until(self, look, what, seconds=30):
        """Waits until `look` gives something."""
        end = time.monotonic() + seconds
        while True:
            self.changed.clear()
            found = look()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return found
            left = end - time.monotonic()
            if left <= 0:
                raise Failure(f"{self.name} waited {seconds} s for {what}, in vain")
            try:
                await asyncio.wait_for(self.changed.wait(), min(0.5, left))
            except asyncio.TimeoutError:
                pass

    def replies(self, question):
        return [message for message in self.said if message["reply_to"] == question]

    async def reply(self, question, seconds=30):
        """The bot's answer to a question."""
        return await self.until(lambda: next(iter(self.replies(question)), None), f"an answer to {question}", seconds)

    async def ask(self, room, text, seconds=30, **how):
        return await self.reply(await self.say(room, text, **how), seconds)

    async def devices_of_bot(self):
        """The bot's devices, and whether its own cross-signing keys signed each."""
        _, body = await self.request("POST", "/_matrix/client/v3/keys/query", {"device_keys": {self.bot: []}})
        first = lambda block: next(iter((body.get(block) or {}).get(self.bot, {}).get("keys", {}).values()), None)  # noqa: E731
        master, signing = first("master_keys"), first("self_signing_keys")
        is_known = bool(master and signing and signed_by(body["self_signing_keys"][self.bot], self.bot, master))
        devices = (body.get("device_keys") or {}).get(self.bot, {})
        return {name: is_known and signed_by(device, self.bot, signing) for name, device in devices.items()}
