"""Figures: arithmetic with units and slack, and the promises that the verdicts make about rounding."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.checks import BAD, NEAR, NOT_KNOWN, OK, at_least, at_most, equal, judge, present, same
from selfeval.document import Where
from selfeval.figure import BLANK, NONE, Figure, Text, figure, first, larger, nearer, smaller, total, typed_figure
from selfeval.units import BASES, alike, scale

MONEY = ("元", "万元", "亿元")


def money(text: str, unit: str = "万元", label: str = "", usual: int = 2) -> Figure:
    decimals = len(text.partition(".")[2])
    return typed_figure(Decimal(text), unit, decimals, usual, text, Where("f", "t", label or text, label or text))


def blank(label: str = "空格") -> Figure:
    return Figure(state=BLANK, unit="万元", where=Where("f", "t", label, label))


def rounded(value: Decimal, digits: int, how: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), how)


exact = st.decimals(min_value="0.001", max_value="99999", places=6)


@given(st.lists(exact, min_size=1, max_size=12), st.sampled_from([0, 1, 2]))
def test_rounding_of_any_part_never_makes_a_sum_bad(parts: list[Decimal], digits: int) -> None:
    said = money(str(rounded(sum(parts), digits)), usual=digits)
    ought = total(money(str(rounded(part, digits)), usual=digits, label=f"r{at}") for at, part in enumerate(parts))
    judgement = judge(equal(said, ought))
    assert judgement is not None
    assert judgement.verdict in (OK, NEAR)


@given(exact, exact, st.sampled_from([1, 2]), st.sampled_from([1, 2]))
def test_rounding_never_makes_a_rate_bad(top: Decimal, base: Decimal, digits: int, shown: int) -> None:
    if rounded(base, digits) <= 0:
        return
    rate = typed_figure(rounded(top / base * 100, shown), "%", shown, 2, "", Where("f", "t", "rate"))
    ought = money(str(rounded(top, digits)), usual=digits) / money(str(rounded(base, digits)), usual=digits)
    if abs(base) <= Decimal(1).scaleb(-digits):
        return
    judgement = judge(equal(rate, ought))
    assert judgement is not None
    assert judgement.verdict in (OK, NEAR)


@given(exact, exact, st.sampled_from([1, 2]))
def test_cutting_what_was_said_is_near_at_most(a: Decimal, b: Decimal, digits: int) -> None:
    left, right = (typed_figure(value, "分", 6, 2, str(value), Where("f", "t", str(value))) for value in (a, b))
    cut = rounded(a + b, digits, ROUND_DOWN)
    said = typed_figure(cut, "分", digits, 2, str(cut), Where("f", "t", "said"))
    judgement = judge(equal(said, left + right))
    assert judgement is not None
    assert judgement.verdict in (OK, NEAR)


@given(st.lists(exact, min_size=2, max_size=6), st.integers(1, 9))
def test_a_whole_unit_off_is_bad(parts: list[Decimal], off: int) -> None:
    texts = [str(rounded(part, 2)) for part in parts]
    said = money(str(sum(Decimal(text) for text in texts) + off))
    judgement = judge(equal(said, total(money(text, label=f"r{at}") for at, text in enumerate(texts))))
    assert judgement is not None
    assert judgement.verdict is BAD
    assert judgement.gap == off


@given(exact, st.sampled_from(sorted(BASES)), st.sampled_from(sorted(BASES)))
def test_units_there_and_back(value: Decimal, unit: str, other: str) -> None:
    there = Figure(value, unit)
    if not alike(unit, other):
        assert there.to(other).why is not None
        return
    back = there.to(other).to(unit).value
    assert abs(back - value) <= value * Decimal("1e-20")


@given(st.lists(st.tuples(exact, st.sampled_from(MONEY)), min_size=2, max_size=5))
def test_addition_is_commutative(pairs: list[tuple[Decimal, str]]) -> None:
    parts = [money(str(value), unit, label=f"r{at}") for at, (value, unit) in enumerate(pairs)]
    turned = list(reversed(parts))
    one, other = total(parts), total(turned)
    assert one.value == other.value
    assert one.unit == other.unit
    assert one.slack == other.slack
    assert one.evidence == other.evidence
    assert (parts[0] + parts[1]).value == (parts[1] + parts[0]).value


@given(exact, exact, st.sampled_from(["人", "公里", "亩"]))
def test_units_that_do_not_convert_are_unknown(a: Decimal, b: Decimal, unit: str) -> None:
    left, right = money(str(a), label="a"), typed_figure(b, unit, 6, 2, str(b), Where("f", "t", "b"))
    for check in (equal(left, right), equal(left, left + right), equal(left, left - right), at_most(left, right)):
        judgement = judge(check)
        assert judgement is not None
        assert judgement.verdict is NOT_KNOWN
        assert judgement.why is not None
        assert judgement.why.key == "units"


@pytest.mark.parametrize(
    ("said", "typed", "ought", "verdict"),
    [
        ("10", 0, "9.997", OK),
        ("9", 0, "8.62", NEAR),
        ("9", 0, "9.78", BAD),
        ("2.16", 2, "2.154825", BAD),
        ("2.15", 2, "2.154825", OK),
        ("9.7", 1, "9.78", NEAR),
        ("9.6", 1, "9.78", BAD),
    ],
)
def test_scores(said: str, typed: int, ought: str, verdict: object) -> None:
    figure_said = typed_figure(Decimal(said), "分", typed, 2, said, Where("f", "t", "s"))
    figure_ought = Figure(Decimal(ought), "分", 6, where=Where("f", "t", "o"), typed=ought)
    judgement = judge(equal(figure_said, figure_ought))
    assert judgement is not None
    assert judgement.verdict is verdict


@pytest.mark.parametrize(
    ("said", "top", "base", "verdict"),
    [("84.38", "27", "32", OK), ("59.82", "4.11", "6.87", NEAR), ("86", "37.24", "43.2", OK), ("97.80", "31.69", "32.4", NEAR), ("97.00", "31.69", "32.4", BAD)],
)  # fmt: skip
def test_rates(said: str, top: str, base: str, verdict: object) -> None:
    decimals = len(said.partition(".")[2])
    rate = typed_figure(Decimal(said), "%", decimals, 2, said, Where("f", "t", "r"))
    judgement = judge(equal(rate, money(top) / money(base)))
    assert judgement is not None
    assert judgement.verdict is verdict


def test_whole_numbers_beside_decimals_mean_two_digits() -> None:
    said, part = money("46", usual=2), money("24.65")
    assert said.digits == 2
    assert judge(equal(money("70.65"), said + part)).verdict is OK  # type: ignore[union-attr]
    assert judge(equal(money("71"), said + part)).verdict is BAD  # type: ignore[union-attr]


def test_a_table_of_whole_numbers_has_half_a_unit_of_slack() -> None:
    parts = [money(text, usual=0, label=text) for text in ("46", "25")]
    assert parts[0].slack == Decimal("0.5")
    assert judge(equal(money("72", usual=0), total(parts))).verdict is NEAR  # type: ignore[union-attr]


def test_one_stray_long_figure_makes_nothing_else_wrong() -> None:
    assert money("12.3456").digits == 4
    assert judge(equal(money("36.99"), money("12.3456") + money("24.65"))).verdict in (OK, NEAR)  # type: ignore[union-attr]


def test_blank_counts_as_nothing_where_another_part_is_filled() -> None:
    assert total((blank("a"), money("3.00"))).value == 3
    assert total((blank("a"), blank("b"))).blank
    assert total((NONE, NONE)).absent
    assert total((NONE, money("3.00"))).value == 3


def test_blank_in_a_difference_or_a_quotient_stays_blank() -> None:
    assert (money("3") - blank()).blank
    assert (money("3") / blank()).blank
    assert (money("3") / NONE).absent
    assert (money("3") * NONE).absent


def test_no_check_where_all_is_blank_or_absent() -> None:
    assert judge(equal(blank("a"), blank("b") + blank("c"))) is None
    assert judge(equal(NONE, money("3"))) is None
    assert judge(equal(money("3"), NONE)) is None
    assert judge(present(NONE)) is None
    assert judge(present(Text(absent=True))) is None


def test_blank_beside_a_filled_counterpart_is_unknown_and_says_which() -> None:
    judgement = judge(equal(money("84.38", "%"), money("27", "人") / blank("编制数")))
    assert judgement is not None
    assert judgement.verdict is NOT_KNOWN
    assert judgement.why is not None
    assert (judgement.why.key, judgement.why.text) == ("blank", "编制数")


def test_zero_is_never_divided_by() -> None:
    judgement = judge(equal(money("100", "%"), money("3") / money("0", label="全年预算数")))
    assert judgement is not None
    assert judgement.verdict is NOT_KNOWN
    assert judgement.why is not None
    assert judgement.why.key == "zero-divisor"


def test_a_sum_beside_a_row_that_nobody_knows_is_unknown_only_where_it_does_not_hold() -> None:
    part = money("8.00")
    part.stray = "其他费用"
    assert judge(equal(money("8.00", label="t"), part + blank())).verdict is OK  # type: ignore[union-attr]
    judgement = judge(equal(money("9.00", label="t"), part + blank()))
    assert judgement is not None
    assert judgement.verdict is NOT_KNOWN
    assert judgement.why is not None
    assert judgement.why.text == "其他费用"


def test_bounds_take_the_rules_own_threshold() -> None:
    now, was = money("4.53"), money("1.84")
    assert judge(at_most(now, was, give=larger(was * "0.3", "1万元"))).verdict is BAD  # type: ignore[union-attr]
    assert judge(at_most(now, was, give=figure("3万元"))).verdict is OK  # type: ignore[union-attr]
    assert judge(at_least(money("6"), money("9"), give=figure("3万元"))).verdict is OK  # type: ignore[union-attr]
    assert judge(at_least(money("6"), money("9"), give=figure("2万元"))).verdict is BAD  # type: ignore[union-attr]


def test_a_reason_excuses_a_miss_and_nothing_else() -> None:
    check = at_most(money("5"), money("3"))
    assert judge(check).verdict is BAD  # type: ignore[union-attr]
    assert judge(check.unless(Text("年中追加"))).verdict is OK  # type: ignore[union-attr]
    assert judge(at_most(money("5"), money("3")).unless(Text(""))).verdict is BAD  # type: ignore[union-attr]


def test_words_are_compared_without_blanks() -> None:
    assert judge(same(Text("青禾 中心"), Text("青禾中心"))).verdict is OK  # type: ignore[union-attr]
    assert judge(same(Text("青禾中心"), Text("青禾局"))).verdict is BAD  # type: ignore[union-attr]


def test_choices() -> None:
    assert first(NONE, blank(), money("2")).value == 2
    assert first(NONE, blank("a")).blank
    assert nearer(money("10"), money("7", label="a"), money("11", label="b")).value == 11
    assert smaller(money("3"), "2万元").value == 2
    assert larger(money("3"), "20000元").value == 3


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (lambda a, b, c: a + b, "1.13 + 1.63"),
        (lambda a, b, c: a - b, "1.13 − 1.63"),
        (lambda a, b, c: (a + b) / c, "(1.13 + 1.63) / 98%"),
        (lambda a, b, c: a - (b + a), "1.13 − (1.63 + 1.13)"),
        (lambda a, b, c: figure("10", "分") * (c / c), "10 × 98% / 98%"),
        (lambda a, b, c: a + blank() + b, "1.13 + 1.63"),
    ],
)
def test_formulas_are_written_as_a_reviewer_would(formula: object, text: str) -> None:
    made = formula(money("1.13"), money("1.63"), typed_figure(Decimal(98), "%", 0, 2, "98%", Where("f", "t", "c")))  # type: ignore[operator]
    assert made.text == text


def test_ten_thousand_alone_counts_whatever_the_other_counts() -> None:
    assert Figure(Decimal("46"), "万").to("万元").value == 46
    assert Figure(Decimal("203415"), "人").to("万人").value == Decimal("20.3415")
    assert scale("万公里") == ("米", Decimal(10_000_000))
