//! Operations on files by std.Io; docs/file-operations.md says what each does and prints.
const std = @import("std");
const folders = @import("folders.zig");
const held = @import("held.zig");
const whole = @import("whole.zig");
const Io = std.Io;

/// What operations work with. `out` takes the results of one, each with a blank before.
pub const Work = struct {
    io: Io,
    arena: std.mem.Allocator,
    preopens: std.process.Preopens,
    out: *Io.Writer,

    pub const Place = struct { dir: Io.Dir, path: []const u8 };

    /// The preopened directory with the longest name that the path below /data lies in, and the path from there.
    pub fn place(work: Work, path: []const u8) !Place {
        const full = try std.fmt.allocPrint(work.arena, "/data/{s}", .{path});
        if (work.preopens.get(full)) |found| return .{ .dir = found.dir, .path = "." };
        var end = full.len;
        while (std.mem.lastIndexOfScalar(u8, full[0..end], '/')) |slash| : (end = slash) {
            if (slash == 0) break;
            const found = work.preopens.get(full[0..slash]) orelse continue;
            return .{ .dir = found.dir, .path = full[slash + 1 ..] };
        }
        return error.NoPreopenedDirectory;
    }

    pub fn done(work: Work) !void {
        try work.out.writeAll(" done");
    }

    pub fn count(work: Work, total: u64) !void {
        try work.out.print(" {d}", .{total});
    }

    /// A count, and the bytes themselves or the hash of more than 64.
    pub fn bytes(work: Work, text: []const u8) !void {
        try work.count(text.len);
        if (text.len > 64) {
            try work.out.print(" fnv={x:0>8}", .{hash(first_hash, text)});
        } else if (text.len > 0) {
            try work.out.writeByte(' ');
            try work.letters(text);
        }
    }

    pub fn letters(work: Work, text: []const u8) !void {
        for (text) |byte| {
            if (byte > ' ' and byte < 127 and byte != '%') try work.out.writeByte(byte) else try work.out.print("%{X:0>2}", .{byte});
        }
    }
};

pub const first_hash: u32 = 2166136261;

pub fn hash(from: u32, text: []const u8) u32 {
    var sum = from;
    for (text) |byte| sum = (sum ^ byte) *% 16777619;
    return sum;
}

pub fn number(text: []const u8) !i64 {
    return std.fmt.parseInt(i64, text, 10);
}

pub const Operands = []const []const u8;

const Operation = struct { []const u8, usize, *const fn (Work, Operands) anyerror!void };

const operations = [_]Operation{
    .{ "append", 2, whole.append },   .{ "chunks", 2, held.chunks },      .{ "clear", 1, folders.clear }, .{ "close", 0, held.close },
    .{ "create", 1, whole.create },   .{ "crowd", 2, folders.crowd },     .{ "fill", 2, whole.fill },     .{ "get", 1, held.get },
    .{ "lines", 1, held.lines },      .{ "link", 2, whole.link },         .{ "list", 1, folders.list },   .{ "lstat", 1, whole.lstat },
    .{ "mkdir", 1, folders.make },    .{ "open", 2, held.open },          .{ "patch", 3, whole.patch },   .{ "put", 1, held.put },
    .{ "read", 1, whole.read },       .{ "readlink", 1, whole.readLink }, .{ "remove", 1, whole.remove }, .{ "rename", 2, whole.rename },
    .{ "resize", 2, whole.resize },   .{ "rmdir", 1, folders.remove },    .{ "seek", 2, held.seek },      .{ "stat", 1, whole.stat },
    .{ "symlink", 2, whole.symlink }, .{ "sweep", 1, folders.sweep },     .{ "tell", 0, held.tell },      .{ "times", 1, whole.times },
    .{ "touch", 3, whole.touch },     .{ "write", 2, whole.write },
};

fn wordOf(err: anyerror) ?[]const u8 {
    return switch (err) {
        error.FileNotFound => "missing",
        error.PathAlreadyExists => "exists",
        error.IsDir => "is-directory",
        error.NotDir => "not-directory",
        error.DirNotEmpty => "not-empty",
        error.NotLink, error.InvalidPosition => "invalid",
        error.SymLinkLoop => "loop",
        error.NameTooLong => "too-long",
        // That is what preview 1's notcapable becomes.
        error.AccessDenied, error.NotOpenForReading, error.NotOpenForWriting => "bad-descriptor",
        else => null,
    };
}

fn find(name: []const u8) ?Operation {
    for (operations) |operation| if (std.mem.eql(u8, operation[0], name)) return operation;
    return null;
}

pub fn perform(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    var buffer: [4096]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;
    const work: Work = .{ .io = init.io, .arena = arena, .preopens = init.preopens, .out = out };
    for ((try init.minimal.args.toSlice(arena))[1..]) |argument| {
        var words: std.ArrayList([]const u8) = .empty;
        var each = std.mem.splitScalar(u8, argument, ' ');
        while (each.next()) |word| try words.append(arena, word);
        const operation = find(words.items[0]);
        if (operation == null or operation.?[1] != words.items.len - 1) {
            try out.flush();
            std.debug.print("cannot read: {s}\n", .{argument});
            std.process.exit(2);
        }
        try out.writeAll(words.items[0]);
        operation.?[2](work, words.items[1..]) catch |err| {
            if (wordOf(err)) |word| try out.print(" {s}", .{word}) else try out.print(" other: {t}", .{err});
        };
        try out.writeByte('\n');
    }
    try out.flush();
}
