"""How far a calendar reaches: what lies outside is a typing error or an attack."""

from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2099, 12, 31)
FAR_AHEAD = LAST_DAY + timedelta(days=1)
LONGEST = timedelta(days=366)
"""More than a year is no event, but an institution."""

OUT_OF_TIME = _("Please choose a day between 1970 and 2099.")
WITHIN_OUR_TIME = [
    MinValueValidator(FIRST_DAY, OUT_OF_TIME),
    MaxValueValidator(LAST_DAY, OUT_OF_TIME),
]
