const std = @import("std");
const Allocator = std.mem.Allocator;
const Dir = std.Io.Dir;
const Io = std.Io;

const Step = struct {
    name: []const u8,
    run: *const fn (Dir, Io, Allocator) anyerror![]const u8,
};

const steps = [_]Step{
    .{ .name = "read", .run = read },
    .{ .name = "write", .run = write },
    .{ .name = "append", .run = append },
    .{ .name = "truncate", .run = truncate },
    .{ .name = "list", .run = list },
    .{ .name = "mkdir", .run = mkdir },
    .{ .name = "rename", .run = rename },
    .{ .name = "remove", .run = remove },
    .{ .name = "rmdir", .run = rmdir },
    .{ .name = "missing", .run = missing },
};

pub fn main(init: std.process.Init) !void {
    const data = init.preopens.get("/data") orelse std.process.fatal("/data is not preopened", .{});
    var stdout = Io.File.stdout().writerStreaming(init.io, &.{});
    for (steps) |step| {
        const outcome = step.run(data.dir, init.io, init.arena.allocator()) catch |err| {
            std.debug.print("{s} failed: {t}\n", .{ step.name, err });
            std.process.exit(1);
        };
        try stdout.interface.print("{s} {s}\n", .{ step.name, outcome });
    }
}

fn read(data: Dir, io: Io, arena: Allocator) ![]const u8 {
    const text = try data.readFileAlloc(io, "in.txt", arena, .unlimited);
    return std.fmt.allocPrint(arena, "{d}", .{text.len});
}

fn write(data: Dir, io: Io, arena: Allocator) ![]const u8 {
    try data.writeFile(io, .{ .sub_path = "out.txt", .data = "written\n" });
    return sizeOf(data, io, arena, "out.txt");
}

fn append(data: Dir, io: Io, arena: Allocator) ![]const u8 {
    const file = try data.openFile(io, "out.txt", .{ .mode = .read_write });
    defer file.close(io);
    try file.writePositionalAll(io, "appended\n", try file.length(io));
    return sizeOf(data, io, arena, "out.txt");
}

fn truncate(data: Dir, io: Io, arena: Allocator) ![]const u8 {
    const file = try data.openFile(io, "out.txt", .{ .mode = .read_write });
    defer file.close(io);
    try file.setLength(io, 4);
    return sizeOf(data, io, arena, "out.txt");
}

fn list(data: Dir, io: Io, arena: Allocator) ![]const u8 {
    const old = try data.openDir(io, "old", .{ .iterate = true });
    defer old.close(io);
    var names: std.ArrayList([]const u8) = .empty;
    var entries = old.iterate();
    while (try entries.next(io)) |entry| {
        try names.append(arena, try arena.dupe(u8, entry.name));
    }
    std.mem.sort([]const u8, names.items, {}, lessThan);
    return std.mem.join(arena, " ", names.items);
}

fn mkdir(data: Dir, io: Io, _: Allocator) ![]const u8 {
    try data.createDir(io, "new", .default_dir);
    return "new";
}

fn rename(data: Dir, io: Io, _: Allocator) ![]const u8 {
    try data.rename("old/a.txt", data, "new/a2.txt", io);
    return "a2.txt";
}

fn remove(data: Dir, io: Io, _: Allocator) ![]const u8 {
    try data.deleteFile(io, "old/b.txt");
    return "b.txt";
}

fn rmdir(data: Dir, io: Io, _: Allocator) ![]const u8 {
    try data.deleteDir(io, "old");
    return "old";
}

fn missing(data: Dir, io: Io, _: Allocator) ![]const u8 {
    const file = data.openFile(io, "missing.txt", .{}) catch |err| switch (err) {
        error.FileNotFound => return "not found",
        else => return err,
    };
    file.close(io);
    return error.PathAlreadyExists;
}

fn sizeOf(data: Dir, io: Io, arena: Allocator, path: []const u8) ![]const u8 {
    const stat = try data.statFile(io, path, .{});
    return std.fmt.allocPrint(arena, "{d}", .{stat.size});
}

fn lessThan(_: void, left: []const u8, right: []const u8) bool {
    return std.mem.lessThan(u8, left, right);
}
