"""Every address is classified by its exact name; a new one fails until somebody has looked."""

from collections import Counter

from kommunen.desk.access import OPEN_TO_MEMBERS
from kommunen.registry import reviewed_views
from tests.isolation.addresses import all_addresses
from tests.isolation.classification import CLOSED_TO_MEMBERS, PUBLIC

IN_THE_ADMIN = {address.name for address in all_addresses() if address.is_admin}
OUTSIDE = {address.name for address in all_addresses() if not address.is_admin}
OPEN = [entry.name for entry in (*OPEN_TO_MEMBERS, *reviewed_views)]


def test_every_public_address_has_a_reason():
    assert OUTSIDE - PUBLIC.keys() == set(), "write down why everybody may ask for these"


def test_every_admin_view_is_open_to_members_or_closed_with_a_reason():
    unknown = IN_THE_ADMIN - set(OPEN) - CLOSED_TO_MEMBERS.keys()

    assert unknown == set(), "closed until somebody has looked at them: docs/tenancy.md"


def test_no_list_names_what_is_gone():
    assert PUBLIC.keys() - OUTSIDE == set()
    assert CLOSED_TO_MEMBERS.keys() - IN_THE_ADMIN == set()
    assert set(OPEN) - IN_THE_ADMIN == set()


def test_a_view_stands_in_one_list_and_once():
    assert [name for name, times in Counter(OPEN).items() if times > 1] == []
    assert CLOSED_TO_MEMBERS.keys() & set(OPEN) == set()


def test_every_entry_says_why():
    reasons = [entry.reason for entry in (*OPEN_TO_MEMBERS, *reviewed_views)]

    assert all([*reasons, *PUBLIC.values(), *CLOSED_TO_MEMBERS.values()])
