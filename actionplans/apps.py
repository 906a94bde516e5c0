from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "actionplans"
    verbose_name = "Action plans"

    def ready(self) -> None:
        from actionplans import extensions, trail  # models are there only now
        from actionplans.views import lookup

        extensions.register()
        trail.register()
        lookup.register()
