"""A lesson's page in Chromium: opened, watched for errors, judged by axe; and claims that are counted."""

import contextlib
import pathlib
import sys
import time

try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Error as PlaywrightError, sync_playwright
except ImportError as error:
    sys.exit(f"{error}: pip install playwright axe-playwright-python brings it")

CHROMIUM = "/usr/bin/chromium"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Claims:
    """What was tried, and what of it was wrong."""

    def __init__(self):
        self.tried, self.wrong, self.where = 0, [], ""

    def check(self, claim, is_true, more=""):
        self.tried += 1
        if not is_true:
            self.wrong.append(claim)
            print(f"not ok - {self.where}{claim}{': ' + str(more) if more != '' else ''}", flush=True)
        return is_true

    def equal(self, claim, found, expected):
        return self.check(claim, found == expected, f"found {found!r:.300}, expected {expected!r:.300}")

    def exit(self):
        print(f"{self.tried} claims, {len(self.wrong)} wrong")
        sys.exit(1 if self.wrong else 0)


@contextlib.contextmanager
def chromium():
    if not pathlib.Path(CHROMIUM).exists():
        sys.exit(f"there is no {CHROMIUM}: apt-get install chromium brings it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"])
        try:
            yield browser
        finally:
            browser.close()


class LessonPage:
    """One page with a storage of its own; `errors` holds what the console said and requests that left the host."""

    def __init__(self, browser, address, claims, width=1440, height=900, shots=None, expects_missing=False, **options):
        self.claims, self.shots, self.errors, self.address = claims, shots, [], address
        self.context = browser.new_context(viewport={"width": width, "height": height}, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10000)
        origin = "/".join(address.split("/")[:3])

        def said(message):
            if message.type in ("error", "warning") and not (expects_missing and "ERR_FILE_NOT_FOUND" in message.text):
                self.errors.append(message.text)

        def requested(request):
            if not request.url.startswith((origin, "data:", "blob:")):
                self.errors.append("request to " + request.url)

        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.errors.append(f"{error} {error.stack}"))
        self.page.on("request", requested)
        self.open()

    def open(self, place=""):
        self.page.goto("about:blank")
        self.page.goto(self.address + "index.html" + place)
        if not self.until("document.getElementById('control-play')"):
            sys.exit(f"{self.address} doesn't start: {self.errors}")

    def close(self):
        self.claims.equal("nothing is wrong in the console, and no request leaves the host", self.errors, [])
        self.context.close()

    # The video that plays: the other one holds the next chapter ready.
    MEDIA = "document.querySelector('.screen video:not([data-off])')"

    def media(self, expression):
        return self.page.evaluate(f"{self.MEDIA}.{expression}")

    def until(self, condition, timeout=8000):
        """Asks again and again from outside: `wait_for_function` evaluates in the page, which its policy forbids."""
        end = time.monotonic() + timeout / 1000
        while time.monotonic() < end:
            if self.page.evaluate(f"!!({condition})"):
                return True
            self.page.wait_for_timeout(40)
        return False

    def until_media(self, condition, timeout=8000):
        return self.until(f"(v => {condition})({self.MEDIA})", timeout)

    def start(self):
        self.page.click("#go")
        return self.until_media("!v.paused && v.currentTime > .2")

    def seek(self, seconds):
        """By the time line, as a learner does with the mouse or the keys."""
        self.page.evaluate("""time => { const line = document.getElementById('seek'); line.value = time;
            line.dispatchEvent(new Event('input', {bubbles: true})); }""", seconds)
        # From a server without byte ranges the chapter is first read whole.
        return self.until_media(f"(!v.isWhole || v.src.startsWith('blob:')) && v.readyState > 1 && !v.seeking && Math.abs(v.currentTime - {seconds}) < 1.5")

    def pause(self):
        if not self.media("paused"):
            self.page.click("#control-play")
        return self.until_media("v.paused")

    def text(self, selector):
        return " ".join(self.page.inner_text(selector).split())

    def focus(self):
        return self.page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")

    def judge(self, state):
        """axe finds nothing wrong, nothing stands beyond the window's edge; a picture of it where one was asked for."""
        self.page.wait_for_timeout(260)
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        self.claims.equal(f"axe finds nothing in: {state}", [(v["id"], v["nodes"][0]["html"][:160]) for v in found], [])
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        self.claims.check(f"no sideways scroll in: {state}", wide <= 0, wide)
        self.shoot(state)

    def shoot(self, state):
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(self.shots / f"{state.replace(' ', '-').replace(':', '')}.png"))
