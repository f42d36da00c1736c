const std = @import("std");

fn element(i: usize, j: usize) f64 {
    return 1.0 / @as(f64, @floatFromInt((i + j) * (i + j + 1) / 2 + i + 1));
}

fn multiply(in: []const f64, out: []f64) void {
    for (out, 0..) |*to, i| {
        var sum: f64 = 0;
        for (in, 0..) |value, j| sum += element(i, j) * value;
        to.* = sum;
    }
}

fn multiplyTransposed(in: []const f64, out: []f64) void {
    for (out, 0..) |*to, i| {
        var sum: f64 = 0;
        for (in, 0..) |value, j| sum += element(j, i) * value;
        to.* = sum;
    }
}

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    const args = try init.minimal.args.toSlice(arena);
    if (args.len < 2) std.process.fatal("the first argument is the matrix's size", .{});
    const n = try std.fmt.parseInt(usize, args[1], 10);
    const u = try arena.alloc(f64, n);
    const v = try arena.alloc(f64, n);
    const between = try arena.alloc(f64, n);
    @memset(u, 1);
    for (0..10) |_| {
        multiply(u, between);
        multiplyTransposed(between, v);
        multiply(v, between);
        multiplyTransposed(between, u);
    }
    var uv: f64 = 0;
    var vv: f64 = 0;
    for (u, v) |one, other| {
        uv += one * other;
        vv += other * other;
    }
    var buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{d:.9}\n", .{@sqrt(uv / vv)});
    try stdout.interface.flush();
}
