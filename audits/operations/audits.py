"""Operations on audits: saving one and which agencies take part."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction

from audits.models import Audit, AuditAgency
from boards.models import Agency, User


@transaction.atomic
def save_audit(
    audit: Audit, agencies: Iterable[Agency], *, by: User | None, at: datetime.datetime | None = None
) -> Audit:
    """Save an audit and which agencies take part in it. An agency that no longer does is marked, not deleted."""
    audit.save_by(by, at=at)
    wanted = {agency.pk for agency in agencies}
    for part in audit.agencies.all():
        part.left = part.agency_id not in wanted
        part.save_by(by, at=at)
        wanted.discard(part.agency_id)
    AuditAgency.objects.bulk_create_by([AuditAgency(audit=audit, agency_id=pk) for pk in sorted(wanted)], by, at=at)
    return audit
