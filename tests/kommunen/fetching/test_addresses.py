from contextlib import suppress

import pytest

from kommunen.fetching import BadAddress, FetchError, NotPublic, TooManyRedirects, fetch
from kommunen.fetching import addresses as addresses_module
from kommunen.fetching.addresses import Address, is_public
from tests.web import Answer

_INSIDE = """
    http://127.0.0.1/ http://127.8.8.8/ http://0.0.0.0/ http://0.1.2.3/ http://10.0.0.1/
    http://172.16.0.1/ http://172.31.255.255/ http://192.168.1.1/
    http://169.254.169.254/latest/meta-data/ http://100.64.0.1/ http://100.127.255.254/
    http://192.0.0.8/ http://192.0.2.1/ http://192.88.99.1/ http://198.18.0.1/
    http://198.51.100.7/ http://203.0.113.7/ http://224.0.0.1/ http://239.255.255.255/
    http://240.0.0.1/ http://255.255.255.255/ http://[::]/ http://[::1]/ http://[::127.0.0.1]/
    http://[::ffff:127.0.0.1]/ http://[::ffff:93.184.215.14]/ http://[64:ff9b::7f00:1]/
    http://[64:ff9b:1::1]/ http://[100::1]/ http://[2001::1]/ http://[2001:db8::1]/
    http://[2002:7f00:1::]/ http://[3fff::1]/ http://[5f00::1]/ http://[fc00::1]/
    http://[fd12:3456::1]/ http://[fe80::1]/ http://[fec0::1]/ http://[ff02::1]/
    https://localhost/ http://LOCALHOST./ http://intern.localhost/ http://①②⑦.⓪.⓪.①/
"""
INSIDE = _INSIDE.split()

_NO_ADDRESS = """
    http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://127.1/
    http://127.0.1/ http://1.2.3.4.5/ http://256.1.1.1/ http://[fe80::1%25eth0]/ http://[::1/
    http://[1.2.3.4]/ http://nutzer:geheim@stadt.example/ http://stadt.example@127.0.0.1/
    http://@stadt.example/ http://stadt.example:22/ http://stadt.example:25/
    http://stadt.example:6379/ http://stadt.example:0/ http://stadt.example:99999/
    ftp://stadt.example/ file:///etc/passwd gopher://stadt.example/ data:text/html,hallo
    javascript:alert(1) //stadt.example/ /etc/passwd http:stadt.example http:/// https://
    http://stadt.example\\@127.0.0.1/ http://stadt_example%00.example/ http://-x.example/
"""
NO_ADDRESS = _NO_ADDRESS.split()

BROKEN = [
    "",
    " ",
    "http://stadt.example/\r\nHost: intern",
    "http://stadt .example/",
    "http://stadt.example/" + "x" * 2000,
    "http://stadt.example/\x00",
]


@pytest.mark.parametrize("url", INSIDE)
def test_never_asks_inside_a_network(url, web):
    with pytest.raises(NotPublic, match="nicht im öffentlichen Internet"):
        fetch(url)

    assert web.asked == []


@pytest.mark.parametrize("url", [*NO_ADDRESS, *BROKEN])
def test_asks_addresses_of_the_web_only(url, web):
    with pytest.raises(BadAddress):
        fetch(url)

    assert web.asked == []


@pytest.mark.parametrize("url", [*INSIDE, *NO_ADDRESS])
def test_never_follows_a_redirect_inside(url, web):
    web["https://stadt.example/"] = Answer(status=302, headers={"Location": url})
    web["https://stadt.example/etc/passwd"] = Answer(b"ein Pfad auf dem eigenen Host")

    with suppress(FetchError):
        fetch("https://stadt.example/")

    asked = {Address.parse(url).host for url, headers in web.asked}
    assert asked == {"stadt.example"}


def test_one_address_inside_is_enough_to_ask_none(web, monkeypatch):
    both = ["93.184.215.14", "10.0.0.1"]
    monkeypatch.setattr(addresses_module, "look_up", lambda host, port: both)

    with pytest.raises(NotPublic):
        fetch("https://stadt.example/")


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://www.stadt.example", "https://www.stadt.example/"),
        ("  https://WWW.Stadt.Example./a?b=c#d ", "https://www.stadt.example/a?b=c"),
        ("http://köln.example/straße?ö", "http://xn--kln-sna.example/stra%C3%9Fe?%C3%B6"),
        ("https://stadt.example:443/", "https://stadt.example/"),
        ("https://stadt.example:8443/", "https://stadt.example:8443/"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("https://[2606:2800:21F::1]/", "https://[2606:2800:21f::1]/"),
    ],
)
def test_reads_addresses_as_people_write_them(url, meant):
    assert Address.parse(url).url == meant


@pytest.mark.parametrize("ip", ["93.184.215.14", "8.8.8.8", "2606:2800:21f::1", "2a01:4f8::1"])
def test_the_public_internet_is_open(ip):
    assert is_public(ip)


@pytest.mark.parametrize("text", ["", "stadt.example", "fe80::1%eth0", "1.2.3"])
def test_what_is_no_ip_address_is_not_public(text):
    assert not is_public(text)


def test_follows_three_redirects_and_no_more(web):
    for step in range(5):
        web[f"https://stadt.example/{step}"] = Answer(
            status=301, headers={"Location": f"/{step + 1}"}
        )
    web["https://stadt.example/3"] = Answer(b"da")

    assert fetch("https://stadt.example/0").body == b"da"
    web["https://stadt.example/3"] = Answer(status=301, headers={"Location": "/4"})
    with pytest.raises(TooManyRedirects, match="zu oft weiter"):
        fetch("https://stadt.example/0")
