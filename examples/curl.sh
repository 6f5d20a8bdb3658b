#!/usr/bin/env bash
# bash examples/curl.sh: posts an article and another paper's version of it, and shows the cluster that they are in.
set -euo pipefail
SAMEWIRE=${SAMEWIRE:-http://localhost:8787}
TOKEN=${TOKEN:-}

ask() { curl --silent --show-error --fail-with-body ${TOKEN:+-H "Authorization: Bearer $TOKEN"} "$@"; }

ask "$SAMEWIRE/v1/articles" -d '{
  "url": "https://news.example/ship-aground",
  "title": "Ship aground off Port Ellery",
  "published_at": "2026-03-02T07:10:00Z",
  "text": "A cargo ship ran aground off Port Ellery on Monday and blocked the main channel. The coast guard said no one was hurt, and that three tugs will try to free the vessel at high tide in the evening. Ferries to the islands were cancelled until further notice."
}'
echo

placement=$(ask "$SAMEWIRE/v1/articles" -d '{
  "link": "https://courier.example/4711?utm_source=rss",
  "headline": "Port Ellery channel blocked",
  "pubDate": "Mon, 02 Mar 2026 08:00:00 GMT",
  "body": "The main channel of Port Ellery was blocked on Monday after a cargo ship ran aground off the harbour. No one was hurt, the coast guard said; three tugs will try to free the vessel at high tide in the evening. Ferries to the islands were cancelled until further notice."
}')
echo "$placement"

cluster=$(sed -E 's/.*"cluster_id":"([^"]+)","decision".*/\1/' <<<"$placement")
ask "$SAMEWIRE/v1/clusters/$cluster"
echo
