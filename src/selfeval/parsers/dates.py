"""Shows an Excel serial as the ISO text of the date or time of day that its number format names."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from selfeval.parsers.digits import general
from selfeval.parsers.format_code import Token

# Years of an era, the Buddhist ones and weekdays are shown as years and days.
UNITS = {"e": "y", "b": "y", "g": "y", "a": "d", "m": "M"}
LAST_DAY = date.max.toordinal()
DAY_SECONDS = 86400


def date_show(tokens: list[Token], date1904: bool) -> Callable[[Decimal], str]:
    """What shows a serial as the ISO text of what its format names: a date, a month, a year, else the time of day."""
    units = date_units(tokens)
    seconds, elapsed = "s" in units, any(kind == "elapsed" for kind, _ in tokens)
    length = 10 if "d" in units else 7 if "M" in units else 4 if "y" in units else 0

    def show(value: Decimal) -> str:
        days, second = divided(value)
        day = iso_day(days, date1904) if value >= 0 else ""
        if not day:
            return general(value)
        return day[:length] if length else clock(second + (days * DAY_SECONDS if elapsed else 0), seconds)

    return show


def date_units(tokens: list[Token]) -> set[str]:
    """The units that a date format shows: `y M d h m s`, `M` a month and `m` minutes."""
    shown = [(kind, text) for kind, text in tokens if kind in ("date", "elapsed")]
    letters = ["", *(text[0] for _, text in shown), ""]
    units = set()
    for place, (kind, text) in enumerate(shown, 1):
        minutes = kind == "elapsed" or (len(text) < 3 and (letters[place - 1] == "h" or letters[place + 1] == "s"))
        units.add("m" if text[0] == "m" and minutes else UNITS.get(text[0], text[0]))
    return units


def divided(value: Decimal) -> tuple[int, int]:
    """The days of a serial, and the seconds of its last day."""
    days = value.to_integral_value(ROUND_FLOOR)
    seconds = int(((value - days) * DAY_SECONDS).to_integral_value(ROUND_HALF_UP))
    return int(days) + seconds // DAY_SECONDS, seconds % DAY_SECONDS


def iso_day(days: int, date1904: bool) -> str:
    if date1904:
        first = date(1904, 1, 1)
    elif days == 0:
        return "1900-01-00"
    elif days == 60:
        return "1900-02-29"  # The day that never was, which Excel keeps for the sake of Lotus 1-2-3.
    else:
        first = date(1899, 12, 31 if days < 60 else 30)
    return (first + timedelta(days)).isoformat() if days <= LAST_DAY - first.toordinal() else ""


def clock(seconds: int, with_seconds: bool) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{second:02}" if with_seconds else "")
