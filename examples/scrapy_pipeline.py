"""An item pipeline for Scrapy that posts every item to Samewire. Needs nothing but Scrapy itself. In settings.py:

    ITEM_PIPELINES = {"myproject.scrapy_pipeline.SamewirePipeline": 800}
    SAMEWIRE_URL = "http://localhost:8787"
    SAMEWIRE_TOKEN = "…"        # if one is needed

Items may have the field names that they have: url, headline, articleBody, datePublished, … They are posted in batches by a
thread of their own, so that the crawl does not wait.
"""

import dataclasses
import json
import logging
import queue
import threading
import time
import urllib.error
import urllib.request

BATCH = 50
TRIES = 6
TIMEOUT = 60  # seconds
WAITING = 1000  # items; when so many wait, the crawl does

log = logging.getLogger(__name__)


class SamewirePipeline:
    def __init__(self, url, token=None):
        self.url = url.rstrip("/")
        self.token = token
        self.items = queue.Queue(WAITING)
        self.thread = threading.Thread(target=self._run, name="samewire")

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler.settings.get("SAMEWIRE_URL", "http://localhost:8787"), crawler.settings.get("SAMEWIRE_TOKEN"))

    def open_spider(self, spider=None):
        self.thread.start()

    def process_item(self, item, spider=None):
        fields = dataclasses.asdict(item) if dataclasses.is_dataclass(item) else dict(item)
        self.items.put(fields)
        return item

    def close_spider(self, spider=None):
        self.items.put(None)
        self.thread.join()

    def _run(self):
        """Posts what waits: an item when the crawl is slow, a batch when it is fast."""
        over = False
        while not over:
            batch = [self.items.get()]
            while len(batch) < BATCH and not self.items.empty():
                batch.append(self.items.get())
            over = batch[-1] is None
            if items := [item for item in batch if item is not None]:
                self._post(items)

    def _post(self, batch):
        """Posts a batch as often as it takes: what was stored already answers `unchanged`."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        # Dates become text.
        body = json.dumps({"articles": batch}, default=str).encode()
        request = urllib.request.Request(self.url + "/v1/articles?mode=sync", body, headers)
        for _ in range(TRIES):
            try:
                with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
                    return self._tell(json.load(response)["results"])
            except urllib.error.HTTPError as error:
                reason = error.read().decode(errors="replace")
                if error.code != 503:
                    return log.error("Samewire refused %d items: %s", len(batch), reason)
                time.sleep(float(error.headers.get("Retry-After", 5)))
            except OSError as error:
                reason = error
                time.sleep(1)
        log.error("%d items did not reach Samewire: %s", len(batch), reason)

    @staticmethod
    def _tell(results):
        for result in results:
            if "cluster_id" in result:
                log.info("%s is in %s (%s)", result["article_id"], result["cluster_id"], result["decision"])
            else:
                log.warning("an item could not be placed: %s", result["detail"])
