"""The two lists beside the map: what is somewhere, page by page, and what is all over the town."""

from django.core.paginator import Paginator

from .entries import Selection

APART = 6  # entries without a fixed place that stand below the list; a link leads to all


def lists_of(selection: Selection, page: str | None, size: int) -> dict:
    """For templates: `page_obj` is a page of the list, `apart` begins the list of its own.

    Who asks for entries without a fixed place alone gets them as the list.

    Args:
        page: Of the list, as it stands in the address; nonsense is the first or the last page.
        size: Entries of a page.
    """
    everywhere = selection.everywhere
    is_alone = selection.wanted.is_everywhere
    listed = everywhere if is_alone else selection.at_places
    return {
        "page_obj": Paginator(listed, size).get_page(page),
        "apart": [] if is_alone else everywhere[:APART],
        "number_everywhere": len(everywhere),
    }
