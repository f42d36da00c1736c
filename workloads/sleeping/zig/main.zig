const std = @import("std");
const Io = std.Io;

const most_tries = 10;
const slack = 30 * std.time.ns_per_ms;
const reads = 20_000;

fn monotonic(io: Io) i96 {
    return Io.Clock.awake.now(io).nanoseconds;
}

/// The nanoseconds that passed.
fn sleepFor(io: Io, nanoseconds: i96) !i96 {
    const before = monotonic(io);
    try io.sleep(.fromNanoseconds(nanoseconds), .awake);
    return monotonic(io) - before;
}

fn sleepInTime(io: Io, wanted: i96) !bool {
    var passed: i96 = 0;
    for (0..most_tries) |_| {
        passed = try sleepFor(io, wanted);
        if (passed >= wanted and passed <= wanted + slack) return true;
    }
    std.debug.print("slept for {d} ns instead of {d}\n", .{ passed, wanted });
    return false;
}

fn readSteadily(io: Io) !?[]const u8 {
    const first = monotonic(io);
    var last = first;
    for (0..reads) |_| {
        const now = monotonic(io);
        if (now < last) {
            std.debug.print("back by {d} ns\n", .{last - now});
            return null;
        }
        last = now;
    }
    _ = try sleepFor(io, 2 * std.time.ns_per_ms);
    return if (monotonic(io) > first) "steady" else "stuck";
}

pub fn main(init: std.process.Init) !u8 {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len != 2) return 2;
    const told: ?[]const u8 = if (std.mem.eql(u8, args[1], "steady"))
        try readSteadily(init.io)
    else if (try sleepInTime(init.io, try std.fmt.parseInt(i96, args[1], 10) * std.time.ns_per_ms))
        "in time"
    else
        null;
    var buffer: [64]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{s}\n", .{told orelse return 1});
    try stdout.interface.flush();
    return 0;
}
