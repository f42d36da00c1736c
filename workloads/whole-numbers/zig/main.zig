const std = @import("std");

const Operator = enum { @"+", @"-", @"*", @"/", @"%", @"&", @"|", @"^", @"<<", @">>" };

fn compute(left: i32, operator: Operator, right: i32) ?i32 {
    const shift: u5 = @truncate(@as(u32, @bitCast(right)));
    return switch (operator) {
        .@"+" => left +% right,
        .@"-" => left -% right,
        .@"*" => left *% right,
        .@"/" => if (right == 0) null else if (right == -1) -%left else @divTrunc(left, right),
        .@"%" => if (right == 0) null else if (right == -1) 0 else @rem(left, right),
        .@"&" => left & right,
        .@"|" => left | right,
        .@"^" => left ^ right,
        .@"<<" => left << shift,
        .@">>" => left >> shift,
    };
}

pub fn main(init: std.process.Init) !void {
    var in_buffer: [4096]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &out_buffer);
    const out = &stdout.interface;
    while (try stdin.interface.takeDelimiter('\n')) |line| {
        var words = std.mem.splitScalar(u8, line, ' ');
        const left = try std.fmt.parseInt(i32, words.first(), 10);
        const operator = std.meta.stringToEnum(Operator, words.next() orelse "") orelse return error.NoOperator;
        const right = try std.fmt.parseInt(i32, words.rest(), 10);
        if (compute(left, operator, right)) |result| {
            try out.print("{d} {x:0>8}\n", .{ result, @as(u32, @bitCast(result)) });
        } else {
            try out.writeAll("undefined\n");
        }
    }
    try out.flush();
}
