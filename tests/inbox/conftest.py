import pytest


@pytest.fixture(autouse=True)
def our_sender(settings):
    settings.DEFAULT_FROM_EMAIL = "Mitmachen <absender@baukasten.example>"
