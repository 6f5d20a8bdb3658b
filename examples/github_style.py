#!/usr/bin/env python3
"""Sends a payload to Samewire's webhook, signed as GitHub signs its own: HMAC-SHA256 of the body. Needs nothing but Python 3.9.

    SECRET=… python3 github_style.py payload.json      # or from standard input

Samewire knows the secret from WEBHOOK_SENDERS:

    {"crawler": {"collection": "newsroom", "scheme": "hmac-sha256", "secrets": ["…"]}}
"""

import hashlib
import hmac
import os
import sys
import urllib.error
import urllib.request


def sign(secret, body):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def main():
    url = os.environ.get("SAMEWIRE", "http://localhost:8787") + "/v1/webhooks/crawler"
    with open(sys.argv[1], "rb") if len(sys.argv) > 1 else sys.stdin.buffer as file:
        body = file.read()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": sign(os.environ["SECRET"], body)}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as response:
            print(response.read().decode())
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{error.code}: {error.read().decode(errors='replace')}")


if __name__ == "__main__":
    main()
