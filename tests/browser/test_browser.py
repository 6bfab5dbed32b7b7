"""The pages in a browser: they open, filter, print, complain of nothing, and are accessible. Run by `make browser`."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from webdriver import Browser

from selfeval.batch import check_all
from selfeval.config import DEFAULTS, settings_of
from selfeval.renderers import FOLDERS, RENDERERS, Style

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "samples"
SETTINGS = settings_of(DEFAULTS)._replace(pages=True)
UNITS, SLOW = 500, 10
TAB, ESCAPE = "\ue004", "\ue00c"
NOTES = ".note"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("errors.docx", "errors.xlsx", "clean.docx"):
        for language in ("zh", "en"):
            page = RENDERERS["html"](check_all([SAMPLES / name], SETTINGS), Style(language))
            assert isinstance(page, str)
            (folder / f"{name}.{language}.html").write_text(page, "utf-8")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 500 units: a third of them right, one that can't be read."""
    source, out = tmp_path_factory.mktemp("many"), tmp_path_factory.mktemp("out")
    for number in range(UNITS):
        (source / f"{number:03}").mkdir()
        name = ("errors.docx", "clean.docx", "errors.xlsx")[number % 3]
        shutil.copy(SAMPLES / name, source / f"{number:03}" / name)
    (source / "001" / "坏.docx").write_bytes(b"PK\x03\x04")
    for name, text in FOLDERS["html"](check_all([source], SETTINGS, jobs=os.cpu_count() or 1), Style("zh")):
        (out / name).write_text(text, "utf-8")
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def plain_browser() -> Iterator[Browser]:
    browser = Browser(scripts=False)
    yield browser
    browser.close()


ALL = [f"{name}.{language}.html" for name in ("errors.docx", "errors.xlsx", "clean.docx") for language in ("zh", "en")]


@pytest.mark.parametrize("name", ALL)
def test_opens_without_a_complaint(browser: Browser, pages: Path, name: str) -> None:
    taken = browser.open(pages / name)
    print(f"\n{name}: {(pages / name).stat().st_size / 1000:.0f} KB, opened in {taken:.2f} s")
    assert taken < SLOW
    assert browser.log() == []


def violations(browser: Browser) -> list[object]:
    browser.run(Path(os.environ["AXE"]).read_text("utf-8"))
    found: list[object] = browser.wait(
        "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => [v.id, v.nodes.map(n => n.html)])))"
    )
    return found


@pytest.mark.parametrize("name", ALL)
def test_is_accessible(browser: Browser, pages: Path, name: str) -> None:
    browser.open(pages / name)
    assert violations(browser) == []
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(browser) == []


def test_a_tip_is_accessible(browser: Browser, pages: Path) -> None:
    browser.open(pages / "errors.docx.zh.html")
    browser.hover("#m2")
    assert violations(browser) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_filters(browser: Browser, plain_browser: Browser, pages: Path, scripts: bool) -> None:
    window = browser if scripts else plain_browser
    window.open(pages / "errors.docx.zh.html")
    everything = window.shown(NOTES)
    assert everything == len(window.find(NOTES)) == 28
    assert window.shown(".filtered") == 0
    window.click("label:has(#s-error)")
    assert window.shown(f"{NOTES}.s-error") == window.shown("a.m.s-error") == 0
    assert window.shown(NOTES) == everything - 15
    assert window.shown(".filtered") == 1
    window.click("form.filters > button")
    assert window.shown(NOTES) == everything
    window.click(".bycode > summary")
    window.click("label:has(#c-B201)")
    assert window.shown(NOTES) == window.shown("a.m") == 1
    window.click("form.filters > button")
    assert window.shown(NOTES) == everything


def test_the_arithmetic_shows_on_hover_and_on_focus(plain_browser: Browser, pages: Path) -> None:
    plain_browser.open(pages / "errors.docx.zh.html")
    assert plain_browser.shown("#t2") == 0
    plain_browser.hover("#m2")
    assert plain_browser.shown("#t2") == 1
    # No script runs here: it would put the tip away.
    plain_browser.press(ESCAPE)
    assert plain_browser.shown("#t2") == 1
    plain_browser.hover("h1")
    assert plain_browser.shown("#t2") == 0
    plain_browser.open(pages / "errors.docx.zh.html", "#m2")
    plain_browser.press(TAB)
    assert plain_browser.shown(".tip > span") == 1


def test_escape_puts_a_tip_away(browser: Browser, pages: Path) -> None:
    browser.open(pages / "errors.docx.zh.html")
    browser.hover("#m2")
    assert browser.shown("#t2") == 1
    browser.press(ESCAPE)
    assert browser.shown("#t2") == 0


def test_prints(browser: Browser, pages: Path) -> None:
    for name in ALL:
        browser.open(pages / name)
        printed = browser.pdf()
        assert printed.startswith(b"%PDF-")
        assert len(printed) > 10_000


def test_five_hundred_units(browser: Browser, many: Path) -> None:
    index = many / "index.html"
    units = [path for path in many.iterdir() if path != index]
    largest = max(units, key=lambda path: path.stat().st_size)
    taken = browser.open(index), browser.open(largest)
    print(
        f"\nindex of {len(units)}: {index.stat().st_size / 1000:.0f} KB, opened in {taken[0]:.2f} s; "
        f"largest page: {largest.stat().st_size / 1000:.0f} KB, opened in {taken[1]:.2f} s"
    )
    assert index.stat().st_size < 1_000_000
    assert largest.stat().st_size < 300_000
    assert max(taken) < SLOW
    browser.open(index)
    assert browser.run("return document.querySelectorAll('.units tr').length") >= UNITS
    assert violations(browser) == []
    rows = "return [...document.querySelectorAll('.units tr')].filter(row => row.checkVisibility()).length"
    everything = browser.run(rows)
    browser.click("label:has(#h-none)")
    assert 0 < browser.run(rows) < everything
    browser.click("form.filters > button")
    browser.click("label:has(#f-X)")
    assert 0 < browser.run(rows) < everything
    browser.click("form.filters > button")
    assert browser.run(rows) == everything
    browser.click(".units a")
    assert browser.run("return document.querySelectorAll('.paper').length") > 0
    assert browser.log() == []
