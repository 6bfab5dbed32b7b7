"""What is refused, each with its own key, and what is merely odd and read all the same."""

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from lxml import etree

from selfeval.document import Document, Paragraph, Unreadable
from selfeval.parsers import read
from selfeval.parsers.guard import LIMITS, Limits, Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>自评</w:t></w:r></w:p></w:body></w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def relations(*each: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f"<Relationship {one}/>" for one in each)
        + "</Relationships>"
    )


def main_relation(target: str) -> str:
    return relations(f'Id="rId1" Type="{OFFICE}/officeDocument" Target="{target}"')


def file(folder: Path, data: bytes, name: str = "自评.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def text(document: Document) -> str:
    return "".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def refusal(path: Path, limits: Limits = LIMITS) -> tuple[str, str]:
    began = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        read(path, limits)
    assert time.perf_counter() - began < 3
    return caught.value.key, caught.value.detail


def refused(folder: Path, data: bytes, limits: Limits = LIMITS) -> tuple[str, str]:
    return refusal(file(folder, data), limits)


# Files that are none


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.docx")[0] == "missing-file"
    assert refusal(file(tmp_path, b"x") / "below.docx")[0] == "missing-file"
    assert refusal(tmp_path / ("长" * 300))[0] == "missing-file"
    assert refusal(Path("a\0b"))[0] == "missing-file"


def test_an_empty_file(tmp_path: Path) -> None:
    assert refused(tmp_path, b"") == ("empty-file", "")


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == ("is-folder", "")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = file(tmp_path, zipped({"word/document.xml": WORD}))
    monkeypatch.setattr(Path, "open", forbidden)
    assert refusal(path)[0] == "no-permission"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os = pytest.importorskip("os")
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(tmp_path / "pipe.docx")
    assert refusal(tmp_path / "pipe.docx")[0] == "not-office"


# Other formats, whatever they are called


def ole(*names: str, sector: int = 512) -> bytes:
    """An OLE file with a directory of these names over as many sectors as they take, and nothing else."""
    entries = [name.encode("utf-16-le") for name in ("Root Entry", *names)]
    directory = b"".join(
        name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2) + b"\x01\x01" + bytes(60) for name in entries
    )
    directory = directory.ljust(-(-len(directory) // sector) * sector, b"\0")
    last = len(directory) // sector
    # Sector 0 is the table of sectors, the directory starts in sector 1 and goes on in the next ones.
    table = [0xFFFFFFFD, *range(2, last + 1), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (sector // 4 - len(table))
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3 if sector == 512 else 4, 0xFFFE, 9 if sector == 512 else 12, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header).ljust(sector, b"\0") + struct.pack(f"<{sector // 4}I", *table) + directory


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["WordDocument", "1Table"], ("old-format", ".doc")),
        (["Workbook"], ("old-format", ".xls")),
        (["Book"], ("old-format", ".xls")),
        (["\5SummaryInformation", "Data", "1Table", "ObjectPool", "CompObj", "WordDocument"], ("old-format", ".doc")),
        (["EncryptionInfo", "EncryptedPackage"], ("encrypted", "")),
        (["DataSpaces", "a", "b", "c", "d", "e", "EncryptedPackage"], ("encrypted", "")),
        (["PowerPoint Document"], ("not-office", "PowerPoint")),
        (["__properties_version1.0"], ("not-office", "OLE")),
    ],
)
@pytest.mark.parametrize("sector", [512, 4096])
def test_old_formats_and_encrypted_files_are_told_by_their_streams(
    tmp_path: Path, names: list[str], expected: tuple[str, str], sector: int
) -> None:
    assert refused(tmp_path, ole(*names, sector=sector)) == expected


def test_the_directory_of_a_large_ole_file_is_followed(tmp_path: Path) -> None:
    """The table of its sectors is too long for the header, and goes on in a sector of its own."""
    data = bytearray(ole("a", "b", "c", "WordDocument"))
    first, second = data[1024:1536], data[1536:2048]
    listed, table, far = 2, 3, 109 * 128
    data = data[:512] + bytes((far + 2) * 512)
    struct.pack_into("<I", data, 48, far)
    struct.pack_into("<II", data, 68, listed, 1)
    struct.pack_into("<109I", data, 76, *[table] * 109)
    struct.pack_into("<I", data, (listed + 1) * 512, table)
    struct.pack_into("<II", data, (table + 1) * 512, far + 1, 0xFFFFFFFE)
    data[(far + 1) * 512 : (far + 2) * 512] = first
    data[(far + 2) * 512 : (far + 3) * 512] = second
    assert refused(tmp_path, bytes(data)) == ("old-format", ".doc")


def test_an_ole_file_that_ends_before_its_directory_is_truncated(tmp_path: Path) -> None:
    assert refused(tmp_path, ole("WordDocument")[:900])[0] == "truncated"
    assert refused(tmp_path, OLE)[0] == "truncated"


def test_an_ole_directory_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    data = bytearray(ole("a", "b", "c", "d", "e"))
    struct.pack_into("<I", data, 512 + 8, 1)
    assert refused(tmp_path, bytes(data))[0] == "not-office"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", ("pdf", "")),
        (b"\n\n%PDF-1.4", ("pdf", "")),
        (b"{\\rtf1\\ansi}", ("rtf", "")),
        (b"\x89PNG\r\n\x1a\n\0\0", ("picture", "PNG")),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", ("picture", "JPEG")),
        (b"GIF89a\1\0", ("picture", "GIF")),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0", ("picture", "BMP")),
        (b"II*\0\x08\0\0\0", ("picture", "TIFF")),
        (b"RIFF\0\0\0\0WEBPVP8 ", ("picture", "WebP")),
        (b"\0\0\0\x18ftypheic", ("picture", "HEIC")),
        (b"<html><body>98</body></html>", ("html", "")),
        ("\ufeff\n<!DOCTYPE html><p>自评".encode(), ("html", "")),
        (b"<?xml version='1.0'?><html xmlns='x'>", ("html", "")),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", ("html", "")),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", ("old-format", ".xml")),
        (b"<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", ("old-format", ".xml")),
        (b"\x09\x08\x10\0\0\x06\x05\0", ("old-format", ".xls")),
        (b"\xdb\xa5\x2d\0\0\0", ("old-format", ".doc")),
        ("项目,金额\n三公经费,2.86\n".encode(), ("text-file", "")),
        ("项目,金额\n三公经费,2.86\n".encode("gb18030"), ("text-file", "")),
        ("项目".encode("utf-16"), ("text-file", "")),
        (("自评" * 2000).encode(), ("text-file", "")),
        (b"BMI and other words", ("text-file", "")),
        (b"PK is how this text begins", ("text-file", "")),
        (b"<a>98</a>", ("text-file", "")),
        (b"Rar!\x1a\x07\x01\0", ("other-archive", "RAR")),
        (b"7z\xbc\xaf\x27\x1c\0\4", ("other-archive", "7z")),
        (b"\x1f\x8b\x08\0", ("other-archive", "gzip")),
        (bytes(257) + b"ustar\0", ("other-archive", "tar")),
        (b"\0\1\2\3\4\5", ("not-office", "")),
        (bytes(5000), ("not-office", "")),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, expected: tuple[str, str]) -> None:
    assert refused(tmp_path, data) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"a.txt": "x"}, ("other-archive", "zip")),
        ({}, ("other-archive", "zip")),
        ({"2024/自评.docx": zipped({"word/document.xml": WORD})}, ("other-archive", "zip")),
        ({"OFD.xml": "<ofd/>"}, ("other-archive", "OFD")),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, ("odf", "")),
        ({"META-INF/manifest.xml": "<a/>", "content.xml": "<a/>"}, ("odf", "")),
        ({"xl/workbook.bin": b"\x83\1\0"}, ("xlsb", "")),
        (
            {
                "_rels/.rels": main_relation("ppt/presentation.xml"),
                "ppt/presentation.xml": '<a xmlns="http://schemas.openxmlformats.org/presentationml/2006/main"/>',
            },
            ("not-office", "PowerPoint"),
        ),
        ({"_rels/.rels": main_relation("theme.xml"), "theme.xml": "<a/>"}, ("not-office", "")),
    ],
)
def test_other_packages_are_named(tmp_path: Path, parts: dict[str, str | bytes], expected: tuple[str, str]) -> None:
    assert refused(tmp_path, zipped(parts)) == expected


# Damage


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    data = zipped({"word/document.xml": WORD})
    for end in (4, 30, len(data) // 2, len(data) - 10):
        assert refused(tmp_path, data[:end])[0] == "truncated"


def test_a_member_whose_sum_does_not_hold(tmp_path: Path) -> None:
    data = bytearray(zipped({"word/document.xml": WORD}, zipfile.ZIP_STORED))
    data[data.index("自评".encode())] ^= 1
    assert refused(tmp_path, bytes(data)) == ("truncated", "word/document.xml")


def test_a_member_that_can_not_be_unpacked(tmp_path: Path) -> None:
    data = bytearray(zipped({"word/document.xml": WORD}))
    start = 30 + len("word/document.xml")
    data[start : start + 8] = b"\xff" * 8
    key, detail = refused(tmp_path, bytes(data))
    assert key == "truncated"
    assert detail.startswith("word/document.xml")


def test_a_directory_that_points_nowhere(tmp_path: Path) -> None:
    data = bytearray(zipped({"word/document.xml": WORD}))
    data[:4] = b"PK\7\x08"
    assert refused(tmp_path, bytes(data))[0] == "truncated"


def test_bad_xml_names_the_member_and_the_line(tmp_path: Path) -> None:
    key, detail = refused(tmp_path, zipped({"word/document.xml": "<a>\n<b>\n</a>"}))
    assert key == "damaged"
    assert detail.startswith("word/document.xml: ")
    assert "line 3" in detail


@pytest.mark.parametrize("xml", ["", "   ", "text", "\0\0\0\0", "<a>\0</a>", "<a>&nbsp;</a>", "<a b=>"])
def test_what_is_no_xml_is_damaged(tmp_path: Path, xml: str) -> None:
    assert refused(tmp_path, zipped({"word/document.xml": xml}))[0] == "damaged"


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(zipped({"word/document.xml": WORD}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(tmp_path, bytes(data)) == ("encrypted", "word/document.xml")


def test_a_way_of_packing_that_office_does_not_know(tmp_path: Path) -> None:
    for how in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert refused(tmp_path, zipped({"word/document.xml": WORD}, how))[0] == "damaged"


@pytest.mark.parametrize("encoding", ["utf-7", "iso2022_jp", "cp037", "utf-32", "utf-32-le"])
def test_an_encoding_in_which_elements_can_not_be_counted(tmp_path: Path, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding.replace("cp", "IBM")}"?>{WORD.replace("自评", "a")}'
    assert refused(tmp_path, zipped({"word/document.xml": xml.encode(encoding)}))[0] == "damaged"


def test_a_second_declaration_does_not_bring_in_another_encoding(tmp_path: Path) -> None:
    xml = f'<?xml version="1.0"?><?xml version="1.0" encoding="utf-7"?>{WORD.replace("自评", "a")}'
    assert refused(tmp_path, zipped({"word/document.xml": xml.encode("utf-16")}))[0] == "damaged"


# Hostile files


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "<!DOCTYPE a><a/>",
        f'<!-- {"x" * 5000} --><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>',
    ],
)
def test_any_dtd_is_refused(tmp_path: Path, dtd: str) -> None:
    for data in (dtd.encode(), f'<?xml version="1.0"?>\n{dtd}'.encode(), dtd.encode("utf-16")):
        assert refused(tmp_path, zipped({"word/document.xml": data})) == ("dtd", "word/document.xml")


def test_a_member_that_unpacks_to_too_much_is_never_unpacked(tmp_path: Path) -> None:
    data = zipped({"word/document.xml": bytes(200 * 2**20)})
    assert len(data) < 2**20
    assert refused(tmp_path, data) == ("too-large", f"word/document.xml {200 * 2**20}")


def test_a_member_that_is_larger_than_it_says_is_not_unpacked_either(tmp_path: Path) -> None:
    data = bytearray(zipped({"word/document.xml": bytes(200 * 2**20)}))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 1000)
    assert refused(tmp_path, bytes(data))[0] == "truncated"
    struct.pack_into("<I", data, directory + 16, zlib.crc32(bytes(1000)))
    assert refused(tmp_path, bytes(data))[0] == "damaged"


def test_what_is_read_in_all_is_limited() -> None:
    parts: dict[str, str | bytes] = {f"word/{at}.xml": "<a/>" * 100 for at in range(10)}
    with Package(zipped(parts), Limits(total_bytes=2000)) as package:
        for at in range(5):
            package.read(f"word/{at}.xml")
        with pytest.raises(Unreadable) as caught:
            package.read("word/5.xml")
    assert caught.value.key == "too-large"


def test_many_large_texts_are_refused_at_once(tmp_path: Path) -> None:
    texts = f"<w:p><w:r><w:t>{'a' * 9 * 2**20}</w:t></w:r></w:p>" * 5
    xml = f'<w:document xmlns:w="{W}"><w:body>{texts}</w:body></w:document>'
    assert refused(tmp_path, zipped({"word/document.xml": xml}))[0] == "too-large"


def test_one_text_that_is_too_large_for_the_parser(tmp_path: Path) -> None:
    xml = f'<w:document xmlns:w="{W}"><w:body><w:p><w:t>{"a" * 11 * 2**20}</w:t></w:p></w:body></w:document>'
    assert refused(tmp_path, zipped({"word/document.xml": xml}))[0] == "too-large"


def test_a_million_empty_elements(tmp_path: Path) -> None:
    xml = f"<a>{'<b/>' * 1_000_001}</a>"
    assert refused(tmp_path, zipped({"word/document.xml": xml})) == ("too-many-elements", "word/document.xml")
    assert refused(tmp_path, zipped({"word/document.xml": xml.encode("utf-16")}))[0] == "too-many-elements"


def test_elements_are_counted_over_all_parts() -> None:
    parts: dict[str, str | bytes] = {f"word/{at}.xml": f"<a>{'<b></b>' * 30}</a>" for at in range(4)}
    with Package(zipped(parts), Limits(elements=100)) as package:
        for at in range(3):
            package.parse(f"word/{at}.xml")
        with pytest.raises(Unreadable) as caught:
            package.parse("word/3.xml")
    assert caught.value.key == "too-many-elements"


def test_a_million_attributes_and_namespaces_take_no_time(tmp_path: Path) -> None:
    for one in ('a{}=""', 'xmlns:a{}="u{}"'):
        many = " ".join(one.format(at, at) for at in range(200_000))
        path = file(tmp_path, zipped({"word/document.xml": WORD.replace("<w:p>", f"<w:p {many}>")}))
        began = time.perf_counter()
        assert text(read(path)) == "自评"
        assert time.perf_counter() - began < 3


def test_elements_within_elements_without_end(tmp_path: Path) -> None:
    xml = "<a>" * 100_000 + "</a>" * 100_000
    assert refused(tmp_path, zipped({"word/document.xml": xml}))[0] == "too-deep"


def test_too_many_members(tmp_path: Path) -> None:
    few: dict[str, str | bytes] = {"word/document.xml": WORD} | {f"a{at}": b"" for at in range(20)}
    assert refused(tmp_path, zipped(few), Limits(members=20))[0] == "too-many-members"
    many: dict[str, str | bytes] = {f"{at}": b"" for at in range(20_000)}
    assert refused(tmp_path, zipped(many))[0] == "too-many-members"


def test_a_directory_of_a_million_entries_is_counted_before_it_is_read(tmp_path: Path) -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *[0] * 18)
    size = len(entry) * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 4, 0)
    assert refused(tmp_path, b"PK\x03\x04" + entry * 1_000_000 + end)[0] == "too-many-members"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:\\a.xml", "\\\\host\\a", "a\\..\\b"]
)
def test_names_that_lead_out_of_the_package(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, zipped({"word/document.xml": WORD, name: "x"})) == ("unsafe-name", name)


def test_dots_in_a_name_are_harmless(tmp_path: Path) -> None:
    assert text(read(file(tmp_path, zipped({"word/document.xml": WORD, "word/a..b.xml": "x"})))) == "自评"


def test_the_file_itself_may_be_too_large(tmp_path: Path) -> None:
    data = zipped({"word/document.xml": WORD})
    assert refused(tmp_path, data, Limits(file_bytes=100)) == ("too-large", str(len(data)))


def test_what_is_not_needed_is_never_unpacked(tmp_path: Path) -> None:
    data = zipped({"word/document.xml": WORD, "word/media/a.png": bytes(100 * 2**20), "word/styles.xml": "<broken"})
    assert text(read(file(tmp_path, data))) == "自评"


# Merely odd


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.dotm", "a.doc", "a.xlsx", "a.pdf", "a"])
def test_a_file_is_told_by_what_it_holds_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    found = read(file(tmp_path, zipped({"word/document.xml": WORD}), name))
    assert (found.file, text(found)) == (name, "自评")


def test_parts_in_other_places_are_found_by_the_relations(tmp_path: Path) -> None:
    for target in ("/story/body.xml", "story/body.xml", "./story/body.xml", "story\\body.xml", "STORY/Body.xml"):
        data = zipped({"_rels/.rels": main_relation(target), "story/body.xml": WORD})
        assert text(read(file(tmp_path, data))) == "自评"


def test_dangling_relations_fall_back_on_the_usual_name(tmp_path: Path) -> None:
    for target in ("word/none.xml", "../../../etc/passwd", ""):
        data = zipped({"_rels/.rels": main_relation(target), "word/document.xml": WORD})
        assert text(read(file(tmp_path, data))) == "自评"


def test_names_written_with_backslashes_are_read(tmp_path: Path) -> None:
    assert text(read(file(tmp_path, zipped({"word\\document.xml": WORD})))) == "自评"


def test_a_file_with_something_before_the_package_is_read(tmp_path: Path) -> None:
    assert text(read(file(tmp_path, b"\r\n" + zipped({"word/document.xml": WORD})))) == "自评"


def test_a_large_file_is_read_as_a_small_one_is(tmp_path: Path) -> None:
    data = zipped({"word/media/a.png": bytes(range(256)) * 8192, "word/document.xml": WORD}, zipfile.ZIP_STORED)
    assert len(data) > 2**21
    assert text(read(file(tmp_path, data))) == "自评"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    said = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
    xml = f'<?xml version="1.0" encoding="{said}"?>{WORD}'
    assert text(read(file(tmp_path, zipped({"word/document.xml": xml.encode(encoding)})))) == "自评"
    if encoding != "gb18030":
        assert text(read(file(tmp_path, zipped({"word/document.xml": WORD.encode(encoding)})))) == "自评"


def test_comments_and_instructions_are_not_part_of_the_tree() -> None:
    with Package(zipped({"a.xml": "<?pi x?><!-- c --><a>1<!-- c -->2<?pi x?>3</a>"})) as package:
        assert etree.tostring(package.parse("a.xml")) == b"<a>123</a>"


def test_relations_are_resolved_from_their_part() -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": relations(
            'Id="a" Type="http://x/y/styles" Target="styles.xml"',
            'Id="b" Type="http://x/y/customXml" Target="../customXml/item1.xml"',
            'Id="c" Type="http://x/y/image" Target="/word/media/%E5%9B%BE.png"',
            'Id="d" Type="http://x/y/hyperlink" Target="https://example.com/a/../b" TargetMode="External"',
            'Id="e" Type="http://x/y/image" Target="../../../../etc/passwd"',
            'Type="http://x/y/nameless" Target="styles.xml"',
        ),
        "word/styles.xml": "",
        "customXml/item1.xml": "",
        "word/media/图.png": "",
    }
    with Package(zipped(parts)) as package:
        found = package.relations("word/document.xml")
        assert package.relations("word/none.xml") == {}
    assert found["a"] == ("styles", "word/styles.xml", False)
    assert found["b"] == ("customXml", "customXml/item1.xml", False)
    assert found["c"] == ("image", "word/media/图.png", False)
    assert found["d"] == ("hyperlink", "https://example.com/a/../b", True)
    assert found["e"] == ("image", "etc/passwd", False)
    assert [relation.type for relation in found.values()][5] == "nameless"


def test_a_member_that_is_not_there_is_damage() -> None:
    with Package(zipped({"a.xml": "<a/>"})) as package, pytest.raises(Unreadable) as caught:
        package.read("b.xml")
    assert (caught.value.key, caught.value.detail) == ("damaged", "b.xml is missing")
