//! The one open file, and files read piece by piece.
const std = @import("std");
const operations = @import("operations.zig");
const File = std.Io.File;
const Operands = operations.Operands;
const Work = operations.Work;

const Held = struct { file: File, position: u64 = 0 };

var current: ?Held = null;

fn opened() !*Held {
    if (current) |*own| return own;
    return error.NotOpenForReading;
}

fn openFor(work: Work, path: []const u8, mode: std.Io.Dir.OpenFileOptions.Mode) !File {
    const place = try work.place(path);
    return place.dir.openFile(work.io, place.path, .{ .mode = mode });
}

pub fn open(work: Work, operands: Operands) !void {
    const reads = std.mem.eql(u8, operands[1], "read");
    current = .{ .file = try openFor(work, operands[0], if (reads) .read_only else .write_only) };
    try work.done();
}

pub fn close(work: Work, _: Operands) !void {
    (try opened()).file.close(work.io);
    current = null;
    try work.done();
}

pub fn seek(work: Work, operands: Operands) !void {
    const own = try opened();
    const from: u64 = if (std.mem.eql(u8, operands[0], "start")) 0 else if (std.mem.eql(u8, operands[0], "end")) try own.file.length(work.io) else own.position;
    const to = @as(i64, @intCast(from)) + try operations.number(operands[1]);
    if (to < 0) return error.InvalidPosition;
    own.position = @intCast(to);
    try work.count(own.position);
}

pub fn tell(work: Work, _: Operands) !void {
    try work.count((try opened()).position);
}

pub fn get(work: Work, operands: Operands) !void {
    const own = try opened();
    const buffer = try work.arena.alloc(u8, @intCast(try operations.number(operands[0])));
    const size = try own.file.readPositionalAll(work.io, buffer, own.position);
    own.position += size;
    try work.bytes(buffer[0..size]);
}

pub fn put(work: Work, operands: Operands) !void {
    const own = try opened();
    try own.file.writePositionalAll(work.io, operands[0], own.position);
    own.position += operands[0].len;
    try work.count(operands[0].len);
}

pub fn chunks(work: Work, operands: Operands) !void {
    const file = try openFor(work, operands[0], .read_only);
    defer file.close(work.io);
    const buffer = try work.arena.alloc(u8, @intCast(try operations.number(operands[1])));
    var all: u64 = 0;
    var sum = operations.first_hash;
    while (true) {
        const size = try file.readPositionalAll(work.io, buffer, all);
        if (size == 0) break;
        all += size;
        sum = operations.hash(sum, buffer[0..size]);
    }
    try work.out.print(" {d} fnv={x:0>8}", .{ all, sum });
}

pub fn lines(work: Work, operands: Operands) !void {
    const file = try openFor(work, operands[0], .read_only);
    defer file.close(work.io);
    var buffer: [65536]u8 = undefined;
    var reader = file.reader(work.io, &buffer);
    var count: u64 = 0;
    var longest: usize = 0;
    var sum = operations.first_hash;
    while (try reader.interface.takeDelimiter('\n')) |line| : (count += 1) {
        longest = @max(longest, line.len);
        sum = operations.hash(operations.hash(sum, line), "\n");
    }
    try work.out.print(" {d} longest={d} fnv={x:0>8}", .{ count, longest, sum });
}
