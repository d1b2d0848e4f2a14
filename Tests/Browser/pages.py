"""A built site as files: its pages, what they refer to, and which pages stand for the others in slow checks."""

import posixpath
import re
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

REFERENCES = {"href", "xlink:href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "ping", "background", "manifest"}
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# A view of a table (`#sort=-3&filter=red`) is no anchor.
VIEW_STATE = re.compile(r"[a-z]+=[^&]*(&[a-z]+=[^&]*)*")
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']""")


class Document(HTMLParser):
    """The references, anchors and policy of one HTML or SVG file."""

    def __init__(self, text):
        super().__init__()
        self.references = []
        self.ids = set()
        self.policy = None
        self.loads_before_policy = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "name" in values:
            self.ids.add(values["name"])
        if tag == "meta":
            self.note_meta(values)
        if tag in ("script", "link", "style") and self.policy is None:
            self.loads_before_policy = True
        for name, value in values.items():
            if name == "srcset":
                self.references += [(tag, name, part.split()[0]) for part in value.split(",") if part.strip()]
            elif name in REFERENCES and not (name == "data" and tag != "object"):
                self.references.append((tag, name, value.strip()))
            elif "url(" in value:
                self.references += [(tag, name, url) for url in css_references(value)]

    def note_meta(self, values):
        kind = values.get("http-equiv", "").lower()
        if kind == "content-security-policy":
            self.policy = values.get("content", "")
        if kind == "refresh":
            self.references.append(("meta", "refresh", values.get("content", "").partition("=")[2]))


def css_references(text):
    return [one or two for one, two in CSS_URL.findall(text)]


class Site:
    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.files = {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()}
        self.pages = sorted(name for name in self.files if name.endswith(".html"))
        self.documents = {}

    def url(self, name):
        return (self.folder / name).as_uri()

    def size(self, name):
        return (self.folder / name).stat().st_size

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def document(self, name):
        if name not in self.documents:
            self.documents[name] = Document(self.text(name))
        return self.documents[name]

    def target(self, page, tag, attribute, reference):
        """The file and anchor that `reference` names, or why it may not stand there."""
        if SCHEME.match(reference):
            if tag == "a" and reference.lower().startswith(("mailto:", "tel:")):
                return None, None, None
            if tag in ("img", "image", "link") and reference.startswith("data:image/"):
                return None, None, None
            return None, None, "has a scheme"
        if reference.startswith("/") or "\\" in reference:
            return None, None, "is not relative"
        path, _, anchor = reference.partition("#")
        path = unquote(path.partition("?")[0])
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        if name == ".." or name.startswith("../"):
            return None, None, "leads out of the folder"
        if name not in self.files or path.endswith("/"):
            return None, None, "names no file"
        return name, unquote(anchor), None

    def anchor_exists(self, name, anchor):
        if anchor in ("", "top") or not name.endswith((".html", ".svg")):
            return True
        return anchor in self.document(name).ids or bool(VIEW_STATE.fullmatch(anchor))

    @staticmethod
    def kind(name):
        """Pages of one template share a kind: the folder (`accounts/`), or the name without a page number (`accounts`)."""
        if name.endswith("-negotiation.html"):
            return "negotiations/"
        folder, _, file = name.rpartition("/")
        return folder + "/" if folder else re.sub(r"-\d+$", "", file.removesuffix(".html"))

    @cached_property
    def kinds(self):
        """Kind -> its pages, smallest first."""
        kinds = {}
        for name in sorted(self.pages, key=lambda name: (self.size(name), name)):
            kinds.setdefault(self.kind(name), []).append(name)
        return dict(sorted(kinds.items()))

    @property
    def accounts(self):
        return self.kinds.get("accounts/", [])

    def sample(self, each=2):
        """Of every kind the largest page, the smallest, and evenly between up to `each` (accounts: two more)."""
        chosen = []
        for kind, pages in self.kinds.items():
            chosen += spread(pages, each + 2 if kind == "accounts/" and each > 1 else each)
        return chosen


def spread(items, count):
    """`count` of the items, the last first, the others evenly from the first on."""
    if len(items) <= count:
        return list(items)
    if count == 1:
        return [items[-1]]
    return [items[round(index * (len(items) - 1) / (count - 1))] for index in range(count)]
