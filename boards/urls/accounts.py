"""Pages of ours in the place of allauth's, under its names and below ``accounts/``; included before its own."""

from django.urls import path
from django.views.generic import RedirectView

from boards.views import account

urlpatterns = [
    path("email/", account.email, name="account_email"),
    path("2fa/", account.your_account, name="mfa_index"),
    path("2fa/webauthn/keys/<int:pk>/remove/", account.passkey_remove, name="mfa_remove_webauthn"),
    path("sessions/", RedirectView.as_view(pattern_name="boards:your_account"), name="usersessions_list"),
]
