//! Zig's std has no sockets for WASI: those of preview 1, where listeners are open already. All are non-blocking, so that
//! one thread can serve many.
const std = @import("std");
const wasi = std.os.wasi;

/// The preopened directory of that name. Where a listener comes before it, as in Wasmtime, std's preopens do not have it.
pub fn directoryNamed(environment: *const std.process.Environ.Map, name: []const u8) !std.Io.Dir {
    return .{ .handle = try descriptorNamed(environment, name) };
}

fn descriptorNamed(environment: *const std.process.Environ.Map, name: []const u8) !wasi.fd_t {
    var names = std.mem.splitScalar(u8, environment.get("FD_NAMES") orelse "", ':');
    var fd: wasi.fd_t = 0;
    while (names.next()) |own| : (fd += 1) {
        if (std.mem.eql(u8, own, name)) return fd;
    }
    return error.NoSuchDescriptor;
}

pub const Listener = struct {
    fd: wasi.fd_t,

    pub fn named(environment: *const std.process.Environ.Map, name: []const u8) !Listener {
        const fd = try descriptorNamed(environment, name);
        if (wasi.fd_fdstat_set_flags(fd, .{ .NONBLOCK = true }) != .SUCCESS) return error.NotNonblocking;
        return .{ .fd = fd };
    }

    /// The next connection; waits for it.
    pub fn accept(listener: Listener) Connection {
        while (true) return listener.acceptNow() orelse {
            waitForAny(&.{listener.fd}, 5);
            continue;
        };
    }

    /// A connection that is there already.
    pub fn acceptNow(listener: Listener) ?Connection {
        var connection: Connection = undefined;
        if (wasi.sock_accept(listener.fd, .{ .NONBLOCK = true }, &connection.fd) != .SUCCESS) return null;
        return connection;
    }
};

pub const Connection = struct {
    fd: wasi.fd_t,

    /// How many bytes were there, 0 at the end; null where none are.
    pub fn readNow(connection: Connection, buffer: []u8) error{Gone}!?usize {
        var into = [_]wasi.iovec_t{.{ .base = buffer.ptr, .len = buffer.len }};
        var size: usize = 0;
        var flags: wasi.roflags_t = 0;
        return switch (wasi.sock_recv(connection.fd, &into, 1, 0, &size, &flags)) {
            .SUCCESS => size,
            .AGAIN => null,
            else => error.Gone,
        };
    }

    /// How many bytes came, 0 at the end; waits for them.
    pub fn read(connection: Connection, buffer: []u8) error{Gone}!usize {
        while (true) return try connection.readNow(buffer) orelse {
            waitForAny(&.{connection.fd}, 5);
            continue;
        };
    }

    pub fn writeAll(connection: Connection, bytes: []const u8) error{Gone}!void {
        var rest = bytes;
        while (rest.len > 0) {
            const from = [_]wasi.ciovec_t{.{ .base = rest.ptr, .len = rest.len }};
            var size: usize = 0;
            switch (wasi.sock_send(connection.fd, &from, 1, 0, &size)) {
                .SUCCESS => rest = rest[size..],
                .AGAIN => waitForAny(&.{}, 1),
                else => return error.Gone,
            }
        }
    }

    /// Ends both sides.
    pub fn close(connection: Connection) void {
        _ = wasi.sock_shutdown(connection.fd, .{ .RD = true, .WR = true });
        _ = wasi.fd_close(connection.fd);
    }
};

pub const most_waited_for = 31;

/// Waits until one of the descriptors is ready, or so many milliseconds; an engine that cannot tell says all are.
pub fn waitForAny(descriptors: []const wasi.fd_t, milliseconds: u64) void {
    var wanted: [most_waited_for + 1]wasi.subscription_t = undefined;
    var events: [most_waited_for + 1]wasi.event_t = undefined;
    const count = @min(descriptors.len, most_waited_for);
    for (descriptors[0..count], wanted[0..count]) |fd, *one|
        one.* = .{ .userdata = 0, .u = .{ .tag = .FD_READ, .u = .{ .fd_read = .{ .fd = fd } } } };
    wanted[count] = .{ .userdata = 0, .u = .{ .tag = .CLOCK, .u = .{
        .clock = .{ .id = .MONOTONIC, .timeout = milliseconds * std.time.ns_per_ms, .precision = 0, .flags = 0 },
    } } };
    var ready: usize = 0;
    _ = wasi.poll_oneoff(&wanted[0], &events[0], count + 1, &ready);
}
