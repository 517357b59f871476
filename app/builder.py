"""FAB without the screens that nobody asked for."""

from __future__ import annotations

from flask_appbuilder import AppBuilder
from flask_appbuilder.views import UtilView

from app.home import HomeView


class RumboBuilder(AppBuilder):
    """Registers home, the way back and the security views; no language switch, no open API pages, no menu API."""

    indexview: type[HomeView]

    def _add_admin_views(self) -> None:
        self._indexview = self.add_view_no_menu(self.indexview)
        self.add_view_no_menu(UtilView)
        self.sm.register_views()
