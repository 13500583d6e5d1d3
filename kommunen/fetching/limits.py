"""How much time and how many bytes a foreign host gets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes count twice: as they come over the wire, and unpacked."""

    connect_s: float = 5
    read_s: float = 10  # of silence
    total_s: float = 20  # redirects included; looking up the name may add its own time
    max_bytes: int = 5_000_000
    redirects: int = 3
