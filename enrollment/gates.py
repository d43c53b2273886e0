"""The question that gates a form: was it done at all."""


def was_performed(performed):
    return performed == "Y"


def was_not_performed(performed):
    return performed == "N"
