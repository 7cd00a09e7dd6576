"""Reads an HTML fragment strictly: known elements and attributes only, well nested, references that resolve."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"br", "input"}
COMMON = {"class", "id", "lang", "role", "tabindex", "aria-labelledby", "aria-describedby"}
OWN = {
    "a": {"href"},
    "button": {"type", "name", "value"},
    "form": {"method", "action", "novalidate"},
    "input": {"type", "name", "value", "checked", "required", "aria-invalid"},
    "label": {"for"},
    "option": {"value", "selected"},
    "select": {"name", "required", "aria-invalid"},
    "span": {"aria-hidden"},
    "textarea": {"name", "rows", "required", "aria-invalid"},
    "th": {"scope"},
    "time": {"datetime"},
}
PLAIN = set(
    [
        "article",
        "br",
        "caption",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "h1",
        "h2",
        "h3",
        "legend",
        "li",
        "p",
        "section",
        "small",
        "strong",
        "table",
    ]
)
KNOWN = PLAIN | set(OWN) | set(["tbody", "td", "thead", "tr", "ul"])
PHRASING_ONLY = {"p", "h1", "h2", "h3", "button", "label", "legend", "option", "textarea", "td", "th", "a"}
PHRASING = {"a", "br", "code", "small", "span", "strong", "time"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby")


class Page(HTMLParser):
    """A parsed fragment: ``elements`` with their attributes in order, and ``words``, all text together."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._data: list[str] = []
        self._open: list[str] = []
        self.feed(fragment)
        self.close()
        assert not self._open, f"never closed: {self._open}"
        self.words = "".join(self._data)
        self._check_references()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert tag in KNOWN, tag
        assert attributes.keys() <= COMMON | OWN.get(tag, set()), (tag, attributes)
        assert len(attributes) == len(attrs)
        assert not (tag == "form" and "form" in self._open), "a form in a form"
        assert not (PHRASING_ONLY & set(self._open)) or tag in PHRASING, (tag, self._open)
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self._data.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("a declaration")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("a processing instruction")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a marked section")

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def _check_references(self) -> None:
        ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), "an id twice"
        for _, attributes in self.elements:
            for name in REFERENCES:
                assert set(attributes.get(name, "").split()) <= set(ids), (name, attributes)
