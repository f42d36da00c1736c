//! A server of lines for many clients: one thread, non-blocking sockets.
const std = @import("std");
const sockets = @import("sockets.zig");
const Allocator = std.mem.Allocator;

pub const Client = struct {
    connection: sockets.Connection,
    leaving: bool = false,
    length: usize = 0,
    input: [1024]u8 = undefined,
};

pub const Server = struct {
    gpa: Allocator,
    listener: sockets.Listener,
    /// How many connections are still to come.
    awaited: usize,
    stopping: bool = false,
    /// Everybody who is there, in the order of coming.
    clients: std.ArrayList(*Client) = .empty,

    /// Serves so many connections at the listener of that name.
    pub fn init(gpa: Allocator, environment: *const std.process.Environ.Map, name: []const u8, connections: usize) !Server {
        return .{ .gpa = gpa, .listener = try .named(environment, name), .awaited = connections };
    }

    /// Serves until it is stopped or all connections have come and gone; `protocol` has came, line and left.
    pub fn serve(server: *Server, protocol: anytype) !void {
        while (!server.stopping and (server.awaited > 0 or server.clients.items.len > 0)) {
            if (server.awaited > 0) {
                if (server.listener.acceptNow()) |connection| try protocol.came(try server.welcome(connection));
            }
            for (server.clients.items) |client| try server.receive(client, protocol);
            var at = server.clients.items.len;
            while (at > 0 and !server.stopping) {
                at -= 1;
                if (server.clients.items[at].leaving) try server.hangUp(at, protocol);
            }
            server.wait();
        }
        for (server.clients.items) |client| client.connection.close();
    }

    /// Sends to whoever is still there.
    pub fn say(server: *Server, client: *Client, comptime format: []const u8, values: anytype) !void {
        const text = try std.fmt.allocPrint(server.gpa, format, values);
        defer server.gpa.free(text);
        if (client.leaving) return;
        client.connection.writeAll(text) catch {
            client.leaving = true;
        };
    }

    fn welcome(server: *Server, connection: sockets.Connection) !*Client {
        const client = try server.gpa.create(Client);
        client.* = .{ .connection = connection };
        try server.clients.append(server.gpa, client);
        server.awaited -= 1;
        return client;
    }

    fn receive(server: *Server, client: *Client, protocol: anytype) !void {
        const size = client.connection.readNow(client.input[client.length..]) catch 0 orelse return;
        if (size == 0) client.leaving = true;
        client.length += size;
        while (std.mem.findScalar(u8, client.input[0..client.length], '\n')) |end| {
            if (client.leaving or server.stopping) break;
            try protocol.line(client, client.input[0..end]);
            const rest = client.input[end + 1 .. client.length];
            @memmove(client.input[0..rest.len], rest);
            client.length = rest.len;
        }
        if (client.length == client.input.len) client.leaving = true;
    }

    fn hangUp(server: *Server, at: usize, protocol: anytype) !void {
        const client = server.clients.orderedRemove(at);
        defer server.gpa.destroy(client);
        client.connection.close();
        try protocol.left(client);
    }

    fn wait(server: *Server) void {
        var descriptors: [sockets.most_waited_for]std.os.wasi.fd_t = undefined;
        descriptors[0] = server.listener.fd;
        const clients = server.clients.items[0..@min(server.clients.items.len, descriptors.len - 1)];
        for (clients, descriptors[1..][0..clients.len]) |client, *fd| fd.* = client.connection.fd;
        sockets.waitForAny(descriptors[0 .. 1 + clients.len], 2);
    }
};
