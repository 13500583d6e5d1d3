"""Text blocks: what editors see before they choose one, what citizens get to see."""

import re
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from kommunen.models import Role, Supporter
from tests.factories.kommunen import contact_person, document, image
from textbausteine.blocks import ButtonBlock, TextBlocks, file_size

pytestmark = pytest.mark.django_db

STREAM = TextBlocks()
BLOCKS = list(STREAM.child_blocks.values())

LONG_WORD = "Nachhaltigkeitsinitiativenunterstützungsvereinbarung"
VOID = {"img", "br", "path", "circle", "ellipse", "rect", "use", "meta", "link", "hr"}


def shown(kommune, *blocks, **values) -> str:
    """Render blocks, given as (name, raw value) or as `name=raw value`."""
    raw = [{"type": name, "value": value} for name, value in (*blocks, *values.items())]
    request = RequestFactory().get("/")
    request.kommune = kommune
    html = STREAM.render(STREAM.to_python(raw), context={"request": request})
    return re.sub(r">\s+<", "><", html)


class Checker(HTMLParser):
    """Collects elements that nobody closes, and elements of text that hold nothing."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.is_empty = [], [], False

    def handle_starttag(self, tag, attributes):
        self.is_empty = tag not in VOID
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.is_empty = False

    def handle_endtag(self, tag):
        if self.is_empty and tag not in {"svg", "span"}:
            self.faults.append(f"empty <{tag}>")
        self.is_empty = False
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        if data.strip():
            self.is_empty = False


def faults(html: str) -> list[str]:
    checker = Checker()
    checker.feed(html)
    checker.close()
    return checker.faults + checker.open


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_every_block_has_a_preview_in_our_look(block, town, member, client_for):
    editor = client_for(town, member(town, Role.REDAKTION))

    html = editor.get("/admin/block-preview/", {"id": block.definition_prefix}).content.decode()

    assert block.is_previewable
    assert "kommunen/css/look" in html
    main = re.search(r"<main.*</main>", html, re.S)[0]
    assert faults(main) == []
    assert "{{" not in main


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_every_block_is_described_to_the_editor(block):
    assert block.get_description()
    assert block.meta.group


def bare(town) -> list[tuple[str, dict]]:
    """Every block with nothing but what it must have."""
    person = contact_person(town, LONG_WORD)
    supporter = Supporter.objects.create(name=LONG_WORD, site=town.site)
    picture = {"image": image(town).pk, "alt_text": "Ein Beet", "decorative": False}
    point = {"title": LONG_WORD, "text": ""}
    page = town.site.root_page_id
    return [
        ("callout", {"tone": "note", "heading": "", "text": f"<p>{LONG_WORD}</p>"}),
        ("picture", {"image": picture, "caption": ""}),
        ("quote", {"text": LONG_WORD, "name": LONG_WORD, "function": "", "organisation": ""}),
        ("offers", {"heading": "", "offers": [point]}),
        ("checklist", {"heading": "", "points": [LONG_WORD]}),
        ("steps", {"heading": "", "steps": [point, point]}),
        ("call_to_action", {"heading": "", "text": "", "buttons": [{"text": "Los", "page": page}]}),
        ("download", {"document": document(town).pk, "title": ""}),
        ("contact", {"heading": "", "person": person.pk, "hours": ""}),
        ("good_practice", {"town": LONG_WORD, "title": LONG_WORD, "text": "<p>Kurz.</p>"}),
        ("logos", {"heading": "funded", "supporters": [supporter.pk]}),
    ]


def test_empty_optional_parts_leave_no_empty_markup(town):
    for name, value in bare(town):
        assert faults(shown(town, (name, value))) == [], name


def test_the_test_above_knows_every_block(town):
    known = {name for name, _value in bare(town)}

    assert {block.name for block in BLOCKS} - known == {"text", "textbaustein"}


def test_long_words_are_kept_whole_for_the_browser_to_hyphenate(town):
    assert LONG_WORD in shown(town, *bare(town))


@pytest.mark.parametrize("missing", ["picture", "download", "contact", "logos"])
def test_what_was_deleted_leaves_nothing_and_breaks_nothing(town, missing):
    value = dict(bare(town))[missing]
    gone = {"image": {"image": 10**6}, "document": 10**6, "person": 10**6, "supporters": [10**6]}

    html = shown(town, (missing, {key: gone.get(key, each) for key, each in value.items()}))

    assert html.strip() == ""


def test_running_text_stands_together_and_other_blocks_beside_it(town):
    html = shown(
        town,
        ("text", "<p>Eins</p>"),
        ("checklist", {"heading": "", "points": ["Zwei"]}),
        ("call_to_action", {"buttons": [{"text": "Drei", "url": "https://www.example.org/"}]}),
        ("text", "<p>Vier</p>"),
    )

    assert html.count('<div class="prose">') == 2
    assert html.index("Zwei") < html.index("</div>") < html.index("Drei") < html.index("Vier")


def test_a_picture_says_its_alternative_text(town):
    value = {"image": image(town).pk, "alt_text": "Ein Beet im Mai", "decorative": False}

    assert 'alt="Ein Beet im Mai"' in shown(town, picture={"image": value, "caption": ""})


def test_a_decorative_picture_says_nothing(town):
    value = {"image": image(town, description="Beet").pk, "alt_text": "", "decorative": True}

    assert 'alt=""' in shown(town, picture={"image": value, "caption": ""})


def test_a_picture_names_its_author(town):
    value = {"image": image(town, author="Ada Beispiel").pk, "alt_text": "Beet"}

    assert "Ada Beispiel" in shown(town, picture={"image": value, "caption": "Im Mai"})


@pytest.mark.parametrize(
    "typed",
    ["Kommt vorbei", "„Kommt vorbei“", '"Kommt vorbei"', "»Kommt vorbei«", " Kommt vorbei "],
)
def test_a_quote_stands_between_german_marks_once(town, typed):
    html = shown(town, quote={"text": typed, "name": "Ada", "function": "", "organisation": ""})

    assert "<p>„Kommt vorbei“</p>" in html


def test_a_quote_keeps_the_marks_inside(town):
    text = "Ein „Ja“ ist schnell gesagt"
    html = shown(town, quote={"text": text, "name": "Ada", "function": "", "organisation": ""})

    assert "<p>„Ein „Ja“ ist schnell gesagt“</p>" in html


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (None, ""),
        (0, ""),
        (512, "512\xa0Byte"),
        (1_000, "1\xa0kB"),
        (379_600, "380\xa0kB"),
        (999_499, "999\xa0kB"),
        (999_500, "1,0\xa0MB"),
        (1_240_000, "1,2\xa0MB"),
    ],
)
def test_a_size_is_told_in_german(size, words):
    assert file_size(size) == words


@pytest.mark.parametrize(
    ("is_accessible", "told"), [(True, "barrierefrei"), (False, "nicht barrierefrei")]
)
def test_a_download_tells_format_size_and_accessibility(town, is_accessible, told):
    paper = document(town, file_size=380_000, is_accessible=is_accessible)

    html = shown(town, download={"document": paper.pk, "title": ""})

    assert f"PDF, 380\xa0kB, {told}" in html
    assert f'href="{paper.url}"' in html


def test_an_address_is_shown_only_if_it_was_released(town):
    secret = contact_person(town, email="ada@stadt.example")
    public = contact_person(town, email="amt@stadt.example", show_email=True)

    html = shown(town, ("contact", {"person": secret.pk}), ("contact", {"person": public.pk}))

    assert "ada@stadt.example" not in html
    assert 'href="mailto:amt@stadt.example"' in html


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("02102 550-0", "+4921025500"), ("+49 (0)2102 1", "+4921021"), ("115", "115")],
)
def test_a_phone_number_can_be_dialled(town, written, dialled):
    person = contact_person(town, phone=written)

    assert f'href="tel:{dialled}"' in shown(town, contact={"person": person.pk})


def test_the_first_button_is_filled_the_second_quiet(town):
    buttons = [{"text": each, "url": "https://www.example.org/"} for each in ("Eins", "Zwei")]

    html = shown(town, call_to_action={"buttons": buttons})

    assert re.findall(r'class="(button(?: [^"]*)?)"', html) == ["button", "button button--quiet"]


def test_a_button_to_a_withdrawn_page_is_left_out(town):
    town.site.root_page.unpublish()
    buttons = [{"text": "Hin", "page": town.site.root_page_id}]

    assert "button" not in shown(town, call_to_action={"heading": "Kommt", "buttons": buttons})


@pytest.mark.parametrize("both", [True, False])
def test_a_button_leads_to_one_place(town, both):
    block = ButtonBlock()
    url = "https://www.example.org/"
    page = town.site.root_page
    value = {"text": "Hin", "page": page if both else None, "url": url if both else ""}

    with pytest.raises(ValidationError):
        block.clean(block.normalize(value))


def test_a_known_town_gives_its_outline_to_an_example(town):
    def outline(name):
        html = shown(town, good_practice={"town": name, "title": "Laden", "text": "<p>Gut.</p>"})
        return re.search(r'class="origin"><svg.*?</svg>', html)[0]

    assert outline("Bochum") != outline("Solingen")
    assert outline("Nirgendwo") == outline("Anderswo")


def many(kommune, number: int) -> list[tuple[str, dict]]:
    page = kommune.site.root_page_id
    blocks = []
    for place in range(number):
        picture = {"image": image(kommune, f"Bild{place}").pk, "alt_text": "Bild"}
        person = contact_person(kommune, portrait=image(kommune, f"Kopf{place}"))
        blocks += [
            ("text", f'<p><a linktype="page" id="{page}">Start</a></p>'),
            ("picture", {"image": picture, "caption": ""}),
            ("contact", {"person": person.pk}),
            ("download", {"document": document(kommune, f"Blatt{place}").pk, "title": ""}),
            ("call_to_action", {"buttons": [{"text": "Hin", "page": page}]}),
        ]
    return blocks


def test_sixty_blocks_cost_what_fifteen_cost(
    town, django_assert_num_queries, django_assert_max_num_queries
):
    few, all_of_them = many(town, 3), many(town, 12)
    shown(town, *few, *all_of_them)  # makes the renditions

    with django_assert_max_num_queries(12) as cost:
        shown(town, *few)
    with django_assert_num_queries(len(cost)):
        shown(town, *all_of_them)
