const std = @import("std");

fn fill(numbers: []f64, next: *u32) void {
    for (numbers) |*number| {
        next.* = next.* *% 1664525 +% 1013904223;
        number.* = @floatFromInt(next.* >> 24);
    }
}

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    const args = try init.minimal.args.toSlice(arena);
    if (args.len < 2) std.process.fatal("the first argument is the matrices' size", .{});
    const n = try std.fmt.parseInt(usize, args[1], 10);
    const a = try arena.alloc(f64, n * n);
    const b = try arena.alloc(f64, n * n);
    const c = try arena.alloc(f64, n * n);
    var next: u32 = 42;
    fill(a, &next);
    fill(b, &next);
    @memset(c, 0);
    for (0..n) |i| {
        const to = c[i * n ..][0..n];
        for (a[i * n ..][0..n], 0..) |factor, k| {
            for (to, b[k * n ..][0..n]) |*sum, value| sum.* += factor * value;
        }
    }
    var sum: f64 = 0;
    for (c, 0..) |value, at| sum += @as(f64, @floatFromInt(1 + (at / n + 2 * (at % n)) % 7)) * value;

    var buffer: [128]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{d} {d} {d}\n", .{ c[0], c[n * n - 1], sum });
    try stdout.interface.flush();
}
