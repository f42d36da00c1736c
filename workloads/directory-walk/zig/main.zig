const std = @import("std");
const Dir = std.Io.Dir;
const Io = std.Io;

const Met = struct {
    directories: u64 = 0,
    files: u64 = 0,
    sum: u64 = 0,
};

fn make(data: Dir, io: Io, n: usize) !void {
    var name: [64]u8 = undefined;
    var text: [32]u8 = undefined;
    try data.createDir(io, "tree", .default_dir);
    for (0..n) |i| {
        try data.createDir(io, try std.fmt.bufPrint(&name, "tree/d{d}", .{i}), .default_dir);
        for (0..n) |j| {
            const path = try std.fmt.bufPrint(&name, "tree/d{d}/f{d}", .{ i, j });
            try data.writeFile(io, .{ .sub_path = path, .data = try std.fmt.bufPrint(&text, "{d}\n", .{i * n + j}) });
        }
    }
}

// By paths from /data: what is opened below a directory would have no more rights than that one was opened with.
fn walk(data: Dir, io: Io, path: []const u8, met: *Met) !void {
    const directory = try data.openDir(io, path, .{ .iterate = true });
    defer directory.close(io);
    met.directories += 1;
    var entries = directory.iterate();
    while (try entries.next(io)) |entry| {
        var name: [256]u8 = undefined;
        const own = try std.fmt.bufPrint(&name, "{s}/{s}", .{ path, entry.name });
        if (entry.kind == .directory) {
            try walk(data, io, own, met);
            continue;
        }
        var buffer: [64]u8 = undefined;
        const text = try data.readFile(io, own, &buffer);
        met.files += 1;
        met.sum += try std.fmt.parseInt(u64, std.mem.trimEnd(u8, text, "\n"), 10);
    }
}

fn clear(data: Dir, io: Io, n: usize) !void {
    var name: [64]u8 = undefined;
    for (0..n) |i| {
        for (0..n) |j| try data.deleteFile(io, try std.fmt.bufPrint(&name, "tree/d{d}/f{d}", .{ i, j }));
        try data.deleteDir(io, try std.fmt.bufPrint(&name, "tree/d{d}", .{i}));
    }
    try data.deleteDir(io, "tree");
}

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len < 2) std.process.fatal("the first argument is how many directories and files", .{});
    const n = try std.fmt.parseInt(usize, args[1], 10);
    const data = (init.preopens.get("/data") orelse std.process.fatal("/data is not preopened", .{})).dir;
    try make(data, init.io, n);
    var met: Met = .{};
    try walk(data, init.io, "tree", &met);
    var buffer: [64]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{d} {d} {d}\n", .{ met.directories, met.files, met.sum });
    try stdout.interface.flush();
    try clear(data, init.io, n);
}
