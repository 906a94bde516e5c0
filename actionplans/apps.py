from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "actionplans"
    verbose_name = "Action plans"

    def ready(self) -> None:
        from actionplans import extensions, trail  # these need the models, which are loaded by now
        from actionplans.importing import jobs as reading_jobs  # noqa: F401 - names what recurs
        from actionplans.publishing import jobs as publishing_jobs  # noqa: F401
        from actionplans.views import lookup

        extensions.register()
        trail.register()
        lookup.register()
