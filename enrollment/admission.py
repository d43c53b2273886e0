"""Room in the trial: how many may be enrolled, at a site and altogether."""

from edc.models import Site, Subject
from edc.text import T
from enrollment.models import Site as SiteForm
from trial.protocol import PARAMETERS

SITE_IS_FULL = T(
    "The site has enrolled as many patients as it planned. The number planned is changed on the "
    "form of the site.",
    "本中心入组例数已达计划数；如需调整，请修改研究中心表中的计划入组例数。",
)
TRIAL_IS_FULL = T(
    "The trial has enrolled as many patients as the protocol allows.",
    "本研究入组例数已达方案规定的上限。",
)


def refusal(subject: Subject):
    """Why nobody more can be enrolled at the subject's site; None while there is room.

    The caller holds off everybody else who enrols.
    """
    numbered = Subject.objects.exclude(number=None)
    most = PARAMETERS.recruitment.most_subjects
    if most is not None and numbered.count() >= most:
        return TRIAL_IS_FULL
    planned = planned_at(subject.site)
    if planned is not None and numbered.filter(site=subject.site).count() >= planned:
        return SITE_IS_FULL
    return None


def planned_at(site: Site) -> int | None:
    """How many patients the site plans, by its completed form."""
    told = SiteForm.objects.filter(record__site=site, record__state="COMPLETE")
    limited = PARAMETERS.recruitment.sites_stop_at_planned
    return told.values_list("planned_enrolment", flat=True).first() if limited else None
