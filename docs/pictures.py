"""Makes pictures of what other programs have shown.

  pictures.py film FOLDER FILM.webp     # frames.txt in the folder names the frames and their milliseconds
  pictures.py terminal TITLE < capture  # what `tmux capture-pane -e -p` prints, as SVG

docs/pictures.sh calls it. Needs Pillow and rich.
"""
import io
import pathlib
import re
import sys


def film(folder, out):
    from PIL import Image

    lines = (pathlib.Path(folder) / "frames.txt").read_text().split("\n")
    shots = [line.split() for line in lines if line]
    frames = [Image.open(pathlib.Path(folder) / name).convert("RGB") for name, _ in shots]
    times = [int(milliseconds) for _, milliseconds in shots]
    frames[0].save(out, save_all=True, append_images=frames[1:], duration=times, loop=0, lossless=True, quality=90, method=6)


def terminal(title):
    from rich.ansi import AnsiDecoder
    from rich.console import Console

    # rich takes the colour of an underline for colours of the text.
    capture = re.sub(r"\x1b\[58[;:][\d;:]*m", "", sys.stdin.read())
    texts = list(AnsiDecoder().decode(capture.rstrip("\n")))
    width = max(text.cell_len for text in texts)
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for text in texts:
        console.print(text, no_wrap=True, overflow="crop")
    print(console.export_svg(title=title))


{"film": film, "terminal": terminal}[sys.argv[1]](*sys.argv[2:])
