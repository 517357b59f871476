"""What Rumbo knows of a user beyond FAB's account: the one institution, the post, the session's epoch."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ARRAY, ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.language import Language
from models.tables.base import Model, Reference, of_institution, one_of


class Person(Model):
    """A user belongs to one institution (rulings 16). Raising `session_epoch` ends all sessions of the user.

    `password_is_given`: somebody else knows the password, so its owner chooses another one before anything else.
    `muted_notices`: the optional notices that the person does without (`rules.optional_notice`). `language`: the one
    in which Rumbo speaks to the person.
    """

    __tablename__ = "person"
    __table_args__ = (of_institution(), UniqueConstraint("institution_id", "user_id"))

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True)
    institution_id: Mapped[Reference]
    post: Mapped[str] = mapped_column(String(200), default="", server_default="")
    session_epoch: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    password_is_given: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    muted_notices: Mapped[list[str]] = mapped_column(ARRAY(String(30)), default=list, server_default=text("'{}'"))
    language: Mapped[Language] = mapped_column(
        one_of(Language, "language_is_known"), default=Language.SPANISH, server_default="es"
    )

    user: Mapped[User] = relationship(User)
