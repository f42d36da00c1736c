const std = @import("std");

fn attacks(column: usize, placed: []const usize) bool {
    for (placed, 0..) |other, row| {
        const apart = if (column > other) column - other else other - column;
        if (apart == 0 or apart == placed.len - row) return true;
    }
    return false;
}

const Board = struct {
    columns: []usize,
    first: []usize,
    found: u32 = 0,

    fn place(board: *Board, row: usize) void {
        const n = board.columns.len;
        if (row == n) {
            if (board.found == 0) @memcpy(board.first, board.columns);
            board.found += 1;
            return;
        }
        for (1..n + 1) |column| {
            if (attacks(column, board.columns[0..row])) continue;
            board.columns[row] = column;
            board.place(row + 1);
        }
    }
};

// The compiler would make a loop, or a product, of it.
fn sum(d: u64) u64 {
    if (d == 0) return 0;
    return d + @call(.never_inline, sum, .{d - 1});
}

fn female(n: u64) u64 {
    return if (n == 0) 1 else n - male(female(n - 1));
}

fn male(n: u64) u64 {
    return if (n == 0) 0 else n - female(male(n - 1));
}

pub fn main(init: std.process.Init) !void {
    const allocator = init.arena.allocator();
    const args = try init.minimal.args.toSlice(allocator);
    if (args.len != 3) std.process.fatal("two arguments: the size of the board, and a depth", .{});
    const n = try std.fmt.parseInt(usize, args[1], 10);
    const d = try std.fmt.parseInt(u64, args[2], 10);
    var board: Board = .{ .columns = try allocator.alloc(usize, n), .first = try allocator.alloc(usize, n) };
    board.place(0);

    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;
    try out.print("queens {d} ", .{board.found});
    for (board.first, 0..) |column, row| try out.print("{s}{d}", .{ if (row > 0) "," else "", column });
    try out.print("\ndepth {d}\nmutual {d} {d}\n", .{ sum(d), female(d % 64), male(d % 64) });
    try out.flush();
}
