"""Signatures, as cross-signing has them: keys made from a seed, and JSON signed and checked."""
import hashlib
import json
from base64 import b64decode, b64encode

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa


def b64(data):
    return b64encode(data).decode().rstrip("=")


def unb64(text):
    return b64decode(text + "=" * (-len(text) % 4))


def canonical(obj):
    plain = {k: v for k, v in obj.items() if k not in ("signatures", "unsigned")}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


class SigningKey:
    """An Ed25519 key made from a seed; not for anything but tests."""

    def __init__(self, *seed):
        self.key = ECC.construct(curve="Ed25519", seed=hashlib.sha256("\0".join(("voetnoot-tests",) + seed).encode()).digest())
        self.public = b64(self.key.public_key().export_key(format="raw"))

    def sign(self, obj, user_id):
        signature = b64(eddsa.new(self.key, "rfc8032").sign(canonical(obj)))
        obj.setdefault("signatures", {}).setdefault(user_id, {})["ed25519:" + self.public] = signature
        return obj


def signed_by(obj, user_id, public):
    try:
        key = eddsa.import_public_key(unb64(public))
        eddsa.new(key, "rfc8032").verify(canonical(obj), unb64(obj["signatures"][user_id]["ed25519:" + public]))
        return True
    except (KeyError, ValueError):
        return False
