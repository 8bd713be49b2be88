"""Checks that every link inside a folder of HTML pages leads somewhere: `links.py FOLDER`.

A link to the folder's own pages must name a file that is there, and an anchor that it has.
Links to the outside are not followed. Exits with 1 and names each dead link.
"""
import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.anchors.update(values[name] for name in ("id", "name") if values.get(name))
        target = values.get("href") if tag == "a" else values.get("src") if tag == "img" else None
        if target:
            self.links.append(target)


def main(folder):
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    # Pages that mdbook makes of the others; their links are relative to somewhere else.
    made = {"print.html", "404.html", "toc.html"}
    dead = []
    for path, page in pages.items():
        if path.name in made:
            continue
        for link in page.links:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                continue
            anchor = urllib.parse.unquote(parts.fragment)
            if not target.exists() or anchor and target in pages and anchor not in pages[target].anchors:
                dead.append(f"{path.relative_to(folder.resolve())}: {link}")
    print("\n".join(dead) or f"{len(pages)} pages, no dead link")
    return 1 if dead or not pages else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
