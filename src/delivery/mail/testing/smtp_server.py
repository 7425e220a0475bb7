#!/usr/bin/env python3
"""An SMTP server for tests (Debian: python3-aiosmtpd). Prints its port and its certificate as a line
of JSON, then a line for each message it took; ends with its standard input."""
import argparse
import asyncio
import json
import os
import ssl
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


def tell(**fields):
    print(json.dumps(fields), flush=True)


class Handler:
    def __init__(self, options):
        self.options = options
        self.left = options.times

    def strikes(self, fault):
        """The wanted fault happens so many times, then all goes well."""
        if self.options.fault != fault or self.left == 0:
            return False
        self.left -= 1
        return True

    async def handle_MAIL(self, server, session, envelope: Envelope, address, _options):
        if self.strikes("refuse_sender"):
            return "550 5.7.1 not from you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session: Session, envelope: Envelope, address, _options):
        if self.strikes("refuse_recipient"):
            return "550 5.1.1 no such mailbox"
        if self.strikes("delay_recipient"):
            return "450 4.2.0 greylisted"
        if self.strikes("hang"):
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session: Session, envelope: Envelope):
        if self.strikes("fail_message"):
            return "451 4.3.0 disk full"
        dies = self.strikes("die_before_answer")
        auth = session.auth_data.login.decode() if session.authenticated else ""
        tell(
            sender=envelope.mail_from,
            to=envelope.rcpt_tos,
            content=envelope.content.decode(),
            tls=session.ssl is not None or server.transport.get_extra_info("cipher") is not None,
            user=auth,
            died=dies,
        )
        if dies:
            server.transport.abort()
        return "250 taken"


def make_certificate(folder, name):
    certificate, key = os.path.join(folder, "smtp.pem"), os.path.join(folder, "smtp.key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
         "-keyout", key, "-out", certificate],
        check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True)
    parser.add_argument("--name", default="mail.test")
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--password", help="of the user `otpost`; then a sign-in is required")
    parser.add_argument("--fault", default="")
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()

    handler = Handler(options)
    context, certificate = None, ""
    if options.tls != "none":
        context, certificate = make_certificate(options.folder, options.name)

    def authenticate(_server, _session, _envelope, mechanism, data):
        good = data.login == b"otpost" and data.password == (options.password or "").encode()
        return AuthResult(success=good, auth_data=data if good else None, handled=False)

    def protocol():
        extra = {}
        if options.tls == "starttls":
            extra = {"tls_context": context, "require_starttls": True}
        if options.password:
            extra |= {"authenticator": authenticate, "auth_required": True,
                      "auth_require_tls": options.tls == "starttls"}
        return SMTP(handler, hostname=options.name, **extra)

    async def serve():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            protocol, "127.0.0.1", 0, ssl=context if options.tls == "implicit" else None)
        tell(port=server.sockets[0].getsockname()[1], certificate=certificate)
        await server.serve_forever()

    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    asyncio.run(serve())


if __name__ == "__main__":
    main()
