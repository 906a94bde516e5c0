"""Inviting people: one address or a pasted list, by mail that is sent after the commit."""

from __future__ import annotations

import datetime
import re
import smtplib
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from boards.access import Role
from boards.models import Agency, Invitation, TrailEntry
from boards.models.trail import Happening
from boards.operations import invitations
from tests import shown as pages

BASE = "/boards/fenmarsh/"
ADD, SEVERAL, LIST = (BASE + "invitations/" + end for end in ("add/", "several/", ""))


def text(response) -> str:
    return " ".join(strip_tags(pages.shown(response)).replace("&#x27;", "'").split())


def one(**changes) -> dict:
    data = {"email": "priya@school.example", "name": "Priya Nandra", "role": "lead", "agency": "", "person": ""}
    return data | changes


def token_in(letter) -> str:
    return re.search(r"/join/([\w-]+)/", letter if isinstance(letter, str) else letter.body)[1]


def sheet(*lines: dict) -> dict:
    """The table as a browser sends it back: each line ticked unless it says otherwise."""
    data = {"count": str(len(lines))}
    for number, line in enumerate(lines):
        line = {"send": "on", "name": "Somebody", "email": "", "role": "lead", "agency": ""} | line
        data |= {f"line{number}-{name}": value for name, value in line.items() if value is not None}
    return data


# one address


def test_a_mail_says_which_board_from_whom_in_which_role_and_until_when(cast, client_for):
    answer = client_for("manager").post(ADD, one(agency=cast.agencies["health"].pk), follow=True)
    assert "Priya Nandra is invited, by mail to priya@school.example" in text(answer)
    letter = mail.outbox[0]
    until = timezone.localtime(Invitation.objects.get().expires_at)
    assert letter.to == ["priya@school.example"]
    assert letter.subject == "You are invited to Fenmarsh Safeguarding Children Partnership"
    assert letter.reply_to == ["manager@fenmarsh.example"]
    assert "Tessa Orme invites you" in letter.body
    assert "Partner lead" in letter.body
    assert f"until {until.day} {until:%B %Y}" in letter.body
    assert "for you alone" in letter.body
    assert f"http://testserver/join/{token_in(letter)}/" in letter.body
    assert "&" not in letter.body


def test_only_the_digest_of_the_token_is_kept(cast, client_for):
    client_for("manager").post(ADD, one())
    token = token_in(mail.outbox[0])
    assert len(token) >= 43  # 32 bytes
    invitation = Invitation.objects.get()
    assert invitation.token_sha256 == invitations.digest(token)
    kept = [
        str(row) for row in (*Invitation.objects.values(), *Invitation.history.values(), *TrailEntry.objects.values())
    ]
    assert not [row for row in kept if token in row]


def test_an_invitation_holds_for_two_weeks_and_its_history_says_who_invited(cast, client_for):
    client_for("manager").post(ADD, one())
    invitation = Invitation.objects.get()
    assert invitation.expires_at - invitation.sent_at == datetime.timedelta(days=14)
    line = invitation.history.get()
    assert (line.history_user, line.history_change_reason) == (cast.manager, "Invited")
    assert TrailEntry.objects.get(kind=Happening.MAILED).about == "Invitation of Priya Nandra, priya@school.example"


def test_a_new_agency_is_made_with_the_invitation(cast, client_for):
    client_for("manager").post(ADD, one(new_agency="Acorn Trust"))
    assert Invitation.objects.get().agency == Agency.objects.get(board=cast.board, name="Acorn Trust")


def test_the_details_of_one_of_the_boards_people_are_filled_in(cast, client_for):
    cast.membership("member").save_by(None)
    cast.board.people.create_by(None, board=cast.board, name="Shona Fellowes", email="shona@health.example")
    shona = cast.board.people.get(name="Shona Fellowes")
    page = pages.shown(client_for("manager").get(f"{ADD}?person={shona.pk}"))
    assert 'value="shona@health.example"' in page
    assert f'<option value="{shona.pk}" selected>' in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": ""}, "Enter email address"),
        ({"email": "priya@school"}, "Enter an email address like name@example.org"),
        ({"name": ""}, "Enter name"),
        ({"role": ""}, "Choose the role"),
        ({"email": "LEAD@fenmarsh.example"}, "Ruth Calloway belongs to this board already, as partner lead"),
        ({"new_agency": "x" * 121}, "holds up to 120"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_typed_is_lost(cast, client_for, changes, sentence):
    answer = client_for("manager").post(ADD, one(**changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    for value in (one() | changes).values():
        assert not value or str(value) in pages.shown(answer)
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_nobody_is_invited_twice_at_a_time(cast, client_for):
    client = client_for("manager")
    client.post(ADD, one())
    answer = client.post(ADD, one(email="Priya@School.example"))
    assert "Priya Nandra was invited on" in text(answer)
    assert Invitation.objects.count() == 1


def test_a_choice_of_another_board_is_refused(cast, client_for):
    answer = client_for("manager").post(ADD, one(agency=cast.otherby_agency.pk, person=cast.otherby_person.pk))
    assert {"agency", "person"} <= set(answer.context["form"].errors)


def test_a_line_break_in_a_name_makes_no_header(cast, client_for):
    client_for("manager").post(ADD, one(name="Priya\r\nBcc: all@elsewhere.example"))
    for letter in mail.outbox:
        assert "all@elsewhere.example" not in str(letter.message().get("Bcc", ""))
        assert letter.recipients() == ["priya@school.example"]


# a list

PASTED = (
    "Name\tEmail\tOrganisation\tRole\r\n"
    "Priya Nandra\tpriya@school.example\tICB\tpartner lead\r\n"
    "Daniel Kettle\tdaniel@probation.example\tProbation Service\tscrutineer\r\n"
    "Lewis Vance\tlewis@fenmarsh.example\tCouncil\tGrand vizier\r\n"
    "Priya Again\tpriya@school.example\tICB\tlead\r\n"
    "Ruth Calloway\tlead@fenmarsh.example\tPolice\tlead\r\n"
)


def test_a_pasted_list_is_shown_back_with_each_doubt_and_nothing_is_sent(cast, client_for):
    client_for("manager").post(ADD, one(email="asked@school.example", name="Asked Before"))
    mail.outbox.clear()
    pasted = PASTED + "Asked Before\tasked@school.example\tICB\tlead\nHealth people:\n"
    answer = client_for("manager").post(SEVERAL, {"pasted": pasted, "role": "", "agency": ""})
    page = text(answer)
    assert answer.status_code == 200
    for doubt in (
        "The board has no agency “Probation Service” yet. It is added when you send, unless you choose another.",
        "“Grand vizier” is not a role here. Choose the one that is meant.",
        "This address stands in line 1 too.",
        "Ruth Calloway belongs to this board already, as partner lead.",
        "Asked Before was invited on",
        "No email address was found in “Health people:”.",
    ):
        assert doubt in page
    ticked = [form["send"].value() for form in answer.context["sheet"].forms]
    assert ticked == [True, True, True, False, False, False, False]
    assert [form["role"].value() for form in answer.context["sheet"].forms][:3] == ["lead", "scrutineer", ""]
    assert mail.outbox == []
    assert Invitation.objects.count() == 1


def test_an_agency_spelt_a_little_differently_is_taken_for_the_boards_own(cast, client_for):
    pasted = "Priya Nandra, priya@school.example, lead, Fenmarsh Intergrated Care Board"
    answer = client_for("manager").post(SEVERAL, {"pasted": pasted})
    form = answer.context["sheet"].forms[0]
    assert form["agency"].value() == str(cast.agencies["health"].pk)
    assert "is taken to be Fenmarsh Integrated Care Board." in text(answer)


def test_what_the_list_does_not_say_is_taken_from_the_choices_beside_it(cast, client_for):
    data = {"pasted": "Priya Nandra <priya@school.example>", "role": "member", "agency": cast.agencies["health"].pk}
    form = client_for("manager").post(SEVERAL, data).context["sheet"].forms[0]
    assert (form["role"].value(), form["agency"].value()) == ("member", str(cast.agencies["health"].pk))


def test_the_corrected_list_is_sent_as_a_whole(cast, client_for):
    answer = client_for("manager").post(
        SEVERAL,
        sheet(
            {"name": "Priya Nandra", "email": "Priya@school.example", "agency": str(cast.agencies["health"].pk)},
            {
                "name": "Daniel Kettle",
                "email": "d@p.example",
                "agency": "new",
                "agency_words": "Probation",
                "role": "chair",
            },
            {"name": "Ann Lee", "email": "a@p.example", "agency": "new", "agency_words": "probation", "role": "member"},
            {"name": "Left Out", "email": "not an address", "send": None, "role": ""},
        ),
        follow=True,
    )
    assert "3 invitations are sent." in text(answer)
    made = Agency.objects.get(board=cast.board, name="Probation")
    found = {i.email: (i.name, i.role, i.agency) for i in Invitation.objects.all()}
    assert found == {
        "priya@school.example": ("Priya Nandra", Role.LEAD, cast.agencies["health"]),
        "d@p.example": ("Daniel Kettle", Role.CHAIR, made),
        "a@p.example": ("Ann Lee", Role.MEMBER, made),
    }
    assert {letter.to[0] for letter in mail.outbox} == set(found)
    assert len({token_in(letter) for letter in mail.outbox}) == 3


def test_one_wrong_line_keeps_all_from_being_sent_and_every_text_stays(cast, client_for):
    answer = client_for("manager").post(
        SEVERAL,
        sheet(
            {"name": "Priya Nandra", "email": "priya@school.example"},
            {"name": "Daniel Kettle", "email": "daniel(at)probation"},
            {"name": "Twice", "email": "PRIYA@school.example"},
            {"name": "Ruth", "email": "lead@fenmarsh.example"},
            {"name": "No Role", "email": "n@school.example", "role": ""},
        ),
    )
    page = text(answer)
    assert answer.status_code == 422
    assert "Four things to put right" in page
    assert "Enter an email address like name@example.org" in page
    assert "This address stands in line 1 too" in page
    assert "Ruth Calloway belongs to this board already" in page
    assert "Choose the role" in page
    for value in ("Priya Nandra", "daniel(at)probation", "PRIYA@school.example"):
        assert f'value="{value}"' in pages.shown(answer)
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_with_nobody_ticked_the_table_stays(cast, client_for):
    answer = client_for("manager").post(SEVERAL, sheet({"name": "Priya", "email": "p@s.example", "send": None}))
    assert answer.status_code == 422
    assert "Tick those who are to be invited" in text(answer)
    assert 'value="p@s.example"' in pages.shown(answer)


def test_a_user_who_is_among_the_boards_people_is_linked_to_that_person(cast, client_for):
    cast.board.people.create_by(None, board=cast.board, name="Dr Shona Fellowes", job_title="Named nurse")
    line = {"name": "Shona Fellowes", "email": "s@h.example"}
    shown = client_for("manager").post(SEVERAL, {"pasted": "Shona Fellowes, s@h.example, lead"})
    assert "This is the Named nurse of the board’s people" in text(shown)
    client_for("manager").post(SEVERAL, sheet(line | {"same": "on"}))
    assert Invitation.objects.get().person.name == "Dr Shona Fellowes"


def test_who_has_left_their_post_is_said_to_have_and_is_ticked_by_the_manager_alone(cast, client_for):
    day = datetime.date(2026, 7, 3)
    cast.board.people.create_by(None, board=cast.board, name="Shona Fellowes", job_title="Named nurse", to_date=day)
    pasted = "Shona Fellowes, s@h.example, lead\nPriya Nandra, p@s.example, lead"
    shown = client_for("manager").post(SEVERAL, {"pasted": pasted})
    assert "Shona Fellowes left on 3 July 2026" in text(shown)
    assert "2 lines, of which 1 would be invited" in text(shown)
    ticked = re.findall(r'name="(line\d-(?:send|same))"[^>]* checked', pages.shown(shown))
    assert ticked == ["line1-send"]
    client_for("manager").post(SEVERAL, sheet({"name": "Shona Fellowes", "email": "s@h.example", "same": "on"}))
    assert Invitation.objects.get().person.name == "Shona Fellowes"


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "Paste the list, one person a line"),
        (" \n\n", "Paste the list, one person a line"),
        ("Name\tEmail\tRole\n", "No person was found in it"),
        ("\n".join(f"p{n}@s.example" for n in range(101)), "It has 101 lines. Up to 100 people can be invited at once"),
    ],
)
def test_a_list_that_cannot_be_taken_is_answered_and_stays(cast, client_for, pasted, sentence):
    answer = client_for("manager").post(SEVERAL, {"pasted": pasted})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert pasted.strip()[:40] in pages.shown(answer)


def test_a_hundred_lines_are_sent_by_one_form(cast, client_for, django_assert_max_num_queries):
    lines = [
        {"name": f"Person {n}", "email": f"p{n}@s.example", "agency_words": "ICB", "role_words": "lead", "said": "x"}
        for n in range(100)
    ]
    client_for("manager").post(SEVERAL, sheet(*lines))
    assert Invitation.objects.count() == len(mail.outbox) == 100


# sending again and revoking


def test_sent_again_the_earlier_link_ends(cast, client_for):
    client = client_for("manager")
    client.post(ADD, one())
    invitation = Invitation.objects.get()
    client.post(f"{LIST}{invitation.pk}/again/")
    first, second = (token_in(letter) for letter in mail.outbox)
    invitation.refresh_from_db()
    assert invitation.times_sent == 2
    assert client_for("").get(f"/join/{first}/").status_code == 410
    assert client_for("").get(f"/join/{second}/").status_code == 200
    assert invitation.history.first().history_change_reason == "Sent again: the earlier link has ended"


def test_an_expired_invitation_is_sent_again(cast, client_for):
    letter = invitations.invite(
        cast.board,
        by=cast.manager,
        email="p@s.example",
        name="Priya",
        role="lead",
        at=timezone.localtime() - datetime.timedelta(days=15),
    )
    client = client_for("manager")
    assert "Too late. The link ended on" in text(client.get(LIST))
    client.post(f"{LIST}{letter.invitation.pk}/again/")
    letter.invitation.refresh_from_db()
    assert letter.invitation.state(timezone.now()) == "waiting"


def test_revoked_the_link_opens_nothing(cast, client_for):
    client = client_for("manager")
    client.post(ADD, one())
    invitation = Invitation.objects.get()
    answer = client.post(f"{LIST}{invitation.pk}/revoke/", follow=True)
    assert "its link opens nothing any more" in text(answer)
    assert client_for("").get(f"/join/{token_in(mail.outbox[0])}/").status_code == 410
    again = client.post(f"{LIST}{invitation.pk}/again/", follow=True)
    assert "was revoked meanwhile" in text(again)
    assert len(mail.outbox) == 1
    client.post(ADD, one())
    assert Invitation.objects.waiting().count() == 1


def test_the_list_shows_the_state_of_each(cast, client_for):
    client = client_for("manager")
    for name in ("Waits", "Gone"):
        client.post(ADD, one(name=name, email=f"{name}@s.example"))
    invitations.revoke(Invitation.objects.get(name="Gone"), by=cast.manager)
    page = text(client.get(LIST))
    assert "1 person has not answered yet" in page
    assert "Waiting. The link opens until" in page
    assert "Revoked on" in page


def test_queries_of_the_list_do_not_grow(cast, client_for, django_assert_num_queries):
    client = client_for("manager")

    def add(many, start=0):
        for n in range(start, start + many):
            invitations.invite(
                cast.board,
                by=cast.manager,
                email=f"p{n}@s.example",
                name=f"P {n}",
                role="lead",
                agency=cast.agencies["health"],
            )

    add(2)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    add(20, 2)
    with django_assert_num_queries(len(few)):
        client.get(LIST)


# the mail server


class Inbox:
    """The mails that a mail server received."""

    def __init__(self, refuse: str = ""):
        self.refuse, self.letters = refuse, []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == self.refuse:
            return "550 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(settings):
    """A real SMTP server that this site sends through."""
    running = []

    def start(**options) -> Inbox:
        inbox = Inbox(**options)
        controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
        controller.start()
        running.append(controller)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
        return inbox

    yield start
    for controller in running:
        controller.stop()


def test_one_invitation_goes_through_a_real_mail_server(cast, client_for, server):
    inbox = server()
    client_for("manager").post(ADD, one(name="Zoë O’Neill"))
    [(to, letter)] = inbox.letters
    assert to == ["priya@school.example"]
    assert letter["Subject"] == "You are invited to Fenmarsh Safeguarding Children Partnership"
    assert letter["Reply-To"] == "manager@fenmarsh.example"
    token = token_in(letter.get_content())
    assert client_for("").get(f"/join/{token}/").status_code == 200


def test_a_list_goes_through_a_real_mail_server_and_one_refused_address_holds_up_nobody(cast, client_for, server):
    inbox = server(refuse="b@s.example")
    lines = [{"name": name, "email": f"{name.lower()}@s.example"} for name in ("A", "B", "C")]
    answer = client_for("manager").post(SEVERAL, sheet(*lines), follow=True)
    assert [to for to, _ in inbox.letters] == [["a@s.example"], ["c@s.example"]]
    page = text(answer)
    assert "2 invitations are sent." in page
    assert "The mail to B could not be sent" in page
    assert "Not sent. The mail server did not take it" in page
    assert Invitation.objects.get(mail_failed=True).email == "b@s.example"


def test_without_a_mail_server_the_invitation_stays_and_can_be_sent_again(cast, client_for, settings, server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client = client_for("manager")
    answer = client.post(ADD, one(), follow=True)
    assert "The mail to Priya Nandra could not be sent" in text(answer)
    invitation = Invitation.objects.get()
    assert invitation.history.first().history_change_reason == "The mail could not be sent"
    inbox = server()
    client.post(f"{LIST}{invitation.pk}/again/")
    invitation.refresh_from_db()
    assert len(inbox.letters) == 1
    assert not invitation.mail_failed


def test_a_count_that_no_form_holds_invites_nobody(client_for, cast):
    for count in ("", "-1", "9" * 5000):
        assert client_for("manager").post(SEVERAL, {"count": count}).status_code == 200
    assert not Invitation.objects.exists()


def test_a_domain_that_no_mail_server_could_be_asked_for_keeps_nobody_elses_mail(client_for, cast):
    """Its letters fit the rule for a domain; as they are spelt for mail (IDNA) they are too long for any."""
    lines = [{"name": "A", "email": "a@" + "ü" * 60 + ".example"}, {"name": "B", "email": "b@s.example"}]
    page = text(client_for("manager").post(SEVERAL, sheet(*lines), follow=True))
    assert "The mail to A could not be sent" in page
    assert [letter.to for letter in mail.outbox] == [["b@s.example"]]


@pytest.mark.django_db(transaction=True)
def test_mail_leaves_after_the_commit(cast, client_for, monkeypatch):
    """While the mail is on its way the invitation can be read by another connection: it is committed."""
    seen = []

    def sent(letter, fail_silently=False):
        seen.append((connection.in_atomic_block, Invitation.objects.count()))
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", sent)
    client_for("manager").post(ADD, one())
    assert seen == [(False, 1)]


# the command line


def test_the_first_manager_of_a_board_is_invited_by_the_host(cast, capsys):
    from django.core.management import call_command

    call_command("invite", "fenmarsh", "new@fenmarsh.example", "--name", "Nia New", "--role", "manager")
    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.role) == ("Nia New", Role.MANAGER)
    assert "Nia New is invited" in capsys.readouterr().out
    body = mail.outbox[0].body
    assert "You are invited to the action plans of Fenmarsh" in body
    assert "/join/" in body


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere", "a@b.example"], "There is no board “nowhere”"),
        (["fenmarsh", "not an address"], "is not an email address"),
        (["fenmarsh", "lead@fenmarsh.example"], "Ruth Calloway belongs to this board already"),
    ],
)
def test_a_wrong_command_is_answered_in_a_sentence(cast, arguments, sentence):
    from django.core.management import CommandError, call_command

    with pytest.raises(CommandError, match=sentence):
        call_command("invite", *arguments, "--name", "Nia")
