"""Protected copies, read and written by an independent implementation: the package `cryptography`. See docs/protected-copies.md.

Usage: lockbox.py vector    prints the known answers that Tests/SharingTests/LockboxTests.swift holds
"""

import base64
import hashlib
import re
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

OPENING, CLOSING = '<script type="text/plain" id="content">', "</script>"
SEAL = re.compile(r'<meta name="perennial:seal" content="([0-9a-f]{64})">')


def encoded(data):
    return base64.b64encode(data).decode()


def derived(passphrase, salt, rounds):
    return PBKDF2HMAC(SHA256(), 32, salt, rounds).derive(passphrase.encode())


def bound(rounds, expires):
    return f"perennial 1 AES-256-GCM PBKDF2-HMAC-SHA-256 {rounds} {expires}".encode()


def fields(page):
    return dict(re.findall(r'<meta name="perennial:([a-z-]+)" content="([^"]*)">', page))


def seal(page):
    """The page with its seal made anew."""
    bare = SEAL.sub(lambda found: found.group().replace(found.group(1), "0" * 64), page, count=1)
    return bare.replace("0" * 64, hashlib.sha256(bare.encode()).hexdigest(), 1)


def opened(page, passphrase):
    """What is inside; None if the passphrase opens none of the keys."""
    head = fields(page)
    assert head["protection"] == "1" and head["cipher"] == "AES-256-GCM", head
    function, rounds = head["derivation"].split(" ")
    assert function == "PBKDF2-HMAC-SHA-256" and int(rounds) >= 600_000, head["derivation"]
    data = bound(rounds, head["expires"])
    start = page.index(OPENING) + len(OPENING)
    content = base64.b64decode(page[start:page.index(CLOSING, start)], validate=True)
    for entry in head["keys"].split(" "):
        salt, nonce, wrapped = (base64.b64decode(part, validate=True) for part in entry.split("."))
        try:
            key = AESGCM(derived(passphrase, salt, int(rounds))).decrypt(nonce, wrapped, data)
        except InvalidTag:
            continue
        return AESGCM(key).decrypt(base64.b64decode(head["nonce"]), content, data).rstrip(b"\0").removesuffix(b"\x80")
    return None


def locked(content, passphrases, key, salts, nonces, rounds=600_000, expires="-"):
    """Fields and content of a box made from these values; the last nonce is the content's."""
    data = bound(rounds, expires)
    keys = [".".join(map(encoded, (salt, nonce, AESGCM(derived(word, salt, rounds)).encrypt(nonce, key, data))))
            for word, salt, nonce in zip(passphrases, salts, nonces)]
    padded = content + b"\x80" + bytes(63 - len(content) % 64)
    return {"protection": "1", "cipher": "AES-256-GCM", "derivation": f"PBKDF2-HMAC-SHA-256 {rounds}", "keys": " ".join(keys),
            "nonce": encoded(nonces[-1]), "expires": expires}, encoded(AESGCM(key).encrypt(nonces[-1], padded, data))


def replaced(page, head, content):
    """The page with another box inside, sealed anew."""
    for name, value in head.items():
        page = re.sub(rf'(<meta name="perennial:{name}" content=")[^"]*', lambda found: found.group(1) + value, page, count=1)
    start = page.index(OPENING) + len(OPENING)
    return seal(page[:start] + content + page[page.index(CLOSING, start):])


def vector():
    def fixed(name, count):
        return hashlib.sha256(name.encode()).digest()[:count]

    head, content = locked(
        "Walk-away: 4 % — nothing below.".encode(), ["first reader's words", "Zweite Leserin: grün"],
        fixed("key", 32), [fixed("salt 1", 32), fixed("salt 2", 32)],
        [fixed("nonce 1", 12), fixed("nonce 2", 12), fixed("nonce 3", 12)], expires="2026-12-31")
    for name, value in head.items():
        print(f'"{name}": "{value}",')
    print(content)


if __name__ == "__main__":
    if sys.argv[1:] != ["vector"]:
        raise SystemExit(__doc__)
    vector()
