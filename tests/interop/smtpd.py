#!/usr/bin/env python3
"""smtpd.py FOLDER [--tls CERT KEY] [--user NAME:PASSWORD] [--refuse ADDRESS] [--drop-after N]

A mail server for the tests: listens on a port of this machine that it prints, keeps each message as FOLDER/N.eml with the
envelope in its first two lines. --tls: offers STARTTLS. --user: wants AUTH PLAIN or LOGIN. --drop-after: closes the
connection in the middle of the message after N messages."""
import argparse
import base64
import os
import socket
import ssl
import sys
import threading


class Client:
    def __init__(self, server, connection):
        self.server, self.c, self.f = server, connection, connection.makefile("rb")
        self.logged_in = server.a.user is None
        self.sender, self.to, self.secure = None, [], False

    def say(self, text):
        self.c.sendall(text.encode() + b"\r\n")

    def login(self, word, rest):
        if word == "PLAIN":
            blob = rest or (self.say("334 "), self.f.readline().strip().decode())[1]
            _, user, password = base64.b64decode(blob).decode().split("\0")
        else:
            self.say("334 VXNlcm5hbWU6")
            user = base64.b64decode(self.f.readline()).decode()
            self.say("334 UGFzc3dvcmQ6")
            password = base64.b64decode(self.f.readline()).decode()
        self.logged_in = f"{user}:{password}" == self.server.a.user
        self.say("235 fine" if self.logged_in else "535 wrong")

    def data(self):
        self.say("354 go on")
        lines = []
        if self.server.a.drop_after is not None and self.server.count >= self.server.a.drop_after:
            self.f.readline()
            self.c.shutdown(socket.SHUT_RDWR)
            return False
        while (line := self.f.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        self.server.keep(self.sender, self.to, b"".join(lines))
        self.say("250 kept")
        return True

    def run(self):
        self.say("220 test")
        while line := self.f.readline():
            words = line.decode("utf-8", "replace").strip()
            verb = words.split(" ")[0].upper()
            if verb in ("EHLO", "HELO"):
                more = ["250-test"]
                if self.server.a.tls and not self.secure:
                    more.append("250-STARTTLS")
                if self.server.a.user:
                    more.append("250-AUTH PLAIN LOGIN")
                self.say("\r\n".join(more + ["250 8BITMIME"]))
            elif verb == "STARTTLS":
                self.say("220 go on")
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*self.server.a.tls)
                self.c = context.wrap_socket(self.c, server_side=True)
                self.f, self.secure = self.c.makefile("rb"), True
            elif verb == "AUTH":
                parts = words.split(" ")
                self.login(parts[1].upper(), parts[2] if len(parts) > 2 else "")
            elif not self.logged_in and verb in ("MAIL", "RCPT", "DATA"):
                self.say("530 log in")
            elif verb == "MAIL":
                self.sender, self.to = words.split("<")[1].split(">")[0], []
                self.say("250 ok")
            elif verb == "RCPT":
                address = words.split("<")[1].split(">")[0]
                if address == self.server.a.refuse:
                    self.say("550 no such mailbox")
                else:
                    self.to.append(address)
                    self.say("250 ok")
            elif verb == "DATA":
                if not self.data():
                    return
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


class Server:
    def __init__(self, a):
        self.a, self.count, self.lock = a, 0, threading.Lock()

    def keep(self, sender, to, message):
        with self.lock:
            self.count += 1
            path = os.path.join(self.a.folder, f"{self.count}.eml")
        with open(path, "wb") as out:
            out.write(f"X-From: {sender}\r\nX-To: {','.join(to)}\r\n".encode() + message)

    def serve(self, connection):
        try:
            Client(self, connection).run()
        except (OSError, ValueError, IndexError):
            pass
        finally:
            connection.close()


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder")
    p.add_argument("--tls", nargs=2)
    p.add_argument("--user")
    p.add_argument("--refuse")
    p.add_argument("--drop-after", type=int)
    server = Server(p.parse_args())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=server.serve, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
