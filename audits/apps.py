"""Configuration of the app ``audits``."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"
    verbose_name = "Audits and assurance"

    def ready(self) -> None:
        from audits import extensions, trail  # need the models

        extensions.register()
        trail.register()
