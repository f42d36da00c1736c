const std = @import("std");
const Dir = std.Io.Dir;
const wasi = std.os.wasi;

const Choice = enum { parent, absolute, symlink, descriptors };

pub fn main(init: std.process.Init) !u8 {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    const choice = if (args.len > 1) std.meta.stringToEnum(Choice, args[1]) else null;
    const data = init.preopens.get("/data") orelse std.process.fatal("/data is not preopened", .{});
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &.{});
    var probe: Probe = .{ .data = data.dir, .out = &stdout.interface };
    switch (choice orelse usage()) {
        .parent => {
            try probe.tryRead("/data/../../outside.txt");
            try probe.tryRead("../outside.txt");
            try probe.tryRead("/data/sub/../../outside.txt");
        },
        .absolute => {
            try probe.tryRead("/etc/passwd");
            try probe.tryRead("/etc/hostname");
            try probe.tryRead("/proc/self/environ");
        },
        .symlink => {
            try probe.tryRead("/data/link-out");
            try probe.tryRead("/data/link-up");
            try probe.tryWrite("/data/link-out");
            try probe.tryWrite("/data/link-up");
        },
        .descriptors => try probe.tryDescriptors(),
    }
    return if (probe.leaked) 1 else 0;
}

const Probe = struct {
    data: Dir,
    out: *std.Io.Writer,
    leaked: bool = false,

    fn tryRead(probe: *Probe, path: []const u8) !void {
        try probe.report(probe.opens(path, .{ .FD_READ = true }), "read ", path);
    }

    fn tryWrite(probe: *Probe, path: []const u8) !void {
        try probe.report(probe.opens(path, .{ .FD_WRITE = true }), "write ", path);
    }

    fn tryDescriptors(probe: *Probe) !void {
        var leak = false;
        for (4..65) |descriptor| {
            if (isReadable(@intCast(descriptor)) or isWritable(@intCast(descriptor))) leak = true;
        }
        try probe.report(leak, "descriptors", "");
    }

    fn report(probe: *Probe, leak: bool, attempt: []const u8, what: []const u8) !void {
        try probe.out.print("{s} {s}{s}\n", .{ if (leak) "LEAK" else "refused", attempt, what });
        if (leak) probe.leaked = true;
    }

    // A call of its own: std.Io does not follow links on WASI, so it would never reach their targets.
    // Without libc nothing maps an absolute path to its preopened directory either.
    fn opens(probe: *const Probe, path: []const u8, rights: wasi.rights_t) bool {
        const sub_path = std.mem.cutPrefix(u8, path, "/data/");
        const dir = if (sub_path != null) probe.data else Dir.cwd();
        const name = sub_path orelse path;
        var file: wasi.fd_t = undefined;
        const follow: wasi.lookupflags_t = .{ .SYMLINK_FOLLOW = true };
        const result = wasi.path_open(dir.handle, follow, name.ptr, name.len, .{}, rights, .{}, .{}, &file);
        if (result != .SUCCESS) return false;
        _ = wasi.fd_close(file);
        return true;
    }
};

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

fn usage() noreturn {
    std.debug.print("usage: main parent|absolute|symlink|descriptors\n", .{});
    std.process.exit(2);
}
