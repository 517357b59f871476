"""Every setting: its environment variable, type, default and reason, in one table.

`settings()` turns the environment into Flask's configuration; `docs/settings.md` is generated from the same table.
Secrets may also come as a file whose path stands in the variable with `_FILE` behind its name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent


class WrongSetting(Exception):
    """A variable cannot be read; the message names it and says in Spanish what it should be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable. `read` turns its text into a value; `secret` values are never printed."""

    variable: str
    default: str
    meaning: str
    read: Callable[[str], Any] = str
    secret: bool = False


def _flag(text: str) -> bool:
    words = {"1": True, "true": True, "sí": True, "si": True, "0": False, "false": False, "no": False, "": False}
    if text.lower() not in words:
        raise ValueError(text)
    return words[text.lower()]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)


def _environment(text: str) -> str:
    if text not in {"production", "demo", "test"}:
        raise ValueError(text)
    return text


SETTINGS = (
    Setting("RUMBO_ENV", "production", "production, demo o test; el reloj solo se mueve en demo y test", _environment),
    Setting("RUMBO_VAR", str(ROOT / "var"), "carpeta de los datos, los archivos y las piezas incorporadas", Path),
    Setting(
        "RUMBO_DATABASE_URL", "", "base de datos, rol de la aplicación; vacía: PostgreSQL incorporado", secret=True
    ),
    Setting("RUMBO_DATABASE_OWNER_URL", "", "base de datos, rol dueño: upgrade, backup y restore", secret=True),
    Setting(
        "RUMBO_DATABASE_READ_URL",
        "",
        "base de datos, rol de solo lectura: control interno e informes; vacía: el de la aplicación, sin escribir",
        secret=True,
    ),
    Setting("RUMBO_QUEUE_URL", "", "cola Valkey o Redis; vacía: Valkey incorporado", secret=True),
    Setting(
        "RUMBO_SECRET_KEY", "", "firma de las sesiones; vacía: se crea una vez en la carpeta de secretos", secret=True
    ),
    Setting("RUMBO_BASE_URL", "", "dirección pública, para los enlaces de los correos"),
    Setting("RUMBO_MAIL_HOST", "127.0.0.1", "servidor SMTP"),
    Setting("RUMBO_MAIL_PORT", "25", "puerto SMTP", int),
    Setting("RUMBO_MAIL_USER", "", "usuario SMTP"),
    Setting("RUMBO_MAIL_PASSWORD", "", "contraseña SMTP", secret=True),
    Setting("RUMBO_MAIL_FROM", "rumbo@localhost", "remitente de los correos"),
    Setting("RUMBO_MAIL_TLS", "0", "1: STARTTLS con certificado comprobado", _flag),
    Setting("RUMBO_FILES_URL", "", "carpeta de las evidencias y los libros; vacía: «files» dentro de RUMBO_VAR"),
    Setting("RUMBO_NOW", "", "momento ISO con zona en que arranca el reloj de la institución (solo demo y test)"),
    Setting("RUMBO_DEMO_PASSWORD", "", "contraseña de los usuarios de la demostración", secret=True),
    Setting(
        "RUMBO_TRUSTED_PROXIES",
        "0",
        "cuántos balanceadores propios hay delante; se les cree de qué dirección llaman (X-Forwarded-For)",
        _count,
    ),
    Setting("PORT", "8080", "puerto del servidor web en 127.0.0.1", int),
)


def settings(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Flask's configuration made from `environ` (the process's own by default).

    Raises WrongSetting for a value that cannot be read or a secret file that is not there.
    """
    environ = os.environ if environ is None else environ
    values = {setting.variable: _value(setting, environ) for setting in SETTINGS}
    return {**values, **_flask(values)}


def _value(setting: Setting, environ: Mapping[str, str]) -> Any:  # noqa: ANN401 -- each setting has its own type
    text = environ.get(setting.variable, setting.default)
    file = environ.get(f"{setting.variable}_FILE", "")
    try:
        return setting.read(Path(file).read_text(encoding="utf-8").strip() if file else text)
    except (ValueError, OSError) as problem:
        raise WrongSetting(f"{setting.variable}: {setting.meaning}. Se leyó «{file or text}».") from problem


def _flask(values: Mapping[str, Any]) -> dict[str, Any]:
    production = values["RUMBO_ENV"] == "production"
    return {
        "SECRET_KEY": values["RUMBO_SECRET_KEY"],
        "SQLALCHEMY_DATABASE_URI": values["RUMBO_DATABASE_URL"],
        # Parameters stay out of error texts; dead connections are noticed before use.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True, "pool_pre_ping": True, "pool_size": 5},
        "SESSION_COOKIE_NAME": "__Host-rumbo" if production else "rumbo",
        "SESSION_COOKIE_SECURE": production,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: one sitting over sixty activities takes a while
        "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,
        # A sheet has seven fields a line; Flask's own limits (1,000 fields, 500 kB) end at 140 lines.
        "MAX_FORM_PARTS": 20_000,
        "MAX_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
        "MAIL_SERVER": values["RUMBO_MAIL_HOST"],
        "MAIL_PORT": values["RUMBO_MAIL_PORT"],
        "MAIL_USERNAME": values["RUMBO_MAIL_USER"] or None,
        "MAIL_PASSWORD": values["RUMBO_MAIL_PASSWORD"] or None,
        "MAIL_USE_TLS": values["RUMBO_MAIL_TLS"],
        "MAIL_DEFAULT_SENDER": ("Rumbo", values["RUMBO_MAIL_FROM"]),
        "MAIL_SUPPRESS_SEND": False,  # Flask-Mail would drop all mails under TESTING
        "MAIL_ASCII_ATTACHMENTS": True,
        "BABEL_DEFAULT_LOCALE": "es",
        "BABEL_DEFAULT_TIMEZONE": "UTC",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "LANGUAGES": {"es": {"flag": "sv", "name": "Español"}, "en": {"flag": "us", "name": "English"}},
        "AUTH_TYPE": 1,
        "AUTH_ROLE_ADMIN": "Admin",
        "AUTH_ROLE_PUBLIC": "public",
        "AUTH_USER_REGISTRATION": False,
        "FAB_CREATE_DB": False,  # tables are Alembic's; `upgrade` switches both on for its own process
        "FAB_UPDATE_PERMS": False,
        "FAB_ADD_SECURITY_API": False,
        "FAB_ADD_OPENAPI_VIEWS": False,
        "FAB_API_SWAGGER_UI": False,
        "FAB_API_KEY_ENABLED": False,
        "FAB_API_MAX_PAGE_SIZE": 100,
        "FAB_SECURITY_MANAGER_CLASS": "app.security.RumboSecurityManager",
        "FAB_PASSWORD_COMPLEXITY_ENABLED": True,
        "RATELIMIT_ENABLED": False,  # log-in limits are our own: they count failures (rulings 21)
        "APP_NAME": "Rumbo",
    }
