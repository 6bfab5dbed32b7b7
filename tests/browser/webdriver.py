"""A browser driven by the WebDriver protocol: as much of it as the tests need."""

import json
import os
import socket
import subprocess
import time
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMEDRIVER = os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--window-size=1440,1000"]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """One window; scripts: whether pages may run them."""

    def __init__(self, scripts: bool = True) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.driver = subprocess.Popen(
            [CHROMEDRIVER, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.at = f"http://127.0.0.1:{port}"
        chrome: dict[str, Any] = {"binary": CHROMIUM, "args": FLAGS}
        if not scripts:
            chrome["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        wanted = {"browserName": "chrome", "goog:chromeOptions": chrome, "goog:loggingPrefs": {"browser": "ALL"}}
        for _ in range(100):
            try:
                made = self.call("POST", "/session", capabilities={"alwaysMatch": wanted})
                break
            except ConnectionError:
                time.sleep(0.1)
            except OSError as error:
                if not isinstance(getattr(error, "reason", None), ConnectionError):
                    raise
                time.sleep(0.1)
        self.at += f"/session/{made['sessionId']}"

    def call(self, method: str, path: str, **body: Any) -> Any:
        data = json.dumps(body).encode() if method == "POST" else None
        with urlopen(Request(self.at + path, data, {"Content-Type": "application/json"}, method=method)) as answer:
            return json.load(answer)["value"]

    def open(self, path: Path, fragment: str = "") -> float:
        """Opens a file and says how many seconds that took."""
        self.call("POST", "/url", url="about:blank")
        before = time.perf_counter()
        self.call("POST", "/url", url=path.resolve().as_uri() + fragment)
        return time.perf_counter() - before

    def find(self, selector: str) -> list[str]:
        found = self.call("POST", "/elements", using="css selector", value=selector)
        return [element[ELEMENT] for element in found]

    def shown(self, selector: str) -> int:
        return sum(self.call("GET", f"/element/{element}/displayed") for element in self.find(selector))

    def click(self, selector: str) -> None:
        self.call("POST", f"/element/{self.find(selector)[0]}/click")

    def hover(self, selector: str) -> None:
        origin = {ELEMENT: self.find(selector)[0]}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": origin}
        self.call("POST", "/actions", actions=[{"type": "pointer", "id": "mouse", "actions": [move]}])

    def press(self, key: str) -> None:
        self.call("POST", "/actions", actions=[{"type": "key", "id": "keys", "actions": [
            {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]}])  # fmt: skip

    def run(self, script: str) -> Any:
        return self.call("POST", "/execute/sync", script=script, args=[])

    def wait(self, script: str) -> Any:
        return self.call("POST", "/execute/async", script=script, args=[])

    def log(self) -> list[str]:
        return [entry["message"] for entry in self.call("POST", "/se/log", type="browser")]

    def pdf(self) -> bytes:
        return b64decode(self.call("POST", "/print", background=True))

    def picture(self, path: Path) -> None:
        path.write_bytes(b64decode(self.call("GET", "/screenshot")))

    def close(self) -> None:
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
