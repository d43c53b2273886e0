"""What the simulation makes up: the same for a seed, and something of everything."""

from collections import Counter

import pytest

from edc.crf import crf_named, crfs
from trial.simulation.courses import CLOSED, OPENED, SHARES, Way, patient, patients
from trial.simulation.mistakes import SHARE, tolerant_forms, with_mistakes
from trial.simulation.papers import papers_of
from trial.simulation.simulating import shared_out


def some(how_many, *, seed=1, site="07"):
    return list(patients(seed=seed, site=site, like="01", numbers=iter(range(1, how_many + 1))))


def of(way, *, seed=1):
    return patient(seed=seed, identity="07-001", like="01", way=way)


def written(people):
    return [list(with_mistakes(each, papers_of(each))) for each in people]


every_way = pytest.mark.parametrize("way", list(Way), ids=str)


def test_a_seed_makes_the_same_papers_again():
    assert written(some(6)) == written(some(6))


def test_another_seed_makes_other_papers():
    assert written(some(6)) != written(some(6, seed=2))


def test_patients_of_two_sites_differ_in_more_than_their_numbers():
    here, there = (some(6, site=site) for site in ("07", "08"))

    assert [each.enrolled for each in here] != [each.enrolled for each in there]


def test_every_way_is_gone_by_about_its_share():
    found = Counter(each.way for each in some(2000))

    assert set(found) == set(Way)
    for way, share in SHARES.items():
        expected = 2000 * share / sum(SHARES.values())
        assert expected * 0.5 < found[way] < expected * 1.6, way


def test_every_form_about_subjects_is_written():
    papers = [paper for each in some(80) for paper in papers_of(each)]

    assert {paper.form for paper in papers} == {c.form for c in crfs() if c.scope == "subject"}


@every_way
def test_nothing_happens_before_the_trial_opens_or_after_it_closes(way):
    for seed in range(20):
        days = [paper.on for paper in papers_of(of(way, seed=seed)) if paper.form == "visit_record"]

        assert OPENED <= min(days) <= max(days) <= CLOSED


@every_way
def test_a_way_ends_as_it_is_called(way):
    forms = Counter(paper.form for paper in papers_of(of(way)))

    untreated = {Way.SCREEN_FAILURE, Way.WITHDRAWAL}
    grafted = {Way.ALIVE, Way.RELAPSE, Way.NON_RELAPSE_DEATH, Way.VOD_DEATH, Way.LOST}
    assert bool(forms["dosing_cycle"]) is (way not in untreated)
    assert bool(forms["hsct"]) is (way in grafted)
    assert bool(forms["relapse"]) is (way in {Way.RELAPSE, Way.RELAPSE_BEFORE})
    if way in {Way.EARLY_DEATH, Way.NON_RELAPSE_DEATH, Way.VOD_DEATH}:
        assert forms["death"] == 1


def test_accrual_goes_on_over_the_years():
    years = Counter(each.enrolled.year for each in some(400) if each.enrolled)

    assert all(years[year] > 80 for year in (2022, 2023, 2024))


def test_some_patients_have_a_second_cycle():
    assert any(
        paper.answers["cycle_number"] == 2
        for each in some(80)
        for paper in papers_of(each)
        if paper.form == "dosing_cycle"
    )


def test_a_few_papers_are_spoilt_in_one_answer_each():
    pairs = [
        (paper, slipped)
        for each in some(40)
        for paper, (slipped, is_spoilt) in zip(
            papers_of(each), with_mistakes(each, papers_of(each)), strict=True
        )
        if is_spoilt or paper != slipped
    ]

    for paper, slipped in pairs:
        differing = {
            name
            for name in paper.answers | slipped.answers
            if paper.answers.get(name) != slipped.answers.get(name)
        }
        assert len(differing) == 1, paper
        assert paper.form in tolerant_forms()
    assert SHARE / 3 < len(pairs) / sum(len(papers_of(each)) for each in some(40)) < SHARE


def test_a_slip_is_left_out_out_of_range_or_misdated():
    kinds = Counter()
    for each in some(40):
        for paper, (slipped, is_spoilt) in zip(
            papers_of(each), with_mistakes(each, papers_of(each)), strict=True
        ):
            if is_spoilt:
                kinds[kind_of(paper, slipped)] += 1

    assert set(kinds) == {"left out", "misdated", "out of range"}


def kind_of(paper, slipped):
    if len(slipped.answers) < len(paper.answers):
        return "left out"
    day = crf_named(paper.form).date
    return "misdated" if paper.answers.get(day) != slipped.answers.get(day) else "out of range"


def test_decisions_and_days_that_others_must_fit_are_never_spoilt():
    assert not tolerant_forms() & {
        "informed_consent", "eligibility", "enrolment", "hsct", "relapse", "death", "ino_infusion"
    }  # fmt: skip


def test_every_subject_is_recruited_by_a_site():
    shares = shared_out(500, 7, seed=1)

    assert shares.total() == 500
    assert set(shares) == set(range(1, 8))
    assert shares == shared_out(500, 7, seed=1)
    assert shares != shared_out(500, 7, seed=2)


def test_specimens_have_numbers_that_nobody_else_has():
    people = [*some(30), *some(30, site="08")]
    numbers = [
        paper.answers["specimen_id"]
        for each in people
        for paper in papers_of(each)
        if paper.form == "mrd_specimen" and "specimen_id" in paper.answers
    ]

    assert len(set(numbers)) == len(numbers)
