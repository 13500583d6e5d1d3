import pytest

from kommunen.naming import belonging, official_name, whereabouts


@pytest.mark.parametrize(
    ("kind", "name", "official", "where"),
    [
        ("stadt", "Ratingen", "Stadt Ratingen", "in Ratingen"),
        ("gemeinde", "Everswinkel", "Gemeinde Everswinkel", "in Everswinkel"),
        ("kreis", "Mettmann", "Kreis Mettmann", "im Kreis Mettmann"),
        ("kreis", "Rhein-Kreis Neuss", "Rhein-Kreis Neuss", "im Rhein-Kreis Neuss"),
        ("kreis", "Hochsauerlandkreis", "Hochsauerlandkreis", "im Hochsauerlandkreis"),
        ("kreis", "Märkischer Kreis", "Märkischer Kreis", "im Märkischen Kreis"),
        ("kreis", "Städteregion Aachen", "Städteregion Aachen", "in der Städteregion Aachen"),
        ("zentrale", "MehrWert-Baukasten", "MehrWert-Baukasten", "in Ihrer Kommune"),
    ],
)
def test_names_a_tenant_as_people_do(kind, name, official, where):
    assert official_name(kind, name) == official
    assert whereabouts(kind, name) == where


@pytest.mark.parametrize(
    ("kind", "name", "whose"),
    [
        ("stadt", "Ratingen", "der Stadt Ratingen"),
        ("kreis", "Mettmann", "des Kreises Mettmann"),
        ("kreis", "Rhein-Kreis Neuss", "des Rhein-Kreises Neuss"),
        ("kreis", "Hochsauerlandkreis", "des Hochsauerlandkreises"),
        ("kreis", "Märkischer Kreis", "des Märkischen Kreises"),
        ("kreis", "Städteregion Aachen", "der Städteregion Aachen"),
        ("zentrale", "MehrWert-Baukasten", "Ihrer Kommune"),
    ],
)
def test_says_whose_something_is(kind, name, whose):
    assert belonging(kind, name) == whose
