from django.apps import AppConfig
from django.db.models.signals import post_migrate

from boards import guards


class BoardsConfig(AppConfig):
    name = "boards"
    verbose_name = "Boards and people"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from boards import sign_in_trail, signing_in, trail_lines  # need the models

        sign_in_trail.connect()
        authenticator_added.connect(signing_in.remember_setting_up, dispatch_uid="second step shown")
        trail_lines.register()
        post_migrate.connect(guards.after_migrating, sender=self, dispatch_uid="guards")
