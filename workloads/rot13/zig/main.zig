//! A ROT13 server for many clients: one thread, non-blocking sockets.
const std = @import("std");
const sockets = @import("sockets.zig");

fn rotate(byte: u8) u8 {
    const first: u8 = switch (byte) {
        'a'...'z' => 'a',
        'A'...'Z' => 'A',
        else => return byte,
    };
    return first + (byte - first + 13) % 26;
}

/// Answers what has come; false when the client is done.
fn serve(client: sockets.Connection) !bool {
    var buffer: [16384]u8 = undefined;
    const size = try client.readNow(&buffer) orelse return true;
    for (buffer[0..size]) |*byte| byte.* = rotate(byte.*);
    try client.writeAll(buffer[0..size]);
    return size > 0;
}

// Not the whole of std.process.Init: that takes each descriptor for a directory, and what a socket answers it is not prepared for.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    const args = try init.args.toSlice(gpa);
    const environ = try init.environ.createMap(gpa);
    const listener: sockets.Listener = try .named(&environ, "rot13");
    var left = if (args.len > 1) try std.fmt.parseInt(usize, args[1], 10) else 1;
    var waited_for: [sockets.most_waited_for]std.os.wasi.fd_t = undefined;
    waited_for[0] = listener.fd;
    var count: usize = 1;
    while (left > 0 or count > 1) {
        sockets.waitForAny(waited_for[0..count], 2);
        if (left > 0 and count < waited_for.len) if (listener.acceptNow()) |client| {
            waited_for[count] = client.fd;
            count += 1;
            left -= 1;
        };
        var at = count;
        while (at > 1) {
            at -= 1;
            const client: sockets.Connection = .{ .fd = waited_for[at] };
            if (serve(client) catch false) continue;
            client.close();
            count -= 1;
            waited_for[at] = waited_for[count];
        }
    }
}
