"""The kernel: forms, checks, audit, queries, access, datasets. It knows no disease."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EdcConfig(AppConfig):
    """Finds every app's facts and checks once all models are known."""

    name = "edc"

    def ready(self):
        autodiscover_modules("facts", "checks")
