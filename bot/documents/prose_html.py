"""Prose as one HTML page that needs nothing else: no script, no picture, nothing from elsewhere."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.documents.prose import Paragraph, Points, Prose, blocks

MEDIA_TYPE = "text/html; charset=utf-8"
STYLE = Markup("""
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
th { text-align: left; vertical-align: top; padding: .15rem 1rem .15rem 0; font-weight: 600; }
td { vertical-align: top; padding: .15rem 0; }
.marking { font-weight: 700; letter-spacing: .04em; } footer { margin-top: 3rem; color: #555; font-size: .9rem; }
""")
_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n'
    "<body>\n{marking}<h1>{title}</h1>\n{head}{parts}<footer>{marking}<p>{foot}</p></footer>\n</body>\n</html>\n"
)
_ROW = Markup('<tr><th scope="row">{}</th><td>{}</td></tr>\n')
_SECTION = Markup("<section>\n<h2>{}</h2>\n{}</section>\n")


def write(prose: Prose) -> bytes:
    """The whole page. The same prose gives the same bytes."""
    rows = Markup("").join(_ROW.format(name, said) for name, said in prose.head)
    page = _PAGE.format(
        language=prose.language,
        title=prose.title,
        style=STYLE,
        marking=Markup('<p class="marking">{}</p>\n').format(prose.marking) if prose.marking else "",
        head=Markup("<table>\n{}</table>\n").format(rows) if prose.head else "",
        parts=Markup("").join(_SECTION.format(part.title, _text(part.text)) for part in prose.parts),
        foot=prose.foot,
    )
    return page.encode(errors="replace")


def _text(text: str) -> Markup:
    return Markup("").join(_block(block) for block in blocks(text))


def _block(block: Paragraph | Points) -> Markup:
    match block:
        case Paragraph(text):
            return Markup("<p>{}</p>\n").format(text)
        case Points(items):
            listed = Markup("").join(Markup("<li>{}</li>\n").format(escape(item)) for item in items)
            return Markup("<ul>\n{}</ul>\n").format(listed)
