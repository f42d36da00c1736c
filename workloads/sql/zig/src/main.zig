const std = @import("std");
const sqlite = @import("sqlite.zig");
const Database = sqlite.Database;
const Io = std.Io;

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    const args = try init.minimal.args.toSlice(arena);
    var in_buffer: [4096]u8 = undefined;
    var stdin = Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &out_buffer);

    const script = try stdin.interface.allocRemainingAlignedSentinel(arena, .unlimited, .of(u8), 0);
    var database: ?*Database = null;
    const outcome = run(&database, if (args.len > 1) args[1] else ":memory:", script, &stdout.interface);
    try stdout.interface.flush();
    outcome catch |err| switch (err) {
        error.Sqlite => std.process.fatal("{s}", .{Database.message(database)}),
        error.WriteFailed => return err,
    };
    _ = Database.close(database);
}

/// Runs statement after statement, up to the first that fails.
fn run(database: *?*Database, path: [:0]const u8, script: [:0]const u8, out: *Io.Writer) !void {
    try check(Database.open(path, database, Database.open_readwrite, null));
    var rest: [*:0]const u8 = script;
    while (rest[0] != 0) {
        var statement: ?*sqlite.Statement = null;
        try check(Database.prepare(database.*, rest, -1, &statement, &rest));
        const prepared = statement orelse continue;
        defer _ = prepared.finalize();
        try printRows(prepared, out);
    }
}

fn check(result: sqlite.Result) error{Sqlite}!void {
    if (result != .ok) return error.Sqlite;
}

fn printRows(statement: *sqlite.Statement, out: *Io.Writer) !void {
    while (true) switch (statement.step()) {
        .row => {
            for (0..@intCast(statement.columnCount())) |column| {
                if (column > 0) try out.writeByte('|');
                try printValue(statement, @intCast(column), out);
            }
            try out.writeByte('\n');
        },
        .done => return,
        else => return error.Sqlite,
    };
}

fn printValue(statement: *sqlite.Statement, column: c_int, out: *Io.Writer) !void {
    switch (statement.columnType(column)) {
        .null => try out.writeAll("NULL"),
        .blob => try out.print("x'{x}'", .{statement.blob(column)}),
        .integer, .float, .text => try out.writeAll(statement.text(column)),
    }
}
