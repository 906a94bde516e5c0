from django.apps import AppConfig
from django.db.models.signals import post_migrate

from boards import guards


class BoardsConfig(AppConfig):
    name = "boards"
    verbose_name = "Boards and people"

    def ready(self) -> None:
        post_migrate.connect(guards.after_migrating, sender=self, dispatch_uid="guards")
