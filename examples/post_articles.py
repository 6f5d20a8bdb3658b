#!/usr/bin/env python3
"""Posts articles to Samewire, and prints where each went. Needs nothing but Python 3.9.

    python3 post_articles.py articles.jsonl            # or from standard input
    python3 post_articles.py --url https://samewire.example.workers.dev articles.jsonl

Each line of a file is an article as JSON. The token, if one is needed, is read from the environment: SAMEWIRE_TOKEN.
"""

import argparse
import fileinput
import gzip
import itertools
import json
import os
import sys
import time
import urllib.error
import urllib.request

BATCH = 50
TRIES = 6
TIMEOUT = 60  # seconds


def post(url, lines, token=None):
    """Posts lines of JSON, as often as it takes: what was stored already answers `unchanged`. Returns the results."""
    headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
    if token:
        headers["Authorization"] = "Bearer " + token
    body = gzip.compress("\n".join(lines).encode())
    request = urllib.request.Request(url + "/v1/articles?mode=sync", body, headers)
    for last in [False] * (TRIES - 1) + [True]:
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
                return json.load(response)["results"]
        except urllib.error.HTTPError as error:
            if error.code != 503 or last:
                raise SystemExit(f"{error.code}: {error.read().decode(errors='replace')}")
            time.sleep(float(error.headers.get("Retry-After", 5)))
        except urllib.error.URLError as error:
            if last:
                raise SystemExit(f"{url} cannot be reached: {error.reason}")
            time.sleep(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://localhost:8787")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    with fileinput.input(options.files, openhook=fileinput.hook_encoded("utf-8")) as given:
        lines = (line.strip() for line in given if line.strip())
        failed = False
        while batch := list(itertools.islice(lines, BATCH)):
            for result in post(options.url, batch, os.environ.get("SAMEWIRE_TOKEN")):
                if "cluster_id" in result:
                    print(result["cluster_id"], result["decision"], result["article_id"])
                else:
                    failed = True
                    print(result["detail"], file=sys.stderr)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
