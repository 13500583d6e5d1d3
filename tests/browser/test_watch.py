"""The guards of this folder are worth something only if they see what they look for."""

import pytest

PAGE = "http://leer.localhost/"


@pytest.fixture
def written(open_context):
    """Open a page with the given source, in a context whose requests end here."""

    def open_page(body: str, headers: dict | None = None):
        context = open_context()
        context.route("**/*", lambda route: route.fulfill(body="", content_type="text/plain"))
        context.route(
            PAGE, lambda route: route.fulfill(body=body, headers=headers, content_type="text/html")
        )
        page = context.new_page()
        page.goto(PAGE)
        return page

    return open_page


def test_sees_a_foreign_host(written, seen):
    written('<img src="https://tracker.example/pixel.gif" alt="">')

    assert seen.foreign == ["https://tracker.example/pixel.gif"]
    seen.foreign.clear()
    seen.errors.clear()


def test_sees_an_error_in_the_console(written, seen):
    written("<script>undefined.name</script>")

    assert "Cannot read properties of undefined" in seen.errors[0]
    seen.errors.clear()


def test_sees_what_is_not_accessible(written, axe):
    page = written("<html><title>Bild</title><body><main><h1>Bild</h1><img src='/bild.png'>")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_finds_nothing_on_an_accessible_page(written, axe):
    axe(written("<html lang='de'><title>Gut</title><body><main><h1>Gut</h1></main>"))


def test_reaches_a_town_on_its_own_host(town, page, live_server):
    response = page.goto(town.root_url + "/health/ready")

    assert town.root_url == f"http://musterstadt.localhost:{live_server.thread.port}"
    assert response.status == 200
