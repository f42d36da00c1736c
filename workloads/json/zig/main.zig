const std = @import("std");
const Allocator = std.mem.Allocator;
const Io = std.Io;
const Value = std.json.Value;

const usage = "usage: main print | get POINTER | set POINTER JSON | remove POINTER";

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    const args = (try init.minimal.args.toSlice(arena))[1..];
    var in_buffer: [4096]u8 = undefined;
    var stdin = Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &out_buffer);

    const input = try stdin.interface.allocRemaining(arena, .unlimited);
    const value = run(arena, args, input) catch |err| std.process.fatal("{t}; " ++ usage, .{err});
    var stringify: std.json.Stringify = .{ .writer = &stdout.interface };
    try write(arena, value, &stringify);
    try stdout.interface.writeByte('\n');
    try stdout.interface.flush();
}

fn run(arena: Allocator, args: []const [:0]const u8, input: []const u8) !Value {
    var document = try parse(arena, input);
    if (is(args, "print", 1)) return document;
    if (is(args, "get", 2)) return (try locate(arena, &document, args[1])).*;
    if (is(args, "set", 3)) {
        try set(arena, &document, args[1], try parse(arena, args[2]));
    } else if (is(args, "remove", 2)) {
        try remove(arena, &document, args[1]);
    } else return error.WrongArguments;
    return document;
}

fn is(args: []const [:0]const u8, what: []const u8, count: usize) bool {
    return args.len == count and std.mem.eql(u8, args[0], what);
}

fn parse(arena: Allocator, text: []const u8) !Value {
    return std.json.parseFromSliceLeaky(Value, arena, text, .{ .duplicate_field_behavior = .use_last });
}

fn unescape(arena: Allocator, part: []const u8) ![]const u8 {
    const slashes = try std.mem.replaceOwned(u8, arena, part, "~1", "/");
    return std.mem.replaceOwned(u8, arena, slashes, "~0", "~");
}

fn index(part: []const u8, length: usize) !usize {
    if (part.len > 1 and part[0] == '0') return error.NotThere;
    for (part) |digit| if (!std.ascii.isDigit(digit)) return error.NotThere;
    const at = std.fmt.parseInt(usize, part, 10) catch return error.NotThere;
    return if (at < length) at else error.NotThere;
}

fn child(holder: *Value, part: []const u8) !*Value {
    return switch (holder.*) {
        .object => |*members| members.getPtr(part) orelse error.NotThere,
        .array => |*elements| &elements.items[try index(part, elements.items.len)],
        else => error.NotThere,
    };
}

fn locate(arena: Allocator, document: *Value, pointer: []const u8) !*Value {
    if (pointer.len == 0) return document;
    if (pointer[0] != '/') return error.NotThere;
    var value = document;
    var parts = std.mem.splitScalar(u8, pointer[1..], '/');
    while (parts.next()) |part| value = try child(value, try unescape(arena, part));
    return value;
}

/// What holds the value that a pointer names, and the pointer's last part.
fn holderOf(arena: Allocator, document: *Value, pointer: []const u8) !struct { *Value, []const u8 } {
    const at = std.mem.lastIndexOfScalar(u8, pointer, '/') orelse return error.NotThere;
    return .{ try locate(arena, document, pointer[0..at]), try unescape(arena, pointer[at + 1 ..]) };
}

fn set(arena: Allocator, document: *Value, pointer: []const u8, value: Value) !void {
    if (pointer.len == 0) {
        document.* = value;
        return;
    }
    const holder, const last = try holderOf(arena, document, pointer);
    switch (holder.*) {
        .object => |*members| try members.put(arena, last, value),
        .array => |*elements| if (std.mem.eql(u8, last, "-"))
            try elements.append(value)
        else {
            elements.items[try index(last, elements.items.len)] = value;
        },
        else => return error.NotThere,
    }
}

fn remove(arena: Allocator, document: *Value, pointer: []const u8) !void {
    const holder, const last = try holderOf(arena, document, pointer);
    switch (holder.*) {
        .object => |*members| if (!members.orderedRemove(last)) return error.NotThere,
        .array => |*elements| _ = elements.orderedRemove(try index(last, elements.items.len)),
        else => return error.NotThere,
    }
}

fn lessThan(_: void, left: []const u8, right: []const u8) bool {
    return std.mem.lessThan(u8, left, right);
}

fn write(arena: Allocator, value: Value, out: *std.json.Stringify) !void {
    switch (value) {
        .object => |members| {
            const names = try arena.dupe([]const u8, members.keys());
            std.mem.sort([]const u8, names, {}, lessThan);
            try out.beginObject();
            for (names) |name| {
                try out.objectField(name);
                try write(arena, members.get(name).?, out);
            }
            try out.endObject();
        },
        .array => |elements| {
            try out.beginArray();
            for (elements.items) |element| try write(arena, element, out);
            try out.endArray();
        },
        else => try out.write(value),
    }
}
