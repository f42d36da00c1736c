const std = @import("std");
const Io = std.Io;

pub fn main(init: std.process.Init) !void {
    var buffer: [64]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;

    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len == 2 and std.mem.eql(u8, args[1], "now")) {
        try out.print("{d}\n", .{Io.Timestamp.now(init.io, .real).toMilliseconds()});
    } else if (args.len == 3 and std.mem.eql(u8, args[1], "sleep")) {
        try sleepFor(init.io, .fromMilliseconds(try std.fmt.parseInt(i64, args[2], 10)));
        try out.writeAll("slept\n");
    } else {
        std.debug.print("usage: main now | sleep MILLISECONDS\n", .{});
        std.process.exit(2);
    }
    try out.flush();
}

fn sleepFor(io: Io, wanted: Io.Duration) !void {
    const before = Io.Timestamp.now(io, .awake);
    try io.sleep(wanted, .awake);
    const passed = before.durationTo(Io.Timestamp.now(io, .awake));
    if (passed.nanoseconds < wanted.nanoseconds) {
        std.debug.print("slept for {d} ns only\n", .{passed.nanoseconds});
        std.process.exit(1);
    }
}
