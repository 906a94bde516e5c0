from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"
    verbose_name = "Audits and assurance"

    def ready(self) -> None:
        from audits import extensions, trail  # models are there only now

        extensions.register()
        trail.register()
