"""What Excel shows for a number, a text or a date under each kind of format code."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.parsers.digits import exact, general
from selfeval.parsers.format_code import BUILT_IN
from selfeval.parsers.number_format import number_format


def shown(code: str, stored: str, date1904: bool = False) -> str:
    value = exact(stored)
    assert value is not None
    return number_format(code, date1904).number(value)


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("0", "12.5", "13"),
        ("0", "13.5", "14"),
        ("0", "-12.5", "-13"),
        ("0.00", "12.5", "12.50"),
        ("0.00", "1.005", "1.01"),
        ("0.00", "2.675", "2.68"),
        ("0.00", "0.30000000000000004", "0.30"),
        ("0.00", "1234567.891", "1234567.89"),
        ("0.00", "-1.2", "-1.20"),
        ("0.00", "1E-3", "0.00"),
        ("0.00", "1.5E+3", "1500.00"),
        ("0.0000", "0", "0.0000"),
        ("#,##0", "1234567", "1,234,567"),
        ("#,##0", "999", "999"),
        ("#,##0", "0", "0"),
        ("#,##0.00", "1234.5", "1,234.50"),
        ("#,##0.00", "-1234.5", "-1,234.50"),
        ("#,##0.00", "999999.995", "1,000,000.00"),
        ("0%", "0.9997", "100%"),
        ("0.00%", "0.9997", "99.97%"),
        ("0.00%", "1", "100.00%"),
        ("0.0%", "-0.05", "-5.0%"),
        ("#,##0.00%", "12.345", "1,234.50%"),
        ('0"%"', "12", "12%"),
    ],
)
def test_plain(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("#", "0", ""),
        ("#.##", "1.5", "1.5"),
        ("0.##", "1.256", "1.26"),
        ("0.##", "1", "1"),
        ("0.0#", "1", "1.0"),
        ("0.0#", "1.25", "1.25"),
        (".00", "12.5", "12.50"),
        (".00", "0.5", ".50"),
        ("00000", "123", "00123"),
        ("0#", "5", "05"),
        ("??0.0", "5.25", "5.3"),
        ("#,##0.0?", "1234.5", "1,234.5"),
        ("0000,000", "1234", "0,001,234"),
    ],
)
def test_placeholders(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("0,", "123456", "123"),
        ("0.00,,", "123456789", "123.46"),
        ("#,##0,", "1234567890", "1,234,568"),
        ("0.0,", "1250", "1.3"),
        ("0!.0,", "123456", "12.3"),
        ("0!.0,", "5000", "0.5"),
        ("0!.0000", "123456", "12.3456"),
        ('0"."0,', "123456", "12.3"),
        (r"0\.0,", "123456", "12.3"),
        ('0!.0,"万"', "123456", "12.3万"),
        ('0!.0,"万元"', "-123456", "-12.3万元"),
    ],
)
def test_scaled(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ('0.00"万元"', "12.5", "12.50万元"),
        ('0.00"万元"', "-12.5", "-12.50万元"),
        ("0.00万元", "12.5", "12.50万元"),
        (r"0.00\元", "1", "1.00元"),
        ('"¥"#,##0.00', "1234.5", "¥1,234.50"),
        ('"¥"#,##0.00', "-1234.5", "-¥1,234.50"),
        ("[$¥-804]#,##0.00", "1", "¥1.00"),
        ("[$-804]0.00", "1", "1.00"),
        ("[$￥-804]0", "7", "￥7"),
        ('"约"0"人"', "30", "约30人"),
        ('General"元"', "12.5", "12.5元"),
        ('G/通用格式"人"', "30", "30人"),
        ("000-0000-0000", "13800001111", "138-0000-1111"),
        ('0"万"0000"元"', "123456", "12万3456元"),
        ('"第"0"号', "3", "第3号"),
        ('"已完成"', "3", "已完成"),
        ("0.00_ ", "1.5", "1.50"),
        ("0.00_);(0.00)", "1.5", "1.50"),
        ("* #,##0.00", "1.5", "1.50"),
        ('0"元/人"', "5", "5元/人"),
    ],
)
def test_literals(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


CHINESE_ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
AMERICAN_ACCOUNTING = r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)'
YUAN_ACCOUNTING = '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("0.00;-0.00;0", "1", "1.00"),
        ("0.00;-0.00;0", "-1", "-1.00"),
        ("0.00;-0.00;0", "0", "0"),
        ("0.00;(0.00)", "-1.2", "-1.20"),
        ("0.00;(0.00)", "0", "0.00"),
        (r"0.00_);[Red]\(0.00\)", "-1.2", "-1.20"),
        ("0.00（元）;（0.00）", "-1.2", "-1.20"),
        ("0.00;[Red]0.00", "-1.2", "-1.20"),
        ("0.00;[红色]0.00", "-1.2", "-1.20"),
        ("0.00;[Color3]0.00", "-1.2", "-1.20"),
        ("0.00_ ;[Red]\\-0.00\\ ", "-1.2", "-1.20"),
        ("0.00;0.00", "-1.2", "1.20"),
        ("0.00;0.00-", "-1.2", "-1.20"),
        ('0;"负"0', "-3", "负3"),
        ('0;-0;"无"', "0", "无"),
        ("0;-0;;@", "0", ""),
        (";;;", "5", ""),
        ("[Red]0.00", "1", "1.00"),
        ("[Blue]0.00", "-1", "-1.00"),
        (CHINESE_ACCOUNTING, "1234.5", "1,234.50"),
        (CHINESE_ACCOUNTING, "-1.2", "-1.20"),
        (CHINESE_ACCOUNTING, "0", "-"),
        (AMERICAN_ACCOUNTING, "1234.5", "1,234.50"),
        (AMERICAN_ACCOUNTING, "-1.2", "-1.20"),
        (AMERICAN_ACCOUNTING, "0", "-"),
        (YUAN_ACCOUNTING, "1234.5", "¥1,234.50"),
        (YUAN_ACCOUNTING, "-1.2", "¥-1.20"),
    ],
)
def test_sections(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ('[>=10000]0!.0,"万元";0"元"', "123456", "12.3万元"),
        ('[>=10000]0!.0,"万元";0"元"', "500", "500元"),
        ('[>=10000]0!.0,"万元";0"元"', "-500", "-500元"),
        ("[<1]0.00%;0.00", "0.5", "50.00%"),
        ("[<1]0.00%;0.00", "98", "98.00"),
        ("[<1]0.00%;0.00", "-0.5", "-50.00%"),
        ('[=1]"是";[=0]"否";0', "1", "是"),
        ('[=1]"是";[=0]"否";0', "0", "否"),
        ('[=1]"是";[=0]"否";0', "7", "7"),
        ("[>=0]0.0;(0.0)", "-1", "-1.0"),
        ("[Red][<60]0;[Green][>=90]0;0", "59", "59"),
        ("[>100]0.0", "5", "5"),
    ],
)
def test_conditions(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("yyyy/m/d", "45764", "2025-04-17"),
        ("yyyy/m/d;@", "45764", "2025-04-17"),
        ('yyyy"年"m"月"d"日"', "45764", "2025-04-17"),
        ("yyyy年m月d日", "45764", "2025-04-17"),
        ('[$-804]yyyy"年"m"月"d"日"dddd;@', "45764", "2025-04-17"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', "45764", "2025-04-17"),
        (r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "45764", "2025-04-17"),
        ("yyyy-mm-dd hh:mm:ss", "45764.5", "2025-04-17"),
        ("m/d/yy h:mm", "45764.75", "2025-04-17"),
        ("d-mmm-yy", "45764", "2025-04-17"),
        ('m"月"d"日"', "45764", "2025-04-17"),
        ("[$-804]aaaa;@", "45764", "2025-04-17"),
        ('e"年"m"月"d"日"', "45764", "2025-04-17"),
        ('yyyy"年"m"月"', "45764", "2025-04"),
        ("mmm-yy", "45764", "2025-04"),
        ("yyyymm", "45764", "2025-04"),
        ("yyyy", "45764", "2025"),
        ("yyyymmdd", "45764", "2025-04-17"),
        ("YYYY.MM.DD", "45764", "2025-04-17"),
        ("yyyy/m/d", "1", "1900-01-01"),
        ("yyyy/m/d", "59", "1900-02-28"),
        ("yyyy/m/d", "60", "1900-02-29"),
        ("yyyy/m/d", "61", "1900-03-01"),
        ("yyyy/m/d", "0", "1900-01-00"),
        ("yyyy/m/d", "2958465", "9999-12-31"),
        ("yyyy/m/d", "2958466", "2958466"),
        ("yyyy/m/d", "-1", "-1"),
        ("yyyy/m/d", "1E+300", general(Decimal("1E+300"))),
    ],
)
def test_dates(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("h:mm", "0.604166666666667", "14:30"),
        ("h:mm AM/PM", "0.604166666666667", "14:30"),
        ('上午/下午h"时"mm"分"', "0.604166666666667", "14:30"),
        ("h:mm:ss", "45764.5", "12:00:00"),
        ("mm:ss", "0.0038194444444444", "00:05:30"),
        ("[h]:mm", "1.0625", "25:30"),
        ("[h]:mm:ss", "1.0625", "25:30:00"),
        ("[mm]:ss", "0.0625", "01:30:00"),
        ("mmss.0", "0.0625", "01:30:00"),
        ("h:mm", "0.99999999", "00:00"),
    ],
)
def test_times(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"), [("yyyy/m/d", "0", "1904-01-01"), ("yyyy/m/d", "44302", "2025-04-17")]
)
def test_dates_from_1904(code: str, stored: str, text: str) -> None:
    assert shown(code, stored, date1904=True) == text


@pytest.mark.parametrize(
    ("number", "stored", "text"),
    [
        (1, "2.5", "3"),
        (2, "2.5", "2.50"),
        (3, "1234.5", "1,235"),
        (4, "1234.5", "1,234.50"),
        (9, "0.5", "50%"),
        (10, "0.5", "50.00%"),
        (14, "45764", "2025-04-17"),
        (17, "45764", "2025-04"),
        (20, "0.5", "12:00"),
        (22, "45764.5", "2025-04-17"),
        (27, "45764", "2025-04"),
        (28, "45764", "2025-04-17"),
        (31, "45764", "2025-04-17"),
        (32, "0.5", "12:00"),
        (36, "45764", "2025-04"),
        (38, "-1234", "-1,234"),
        (41, "0", "-"),
        (43, "-1234.5", "-1,234.50"),
        (46, "1.5", "36:00:00"),
        (49, "1.50", "1.5"),
        (50, "45764", "2025-04"),
        (57, "45764", "2025-04"),
        (58, "45764", "2025-04-17"),
    ],
)
def test_built_in(number: int, stored: str, text: str) -> None:
    assert shown(BUILT_IN[number], stored) == text


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("0.00E+00", "123456", "123456"),
        ("##0.0E+0", "0.00012", "0.00012"),
        ("# ?/?", "0.5", "0.5"),
        ("# ?/8", "0.125", "0.125"),
        ("[DBNum2][$-804]General", "12.5", "12.5"),
        ("", "12.5", "12.5"),
        ("0" * 300, "12.5", "12.5"),
    ],
)
def test_what_no_checker_can_use_is_shown_as_a_plain_number(code: str, stored: str, text: str) -> None:
    assert shown(code, stored) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0.30000000000000004", "0.3"),
        ("12.5", "12.5"),
        ("1E+2", "100"),
        ("1.1E-5", "0.000011"),
        ("1234567890.12", "1234567890.12"),
        ("123456789012345678", "123456789012346000"),
        ("-0", "0"),
        ("0.0", "0"),
        ("1E+300", "1E+300"),
        (" 7 ", "7"),
    ],
)
def test_general(stored: str, text: str) -> None:
    assert shown("General", stored) == text


@pytest.mark.parametrize(
    "stored", ["", "NaN", "Infinity", "1_000", "１２", "1E999", "1E+99999999", "abc", "0x1", "1" * 500]
)
def test_no_number(stored: str) -> None:
    assert exact(stored) is None


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ('@"万元"', "12", "12万元"),
        ('"第"@"号"', "3", "第3号"),
        ('0.00;-0.00;0;"文"@', "x", "文x"),
        (";;;", "x", ""),
        ('0;0;0;"隐"', "x", "隐"),
    ],
)
def test_texts(code: str, stored: str, text: str) -> None:
    shows = number_format(code).text
    assert shows is not None
    assert shows(stored) == text


@pytest.mark.parametrize("code", ["General", "0.00", "@", "0;-0;;@", CHINESE_ACCOUNTING, "yyyy/m/d;@"])
def test_texts_are_left_alone(code: str) -> None:
    assert number_format(code).text is None


@given(
    st.text('0#?.,%/@;_*[]\\!"$-<>=()红RedGeneral ymdhsE+万', max_size=24),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
)
def test_every_code_shows_something(code: str, value: Decimal) -> None:
    stored = exact(str(value))
    if stored is not None:
        assert isinstance(number_format(code).number(stored), str)


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 6))
def test_places_are_rounded_half_up(value: Decimal, places: int) -> None:
    stored = exact(str(value))
    assert stored is not None
    code = "0." + "0" * places if places else "0"
    assert abs(Decimal(shown(code, str(value))) - stored) * 2 <= Decimal(1).scaleb(-places)
