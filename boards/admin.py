"""The administration pages, in which site administrators manage boards, people and accounts, and see no plan.

Nothing is deleted, every save leaves history by the one who made it, and signing in goes through the site's own page, so
that its limits and second factor hold here too. What a plan or an audit says is not shown: who hosts a board has no
business in it (see ``boards.access``).
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from allauth.account import admin as account_admin
from allauth.account.decorators import secure_admin_login
from allauth.mfa import admin as allauth_mfa_admin
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as socialaccount_admin
from allauth.usersessions import admin as usersessions_admin
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group as PermissionGroup
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from simple_history.admin import SimpleHistoryAdmin

from boards.access import Role
from boards.changed_meanwhile import ChangedMeanwhile
from boards.history import HistoryModel
from boards.jobs.lease import again
from boards.models import Agency, Board, Group, Job, Meeting, Membership, Person, User
from boards.models.board import second_step_by_default
from boards.operations.acceptance import remove_from_other_accounts
from boards.pages.first_steps import invite_command
from boards.sign_in.audit import account_changed, password_given, taken_away
from boards.sign_in.sessions import end_sessions

admin.site.site_header = admin.site.site_title = "Safeguarding action plans: administration"
admin.site.index_title = "Boards, people and accounts"
admin.site.unregister(PermissionGroup)  # roles are in memberships; Django's own groups would only confuse
admin.site.login = secure_admin_login(admin.site.login)


# Their pages would show secrets of second steps and of organisations' sign-in, and where people are signed in.
admin.site.unregister(
    [
        allauth_mfa_admin.Authenticator,
        account_admin.EmailAddress,
        socialaccount_admin.SocialAccount,
        socialaccount_admin.SocialApp,
        socialaccount_admin.SocialToken,
        usersessions_admin.UserSession,
    ]
)


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """Second factors, to take a lost one away; their secrets are not shown, and nothing is added or changed here."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """End the sessions of the user too: the finder of a lost phone may be signed in."""
        super().delete_model(request, obj)
        taken_away(request, obj)
        end_sessions(obj.user, reason="A second step was removed")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        for obj in queryset:
            self.delete_model(request, obj)


class NeverDeleted:
    """Rows can be added and changed, not deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KeptAdmin(NeverDeleted, SimpleHistoryAdmin):
    """Administration of a kept model: an unchanged save leaves no line of history."""

    def save_model(self, request: HttpRequest, obj: HistoryModel, form: Any, change: bool) -> None:
        obj.save_by(request.user)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where another user saved the same at the same moment, the page is shown as it is now."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ChangedMeanwhile as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(request.path)


class OneBoardForm(forms.ModelForm):
    """Form that refuses references to rows of another board."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name, value in list(data.items()):
            if (
                name != "board"
                and hasattr(value, "board_id")
                and value.board_id != getattr(data.get("board"), "pk", None)
            ):
                self.add_error(name, f"{value} belongs to another board.")
        return data


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")

    def clean_email(self) -> str:
        """Addresses are kept in small letters, so that one person does not become two."""
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(NeverDeleted, DjangoUserAdmin):
    """Accounts. Instead of being deleted one is closed by taking away “may sign in”."""

    add_form = NewUserForm
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_display = ("name", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "memberships__board")
    search_fields = ("name", "email")
    ordering = ("name",)
    filter_horizontal = ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        remove_from_other_accounts(obj)
        account_changed(request, obj, form.changed_data)

    @wraps(DjangoUserAdmin.user_change_password)
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Log who set the password: that administrator could sign in as the user."""
        with transaction.atomic():
            before = User.objects.filter(pk=id).first() if id.isdecimal() else None
            answer = super().user_change_password(request, id, form_url)
            if before and User.objects.get(pk=id).password != before.password:
                password_given(request, before)
        return answer


class BoardAdminForm(forms.ModelForm):
    second_step = forms.MultipleChoiceField(
        label="Roles that sign in with a second step",
        choices=Role.choices,
        initial=second_step_by_default,  # for a board that is being added
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@admin.register(Board)
class BoardAdmin(KeptAdmin):
    form = BoardAdminForm
    list_display = ("name", "short_name", "area", "kind", "marking")
    list_filter = ("kind",)
    search_fields = ("name", "short_name", "area")
    prepopulated_fields = {"slug": ("area",)}

    def get_form(
        self, request: HttpRequest, obj: Board | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Say at its slug what a board's address will be, or is."""
        form = super().get_form(request, obj, change, **kwargs)
        site = request.build_absolute_uri("/boards/")
        form.base_fields["slug"].help_text = (
            f"Its pages are at {site}{obj.slug}/. Links to them end where this is changed."
            if obj
            else f"Of small letters, digits and hyphens: it becomes the board’s address, {site}…/"
        )
        return form

    def response_add(self, request: HttpRequest, obj: Board, *args: Any, **kwargs: Any) -> HttpResponse:
        address = request.build_absolute_uri(f"/boards/{obj.slug}/")
        messages.info(request, f"{obj} is at {address} — its first manager is invited by typing {invite_command(obj)}")
        return super().response_add(request, obj, *args, **kwargs)


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    """Who has which role in which board. Instead of being deleted one is ended."""

    form = OneBoardForm
    list_display = ("user", "board", "role", "person", "ended_on")
    list_filter = ("board", "role")
    list_select_related = ("user", "board", "person")
    search_fields = ("user__name", "user__email", "board__name")
    autocomplete_fields = ("user", "board", "person")


@admin.register(Agency)
class AgencyAdmin(KeptAdmin):
    list_display = ("name", "short_name", "kind", "board")
    list_filter = ("board", "kind")
    search_fields = ("name", "short_name")
    autocomplete_fields = ("board",)


@admin.register(Person)
class PersonAdmin(KeptAdmin):
    form = OneBoardForm
    list_display = ("name", "initials", "job_title", "agency", "board", "from_date", "to_date")
    list_filter = ("board",)
    list_select_related = ("agency", "board")
    search_fields = ("name", "initials", "job_title")
    autocomplete_fields = ("board", "agency")


@admin.register(Group)
class GroupAdmin(KeptAdmin):
    list_display = ("name", "kind", "board")
    list_filter = ("board", "kind")
    search_fields = ("name",)
    autocomplete_fields = ("board",)


@admin.register(Meeting)
class MeetingAdmin(KeptAdmin):
    list_display = ("group", "date", "papers_due", "cancelled")
    list_filter = ("group__board", "cancelled")
    list_select_related = ("group__board",)
    date_hierarchy = "date"
    autocomplete_fields = ("group",)


@admin.register(Job)
class JobAdmin(NeverDeleted, admin.ModelAdmin):
    """The work of the queue. What failed for good can be tried again; nothing else is changed here. Arguments are keys, and
    what an exception said is not kept: nothing of a plan is shown."""

    list_display = ("__str__", "status", "fault", "attempts", "enqueued_at", "finished_at")
    list_filter = ("status", "lane", "task")
    date_hierarchy = "enqueued_at"
    change_form_template = "admin/boards/job/change_form.html"
    fields = readonly_fields = (
        "task",
        "arguments",
        "lane",
        "status",
        "enqueued_at",
        "run_after",
        "started_at",
        "finished_at",
        "attempts",
        "worker",
        "fault",
        "trace",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def response_change(self, request: HttpRequest, obj: Job) -> HttpResponse:
        """“Try again” is the one button of the page."""
        if again(obj):
            messages.success(request, f"“{obj}” is tried again.")
        else:
            messages.warning(request, f"“{obj}” has not failed: there is nothing to try again.")
        return HttpResponseRedirect(request.path)

    def save_model(self, request: HttpRequest, obj: Job, form: Any, change: bool) -> None:
        """Nothing is saved: a worker may be writing the row."""
