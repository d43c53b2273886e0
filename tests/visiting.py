"""A subject who came often: many visits, at each the same complete forms."""

from edc import audit
from edc.access import Role
from edc.crf import crf_named
from edc.models import Record, Visit

AT_A_VISIT = ("visit_record", "vital_signs", "lab_hematology", "lab_chemistry", "ecg")


def come(subject, *, times, by, forms=AT_A_VISIT):
    """As many unscheduled visits, after those there were; nothing is answered on their forms."""
    with audit.acting(by, role=Role.COORDINATOR, subject_id=subject.pk):
        before = subject.visits.count()
        visits = Visit.objects.bulk_create(
            Visit(subject=subject, site=subject.site, code="UNS", sequence=number)
            for number in range(before + 1, before + times + 1)
        )
        records = Record.objects.bulk_create(
            Record(subject=subject, site=subject.site, visit=visit, form=form)
            for visit in visits
            for form in forms
        )
        for record in records:
            crf_named(record.form).objects.create(record=record)
        subject.records.filter(state="DRAFT").update(state="COMPLETE", version=2)
