"""A page that gets another address leaves a redirect behind, and so do the pages below it.

Wagtail has this too, but goes through the root paths of all sites for it.
"""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from kommunen.tenancy import kommune_of

LONGEST = 255  # what the column holds


def after_new_slug(instance: Page, instance_before: Page, **kwargs) -> None:
    """Handler of Wagtail's signal for a published page that changes its slug."""
    keep_old_addresses(instance, instance_before.url_path)


def after_move(instance: Page, url_path_before: str, url_path_after: str, **kwargs) -> None:
    """Handler of Wagtail's signal for a page that was moved."""
    if url_path_before != url_path_after:
        instance.refresh_from_db(fields=["path", "depth", "url_path"])
        keep_old_addresses(instance, url_path_before)


def keep_old_addresses(page: Page, url_path_before: str) -> None:
    """Lead from the old addresses of a page and of the live ones below to the new ones.

    Costs the same number of queries for many pages. Nothing happens if the page stood in another
    town before: its visitors are not sent there.
    """
    kommune = kommune_of(page)
    root = kommune.site.root_page.url_path if kommune else None
    if root is None or not url_path_before.startswith(root) or page.url_path == root:
        return
    moved = Page.objects.descendant_of(page, inclusive=True).live().values_list("pk", "url_path")
    old_paths, new_paths = {}, []
    for pk, url_path in moved:
        new_paths.append(_public(url_path, root))
        old_paths[pk] = _public(url_path_before + url_path.removeprefix(page.url_path), root)
    kept = {pk: path for pk, path in old_paths.items() if len(path) <= LONGEST}
    site = kommune.site
    # A redirect from where a page stands now would never be used.
    Redirect.objects.filter(site=site, old_path__in=[*kept.values(), *new_paths]).delete()
    Redirect.objects.bulk_create(
        Redirect(site=site, old_path=path, redirect_page_id=pk, automatically_created=True)
        for pk, path in kept.items()
    )


def _public(url_path: str, root: str) -> str:
    """The path as redirects hold it: with a slash before it and none behind."""
    return "/" + url_path.removeprefix(root).rstrip("/")
