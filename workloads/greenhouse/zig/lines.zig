//! A server of lines for many clients: one thread, non-blocking sockets, a short sleep when nothing came.
const std = @import("std");
const wasi = std.os.wasi;
const Allocator = std.mem.Allocator;

pub const Client = struct {
    fd: wasi.fd_t,
    leaving: bool = false,
    length: usize = 0,
    input: [1024]u8 = undefined,
};

pub const Server = struct {
    io: std.Io,
    gpa: Allocator,
    listener: wasi.fd_t,
    /// How many connections are still to come.
    awaited: usize,
    stopping: bool = false,
    /// Everybody who is there, in the order of coming.
    clients: std.ArrayList(*Client) = .empty,

    /// The listener is open already: FD_NAMES tells which descriptor it is.
    pub fn init(io: std.Io, gpa: Allocator, names: []const u8, name: []const u8, connections: usize) !Server {
        const listener = descriptor(names, name) orelse return error.NoListener;
        if (wasi.fd_fdstat_set_flags(listener, .{ .NONBLOCK = true }) != .SUCCESS) return error.Socket;
        return .{ .io = io, .gpa = gpa, .listener = listener, .awaited = connections };
    }

    /// Serves until it is stopped or all connections have come and gone; `protocol` has came, line and left.
    pub fn serve(server: *Server, protocol: anytype) !void {
        while (!server.stopping and (server.awaited > 0 or server.clients.items.len > 0)) {
            var idle = true;
            if (try server.accept()) |client| {
                idle = false;
                try protocol.came(client);
            }
            for (server.clients.items) |client| {
                if (try server.receive(client, protocol)) idle = false;
            }
            var at = server.clients.items.len;
            while (at > 0 and !server.stopping) {
                at -= 1;
                if (server.clients.items[at].leaving) try server.hangUp(at, protocol);
            }
            if (idle) try server.pause();
        }
        for (server.clients.items) |client| close(client.fd);
    }

    /// Sends to whoever is still there.
    pub fn say(server: *Server, client: *Client, comptime format: []const u8, values: anytype) !void {
        const text = try std.fmt.allocPrint(server.gpa, format, values);
        defer server.gpa.free(text);
        var rest: []const u8 = text;
        while (rest.len > 0 and !client.leaving) {
            const from = [_]wasi.ciovec_t{.{ .base = rest.ptr, .len = rest.len }};
            var sent: usize = 0;
            switch (wasi.sock_send(client.fd, &from, from.len, 0, &sent)) {
                .SUCCESS => rest = rest[sent..],
                .AGAIN => try server.pause(),
                else => client.leaving = true,
            }
        }
    }

    fn accept(server: *Server) !?*Client {
        if (server.awaited == 0) return null;
        var fd: wasi.fd_t = undefined;
        switch (wasi.sock_accept(server.listener, .{ .NONBLOCK = true }, &fd)) {
            .SUCCESS => {},
            .AGAIN => return null,
            else => return error.Socket,
        }
        const client = try server.gpa.create(Client);
        client.* = .{ .fd = fd };
        try server.clients.append(server.gpa, client);
        server.awaited -= 1;
        return client;
    }

    /// Whether something came, or the client left.
    fn receive(server: *Server, client: *Client, protocol: anytype) !bool {
        const room = client.input[client.length..];
        var into = [_]wasi.iovec_t{.{ .base = room.ptr, .len = room.len }};
        var size: usize = 0;
        var flags: wasi.roflags_t = undefined;
        const errno = wasi.sock_recv(client.fd, &into, into.len, 0, &size, &flags);
        if (errno == .AGAIN) return false;
        if (errno != .SUCCESS or size == 0) client.leaving = true;
        client.length += size;
        while (std.mem.findScalar(u8, client.input[0..client.length], '\n')) |end| {
            if (client.leaving or server.stopping) break;
            try protocol.line(client, client.input[0..end]);
            const rest = client.input[end + 1 .. client.length];
            @memmove(client.input[0..rest.len], rest);
            client.length = rest.len;
        }
        if (client.length == client.input.len) client.leaving = true;
        return true;
    }

    fn hangUp(server: *Server, at: usize, protocol: anytype) !void {
        const client = server.clients.orderedRemove(at);
        defer server.gpa.destroy(client);
        close(client.fd);
        try protocol.left(client);
    }

    fn pause(server: *Server) !void {
        try server.io.sleep(.fromMilliseconds(2), .awake);
    }
};

/// The descriptor that FD_NAMES calls so.
pub fn descriptor(names: []const u8, name: []const u8) ?wasi.fd_t {
    var own = std.mem.splitScalar(u8, names, ':');
    var fd: wasi.fd_t = 0;
    while (own.next()) |candidate| : (fd += 1) {
        if (std.mem.eql(u8, candidate, name)) return fd;
    }
    return null;
}

fn close(fd: wasi.fd_t) void {
    _ = wasi.sock_shutdown(fd, .{ .RD = true, .WR = true });
    _ = wasi.fd_close(fd);
}
