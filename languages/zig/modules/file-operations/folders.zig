//! Operations on directories.
const std = @import("std");
const operations = @import("operations.zig");
const whole = @import("whole.zig");
const Operands = operations.Operands;
const Work = operations.Work;

const most_listed = 20;
const longest_name = 255;

pub fn make(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    try place.dir.createDir(work.io, place.path, .default_dir);
    try work.done();
}

pub fn remove(work: Work, operands: Operands) !void {
    const place = try work.place(operands[0]);
    try place.dir.deleteDir(work.io, place.path);
    try work.done();
}

fn open(work: Work, path: []const u8) !std.Io.Dir {
    const place = try work.place(path);
    return place.dir.openDir(work.io, place.path, .{ .iterate = true });
}

fn namesIn(work: Work, path: []const u8) ![][]const u8 {
    const dir = try open(work, path);
    defer dir.close(work.io);
    var names: std.ArrayList([]const u8) = .empty;
    var entries = dir.iterate();
    while (try entries.next(work.io)) |entry| try names.append(work.arena, try work.arena.dupe(u8, entry.name));
    std.mem.sort([]const u8, names.items, {}, lessThan);
    return names.items;
}

fn lessThan(_: void, left: []const u8, right: []const u8) bool {
    return std.mem.lessThan(u8, left, right);
}

pub fn list(work: Work, operands: Operands) !void {
    const names = try namesIn(work, operands[0]);
    try work.count(names.len);
    if (names.len <= most_listed) {
        for (names) |name| try work.out.print(" {s}", .{name});
        return;
    }
    var sum = operations.first_hash;
    for (names) |name| sum = operations.hash(operations.hash(sum, name), "\n");
    try work.out.print(" fnv={x:0>8}", .{sum});
}

fn removeBelow(work: Work, folder: []const u8, name: []const u8) !void {
    const place = try work.place(try std.fmt.allocPrint(work.arena, "{s}/{s}", .{ folder, name }));
    try place.dir.deleteFile(work.io, place.path);
}

pub fn clear(work: Work, operands: Operands) !void {
    const names = try namesIn(work, operands[0]);
    for (names) |name| try removeBelow(work, operands[0], name);
    try work.count(names.len);
}

pub fn sweep(work: Work, operands: Operands) !void {
    const dir = try open(work, operands[0]);
    defer dir.close(work.io);
    var count: u64 = 0;
    var entries = dir.iterate();
    while (try entries.next(work.io)) |entry| : (count += 1) try removeBelow(work, operands[0], entry.name);
    try work.count(count);
}

pub fn crowd(work: Work, operands: Operands) !void {
    const count: usize = @intCast(try operations.number(operands[1]));
    for (0..count) |at| {
        var name: [longest_name + 1]u8 = @splat('x');
        const digits = try std.fmt.bufPrint(&name, "{d}", .{at});
        const length = @max(digits.len, 1 + at % longest_name);
        try whole.createNew(work, try std.fmt.allocPrint(work.arena, "{s}/{s}", .{ operands[0], name[0..length] }));
    }
    try work.count(count);
}
