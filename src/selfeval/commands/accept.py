"""`accept`: an accepted deviation, written into waivers.toml."""

from pathlib import Path
from typing import Any

import click

from selfeval.commands.options import CONFIG, FILE, LABELS, TOGETHER, WAIVERS, YEAR
from selfeval.commands.run import rule_named, settle
from selfeval.output import obstacle, put


@click.command()
@FILE
@click.argument("code")
@click.option("--reason", required=True, help="认可的理由。Why it is accepted.")
@click.option("--by", required=True, help="认可的人。Who accepts it.")
@click.option("--at", default="", help="有几处时指明：r4c6、D3、p12 或标识。Which place, where there are several.")
@YEAR
@LABELS
@WAIVERS
@CONFIG
@TOGETHER
def accept(file: Path, code: str, reason: str, by: str, at: str, together: bool, **given: Any) -> None:
    """认可一处偏差，记入 waivers.toml；以后仍列出，但不再算问题。Record an accepted deviation, which then fails nothing.

    FILE 同 check 的参数，是文件或文件夹；CODE 是规则代码或名称。
    """
    from datetime import date

    from selfeval import waivers
    from selfeval.batch import check_all
    from selfeval.config import WAIVERS as NAME

    for option, words in (("--reason", reason), ("--by", by)):
        if not words.strip():
            raise click.UsageError(f"{option} 不能是空的 / must not be empty")
    path = given["waivers"]
    config, settings = settle(given | {"waivers": path if path and path.exists() else None})
    path = path or Path(config.waivers or NAME)
    if reason_not := obstacle(path):
        raise click.UsageError(f"{path}：写不进去（{reason_not}）/ can't be written")
    report = check_all([file], settings, together=together)
    try:
        chosen = waivers.chosen(report, rule_named(code).code, at)
        before = waivers.accept(path, chosen, reason.strip(), by.strip(), date.today())
    except waivers.WaiverError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{path}：写不进去（{error.strerror}）/ can't be written") from error
    f = chosen.finding
    put(f"已认可 / accepted: {f.code} {f.where.label} [{f.where.part} {f.where.ref}] → {path} [{f.fingerprint}]\n")
    if chosen.alike > 1:
        put(f"同样的问题有 {chosen.alike} 处，都已认可 / {chosen.alike} findings say the same, all are accepted\n")
    if before is not None:
        put(f"原来的认可改写了 / replaced: {before.reason}（{before.by}）\n")
