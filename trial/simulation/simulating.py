"""From a seed to a trial in the database."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

from edc import audit, charts, positions
from edc.actions.entry import NoParent
from edc.chart import Chart
from edc.crf import crfs
from edc.models import Query, Record, Subject
from edc.models.query import QueryState
from edc.tasks import sweep
from trial.demonstration.hands import spread
from trial.simulation import loading
from trial.simulation.courses import Simulated, patients
from trial.simulation.filing import File
from trial.simulation.hospitals import Ward, open_accounts, open_ward, refuse_real_trial
from trial.simulation.loading import Dossier
from trial.simulation.mistakes import with_mistakes
from trial.simulation.papers import papers_of

AT_ONCE = 40
WORTH_SEVERAL_PROCESSES = 200


class Recruitment(NamedTuple):
    """How many subjects a site adds, the site by its number."""

    number: int
    subjects: int
    seed: int


def simulate(
    *, subjects: int, sites: int, seed: int, with_queries: bool, say: Callable[[str], object]
) -> None:
    """Add a simulated trial to a database without a real one. Raises RealTrial."""
    refuse_real_trial()
    open_accounts()
    works = [Recruitment(*share, seed) for share in shared_out(subjects, sites, seed).items()]
    done = 0
    for written in (spread if subjects >= WORTH_SEVERAL_PROCESSES else map)(recruit, works):
        done += written
        say(f"{done} of {subjects} subjects written")
    if with_queries:
        say("running the checks of every form")
        sweep()
    unsettled = Query.objects.exclude(state=QueryState.CLOSED).count()
    say(f"{Record.objects.count()} forms, {unsettled} queries open")


def shared_out(subjects: int, sites: int, seed: int) -> Counter:
    """How many subjects each site recruits: some many, some few."""
    chance = Random(f"{seed} sites")  # noqa: S311 - made up, nothing is secret
    numbers = range(1, sites + 1)
    chosen = chance.choices(numbers, [chance.randint(1, 4) for _ in numbers], k=subjects)
    return Counter(dict.fromkeys(numbers, 0)) + Counter(chosen)


def recruit(work: Recruitment) -> int:
    """The hospital, opened if need be, and its next patients; says how many they are."""
    with audit.through(channel="IMPORT"):
        ward = open_ward(work.number)
        first = ward.staff.site.subjects.count() + 1
        numbers = iter(range(first, first + work.subjects))
        people = patients(seed=work.seed, site=ward.code, like=ward.like, numbers=numbers)
        for some in batches(people):
            loading.write(dossiers_of(some, ward), ward.staff)
            positions.newest()
    return work.subjects


def batches(people: Iterator[Simulated]) -> Iterator[list[Simulated]]:
    while some := list(islice(people, AT_ONCE)):
        yield some


def dossiers_of(people: list[Simulated], ward: Ward) -> list[Dossier]:
    """What the papers of some patients say; the enrolled get the site's next numbers."""
    site = ward.staff.site
    of_site = charts.of(site, [crf.form for crf in crfs() if crf.scope == "site"])
    keys = loading.reserved("edc_subject", len(people))
    numbered = Subject.objects.filter(site=site).exclude(number=None).count()
    dossiers = []
    for patient, key in zip(people, keys, strict=True):
        subject = Subject(pk=key, site=site, screening_number=patient.screening_number)
        file = file_of(patient, chart_of(subject, of_site))
        numbered += file.is_enrolled
        number = f"{site.code}-{numbered:03}" if file.is_enrolled else None
        dossiers.append(Dossier(subject, list(file.records.values()), number))
    return dossiers


def file_of(patient: Simulated, chart: Chart) -> File:
    """The patient's papers, filed in the order in which they would be entered."""
    papers = list(with_mistakes(patient, papers_of(patient)))
    file = File(chart, iter(loading.reserved("edc_record", len(papers))))
    for paper, is_doubtful in papers:
        try:
            file.add(paper, is_doubtful=is_doubtful)
        except NoParent:  # what it belongs to was not written down; so it is at the page, too
            continue
    return file


def chart_of(subject: Subject, of_site: Chart) -> Chart:
    """An empty chart that knows what the site tells of itself."""
    shared = {
        form: [(answers._envelope, answers._row) for answers in filed]
        for form, filed in of_site.records.items()
    }
    return Chart(today=of_site.today, site=subject.site, subject=subject, shared=shared)
