const std = @import("std");
const Writer = std.Io.Writer;

const StepError = error{ NoNumber, Odd };

fn half(text: []const u8) StepError!u32 {
    if (text.len == 0 or text.len > 9) return error.NoNumber;
    for (text) |char| if (!std.ascii.isDigit(char)) return error.NoNumber;
    const number = std.fmt.parseInt(u32, text, 10) catch return error.NoNumber;
    if (number % 2 == 1) return error.Odd;
    return number / 2;
}

fn step(out: *Writer, text: []const u8) (StepError || Writer.Error)!u32 {
    try out.print("open {s}\n", .{text});
    defer out.print("close {s}\n", .{text}) catch {};
    return half(text);
}

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;
    for (args[1..]) |text| {
        if (std.mem.eql(u8, text, "uncaught")) {
            try out.flush();
            return error.NothingCatchesThis;
        }
        if (step(out, text)) |result| {
            try out.print("half {d}\n", .{result});
        } else |err| switch (err) {
            error.NoNumber => try out.print("error: {s} is no number\n", .{text}),
            error.Odd => try out.print("error: {s} is odd\n", .{text}),
            else => return err,
        }
    }
    try out.writeAll("done\n");
    try out.flush();
}
