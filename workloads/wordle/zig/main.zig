//! Wordle for several players: one thread, several connections.
const std = @import("std");
const rules = @import("game.zig");
const sockets = @import("sockets.zig");

const most_players = 30;
const most_line = 64;

const Player = struct {
    connection: sockets.Connection,
    game: rules.Game = .{},
    bytes: [most_line + 1]u8 = undefined,
    size: usize = 0,

    /// Takes what has come and answers it; false once the connection is at its end.
    fn serve(player: *Player, table: *rules.Table) !bool {
        while (true) {
            const size = try player.connection.readNow(player.bytes[player.size..]) orelse return true;
            if (size == 0) return false;
            player.size += size;
            if (!try player.process(table)) return false;
        }
    }

    fn process(player: *Player, table: *rules.Table) !bool {
        while (std.mem.findScalar(u8, player.bytes[0..player.size], '\n')) |end| {
            const line = player.bytes[0..end];
            var buffer: [64]u8 = undefined;
            const answer = try player.game.answer(table, if (std.mem.endsWith(u8, line, "\r")) line[0 .. end - 1] else line, &buffer);
            try player.connection.writeAll(answer);
            if (player.game.over) return false;
            const rest = player.bytes[end + 1 .. player.size];
            @memmove(player.bytes[0..rest.len], rest);
            player.size = rest.len;
        }
        return player.size <= most_line;
    }
};

fn readWords(io: std.Io, dir: std.Io.Dir, gpa: std.mem.Allocator) !std.StringHashMapUnmanaged(void) {
    var words: std.StringHashMapUnmanaged(void) = .empty;
    var lines = std.mem.tokenizeScalar(u8, try dir.readFileAlloc(io, "words.txt", gpa, .unlimited), '\n');
    while (lines.next()) |word| try words.put(gpa, word, {});
    return words;
}

// Not std.process.Init: that looks for preopened directories, and fails where wazero has put a listener.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    const arguments = try init.args.toSlice(gpa);
    const environment = try init.environ.createMap(gpa);
    var threaded: std.Io.Threaded = .init(gpa, .{});
    const dir = try sockets.directoryNamed(&environment, "/words");
    var table: rules.Table = .{ .secret = arguments[1], .words = try readWords(threaded.io(), dir, gpa) };
    const listener: sockets.Listener = try .named(&environment, "game");
    var coming = try std.fmt.parseInt(usize, arguments[2], 10);
    var players: std.ArrayList(Player) = .empty;
    while (coming > 0 or players.items.len > 0) {
        if (coming > 0 and players.items.len < most_players) {
            if (listener.acceptNow()) |connection| {
                connection.writeAll("guess a word of 5 letters in 6 tries\n") catch {};
                try players.append(gpa, .{ .connection = connection });
                coming -= 1;
            }
        }
        var at = players.items.len;
        while (at > 0) {
            at -= 1;
            const player = &players.items[at];
            if (player.serve(&table) catch false) continue;
            player.connection.close();
            _ = players.swapRemove(at);
        }
        var descriptors: [most_players + 1]std.os.wasi.fd_t = undefined;
        for (players.items, descriptors[0..players.items.len]) |player, *fd| fd.* = player.connection.fd;
        descriptors[players.items.len] = listener.fd;
        sockets.waitForAny(descriptors[0 .. players.items.len + @intFromBool(coming > 0)], 5);
    }
}
