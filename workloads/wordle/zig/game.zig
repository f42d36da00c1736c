//! The rules.
const std = @import("std");

const letters = 5;
const most_tries = 6;

/// What all games share.
pub const Table = struct {
    secret: []const u8,
    words: std.StringHashMapUnmanaged(void),
    solved: u32 = 0,
    lost: u32 = 0,
};

/// A player's game.
pub const Game = struct {
    tries: u32 = 0,
    over: bool = false,

    /// The answer to a line, in the buffer.
    pub fn answer(game: *Game, table: *Table, line: []const u8, buffer: []u8) ![]const u8 {
        if (line.len != letters) return "five letters, please\n";
        for (line) |letter| if (!std.ascii.isAlphabetic(letter)) return "five letters, please\n";
        var lower: [letters]u8 = undefined;
        const guess = std.ascii.lowerString(&lower, line);
        if (std.mem.eql(u8, guess, "score")) return std.fmt.bufPrint(buffer, "{d} solved, {d} lost\n", .{ table.solved, table.lost });
        if (!table.words.contains(guess)) return "not in the list\n";
        const marks = mark(table.secret, guess);
        game.tries += 1;
        if (std.mem.eql(u8, guess, table.secret)) {
            game.over = true;
            table.solved += 1;
            return std.fmt.bufPrint(buffer, "{s}\nsolved in {d}\n", .{ marks, game.tries });
        }
        if (game.tries < most_tries) return std.fmt.bufPrint(buffer, "{s}\n", .{marks});
        game.over = true;
        table.lost += 1;
        return std.fmt.bufPrint(buffer, "{s}\nthe word was {s}\n", .{ marks, table.secret });
    }
};

fn mark(secret: []const u8, guess: []const u8) [letters]u8 {
    var marks: [letters]u8 = @splat('-');
    var left: [256]u8 = @splat(0);
    for (secret, guess, &marks) |right, letter, *own| {
        if (right == letter) own.* = 'G' else left[right] += 1;
    }
    for (guess, &marks) |letter, *own| {
        if (own.* == 'G' or left[letter] == 0) continue;
        own.* = 'Y';
        left[letter] -= 1;
    }
    return marks;
}
