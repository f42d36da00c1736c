//! A logging service: lines in by level and source, files in /logs.
const std = @import("std");
const lines = @import("lines.zig");
const sockets = @import("sockets.zig");
const Client = lines.Client;

const Level = enum { debug, info, warn, @"error" };

const Logging = struct {
    server: *lines.Server,
    io: std.Io,
    logs: std.Io.Dir,
    least: Level,
    stored: std.EnumArray(Level, usize) = .initFill(0),

    pub fn came(_: *Logging, _: *Client) !void {}

    pub fn left(_: *Logging, _: *Client) !void {}

    pub fn line(logging: *Logging, client: *Client, text: []const u8) !void {
        logging.answer(client, text) catch |err| switch (err) {
            error.NoRequest => try logging.server.say(client, "error\n", .{}),
            else => return err,
        };
    }

    fn answer(logging: *Logging, client: *Client, text: []const u8) !void {
        if (std.mem.eql(u8, text, "stop")) {
            try logging.server.say(client, "stopped {d}\n", .{logging.storedFrom(.debug)});
            logging.server.stopping = true;
        } else if (std.mem.cutPrefix(u8, text, "count ")) |word| {
            try logging.server.say(client, "{d}\n", .{logging.storedFrom(try levelOf(word))});
        } else if (std.mem.cutPrefix(u8, text, "tail ")) |rest| {
            try logging.tail(client, rest);
        } else if (std.mem.cutPrefix(u8, text, "log ")) |rest| {
            try logging.store(client, rest);
        } else return error.NoRequest;
    }

    fn store(logging: *Logging, client: *Client, request: []const u8) !void {
        const word, const rest = std.mem.cutScalar(u8, request, ' ') orelse return error.NoRequest;
        const source, const text = std.mem.cutScalar(u8, rest, ' ') orelse return error.NoRequest;
        const level = try levelOf(word);
        var path: [64]u8 = undefined;
        const name = try fileOf(&path, source);
        if (text.len == 0) return error.NoRequest;
        if (@backingInt(level) < @backingInt(logging.least)) return logging.server.say(client, "skipped\n", .{});
        const io = logging.io;
        const number = logging.storedFrom(.debug) + 1;
        const stored = try std.fmt.allocPrint(logging.server.gpa, "{d} {t} {s}\n", .{ number, level, text });
        defer logging.server.gpa.free(stored);
        const file = try logging.logs.createFile(io, name, .{ .truncate = false, .read = true });
        defer file.close(io);
        try file.writePositionalAll(io, stored, try file.length(io));
        logging.stored.getPtr(level).* += 1;
        try logging.server.say(client, "stored {d}\n", .{number});
    }

    fn tail(logging: *Logging, client: *Client, request: []const u8) !void {
        const source, const word = std.mem.cutScalar(u8, request, ' ') orelse return error.NoRequest;
        for (word) |digit| if (!std.ascii.isDigit(digit)) return error.NoRequest;
        const count = std.fmt.parseInt(usize, word, 10) catch return error.NoRequest;
        if (count < 1 or count > 99 or word.len > 2) return error.NoRequest;
        var path: [64]u8 = undefined;
        const gpa = logging.server.gpa;
        const text = logging.logs.readFileAlloc(logging.io, try fileOf(&path, source), gpa, .unlimited) catch |err| switch (err) {
            error.FileNotFound => try gpa.dupe(u8, ""),
            else => return err,
        };
        defer gpa.free(text);
        try logging.server.say(client, "{s}.\n", .{lastLines(text, count)});
    }

    fn storedFrom(logging: *const Logging, least: Level) usize {
        var sum: usize = 0;
        for (std.enums.values(Level)) |level| {
            if (@backingInt(level) >= @backingInt(least)) sum += logging.stored.get(level);
        }
        return sum;
    }
};

fn lastLines(text: []const u8, count: usize) []const u8 {
    var start = text.len;
    for (0..count) |_| {
        if (start == 0) return text;
        start = if (std.mem.findScalarLast(u8, text[0 .. start - 1], '\n')) |end| end + 1 else 0;
    }
    return text[start..];
}

fn levelOf(word: []const u8) !Level {
    return std.meta.stringToEnum(Level, word) orelse error.NoRequest;
}

fn fileOf(buffer: []u8, source: []const u8) ![]const u8 {
    if (source.len < 1 or source.len > 32) return error.NoRequest;
    for (source) |letter| switch (letter) {
        'a'...'z', '0'...'9', '-' => {},
        else => return error.NoRequest,
    };
    return std.fmt.bufPrint(buffer, "{s}.log", .{source});
}

// Not the whole of std.process.Init: that takes each descriptor for a directory, and what a socket answers it is not prepared for.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    var threaded: std.Io.Threaded = .init(gpa, .{});
    const args = try init.args.toSlice(gpa);
    const environ = try init.environ.createMap(gpa);
    var server: lines.Server = try .init(gpa, &environ, "log", std.math.maxInt(usize));
    var logging: Logging = .{
        .server = &server,
        .io = threaded.io(),
        .logs = try sockets.directoryNamed(&environ, "/logs"),
        .least = if (args.len > 1) try levelOf(args[1]) else .debug,
    };
    try server.serve(&logging);
}
