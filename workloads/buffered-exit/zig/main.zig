// The writer has a buffer, and the program flushes it.
const std = @import("std");
const Io = std.Io;

fn leaveFrom(level: u32, out: *Io.Writer, status: u8) Io.Writer.Error!u32 {
    if (level == 0) {
        try out.flush();
        std.process.exit(status);
    }
    return try leaveFrom(level - 1, out, status) + 1;
}

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len != 2) std.process.fatal("return, deep, failure or both", .{});
    const how = args[1];
    var buffer: [4096]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;
    var bytes: [1000]u8 = undefined;
    var stdin = Io.File.stdin().readerStreaming(init.io, &.{});
    while (true) {
        const size = try stdin.interface.readSliceShort(&bytes);
        try out.writeAll(bytes[0..size]);
        if (std.mem.eql(u8, how, "both")) try Io.File.stderr().writeStreamingAll(init.io, bytes[0..size]);
        if (size < bytes.len) break;
    }
    if (std.mem.eql(u8, how, "deep")) _ = try leaveFrom(100, out, 0);
    if (std.mem.eql(u8, how, "failure")) _ = try leaveFrom(100, out, 1);
    try out.flush();
}
