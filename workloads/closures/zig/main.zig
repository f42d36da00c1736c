const std = @import("std");

/// What a closure has captured, and its function.
const Counter = struct {
    step: u64,
    count: u64 = 0,

    fn next(counter: *Counter) u64 {
        counter.count += counter.step;
        return counter.count;
    }
};

const Linear = struct {
    i: u64,

    fn apply(linear: Linear, x: u64) u64 {
        return (31 * x + linear.i) % 1_000_003;
    }
};

const Times = struct {
    factor: u64,

    fn apply(times: Times, x: u64) !u64 {
        return x * times.factor;
    }
};

const Doubled = struct {
    allocator: std.mem.Allocator,

    fn apply(doubled: Doubled, x: u64) ![]const u8 {
        return std.fmt.allocPrint(doubled.allocator, "{d}-{d}", .{ x, x });
    }
};

fn Composed(comptime T: type, comptime F: type) type {
    return struct {
        functions: []const F,

        fn apply(composed: @This(), value: T) T {
            var result = value;
            for (composed.functions) |function| result = function.apply(result);
            return result;
        }
    };
}

fn transform(comptime T: type, comptime U: type, allocator: std.mem.Allocator, list: []const T, function: anytype) ![]U {
    const results = try allocator.alloc(U, list.len);
    for (list, results) |element, *result| result.* = try function.apply(element);
    return results;
}

pub fn main(init: std.process.Init) !void {
    const allocator = init.arena.allocator();
    const args = try init.minimal.args.toSlice(allocator);
    if (args.len < 2) std.process.fatal("the first argument is a whole number", .{});
    const n = try std.fmt.parseInt(usize, args[1], 10);
    var buffer: [1024]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;

    const numbers = try allocator.alloc(u64, n);
    const counters = try allocator.alloc(Counter, n);
    const functions = try allocator.alloc(Linear, n);
    for (numbers, counters, functions, 1..) |*number, *counter, *function, i| {
        number.* = i;
        counter.* = .{ .step = i };
        function.* = .{ .i = i };
    }

    var sum: u64 = 0;
    for (0..3) |_| {
        sum = 0;
        for (counters) |*counter| sum += counter.next();
    }
    try out.print("counters {d}\n", .{sum});
    const composed: Composed(u64, Linear) = .{ .functions = functions };
    try out.print("composed {d}\n", .{composed.apply(1)});

    const products = try transform(u64, u64, allocator, numbers, Times{ .factor = n });
    try out.writeAll("numbers");
    for (products) |product| try out.print(" {d}", .{product});
    try out.writeAll("\ntexts");
    for (try transform(u64, []const u8, allocator, products, Doubled{ .allocator = allocator })) |text| try out.print(" {s}", .{text});
    try out.writeAll("\n");
    try out.flush();
}
