"""Words as XML can hold them."""

import re

# All that XML 1.0 does not know: control characters, halves of a pair, non-characters.
UNKNOWN_TO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(words: str) -> str:
    return UNKNOWN_TO_XML.sub("", words)
