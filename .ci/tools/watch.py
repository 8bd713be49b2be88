#!/usr/bin/env python3
"""Stands between an editor and the server and checks every message against the protocol's meta model.

  watch.py SERVER FAULTS ARGUMENTS...   # starts SERVER ARGUMENTS...; what is wrong is added to the file FAULTS

Each message is counted by a dot in FAULTS.seen: no faults in no messages say nothing. Nothing is changed on the way, in either direction. The process ends with the server.
"""
import json
import os
import subprocess
import sys
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from model import Faults  # noqa: E402

lock = threading.Lock()


def main(server, told, *arguments):
    process = subprocess.Popen([server, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    faults = Faults()

    def watch(sender, source, sink):
        for frame, body in frames(source):
            # Noted before it is passed on: an answer must not overtake its question.
            note(faults, sender, body, told)
            try:
                sink.write(frame)
                sink.flush()
            except BrokenPipeError:
                return
        sink.close()

    threading.Thread(target=watch, args=("client", sys.stdin.buffer, process.stdin), daemon=True).start()
    watch("server", process.stdout, sys.stdout.buffer)
    return process.wait()


def frames(source):
    """Each message as it came, and its body."""
    while True:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = source.read(1)
            if not byte:
                return
            head += byte
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        body = source.read(length)
        yield head + body, body


def note(faults, sender, body, told):
    with lock:
        message = json.loads(body)
        wrong = faults.of(message, sender)
        with open(f"{told}.seen", "a", encoding="utf-8") as seen:
            seen.write(".")
        if wrong:
            with open(told, "a", encoding="utf-8") as out:
                out.writelines(f"{sender}: {it}\n" for it in wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
