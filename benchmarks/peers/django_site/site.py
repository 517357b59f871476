"""Settings as `startproject` writes them, for production, in Spanish; connections are kept, which favours Django."""

from __future__ import annotations

from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from benchmarks.peers.server import Wsgi, serve

HERE = "benchmarks.peers.django_site"
CONTRIB = "django.contrib"
PERSON, PASSWORD = "admin", "una-clave-de-medida"


def make(order: dict[str, Any]) -> Wsgi:
    """The project over the database of the order, with its own tables made and one administrator."""
    _configure(order["database"])
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    _add_person()
    return get_wsgi_application()


def _configure(database: dict[str, Any]) -> None:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="x" * 60,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=f"{HERE}.urls",
        LANGUAGE_CODE="es",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        STATIC_URL="static/",
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None, **database}},
        INSTALLED_APPS=[
            *(f"{CONTRIB}.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")),
            HERE,
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            f"{CONTRIB}.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            f"{CONTRIB}.auth.middleware.AuthenticationMiddleware",
            f"{CONTRIB}.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        f"{CONTRIB}.auth.context_processors.auth",
                        f"{CONTRIB}.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )


def _add_person() -> None:
    from django.contrib.auth.models import User  # noqa: PLC0415 -- models can only be imported after the set-up

    if not User.objects.filter(username=PERSON).exists():
        User.objects.create_superuser(PERSON, "medida@medida.example", PASSWORD)


if __name__ == "__main__":
    serve(make)
