"""A server at the end of a real connection that does whatever a test wants, and counts what reached it."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path


class Line:
    """One connection, as the server holds it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seen: list[bytes]) -> None:
        self.reader, self.writer = reader, writer
        self._seen = seen

    async def request(self) -> bytes:
        """A whole request: its body."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        body = await self.reader.readexactly(int(lengths[0].split(b":")[1]) if lengths else 0)
        self._seen.append(body)
        return body

    async def say(self, said: bytes) -> None:
        self.writer.write(said)
        await self.writer.drain()

    def cut(self) -> None:
        """Throw the connection away: the other side is told by a reset."""
        held = self.writer.get_extra_info("socket")
        held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Server:
    """`seen` are the bodies of the requests that came whole; `open` is how many connections there are now."""

    def __init__(self) -> None:
        self.url = ""
        self.seen: list[bytes] = []
        self.open = 0


Deed = Callable[[Line], Awaitable[None]]


@asynccontextmanager
async def serving(deed: Deed, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """A server that does `deed` with every connection, and then closes it."""
    server = Server()
    tasks = set()

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.open += 1
        try:
            await deed(Line(reader, writer, server.seen))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            server.open -= 1
            writer.close()

    def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(hold(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listening = await asyncio.start_server(take, "127.0.0.1", 0, ssl=tls, backlog=1000)
    server.url = f"http{'s' if tls else ''}://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def answer(body: bytes, status: int = 200, *more: bytes) -> bytes:
    """A whole answer, with `more` headers."""
    return b"\r\n".join((b"HTTP/1.1 %d So" % status, b"Content-Length: %d" % len(body), *more, b"", body))


def sent(message: int) -> bytes:
    """The answer of a Bot API that has sent a message."""
    return answer(b'{"ok":true,"result":{"message_id":%d,"date":1}}' % message)


def stranger(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate that nobody vouches for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now().astimezone()
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(today - timedelta(1)).not_valid_after(today + timedelta(1))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = folder / "stranger.pem"
    file.write_bytes(
        made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, *form)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


async def silent_when_read(line: Line) -> None:
    """A deed: reads, and says nothing for 5 s."""
    await line.request()
    await asyncio.sleep(5)
