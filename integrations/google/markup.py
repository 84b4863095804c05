"""Converts the HTML of an event description, as Google Calendar's pages write it, to text; pure."""

from html.parser import HTMLParser

ENDS_A_LINE = frozenset({"p", "div", "li"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "br":
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ENDS_A_LINE:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def without_markup(text: str) -> str:
    """The text without tags, with a line break where the markup ends a line."""
    words = _Words()
    words.feed(text.replace("\xa0", " "))
    words.close()
    return "".join(words.found).replace("\xa0", " ")
