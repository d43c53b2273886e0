"""What several forms about transplantation depend on."""

from edc.logic import filled


def was_transplanted(hsct_d0):
    return filled(hsct_d0)
