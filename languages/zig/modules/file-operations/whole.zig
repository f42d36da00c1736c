//! Operations on whole files, on names, types and times.
const std = @import("std");
const operations = @import("operations.zig");
const Operands = operations.Operands;
const File = std.Io.File;
const Work = operations.Work;

const near = 60 * std.time.ns_per_s;

pub fn createNew(work: Work, path: []const u8) !void {
    const place = try work.place(path);
    (try place.dir.createFile(work.io, place.path, .{ .exclusive = true })).close(work.io);
}

pub fn create(work: Work, operands: Operands) !void {
    try createNew(work, operands[0]);
    try work.done();
}

pub fn write(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    try place.dir.writeFile(work.io, .{ .sub_path = place.path, .data = operands[1] });
    try work.count(operands[1].len);
}

// std has no flag for it.
pub fn append(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    const file = try place.dir.createFile(work.io, place.path, .{ .truncate = false });
    defer file.close(work.io);
    try file.writePositionalAll(work.io, operands[1], try file.length(work.io));
    try work.count(operands[1].len);
}

pub fn patch(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    const file = try place.dir.openFile(work.io, place.path, .{ .mode = .write_only });
    defer file.close(work.io);
    try file.writePositionalAll(work.io, operands[2], @intCast(try operations.number(operands[1])));
    try work.count(operands[2].len);
}

pub fn fill(work: Work, operands: Operands) !void {
    const text = try work.arena.alloc(u8, @intCast(try operations.number(operands[1])));
    for (text, 0..) |*byte, at| byte.* = if (at % 61 == 60) '\n' else 'a' + @as(u8, @intCast(at % 26));
    const place = try work.place(operands[0]);
    try place.dir.writeFile(work.io, .{ .sub_path = place.path, .data = text });
    try work.count(text.len);
}

pub fn read(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    try work.bytes(try place.dir.readFileAlloc(work.io, place.path, work.arena, .unlimited));
}

pub fn resize(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    const file = try place.dir.openFile(work.io, place.path, .{ .mode = .write_only });
    defer file.close(work.io);
    try file.setLength(work.io, @intCast(try operations.number(operands[1])));
    try work.done();
}

pub fn link(work: Work, operands: Operands) !void {
    const from = try work.place(operands[0]);
    const to = try work.place(operands[1]);
    try from.dir.hardLink(from.path, to.dir, to.path, work.io, .{});
    try work.done();
}

pub fn symlink(work: Work, operands: Operands) !void {
    const place = try work.place(operands[1]);
    try place.dir.symLink(work.io, operands[0], place.path, .{});
    try work.done();
}

pub fn readLink(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    var target: [1024]u8 = undefined;
    const size = try place.dir.readLink(work.io, place.path, &target);
    try work.out.writeByte(' ');
    try work.letters(target[0..size]);
}

pub fn rename(work: Work, operands: Operands) !void {
    const from = try work.place(operands[0]);
    const to = try work.place(operands[1]);
    try from.dir.rename(from.path, to.dir, to.path, work.io);
    try work.done();
}

pub fn remove(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    try place.dir.deleteFile(work.io, place.path);
    try work.done();
}

fn statOf(work: Work, path: []const u8, follow: bool) !File.Stat {
    const place = try work.place(path);
    return place.dir.statFile(work.io, place.path, .{ .follow_symlinks = follow });
}

fn sayStat(work: Work, found: File.Stat) !void {
    switch (found.kind) {
        .file => try work.out.print(" file {d}", .{found.size}),
        .directory => try work.out.writeAll(" directory"),
        .sym_link => try work.out.writeAll(" link"),
        else => try work.out.writeAll(" other"),
    }
}

pub fn stat(work: Work, operands: Operands) !void {
    try sayStat(work, try statOf(work, operands[0], true));
}

pub fn lstat(work: Work, operands: Operands) !void {
    try sayStat(work, try statOf(work, operands[0], false));
}

fn sayTime(work: Work, time: ?std.Io.Timestamp) !void {
    const told = (time orelse return work.out.writeAll(" none")).nanoseconds;
    const now = std.Io.Clock.real.now(work.io).nanoseconds;
    if (@abs(now - told) <= near) return work.out.writeAll(" now");
    try work.out.print(" {d}.{d:0>9}", .{ @divFloor(told, std.time.ns_per_s), @as(u64, @intCast(@mod(told, std.time.ns_per_s))) });
}

pub fn times(work: Work, operands: Operands) !void {
    const found = try statOf(work, operands[0], true);
    try sayTime(work, found.atime);
    try sayTime(work, found.mtime);
}

fn toTime(text: []const u8) !File.SetTimestamp {
    var parts = std.mem.splitScalar(u8, text, '.');
    const seconds: i96 = try operations.number(parts.first());
    return .{ .new = .{ .nanoseconds = seconds * std.time.ns_per_s + try operations.number(parts.rest()) } };
}

// By descriptor: std sets no times by a path on WASI, but panics (dirSetTimestamps).
pub fn touch(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    const file = place.dir.openFile(work.io, place.path, .{ .mode = .read_write }) catch |err| switch (err) {
        error.IsDir => File{ .handle = (try place.dir.openDir(work.io, place.path, .{})).handle, .flags = .{ .nonblocking = false } },
        else => return err,
    };
    defer file.close(work.io);
    const accessed = try toTime(operands[1]);
    try file.setTimestamps(work.io, .{ .access_timestamp = accessed, .modify_timestamp = try toTime(operands[2]) });
    try work.done();
}
