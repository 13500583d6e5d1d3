"""Tiles by our own address: only the town's service, only near the town, never anything else."""

import io
from contextlib import ExitStack

import pytest
from django.core.cache import cache
from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

from kommunen.fetching import BadStatus, TooSlow
from kommunen.models import KommuneSettings
from kommunen.tiles.grid import tile_at
from kommunen.tiles.turns import AT_ONCE, a_turn
from kommunen.tiles.views import NOTHING
from tests.web import Answer

pytestmark = pytest.mark.django_db

HERE = (12, *tile_at(6.85, 51.30, 12))
SERVICE = {
    "name": "strassen", "label": "Straßen", "credit": "© Amt", "credit_url": "https://amt.example/",
    "url": "https://karten.example/{z}/{y}/{x}.png",
}  # fmt: skip


def picture(kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (256, 256), "#abcdef").save(data, kind)
    return data.getvalue()


def upstream(z: int, x: int, y: int) -> str:
    return f"https://karten.example/{z}/{y}/{x}.png"


def choose(kommune, base_map="own_host", service="strassen"):
    KommuneSettings.objects.update_or_create(
        site=kommune.site, defaults={"base_map": base_map, "tile_service": service}
    )


@pytest.fixture
def ask(client_for, town, settings):
    settings.KOMMUNEN_TILE_SERVICES = [SERVICE]
    choose(town)

    def get(z=HERE[0], x=HERE[1], y=HERE[2], service="strassen", kommune=town):
        return client_for(kommune).get(f"/kacheln/{service}/{z}/{x}/{y}.png")

    return get


def test_fetches_a_tile_once_and_keeps_it(ask, web):
    web[upstream(*HERE)] = Answer(picture())

    first, second = ask(), ask()

    assert first.content == second.content == picture()
    assert first["Content-Type"] == "image/png"
    assert first["Cache-Control"] == "public, max-age=604800"
    assert not first.cookies
    assert [url for url, headers in web.asked] == [upstream(*HERE)], "row before column"


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_names_a_picture_by_what_it_is(ask, web, kind):
    web[upstream(*HERE)] = Answer(picture(kind), headers={"Content-Type": "text/html"})

    assert ask()["Content-Type"] == f"image/{kind.lower()}"


FAR = [(12, *tile_at(13.4, 52.5, 12)), (9, 0, 0), (12, 0, 4095), (17, *tile_at(7.6, 51.9, 17))]


@pytest.mark.parametrize(("z", "x", "y"), FAR)
def test_knows_no_tile_far_from_the_town(ask, web, z, x, y):
    assert ask(z, x, y).status_code == 404
    assert web.asked == []


@pytest.mark.parametrize(
    "path",
    [
        "strassen/../../etc/passwd", "strassen/..%2f..%2fetc/1/1.png", "strassen/12/../1.png",
        "strassen/12/-1/1.png", "strassen/12/1.5/1.png", "strassen/12/1e3/1.png",
        f"strassen/12/{10**40}/{10**40}.png", f"strassen/{10**6}/1/1.png", "strassen/0/0/0.png",
        "strassen/99/1/1.png", "strassen/12/2125/1367.php", "strassen/12/2125/1367.png/x",
        "strassen/12/%32%31/1.png%00", "andere/12/2125/1367.png", "https:/boese.example/1/1/1.png",
        "karten.example/12/2125/1367.png", "strassen@boese.example/12/2125/1367.png",
    ],
)  # fmt: skip
def test_cannot_be_made_to_fetch_anything_else(client_for, town, ask, web, path):
    assert client_for(town).get(f"/kacheln/{path}").status_code in {301, 302, 400, 404}
    assert web.asked == []


def test_another_town_gets_only_its_own_tiles(ask, web, other_town):
    assert ask(kommune=other_town).status_code == 404, "it has chosen outlines"
    choose(other_town)
    north_of_ours = (15, *tile_at(6.75, 51.37, 15))
    assert ask(*north_of_ours, kommune=other_town).status_code == 404, "it lies elsewhere"
    assert web.asked == []


@pytest.mark.parametrize(
    ("base_map", "service"),
    [("outlines", "strassen"), ("consent", "strassen"), ("own_host", ""), ("own_host", "weg")],
)
def test_hands_out_nothing_that_the_town_has_not_chosen(ask, town, web, base_map, service):
    choose(town, base_map, service)

    assert ask().status_code == 404


def test_a_service_whose_licence_forbids_it_is_not_handed_on(ask, settings, web):
    settings.KOMMUNEN_TILE_SERVICES = [{**SERVICE, "may_be_kept": False}]

    assert ask().status_code == 404
    assert web.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        TooSlow("karten.example"),
        BadStatus("karten.example", 503),
        Answer(b"<html>Wartung</html>"),
        Answer(b"<svg onload=alert(1)>", headers={"Content-Type": "image/png"}),
        Answer(b""),
        Answer(status=302, headers={"Location": "http://127.0.0.1/"}),
        Answer(status=404),
    ],
)
def test_a_service_that_fails_leaves_the_outline(ask, web, answer):
    web[upstream(*HERE)] = answer

    response = ask()

    assert (response.status_code, response.content) == (200, NOTHING)
    assert response["Cache-Control"] == "public, max-age=60"


def test_a_service_that_hangs_gets_a_pause(ask, web):
    z, x, y = HERE
    web[upstream(*HERE)] = TooSlow("karten.example")
    web[upstream(z, x + 1, y)] = Answer(picture())

    ask()
    assert ask(x=x + 1).content == NOTHING, "it is not asked for a minute"
    cache.clear()
    assert ask(x=x + 1).content == picture()


def test_a_single_missing_tile_stops_no_other(ask, web):
    z, x, y = HERE
    web[upstream(*HERE)] = Answer(status=404)
    web[upstream(z, x + 1, y)] = Answer(picture())

    ask()

    assert ask(x=x + 1).content == picture()


def test_what_a_service_does_not_have_is_not_asked_for_again_within_an_hour(ask, web, time_machine):
    time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
    web[upstream(*HERE)] = Answer(status=404)
    for _ in range(3):
        assert ask().content == NOTHING
    assert len(web.asked) == 1

    time_machine.shift(3601)
    web[upstream(*HERE)] = Answer(picture())
    assert ask().content == picture()


def test_nobody_can_make_tiles_take_every_thread(ask, web):
    z, x, y = HERE
    web[upstream(z, x + 1, y)] = Answer(picture())
    with ExitStack() as under_way:
        assert all(under_way.enter_context(a_turn()) for _ in range(AT_ONCE))
        assert ask(x=x + 1).content == NOTHING, "there is no turn left, and nobody waits"
        assert web.asked == []

    assert ask(x=x + 1).content == picture()


def test_a_rush_ends_with_the_minute(ask, web, monkeypatch, time_machine):
    time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
    monkeypatch.setattr("kommunen.tiles.turns.A_MINUTE", 1)
    z, x, y = HERE
    for column in (x, x + 1):
        web[upstream(z, column, y)] = Answer(picture())

    assert ask().content == picture()
    assert ask(x=x + 1).content == NOTHING
    assert ask().content == picture(), "what is kept needs no turn"
    time_machine.shift(60)
    assert ask(x=x + 1).content == picture()


def test_tiles_end_where_the_map_does(ask, web):
    assert ask(18, *tile_at(6.85, 51.30, 18)).status_code == 404
    assert web.asked == []


@pytest.fixture
def own_file(settings, tmp_path):
    """A PMTiles file with one tile, as the operator lays it down."""
    settings.KOMMUNEN_TILE_FILES = tmp_path
    fields = {**SERVICE, "url": "", "file": "stadt.pmtiles"}
    settings.KOMMUNEN_TILE_SERVICES = [fields]
    with write(str(tmp_path / "stadt.pmtiles")) as writer:
        writer.write_tile(zxy_to_tileid(*HERE), picture())
        writer.finalize({"tile_type": TileType.PNG, "tile_compression": Compression.NONE}, {})
    return tmp_path / "stadt.pmtiles"


def test_reads_tiles_out_of_a_file_of_ones_own(ask, own_file, web):
    z, x, y = HERE

    assert ask().content == picture()
    assert ask(x=x + 1).content == NOTHING
    assert web.asked == []


@pytest.mark.parametrize(
    "content",
    [b"", b"PMTiles", b"x" * 500, b"PMTiles\x03" + b"\xff" * 300],
    ids=["empty", "cut off", "something else", "nonsense"],
)
def test_a_broken_file_leaves_the_outline(ask, own_file, content):
    own_file.write_bytes(content)

    assert ask().content == NOTHING


def test_a_file_that_is_gone_leaves_the_outline(ask, own_file):
    own_file.unlink()

    assert ask().content == NOTHING
