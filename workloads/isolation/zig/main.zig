const std = @import("std");
const Dir = std.Io.Dir;
const wasi = std.os.wasi;

const first_preopened = 3;
const last = 64;

pub fn main(init: std.process.Init) !u8 {
    const arena = init.arena.allocator();
    const args = try init.minimal.args.toSlice(arena);
    const data = init.preopens.get("/data") orelse std.process.fatal("/data is not preopened", .{});
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &.{});
    const out = &stdout.interface;
    const probe: Probe = .{ .data = data.dir };
    var leaked = false;
    for (args[1..]) |attempt| {
        if (std.mem.eql(u8, attempt, "preopens")) {
            try printPreopens(arena, out);
            continue;
        }
        const leak = probe.succeeds(attempt);
        try out.print("{s} {s}\n", .{ if (leak) "LEAK" else "refused", attempt });
        if (leak) leaked = true;
    }
    return if (leaked) 1 else 0;
}

const Verb = enum { read, write, list, stat, readlink, make, symlink, link, rename, remove, rmdir, descriptors };

/// Where a path lies: without libc nothing maps it to its preopened directory.
const Place = struct { dir: wasi.fd_t, path: []const u8 };

// Calls of its own: std.Io does not follow links on WASI, so it would never reach their targets.
const Probe = struct {
    data: Dir,

    fn at(probe: Probe, path: []const u8) Place {
        const sub_path = std.mem.cutPrefix(u8, path, "/data/") orelse return .{ .dir = Dir.cwd().handle, .path = path };
        return .{ .dir = probe.data.handle, .path = sub_path };
    }

    fn succeeds(probe: Probe, attempt: []const u8) bool {
        var words = std.mem.splitScalar(u8, attempt, ' ');
        const name = words.first();
        const verb = std.meta.stringToEnum(Verb, name) orelse std.process.fatal("no verb: {s}", .{name});
        const path = words.next() orelse "";
        const own = probe.at(path);
        const other = probe.at(words.next() orelse "");
        const result = switch (verb) {
            .read => return opens(own, .{}, .{ .FD_READ = true }),
            .write => return opens(own, .{}, .{ .FD_WRITE = true }),
            .list => return opens(own, .{ .DIRECTORY = true }, .{ .FD_READDIR = true }),
            .descriptors => return guesses(),
            .stat => stat: {
                var status: wasi.filestat_t = undefined;
                break :stat wasi.path_filestat_get(own.dir, .{ .SYMLINK_FOLLOW = true }, own.path.ptr, own.path.len, &status);
            },
            .readlink => readlink: {
                var target: [64]u8 = undefined;
                var length: usize = undefined;
                break :readlink wasi.path_readlink(own.dir, own.path.ptr, own.path.len, &target, target.len, &length);
            },
            .make => wasi.path_create_directory(own.dir, own.path.ptr, own.path.len),
            .symlink => wasi.path_symlink(path.ptr, path.len, other.dir, other.path.ptr, other.path.len),
            .link => wasi.path_link(own.dir, .{}, own.path.ptr, own.path.len, other.dir, other.path.ptr, other.path.len),
            .rename => wasi.path_rename(own.dir, own.path.ptr, own.path.len, other.dir, other.path.ptr, other.path.len),
            .remove => wasi.path_unlink_file(own.dir, own.path.ptr, own.path.len),
            .rmdir => wasi.path_remove_directory(own.dir, own.path.ptr, own.path.len),
        };
        return result == .SUCCESS;
    }
};

fn opens(place: Place, how: wasi.oflags_t, rights: wasi.rights_t) bool {
    var file: wasi.fd_t = undefined;
    const follow: wasi.lookupflags_t = .{ .SYMLINK_FOLLOW = true };
    const result = wasi.path_open(place.dir, follow, place.path.ptr, place.path.len, how, rights, .{}, .{}, &file);
    if (result != .SUCCESS) return false;
    _ = wasi.fd_close(file);
    return true;
}

fn guesses() bool {
    var leak = false;
    for (first_preopened + 1..last + 1) |number| {
        const descriptor: wasi.fd_t = @intCast(number);
        var fdstat: wasi.fdstat_t = undefined;
        var prestat: wasi.prestat_t = undefined;
        if (isReadable(descriptor) or isWritable(descriptor)) leak = true;
        if (wasi.fd_fdstat_get(descriptor, &fdstat) == .SUCCESS) leak = true;
        if (wasi.fd_prestat_get(descriptor, &prestat) == .SUCCESS) leak = true;
    }
    return leak;
}

fn printPreopens(arena: std.mem.Allocator, out: *std.Io.Writer) !void {
    for (0..last + 1) |number| {
        const descriptor: wasi.fd_t = @intCast(number);
        var prestat: wasi.prestat_t = undefined;
        if (wasi.fd_prestat_get(descriptor, &prestat) != .SUCCESS) continue;
        const name = try arena.alloc(u8, prestat.u.dir.pr_name_len);
        _ = wasi.fd_prestat_dir_name(descriptor, name.ptr, name.len);
        try out.print("preopen {s}\n", .{name});
    }
}

fn isReadable(descriptor: wasi.fd_t) bool {
    var bytes: [1]u8 = undefined;
    const vector: wasi.iovec_t = .{ .base = &bytes, .len = bytes.len };
    var length: usize = undefined;
    return wasi.fd_read(descriptor, &.{vector}, 1, &length) == .SUCCESS;
}

fn isWritable(descriptor: wasi.fd_t) bool {
    const bytes = [1]u8{0};
    const vector: wasi.ciovec_t = .{ .base = &bytes, .len = bytes.len };
    var length: usize = undefined;
    return wasi.fd_write(descriptor, &.{vector}, 1, &length) == .SUCCESS;
}
