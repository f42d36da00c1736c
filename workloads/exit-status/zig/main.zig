const std = @import("std");

const Choice = enum { zero, @"return", one, @"error" };

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    const choice = if (args.len > 1) std.meta.stringToEnum(Choice, args[1]) else null;
    switch (choice orelse usage()) {
        .zero => std.process.exit(0),
        .@"return" => return,
        .one => {
            try std.Io.File.stdout().writeStreamingAll(init.io, "leaving\n");
            std.process.exit(1);
        },
        .@"error" => return error.Unhandled,
    }
}

fn usage() noreturn {
    std.debug.print("usage: main zero|return|one|error\n", .{});
    std.process.exit(2);
}
