"""Pages that a town owes its citizens by law stay where they are while the town is not closed."""

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from kommunen.models import Kommune
from kommunen.tenancy import kommune_of

MUST_STAY = frozenset({Kommune.State.LIVE, Kommune.State.PAUSED})


class StayingPagePermissions(PagePermissionTester):
    """Nobody deletes, moves or unpublishes the page; the operator too has to archive the town."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self._must_stay() and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return not self._must_stay() and super().can_unpublish()

    def can_move(self) -> bool:
        return not self._must_stay() and super().can_move()

    def can_move_to(self, destination: Page) -> bool:
        return not self._must_stay() and super().can_move_to(destination)

    def _must_stay(self) -> bool:
        kommune = kommune_of(self.page)
        return self.page.live and kommune is not None and kommune.state in MUST_STAY
