"""FAB without the screens that nobody asked for."""

from __future__ import annotations

from flask_appbuilder import AppBuilder

from app.home import HomeView


class RumboBuilder(AppBuilder):
    """Registers home and the security views; no way back by history, language switch, open API pages or menu API."""

    indexview: type[HomeView]

    def _add_global_static(self) -> None:
        """FAB's own files stay closed: no page of ours asks for Bootstrap 3, jQuery or charts of another host."""

    def _add_admin_views(self) -> None:
        self._indexview = self.add_view_no_menu(self.indexview)
        self.sm.register_views()
