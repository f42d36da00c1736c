//! A mail server: one thread, several connections.
const std = @import("std");
const mail = @import("session.zig");
const sockets = @import("sockets.zig");

const most_clients = 30;
const most_line = 1000;

const Client = struct {
    connection: sockets.Connection,
    session: mail.Session = .{},
    bytes: [most_line + 1]u8 = undefined,
    size: usize = 0,

    fn say(client: *Client, text: []const u8) !void {
        try client.connection.writeAll(text);
        try client.connection.writeAll("\r\n");
    }

    /// Takes what has come and answers it; false once the connection is at its end.
    fn serve(client: *Client, server: *mail.Server) !bool {
        while (true) {
            const size = try client.connection.readNow(client.bytes[client.size..]) orelse return true;
            if (size == 0) return false;
            client.size += size;
            if (!try client.process(server)) return false;
        }
    }

    fn process(client: *Client, server: *mail.Server) !bool {
        while (std.mem.find(u8, client.bytes[0..client.size], "\r\n")) |end| {
            var buffer: [1024]u8 = undefined;
            if (try client.session.take(server, client.bytes[0..end], &buffer)) |answer| {
                try client.say(answer.text);
                if (!answer.stays) return false;
            }
            const rest = client.bytes[end + 2 .. client.size];
            @memmove(client.bytes[0..rest.len], rest);
            client.size = rest.len;
        }
        if (client.size <= most_line) return true;
        try client.say("500 line too long");
        return false;
    }
};

// Not std.process.Init: that looks for preopened directories, and fails where wazero has put a listener.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    const arguments = try init.args.toSlice(gpa);
    const environment = try init.environ.createMap(gpa);
    var threaded: std.Io.Threaded = .init(gpa, .{});
    const dir = try sockets.directoryNamed(&environment, "/mail");
    var server: mail.Server = .{ .host = arguments[1], .dir = dir, .io = threaded.io(), .gpa = gpa };
    const greeting = try std.fmt.allocPrint(gpa, "220 {s} ESMTP", .{server.host});
    const listener: sockets.Listener = try .named(&environment, "smtp");
    var coming = try std.fmt.parseInt(usize, arguments[2], 10);
    var clients: std.ArrayList(*Client) = .empty;
    while (coming > 0 or clients.items.len > 0) {
        if (coming > 0 and clients.items.len < most_clients) {
            if (listener.acceptNow()) |connection| {
                const client = try gpa.create(Client);
                client.* = .{ .connection = connection };
                client.say(greeting) catch {};
                try clients.append(gpa, client);
                coming -= 1;
            }
        }
        var at = clients.items.len;
        while (at > 0) {
            at -= 1;
            const client = clients.items[at];
            if (client.serve(&server) catch false) continue;
            client.connection.close();
            client.session.deinit(gpa);
            gpa.destroy(client);
            _ = clients.swapRemove(at);
        }
        var descriptors: [most_clients + 1]std.os.wasi.fd_t = undefined;
        for (clients.items, descriptors[0..clients.items.len]) |client, *fd| fd.* = client.connection.fd;
        descriptors[clients.items.len] = listener.fd;
        sockets.waitForAny(descriptors[0 .. clients.items.len + @intFromBool(coming > 0)], 5);
    }
}
