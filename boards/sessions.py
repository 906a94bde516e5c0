"""Open sessions: ended all at once when access ends."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction

from boards.models import User


def end_sessions(user: User) -> int:
    """End every open session of this account, at once and wherever it is. How many of them were listed.

    What a session must carry changes (``User._get_session_auth_hash``), so that none is let in any more, listed or not;
    those that are listed are taken away. Whoever may still sign in can do so again.
    """
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        row.sessions_ended += 1
        row.save(update_fields=["sessions_ended"])
        user.sessions_ended = row.sessions_ended
        sessions = list(UserSession.objects.filter(user=user))
        for session in sessions:
            session.end()
    return len(sessions)
