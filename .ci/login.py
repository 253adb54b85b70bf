#!/usr/bin/env python3
"""Clicks through the login of the example `login` and the page of a local Pinterest, in a real browser, light and dark.

    .ci/login.py target/debug/login http://127.0.0.1:8080 chromium

It takes the program, where a local Pinterest is, and the browser, and needs the package `playwright`. Without it, it says so and tests
nothing; on the forge, that is a failure.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    sync_playwright = None

# What each page shows to whoever reads it.
PAGES = [("/_mock/", "Expire all tokens"), ("/_mock/state", "/boards"), ("/_mock/pins", "Soups")]


def missing(what):
    print(f"NOT TESTED: the login in a browser, for want of {what}", file=sys.stderr)
    sys.exit(1 if os.environ.get("GITHUB_ACTIONS") else 0)


def login(browser, scheme, program, folder):
    """Logs in as somebody who clicks, and looks at the page that shows what was asked."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PINTEREST_")}
    example = subprocess.Popen(
        [program], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        lines = []
        for line in example.stdout:
            lines.append(line)
            if found := re.search(r"https?://\S+/oauth/\S+", line):
                break
        else:
            sys.exit(f"the example says no address: {''.join(lines)}")
        page = browser.new_page(color_scheme=scheme)
        faults = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: faults.append(line.text) if is_fault(line) else None)
        page.goto(found.group(0))
        expect(page.get_by_role("button", name="Cancel")).to_be_visible()
        shows(page, scheme)
        page.get_by_role("button", name="Give access").click()
        page.wait_for_url("http://127.0.0.1:8085/**")
        output = "".join(lines) + example.communicate(timeout=60)[0]
        if example.returncode != 0:
            sys.exit(f"the example failed: {output}")
        if faults:
            sys.exit(f"the browser found faults: {faults}")
    finally:
        example.kill()


def is_fault(line):
    """Browsers ask for an icon that nobody has."""
    return line.type == "error" and not line.location.get("url", "").endswith("/favicon.ico")


def inspect(browser, scheme, origin):
    """The page of the local Pinterest; without JavaScript it reads the same."""
    for has_scripts in (True, False):
        context = browser.new_context(color_scheme=scheme, java_script_enabled=has_scripts)
        page = context.new_page()
        for path, text in PAGES:
            page.goto(f"{origin}{path}")
            if text not in page.inner_text("body"):
                sys.exit(f"{path} does not show {text}")
            if has_scripts:
                shows(page, scheme)
                fits(page)
        page.goto(f"{origin}/_mock/")
        page.get_by_role("button", name="Expire all tokens").click()
        expect(page.get_by_role("button", name="Expire all tokens")).to_be_visible()
        context.close()


def shows(page, scheme):
    """Whether the page keeps to the scheme, and its text stands out from its ground."""
    colours = page.evaluate(
        """() => { const style = getComputedStyle(document.body); const of = (colour) => {
            const canvas = document.createElement('canvas').getContext('2d');
            canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            return a === 0 ? null : (r * 299 + g * 587 + b * 114) / 1000;
        }; return [of(style.color), of(style.backgroundColor)]; }"""
    )
    text, ground = colours
    ground = ground if ground is not None else (255 if scheme == "light" else 18)
    if (ground < 128) != (scheme == "dark") or abs(text - ground) < 100:
        sys.exit(f"{page.url} in {scheme}: text {text:.0f} on {ground:.0f}")


def fits(page):
    """Whether the page is as narrow as a telephone."""
    page.set_viewport_size({"width": 390, "height": 844})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 390:
        sys.exit(f"{page.url} is {width} pixels wide on a telephone")


def main():
    if sync_playwright is None:
        missing("the Python package playwright")
    program, origin, chromium = Path(sys.argv[1]).resolve(), sys.argv[2], shutil.which(sys.argv[3])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            # A login is kept in a file, and would be taken from there.
            with tempfile.TemporaryDirectory() as folder:
                login(browser, scheme, program, folder)
            inspect(browser, scheme, origin)
        browser.close()
    print("logged in by clicks, light and dark, and the page shows what was asked")


if __name__ == "__main__":
    main()
