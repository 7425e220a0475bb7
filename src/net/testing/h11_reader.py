"""Reads requests as h11 understands them, for the differential test of SEC-H1. The file named on the
command line has one case after the other: four bytes of length, big-endian, and the bytes that a
client sends. Prints for each `refused`, or the first request: method, target, body in hexadecimal,
and how many bytes it took."""
import struct
import sys

import h11


def first_request(data):
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(data)
    request, body = None, b""
    while True:
        event = connection.next_event()
        if isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            body += bytes(event.data)
        elif isinstance(event, h11.EndOfMessage):
            rest = len(connection.trailing_data[0])
            method, target = request.method.decode(), request.target.decode("latin-1")
            return f"{method} {target} {body.hex() or '-'} {len(data) - rest}"
        else:
            return "refused"


def main():
    with open(sys.argv[1], "rb") as file:
        while size := file.read(4):
            data = file.read(struct.unpack(">I", size)[0])
            try:
                print(first_request(data))
            except h11.RemoteProtocolError:
                print("refused")


main()
