"""A notice answered in the real LibreOffice, which a macro types into, and given back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from selfeval.parsers import office

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "samples"
sys.path.append(str(TESTS))

from test_cli import err, selfeval  # noqa: E402 - found by the line above

pytestmark = pytest.mark.skipif(office.found() is None, reason="LibreOffice is not installed")

# Types into each cell below 情况说明, puts an empty row above them, and saves in the format that it is told.
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Answer(source, target, filter)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden" : opened(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opened())
  For t = 0 To doc.TextTables.Count - 1
    table = doc.TextTables.getByIndex(t)
    For c = 0 To table.Columns.Count - 1
      If table.getCellByPosition(c, 0).String = "情况说明" Then
        For r = 1 To table.Rows.Count - 1
          table.getCellByPosition(c, r).String = "第" &amp; r &amp; "项已核实，系年中追加"
        Next r
        table.Rows.insertByIndex(1, 1)
      End If
    Next c
  Next t
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = filter
  doc.storeToURL(ConvertToURL(target), saved())
  doc.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A LibreOffice of its own that knows the macro; the first start makes its folders and looks at no macro."""
    folder = tmp_path_factory.mktemp("profile")
    run_office(folder.as_uri(), "--terminate_after_init")
    basic = folder / "user" / "basic" / "Standard"
    (basic / "Module1.xba").write_text(MACRO, "utf-8")
    (basic / "script.xlb").write_text(LIBRARY, "utf-8")
    return folder.as_uri()


def run_office(profile: str, *words: str) -> None:
    program = office.found()
    assert program is not None
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", *words]
    subprocess.run(command, check=True, timeout=120)


@pytest.mark.parametrize(
    ("name", "filter_name"), [("填好.docx", "MS Word 2007 XML"), ("填好.doc", "MS Word 97"), ("填好.odt", "writer8")]
)
def test_answers_typed_in_libreoffice_come_back(name: str, filter_name: str, profile: str, tmp_path: Path) -> None:
    sent, back = tmp_path / "通知.docx", tmp_path / name
    assert selfeval("check", SAMPLES / "errors.docx", "--format", f"notice={sent}").returncode == 1
    run_office(profile, f'macro:///Standard.Module1.Answer("{sent}","{back}","{filter_name}")')
    assert back.is_file()
    done = selfeval("check", SAMPLES / "errors.docx", "--replies", back, "--format", "json")
    assert done.returncode == 1, err(done)
    found = [f for s in json.loads(done.stdout)["submissions"] for f in s["findings"]]
    verify = [f for f in found if f["severity"] == "verify"]
    assert sorted(f["answered"] for f in verify) == [f"第{at}项已核实，系年中追加" for at in range(1, len(verify) + 1)]
    assert not any(f["answered"] for f in found if f["severity"] != "verify")
    # In the order in which they were asked.
    order = [f["answered"] for f in sorted(verify, key=lambda f: found.index(f))]
    assert order == sorted(order)
