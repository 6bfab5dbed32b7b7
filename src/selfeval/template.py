"""Blank forms: checks those that a keeper hands out, and writes new ones from plain texts."""

from collections.abc import Sequence
from pathlib import Path

from selfeval.batch import digest, unreadable
from selfeval.config import Settings
from selfeval.document import Unreadable
from selfeval.engine import check_submission
from selfeval.forms.template import TemplateFile
from selfeval.layout.blank.build import lay_out_blank
from selfeval.layout.labels import load_labels
from selfeval.parsers import read
from selfeval.report import Report, SubmissionReport
from selfeval.rules import template_rules


def check_templates(paths: Sequence[Path], settings: Settings) -> Report:
    """The report on blank forms: their labels, their weights, what was left in. No rule of a filled form runs on them."""
    return Report([check_template(path, settings) for path in paths])


def check_template(path: Path, settings: Settings) -> SubmissionReport:
    try:
        file = lay_out_blank(read(path, settings.limits), load_labels(*settings.labels))
    except Unreadable as error:
        file = TemplateFile(name=path.name, files=(unreadable(path.name, error.key, error.detail),))
    except Exception as error:
        # An error of ours costs this file alone, and it is said.
        detail = f"{type(error).__name__}: {error}"
        file = TemplateFile(name=path.name, files=(unreadable(path.name, "crashed", detail),))
    report = check_submission(file, template_rules(), settings.selection)
    report.unreadable = any(facts.unreadable.text for facts in file.files)
    report.strange = list(dict.fromkeys(text.text for blank in file.blanks for text in blank.strange))
    report.files = [{"name": path.name, "sha256": digest(path)}]
    return report
