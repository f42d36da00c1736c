//! An echo server on a socket that the engine has opened: FD_NAMES tells which descriptor it is.
const std = @import("std");
const wasi = std.os.wasi;

fn listenerNamed(names: []const u8, name: []const u8) ?wasi.fd_t {
    var own = std.mem.splitScalar(u8, names, ':');
    var fd: wasi.fd_t = 0;
    while (own.next()) |candidate| : (fd += 1) {
        if (std.mem.eql(u8, candidate, name)) return fd;
    }
    return null;
}

/// A listener may be non-blocking, whatever it was asked for.
fn nextConnection(io: std.Io, listener: wasi.fd_t) !wasi.fd_t {
    while (true) {
        var connection: wasi.fd_t = undefined;
        switch (wasi.sock_accept(listener, .{}, &connection)) {
            .SUCCESS => return connection,
            .AGAIN => try io.sleep(.fromMilliseconds(2), .awake),
            else => return error.Socket,
        }
    }
}

fn receive(connection: wasi.fd_t, buffer: []u8) ![]u8 {
    var into = [_]wasi.iovec_t{.{ .base = buffer.ptr, .len = buffer.len }};
    var size: usize = undefined;
    var flags: wasi.roflags_t = undefined;
    if (wasi.sock_recv(connection, &into, into.len, 0, &size, &flags) != .SUCCESS) return error.Socket;
    return buffer[0..size];
}

fn sendAll(connection: wasi.fd_t, bytes: []const u8) !void {
    var rest = bytes;
    while (rest.len > 0) {
        const from = [_]wasi.ciovec_t{.{ .base = rest.ptr, .len = rest.len }};
        var sent: usize = undefined;
        if (wasi.sock_send(connection, &from, from.len, 0, &sent) != .SUCCESS) return error.Socket;
        rest = rest[sent..];
    }
}

fn serve(connection: wasi.fd_t) !void {
    defer _ = wasi.fd_close(connection);
    var buffer: [16384]u8 = undefined;
    while (true) {
        const bytes = try receive(connection, &buffer);
        if (bytes.len == 0) break;
        try sendAll(connection, bytes);
    }
    if (wasi.sock_shutdown(connection, .{ .RD = true, .WR = true }) != .SUCCESS) return error.Socket;
}

// Not the whole of std.process.Init: that takes each descriptor for a directory, and what a socket answers it is not prepared for.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    var threaded: std.Io.Threaded = .init(gpa, .{});
    const args = try init.args.toSlice(gpa);
    const environ = try init.environ.createMap(gpa);
    const names = environ.get("FD_NAMES") orelse return error.NoSockets;
    const listener = listenerNamed(names, "echo") orelse return error.NoListener;
    for (0..if (args.len > 1) try std.fmt.parseInt(usize, args[1], 10) else 1) |_| {
        try serve(try nextConnection(threaded.io(), listener));
    }
}
