//! A ROT13 server for many clients: one thread, non-blocking sockets, a short sleep when nothing came.
const std = @import("std");
const wasi = std.os.wasi;

/// The listener is open already: FD_NAMES tells which descriptor it is.
fn listenerNamed(names: []const u8, name: []const u8) ?wasi.fd_t {
    var own = std.mem.splitScalar(u8, names, ':');
    var fd: wasi.fd_t = 0;
    while (own.next()) |candidate| : (fd += 1) {
        if (std.mem.eql(u8, candidate, name)) return fd;
    }
    return null;
}

fn rotate(byte: u8) u8 {
    const first: u8 = switch (byte) {
        'a'...'z' => 'a',
        'A'...'Z' => 'A',
        else => return byte,
    };
    return first + (byte - first + 13) % 26;
}

/// Nothing where the call would have had to wait.
fn check(errno: wasi.errno_t) !bool {
    return switch (errno) {
        .SUCCESS => true,
        .AGAIN => false,
        else => error.Socket,
    };
}

fn accept(listener: wasi.fd_t) !?wasi.fd_t {
    var client: wasi.fd_t = undefined;
    return if (try check(wasi.sock_accept(listener, .{ .NONBLOCK = true }, &client))) client else null;
}

fn receive(client: wasi.fd_t, buffer: []u8) !?usize {
    var into = [_]wasi.iovec_t{.{ .base = buffer.ptr, .len = buffer.len }};
    var size: usize = undefined;
    var flags: wasi.roflags_t = undefined;
    return if (try check(wasi.sock_recv(client, &into, into.len, 0, &size, &flags))) size else null;
}

fn sendAll(io: std.Io, client: wasi.fd_t, bytes: []const u8) !void {
    var rest = bytes;
    while (rest.len > 0) {
        const from = [_]wasi.ciovec_t{.{ .base = rest.ptr, .len = rest.len }};
        var sent: usize = 0;
        if (!try check(wasi.sock_send(client, &from, from.len, 0, &sent))) try pause(io);
        rest = rest[sent..];
    }
}

fn close(client: wasi.fd_t) void {
    _ = wasi.sock_shutdown(client, .{ .RD = true, .WR = true });
    _ = wasi.fd_close(client);
}

fn pause(io: std.Io) !void {
    try io.sleep(.fromMilliseconds(2), .awake);
}

// Not the whole of std.process.Init: that takes each descriptor for a directory, and what a socket answers it is not prepared for.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    var threaded: std.Io.Threaded = .init(gpa, .{});
    const io = threaded.io();
    const args = try init.args.toSlice(gpa);
    const environ = try init.environ.createMap(gpa);
    var left = if (args.len > 1) try std.fmt.parseInt(usize, args[1], 10) else 1;
    const names = environ.get("FD_NAMES") orelse return error.NoSockets;
    const listener = listenerNamed(names, "rot13") orelse return error.NoListener;
    if (wasi.fd_fdstat_set_flags(listener, .{ .NONBLOCK = true }) != .SUCCESS) return error.Socket;

    var clients: std.ArrayList(wasi.fd_t) = .empty;
    var buffer: [16384]u8 = undefined;
    while (left > 0 or clients.items.len > 0) {
        var idle = true;
        if (left > 0) if (try accept(listener)) |client| {
            try clients.append(gpa, client);
            left -= 1;
            idle = false;
        };
        var at = clients.items.len;
        while (at > 0) {
            at -= 1;
            const client = clients.items[at];
            const size = (receive(client, &buffer) catch 0) orelse continue;
            idle = false;
            for (buffer[0..size]) |*byte| byte.* = rotate(byte.*);
            sendAll(io, client, buffer[0..size]) catch {};
            if (size == 0) close(clients.swapRemove(at));
        }
        if (idle) try pause(io);
    }
}
