const std = @import("std");

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len < 2) std.process.fatal("the first argument is how many numbers", .{});
    const numbers = try init.gpa.alloc(u32, try std.fmt.parseInt(usize, args[1], 10));
    defer init.gpa.free(numbers);
    var next: u32 = 42;
    for (numbers) |*number| {
        next = next *% 1664525 +% 1013904223;
        number.* = next;
    }
    std.mem.sortUnstable(u32, numbers, {}, std.sort.asc(u32));
    var sum: u32 = 0;
    for (numbers, 1..) |number, at| sum +%= @as(u32, @intCast(at)) *% number;

    var buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{d} {d} {d}\n", .{ numbers[0], numbers[numbers.len - 1], sum });
    try stdout.interface.flush();
}
