// An echo server on a socket that the engine has opened: FD_NAMES tells which descriptor it is.
import {
  errno, errnoToString, eventtype, fd, fd_close, fdflags, iovec, poll_oneoff, sdflags, sock_recv, sock_send, sock_shutdown,
} from "bindings/wasi_snapshot_preview1";

/** Preview 1 got it later than wasi-shim was made. */
@external("wasi_snapshot_preview1", "sock_accept")
declare function sock_accept(listener: fd, flags: fdflags, connection: usize): errno;

/** The shim's classes lay a subscription out otherwise. */
const SUBSCRIPTION: usize = memory.data(48, 8);
const EVENT: usize = memory.data(32, 8);
const OUT: usize = memory.data(16, 8);
const VECTOR: usize = memory.data(8, 8);
const bytes = new ArrayBuffer(16384);

function fail(reason: string): void {
  process.stderr.write("echo: " + reason + "\n");
  process.exit(1);
}

function check(code: errno): void {
  if (code != errno.SUCCESS) fail(errnoToString(code));
}

function waitFor(listener: fd): void {
  memory.fill(SUBSCRIPTION, 0, 48);
  store<u8>(SUBSCRIPTION, eventtype.FD_READ, 8);
  store<fd>(SUBSCRIPTION, listener, 16);
  check(poll_oneoff(changetype<usize>(SUBSCRIPTION), changetype<usize>(EVENT), 1, OUT));
}

/** A listener may be non-blocking, whatever it was asked for. */
function accept(listener: fd): fd {
  let code = sock_accept(listener, 0, OUT);
  for (; code == errno.AGAIN; code = sock_accept(listener, 0, OUT)) waitFor(listener);
  check(code);
  return load<fd>(OUT);
}

/** How many bytes came; 0 at the end. */
function receive(connection: fd): usize {
  const vector = changetype<iovec>(VECTOR);
  vector.buf = changetype<usize>(bytes);
  vector.buf_len = bytes.byteLength;
  check(sock_recv(connection, VECTOR, 1, 0, OUT, OUT + 8));
  return load<usize>(OUT);
}

function send(connection: fd, size: usize): void {
  for (let sent: usize = 0; sent < size; sent += load<usize>(OUT)) {
    const vector = changetype<iovec>(VECTOR);
    vector.buf = changetype<usize>(bytes) + sent;
    vector.buf_len = size - sent;
    check(sock_send(connection, VECTOR, 1, 0, OUT));
  }
}

function serve(connection: fd): void {
  for (let size = receive(connection); size > 0; size = receive(connection)) send(connection, size);
  check(sock_shutdown(connection, sdflags.RD | sdflags.WR));
  fd_close(connection);
}

const names = process.env.has("FD_NAMES") ? process.env.get("FD_NAMES").split(":") : [];
const listener = names.indexOf("echo");
if (listener < 0) fail("there is no socket of this name");

const count = process.argv.length > 1 ? I32.parseInt(process.argv[1]) : 1;
for (let served = 0; served < count; served++) serve(accept(listener));
