const std = @import("std");

const piece = 16;

pub fn main(init: std.process.Init) !void {
    const io = init.io;
    var chunk: [4096]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(io, &chunk);
    const bytes = try stdin.interface.allocRemaining(init.gpa, .unlimited);
    defer init.gpa.free(bytes);
    // Without a buffer, each call is one of the system's.
    var stdout = std.Io.File.stdout().writerStreaming(io, &.{});
    var at: usize = 0;
    while (at < bytes.len) : (at += piece) {
        try stdout.interface.writeAll(bytes[at..@min(at + piece, bytes.len)]);
    }
}
