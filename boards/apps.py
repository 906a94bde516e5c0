"""Configuration of the app ``boards``, and the receivers of signals that it connects."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from boards import guards


class BoardsConfig(AppConfig):
    name = "boards"
    verbose_name = "Boards and people"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from boards.extensions import own
        from boards.jobs import upkeep  # noqa: F401 - names what recurs
        from boards.sign_in import audit, two_step
        from boards.trail import lines  # need the models

        audit.connect()
        authenticator_added.connect(two_step.remember_setting_up, dispatch_uid="second step shown")
        own.register()
        lines.register()
        post_migrate.connect(guards.after_migrating, sender=self, dispatch_uid="guards")
