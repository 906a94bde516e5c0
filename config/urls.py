"""URL patterns of the whole site. Each app includes its own; ``boards.web.gate`` refuses a view that names no right."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("boards.urls")),
    path("boards/<slug:board>/", include("actionplans.urls")),
    path("boards/<slug:board>/audits/", include("audits.urls")),
    path("accounts/", include("boards.urls.accounts")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "boards.views.errors.bad_request"
handler403 = "boards.views.errors.forbidden"
handler404 = "boards.views.errors.not_found"
handler500 = "boards.views.errors.server_error"
