"""Log-in for programs: a token for a user name and password, under the same limits as the page."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_appbuilder import expose
from flask_appbuilder.security.api import SecurityApi
from flask_appbuilder.security.schemas import login_post
from flask_jwt_extended import create_access_token, create_refresh_token
from marshmallow import ValidationError

from models.rules.plain_text import without_hidden


class LoginApi(SecurityApi):
    """`/api/v1/security/login` and `/refresh`. FAB's own turns every refusal into an error 500 of its `@safe`."""

    @expose("/login", methods=["POST"])
    def login(self) -> Response:
        """Give an access token and, where asked for, a refresh token; 401 for whoever it is not."""
        if not request.is_json:
            return self.response_400(message="Request payload is not JSON")
        try:
            asked = login_post.load(_readable(request.get_json()))
        except ValidationError as problem:
            return self.response_400(message=str(problem.messages))
        user = self.appbuilder.sm.auth_user_db(asked["username"], asked["password"])
        if user is None:
            return self.response_401()
        tokens = {"access_token": create_access_token(identity=str(user.id), fresh=True)}
        if asked.get("refresh"):
            tokens["refresh_token"] = create_refresh_token(identity=str(user.id))
        return self.response(200, **tokens)


def _readable(document: Any) -> Any:  # noqa: ANN401 -- whatever was sent
    """The document without characters over which FAB's own checks stumble."""
    if not isinstance(document, dict):
        return document
    return {key: without_hidden(value) if isinstance(value, str) else value for key, value in document.items()}
