"""Why a town's page shows a grey area instead of our map: fetch it, read it, say it plainly."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from kommunen.fetching import BadStatus, Fetched, FetchError, Limits, fetch
from kommunen.models import EmbedCheck, Kommune

from .reading import ForeignPage, Framed
from .sources import allows, matches

State = EmbedCheck.State
A_PAGE = Limits(max_bytes=3_000_000, total_s=15)
OURSELVES = Limits(max_bytes=3_000_000, connect_s=2, read_s=5, total_s=6)
MOST_FRAMES = 5  # are looked at, and only the first is fetched: a page may hold hundreds
EMBEDS = "/einbetten/"  # below it stands every embed


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, and what helps."""

    state: str
    sentence: str
    remedy: str = ""


def look_at(kommune: Kommune, url: str) -> list[Finding]:
    """Look at a foreign page as a browser would."""
    try:
        fetched = fetch(url, accept="text/html", limits=A_PAGE)
    except FetchError as error:
        return [Finding(State.BROKEN, str(error), _("Check the address, or try again later."))]
    return list(_Look(kommune, fetched).findings())


def verdict(findings: list[Finding]) -> str:
    """The worst that was found."""
    states = {each.state for each in findings}
    return next((state for state in (State.BROKEN, State.HINT) if state in states), State.FINE)


class _Look:
    def __init__(self, kommune: Kommune, fetched: Fetched):
        self.kommune = kommune
        self.fetched = fetched
        self.page = ForeignPage.read(fetched.url, fetched.headers, fetched.body)
        address = urlsplit(fetched.url)
        self.origin = f"{address.scheme}://{address.netloc}"

    @cached_property
    def own_hosts(self) -> set[str]:
        aliases = self.kommune.aliases.values_list("hostname", flat=True)
        return {urlsplit(self.kommune.root_url).netloc, *aliases}

    def is_ours(self, url: str) -> bool:
        return urlsplit(url).netloc in self.own_hosts

    def is_embed(self, url: str) -> bool:
        return self.is_ours(url) and urlsplit(url).path.startswith(EMBEDS)

    def findings(self) -> Iterator[Finding]:
        if "html" not in self.fetched.headers.get("Content-Type", "html"):
            yield Finding(State.BROKEN, _("There is no web page at this address, but a file."))
            return
        ours = {each.src: each for each in self.page.frames if self.is_embed(each.src)}
        frames = list(ours.values())[:MOST_FRAMES]
        if not frames:
            yield self.without_frame()
            return
        obstacles = [each for frame in frames for each in self.obstacles(frame)]
        obstacles += self.own_answer(frames[0])
        if not obstacles:
            sentence = _("The frame is there, and %(origin)s may show it.")
            yield Finding(State.FINE, sentence % {"origin": self.origin})
        yield from dict.fromkeys(obstacles)
        yield from self.hints(frames)

    def without_frame(self) -> Finding:
        """No frame of ours: what has become of it?"""
        hosts = self.own_hosts
        if any(host in text for text in self.page.as_text for host in hosts):
            return Finding(
                State.BROKEN,
                _("The lines stand on the page as text."),
                _("Paste them into a block for HTML, not into the text editor."),
            )
        if any(self.is_embed(url) for frame in self.page.frames for url in frame.kept_back):
            return Finding(
                State.HINT,
                _("A consent tool holds the frame back until the visitor agrees."),
                _("Our embeds set no cookie and ask no third party; the tool may let them pass."),
            )
        if ours := [each.src for each in self.page.frames if self.is_ours(each.src)]:
            return Finding(
                State.BROKEN,
                _("The frame shows %(url)s. Only addresses below %(embeds)s may be framed.")
                % {"url": ours[0], "embeds": EMBEDS},
                _("Take the lines from this admin again."),
            )
        if any(self.is_ours(url) for url in (*self.page.scripts, *self.page.links)):
            return Finding(
                State.BROKEN,
                _("Link or script are there, but the frame is missing."),
                _("The system has probably removed it: see the tab for yours."),
            )
        return Finding(
            State.BROKEN,
            _("There is nothing of ours on this page."),
            _("Is the page published? If it makes its content by script, we cannot see it."),
        )

    def obstacles(self, frame: Framed) -> Iterator[Finding]:
        """Why a browser would leave the frame grey."""
        if self.kommune.state == Kommune.State.PAUSED:
            yield Finding(State.BROKEN, _("Your site is paused at the moment."))
        if self.origin.startswith("https:") and frame.src.startswith("http:"):
            yield Finding(
                State.BROKEN,
                _("The page comes by https, the frame by http; browsers block that."),
                _("Write https:// in the address of the frame."),
            )
        yield from self.unallowed_host()
        if not allows(self.page.policies, "frame-src", frame.src):
            yield Finding(
                State.BROKEN,
                _("The page forbids frames of other hosts (Content-Security-Policy)."),
                _("Your administration has to add %(host)s to frame-src.")
                % {"host": self.kommune.root_url},
            )

    def unallowed_host(self) -> Iterator[Finding]:
        allowed = [self.kommune.root_url, *(str(each) for each in self.kommune.embed_hosts.all())]
        if any(matches(source, self.fetched.url) for source in allowed):
            return
        remedy = _("Ask for %(origin)s to be allowed.") % {"origin": self.origin}
        for near, sentence in (
            (_other_scheme(self.origin), _("%(near)s is allowed, but your page is %(origin)s.")),
            (_other_www(self.origin), _("%(near)s is allowed, but your page is %(origin)s.")),
        ):
            if any(matches(source, near) for source in allowed):
                words = {"near": near, "origin": self.origin}
                yield Finding(State.BROKEN, sentence % words, remedy)
                return
        sentence = _("%(origin)s is not allowed to show your embeds.")
        yield Finding(State.BROKEN, sentence % {"origin": self.origin}, remedy)

    def own_answer(self, frame: Framed) -> Iterator[Finding]:
        """What our own side answers out there; a server before us may add what we do not send."""
        try:
            answer = fetch(frame.src, accept="text/html", limits=OURSELVES)
        except BadStatus as error:
            if error.status < 500:
                yield Finding(
                    State.BROKEN,
                    _("The address of the frame is wrong (error %d).") % error.status,
                    _("Take the lines from this admin again."),
                )
            return
        except FetchError:
            return  # seen from here we cannot be reached; that says nothing of visitors
        if "X-Frame-Options" in answer.headers:
            yield Finding(
                State.BROKEN,
                _("A server before ours forbids every frame (X-Frame-Options)."),
                _("Tell the operator: this header must not be set for %s.") % EMBEDS,
            )

    def hints(self, frames: list[Framed]) -> Iterator[Finding]:
        """What works, but could be better."""
        if not all(frame.runs_scripts for frame in frames):
            yield Finding(
                State.HINT,
                _("The frame may not run scripts, so it shows the list without the map."),
                _("Add allow-scripts to its attribute “sandbox”."),
            )
        loader = self.kommune.root_url + reverse("kommunen_embed_loader")
        has_nonce = any("'nonce-" in policy for policy in self.page.policies)
        if not any(self.is_ours(url) for url in self.page.scripts):
            yield Finding(
                State.HINT,
                _("Our script is not there, so the frame keeps its height and scrolls inside."),
                _("Paste the last line too, where your system lets scripts through."),
            )
        elif not has_nonce and not allows(self.page.policies, "script-src", loader):
            yield Finding(
                State.HINT,
                _("The page forbids our script (Content-Security-Policy)."),
                _("Your administration has to add %(host)s to script-src.")
                % {"host": self.kommune.root_url},
            )


def _other_scheme(origin: str) -> str:
    scheme, _colon, rest = origin.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"


def _other_www(origin: str) -> str:
    scheme, _colon, host = origin.partition("://")
    host = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    return f"{scheme}://{host}"
