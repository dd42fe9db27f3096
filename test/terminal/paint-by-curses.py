"""Paints recorded frames by curses, cell by cell, and says how many bytes each one took: what our own output is held to.

usage: paint-by-curses.py FRAMES.json (TERM decides). A frame is {"anew": whether the screen is cleared first, "lines": lines},
a line a list of [text, SGR parameters]. Prints one JSON list of numbers, one for each frame.
"""

import curses
import json
import os
import pty
import sys
import unicodedata

# Written to the tty after each frame; nothing that curses sends.
END = b"\x01\x02END\x02\x01"
ATTRIBUTES = {"1": curses.A_BOLD, "2": curses.A_DIM, "4": curses.A_UNDERLINE, "7": curses.A_REVERSE}


def paint(screen, frame):
    if frame["anew"]:
        screen.clear()
    else:
        screen.erase()
    for y, runs in enumerate(frame["lines"]):
        x = 0
        for text, style in runs:
            attribute = 0
            for part in style.split(";"):
                attribute |= ATTRIBUTES.get(part, 0)
            for character in text:
                if unicodedata.combining(character):
                    continue
                try:
                    screen.addstr(y, x, character, attribute)
                except curses.error:
                    pass  # The bottom right cell: written, then the cursor cannot go on.
                x += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    screen.refresh()


def child(frames):
    screen = curses.initscr()
    curses.noecho()
    curses.cbreak()
    screen.keypad(False)
    try:
        curses.curs_set(0)
    except curses.error:
        pass  # A VT100 cannot hide it.
    for frame in frames:
        paint(screen, frame)
        os.write(1, END)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        frames = json.load(file)
    pid, tty = pty.fork()
    if pid == 0:
        os.environ.update(LINES="24", COLUMNS="80")
        child(frames)
        os._exit(0)
    sent = b""
    while sent.count(END) < len(frames):
        sent += os.read(tty, 65536)
    os.waitpid(pid, 0)
    print(json.dumps([len(part) for part in sent.split(END)[: len(frames)]]))


main()
