"""The site's addresses, and one form as an upper floor would put it beside its entry."""

from django.urls import path

from config.urls import urlpatterns as site_urls
from inbox.guard import guarded_view
from inbox.relay import Addressee
from inbox.views import message_view

ADDRESSEE = Addressee(
    target="initiative:12",
    name="Fahrradküche",
    about="Fahrradküche <Nord> & Co.",
    url="https://musterstadt.example/mitmachkarte/fahrradkueche/",
    email="kueche@fahrradkueche-verein.example",
)


@guarded_view
def message(request):
    return message_view(request, addressee=ADDRESSEE, back_url="/mitmachkarte/fahrradkueche/")


@guarded_view
def message_to_nobody(request):
    nobody = Addressee(target="initiative:13", name="N", about="N", url="", email="")
    return message_view(request, addressee=nobody, back_url="/")


urlpatterns = [
    path("nachricht/", message),
    path("nachricht-an-niemanden/", message_to_nobody),
    *site_urls,
]
