"""Checks submissions, on as many processes as are given; what breaks costs only itself."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from selfeval.config import DEFAULTS, Settings, load_config, settings_of
from selfeval.document import Document, Unreadable, Where
from selfeval.engine import Seen, check_submission
from selfeval.figure import Text
from selfeval.finding import form_index
from selfeval.folders import Heap, Source, doubled, heaps_in, printable, same_submission, twins_of
from selfeval.forms.submission import FileFacts, Submission
from selfeval.lang import both
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers import is_new
from selfeval.parsers import read as read_document
from selfeval.replies import is_notice
from selfeval.report import Report, SubmissionReport
from selfeval.rules import all_rules

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future


class Job(NamedTuple):
    """One submission to check: the only thing that goes into a process, as its report is the only thing that comes out."""

    sources: tuple[Source, ...]
    name: str
    settings: Settings
    twins: tuple[tuple[str, tuple[str, ...]], ...] = ()


def check(
    *paths: str | os.PathLike[str], together: bool = False, config: str | os.PathLike[str] | None = None
) -> Report:
    """Checks files and folders and gives the report that `selfeval check --format json` prints.

    config: a selfeval.toml; without one the defaults hold, whatever lies in the current folder.
    """
    loaded = load_config(Path(config), Path())[0] if config is not None else DEFAULTS
    return check_all([Path(path) for path in paths], settings_of(loaded), together=together)


def read(path: str | os.PathLike[str]) -> Submission:
    """The forms in one file as pydantic models; raises selfeval.document.Unreadable where it can't be read."""
    document = read_document(Path(path))
    return lay_out([document], load_labels(), name=document.file)


def check_all(
    paths: Sequence[Path],
    settings: Settings,
    *,
    together: bool = False,
    jobs: int = 1,
    progress: Callable[[Iterable[Any], int], Iterable[Any]] = lambda done, _: done,
) -> Report:
    """The report on all paths, the same for any number of jobs.

    progress: gets the finished submissions one by one, and how many there will be, and passes them on.
    """
    waivers = settings.waivers
    settings = settings._replace(waivers={})
    with converted(heaps_in(paths, together), settings) as heaps:
        if jobs < 2:
            report = Report([report for heap in heaps for report in check_heap(heap, settings, run_here)])
        else:
            report = Report(check_in_pool(heaps, settings, jobs, progress))
    if waivers:
        from selfeval.waivers import waive

        waive(report, waivers)
    return report


def check_in_pool(
    heaps: list[Heap], settings: Settings, jobs: int, progress: Callable[[Iterable[Any], int], Iterable[Any]]
) -> list[SubmissionReport]:
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs)
    try:
        reports = check_heaps(heaps, settings, pool, progress)
    except BaseException:
        # Where the user broke off, what has not begun does not begin.
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return reports


@contextmanager
def converted(heaps: list[Heap], settings: Settings) -> Iterator[list[Heap]]:
    """The heaps with all files that only LibreOffice reads converted in one go: to start it costs as much as a hundred checks."""
    old = [source.path for heap in heaps for source in heap.sources if not is_new(source.path)]
    if not old:
        yield heaps
        return
    from selfeval.parsers.legacy import converted_ahead

    with converted_ahead(old, settings.limits) as done:
        yield [
            heap._replace(sources=tuple(each._replace(converted=done.get(each.path)) for each in heap.sources))
            for heap in heaps
        ]


PIECE = 1 << 20
Runner = Callable[[list[Job]], list[SubmissionReport]]


def run_here(jobs: list[Job]) -> list[SubmissionReport]:
    return [run(job) for job in jobs]


def check_heaps(
    heaps: list[Heap], settings: Settings, pool: "Executor", progress: Callable[[Iterable[Any], int], Iterable[Any]]
) -> list[SubmissionReport]:
    """All first readings at once, so that a folder of many units keeps every process busy; then what has to be joined."""
    first = [first_jobs(heap, settings) for heap in heaps]
    flat = [job for jobs in first for job in jobs]
    done = iter(list(progress(run_on(pool, flat), len(flat))))
    reports = []
    for heap, jobs in zip(heaps, first, strict=True):
        alone = [next(done) for _ in jobs]
        reports += settle(heap, settings, alone, lambda more: list(run_on(pool, more)))
    return reports


def run_on(pool: "Executor", jobs: list[Job]) -> Iterable[SubmissionReport]:
    """The reports in order; a job whose process died is tried once more by itself, and then given up with a report that says so."""
    from concurrent.futures.process import BrokenProcessPool

    waiting: list[Future[SubmissionReport] | None] = []
    for job in jobs:
        try:
            waiting.append(pool.submit(run, job))
        except BrokenProcessPool:
            waiting.append(None)
    for job, future in zip(jobs, waiting, strict=True):
        try:
            yield future.result() if future else run_apart(job)
        except BrokenProcessPool:
            yield run_apart(job)


def run_apart(job: Job) -> SubmissionReport:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(1) as own:
            return own.submit(run, job).result()
    except BrokenProcessPool:
        lost = [
            FileFacts(name=source.name, unreadable=Text("worker-died", Where(source.name))) for source in job.sources
        ]
        report = finish(job, [], lost)
        report.crashed.append({"code": "F001", "error": "worker-died", "where": job.name})
        return report


def first_jobs(heap: Heap, settings: Settings) -> list[Job]:
    if heap.joined or not heap.sources:
        return [Job(heap.sources, heap.name, settings)]
    return [Job((source,), source.name, settings) for source in heap.sources]


def check_heap(heap: Heap, settings: Settings, runner: Runner) -> list[SubmissionReport]:
    return settle(heap, settings, runner(first_jobs(heap, settings)), runner)


def settle(heap: Heap, settings: Settings, alone: list[SubmissionReport], runner: Runner) -> list[SubmissionReport]:
    """The submissions of a heap, from what each of its files is by itself: files of one unit and year are one submission."""
    # A notice that lies among the material is none of it.
    notices = [at for at, report in enumerate(alone) if report.notice] if not heap.joined else []
    if notices and len(notices) < len(alone):
        kept_sources = tuple(source for at, source in enumerate(heap.sources) if at not in notices)
        kept_reports = [report for at, report in enumerate(alone) if at not in notices]
        reports = settle(heap._replace(sources=kept_sources), settings, kept_reports, runner)
        reports[0].not_read += [item for at in notices for item in alone[at].not_read]
        return reports
    reports = list(alone)
    if not heap.joined and len(alone) > 1:
        again: list[Job] = []
        places: list[list[int]] = []
        for members in same_submission(alone):
            sources = tuple(heap.sources[at] for at in members)
            if len(members) > 1 and not doubled(alone, members):
                places.append(members)
                again.append(Job(sources, heap.name if len(members) == len(alone) else sources[0].name, settings))
            elif len(members) > 1:
                for at in members:
                    others = tuple(heap.sources[twin].name for twin in twins_of(alone, members, at))
                    if others:
                        places.append([at])
                        name = heap.sources[at].name
                        again.append(Job((heap.sources[at],), name, settings, ((name, others),)))
        kept: dict[int, SubmissionReport] = dict(enumerate(alone))
        for members, report in zip(places, runner(again), strict=True):
            for at in members:
                kept.pop(at)
            kept[members[0]] = report
        reports = [kept[at] for at in sorted(kept)]
    if reports:
        reports[0].not_read += [{"name": name, "why": both("unreadable-not-needed")} for name in heap.not_read]
    return reports


def run(job: Job) -> SubmissionReport:
    """Reads and checks one submission."""
    try:
        report = read_and_check(job)
    except Exception as error:
        # The one place where an error of ours is caught for a whole submission: the others are still checked, and it is said.
        detail = f"{type(error).__name__}: {error}"
        report = finish(job, [], [unreadable(source.name, "crashed", detail) for source in job.sources])
        report.crashed.append({"code": "F001", "error": detail, "where": job.name})
    report.files = [{"name": source.name, "sha256": digest(source.path)} for source in job.sources]
    report.paths = {source.name: printable(source.path.as_posix()) for source in job.sources}
    return report


def read_and_check(job: Job) -> SubmissionReport:
    documents: list[Document] = []
    notices: list[Document] = []
    broken: list[FileFacts] = []
    for source in job.sources:
        try:
            document = read_document(source.path, job.settings.limits, source.name, source.converted)
            (notices if is_notice(document) else documents).append(document)
        except Unreadable as error:
            broken.append(unreadable(source.name, error.key, error.detail))
    report = finish(job, documents, broken)
    report.not_read = [{"name": document.file, "why": both("unreadable-notice")} for document in notices]
    report.notice = bool(notices) and not documents and not broken
    return report


def finish(job: Job, documents: list[Document], broken: list[FileFacts]) -> SubmissionReport:
    settings = job.settings
    labels = load_labels(*settings.labels)
    submission = lay_out(documents, labels, year=settings.year, name=job.name, broken=broken, twins=dict(job.twins))
    seen = Seen() if settings.pages or settings.held else None
    report = check_submission(submission, all_rules(), settings.selection, seen=seen)
    report.unreadable = bool(broken)
    report.converted = {document.file: document.converted for document in documents if document.converted}
    # Each is loaded only where it is asked for.
    if settings.figures:
        from selfeval.extract import figures_of

        report.figures = figures_of(submission)
    if settings.mask:
        from selfeval.masks import people_of

        report.people = people_of(submission)
    if settings.held and seen is not None:
        found = [(code, form_index(submission, form, where), where.label) for code, where, form in seen.held]
        found += [("", form_index(submission, None, f.where), f.where.label) for f in seen.figures]
        report.held = frozenset(found)
    if settings.pages and seen is not None:
        from selfeval.pages import pages_of

        report.pages = pages_of(documents, submission, report, seen)
    return report


def unreadable(name: str, key: str, detail: str) -> FileFacts:
    return FileFacts(name=name, unreadable=Text(key, Where(name)), detail=detail)


def digest(path: Path) -> str:
    """The SHA-256 of a file, piece by piece; empty for what is no plain file."""
    found = sha256()
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                found.update(piece)
    except OSError:
        return ""
    return found.hexdigest()
