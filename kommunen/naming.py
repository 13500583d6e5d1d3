"""German names of tenants as people write them: „Stadt Ratingen“, „im Rhein-Kreis Neuss“.

Proper names stay German, whatever language the admin speaks. `kind` is one of `Kommune.Kind`.
"""

OFFICIAL_PREFIX = {"gemeinde": "Gemeinde", "stadt": "Stadt", "kreis": "Kreis"}
EVERYWHERE = {
    "gemeinde": "in der ganzen Gemeinde",
    "stadt": "in der ganzen Stadt",
    "kreis": "im ganzen Kreis",
}
ADMINISTRATION = {
    "gemeinde": "Gemeindeverwaltung",
    "stadt": "Stadtverwaltung",
    "kreis": "Kreisverwaltung",
}


def official_name(kind: str, name: str) -> str:
    """„Stadt Ratingen“; a name that says itself what it is stays alone: „Rhein-Kreis Neuss“."""
    prefix = OFFICIAL_PREFIX.get(kind, "")
    if not prefix or _says_what_it_is(name):
        return name
    return f"{prefix} {name}"


def whereabouts(kind: str, name: str) -> str:
    """Where something takes place: „in Ratingen“, „im Kreis Mettmann“, „im Märkischen Kreis“.

    The central site is no place: what it writes is for the reader's own town.
    """
    if kind not in OFFICIAL_PREFIX:
        return "in Ihrer Kommune"
    if kind != "kreis":
        return f"in {name}"
    full = official_name(kind, name)
    first, *others = full.split(" ")
    if first.lower().endswith("region"):
        return f"in der {full}"
    if first.endswith("er") and others:  # an adjective: Oberbergischer, Märkischer
        first = f"{first[:-2]}en"
    return f"im {' '.join([first, *others])}"


def origin(kind: str, name: str) -> str:
    """Where something comes from: „aus Ratingen“, „aus dem Kreis Mettmann“."""
    if kind not in OFFICIAL_PREFIX:
        return f"von {name}"
    place = whereabouts(kind, name)
    for within, out_of in (("im ", "aus dem "), ("in der ", "aus der ")):
        if kind == "kreis" and place.startswith(within):
            return out_of + place.removeprefix(within)
    return f"aus {name}"


def belonging(kind: str, name: str) -> str:
    """Whose something is: „der Stadt Ratingen“, „des Kreises Mettmann“."""
    full = official_name(kind, name)
    if kind not in OFFICIAL_PREFIX:
        return "Ihrer Kommune"
    first, *others = full.split(" ")
    if kind != "kreis" or first.lower().endswith("region"):
        return f"der {full}"
    if first.endswith("er") and others:
        first = f"{first[:-2]}en"
    return "des " + " ".join(_of_the_kreis(word) for word in (first, *others))


def everywhere(kind: str) -> str:
    """Where something is that has no fixed place: „in der ganzen Stadt“."""
    return EVERYWHERE.get(kind, "überall")


def administration(kind: str) -> str:
    """Whom to turn to: „Stadtverwaltung“; the central site has an editorial team."""
    return ADMINISTRATION.get(kind, "Redaktion")


def _of_the_kreis(word: str) -> str:
    return f"{word}es" if word.lower().endswith("kreis") else word


def _says_what_it_is(name: str) -> bool:
    words = name.lower()
    return "kreis" in words or words.startswith(("stadt ", "gemeinde ", "städteregion", "region "))
