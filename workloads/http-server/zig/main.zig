//! A server of files: one thread, several connections.
const std = @import("std");
const http = @import("http.zig");
const sockets = @import("sockets.zig");

const most_clients = 30;

const Client = struct {
    connection: sockets.Connection,
    bytes: [http.most_head + 1]u8 = undefined,
    size: usize = 0,

    /// Takes what has come and answers what is whole; false once the connection is at its end.
    fn serve(client: *Client, site: http.Site) !bool {
        while (true) {
            const size = try client.connection.readNow(client.bytes[client.size..]) orelse return true;
            if (size == 0) return false;
            client.size += size;
            if (!try client.process(site)) return false;
        }
    }

    fn process(client: *Client, site: http.Site) !bool {
        while (true) {
            const reach = client.bytes[0..@min(client.size, http.most_head)];
            const keep = if (std.mem.find(u8, reach, "\r\n\r\n")) |end| kept: {
                const keep = try http.answer(site, reach[0 .. end + 4], client.connection);
                const rest = client.bytes[end + 4 .. client.size];
                @memmove(client.bytes[0..rest.len], rest);
                client.size = rest.len;
                break :kept keep;
            } else if (client.size > http.most_head) try http.refuse(.head_too_large, client.connection) else return true;
            if (!keep) return false;
        }
    }
};

// Not std.process.Init: that looks for preopened directories, and fails where wazero has put a listener.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    const arguments = try init.args.toSlice(gpa);
    const environment = try init.environ.createMap(gpa);
    var threaded: std.Io.Threaded = .init(gpa, .{});
    var coming = try std.fmt.parseInt(usize, arguments[1], 10);
    const listener: sockets.Listener = try .named(&environment, "http");
    const site: http.Site = .{ .dir = try sockets.directoryNamed(&environment, "/site"), .io = threaded.io() };
    var clients: std.ArrayList(*Client) = .empty;
    while (coming > 0 or clients.items.len > 0) {
        if (coming > 0 and clients.items.len < most_clients) {
            if (listener.acceptNow()) |connection| {
                const client = try gpa.create(Client);
                client.* = .{ .connection = connection };
                try clients.append(gpa, client);
                coming -= 1;
                continue;
            }
        }
        var at = clients.items.len;
        while (at > 0) {
            at -= 1;
            const client = clients.items[at];
            if (client.serve(site) catch false) continue;
            client.connection.close();
            _ = clients.swapRemove(at);
            gpa.destroy(client);
        }
        var descriptors: [most_clients + 1]std.os.wasi.fd_t = undefined;
        for (clients.items, descriptors[0..clients.items.len]) |client, *fd| fd.* = client.connection.fd;
        descriptors[clients.items.len] = listener.fd;
        sockets.waitForAny(descriptors[0 .. clients.items.len + @intFromBool(coming > 0)], 5);
    }
}
