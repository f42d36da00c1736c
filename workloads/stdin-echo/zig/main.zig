const std = @import("std");

const chunk_size = 64 * 1024;

pub fn main(init: std.process.Init) !void {
    var chunk: [chunk_size]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(init.io, &.{});
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &chunk);
    _ = try stdin.interface.streamRemaining(&stdout.interface);
    try stdout.interface.flush();
}
