"""Draw the picture of a report that the README and the docs show: ``python tests/browser/picture.py`` writes docs/images/report.png.

Needs Chromium, its driver and the extra ``browser``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from conftest import DRIVERS, PROGRAMS, SWITCHES
from selenium import webdriver

from declutter import extract
from declutter.report import report

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "fixtures" / "pages" / "list-of-recommended-newsletters" / "page.html"
PICTURE = ROOT / "docs" / "images" / "report.png"
SIZE = 1360, 900
DOWN = 6  # block that is chosen


def main() -> None:
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("DECLUTTER_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)))
    for switch in SWITCHES:
        options.add_argument(switch)
    driver = os.environ.get("DECLUTTER_CHROMEDRIVER") or next(filter(None, map(shutil.which, DRIVERS)))
    browser = webdriver.Chrome(options, webdriver.ChromeService(driver))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(report(extract(PAGE)), "utf-8")
        browser.set_window_size(*SIZE)
        browser.get(file.as_uri())
        browser.execute_script(f"choose({DOWN}, {{scroll: 'center'}}); scrollTo(0, 0)")
        browser.save_screenshot(str(PICTURE))
    browser.quit()
    print(PICTURE.relative_to(ROOT), PICTURE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
