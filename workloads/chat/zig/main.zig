//! A chat server: what one says, the others read.
const std = @import("std");
const lines = @import("lines.zig");
const Client = lines.Client;

const Chat = struct {
    server: *lines.Server,
    names: std.array_hash_map.Auto(*Client, []const u8) = .empty,

    pub fn came(chat: *Chat, client: *Client) !void {
        try chat.server.say(client, "name?\n", .{});
    }

    pub fn line(chat: *Chat, client: *Client, text: []const u8) !void {
        const name = chat.names.get(client) orelse return chat.enter(client, text);
        if (!std.mem.startsWith(u8, text, "/")) {
            if (text.len > 0) try chat.tellOthers(client, "<{s}> {s}\n", .{ name, text });
        } else if (std.mem.cutPrefix(u8, text, "/me ")) |what| {
            try chat.tellOthers(client, "* {s} {s}\n", .{ name, what });
        } else if (std.mem.cutPrefix(u8, text, "/to ")) |rest| {
            try chat.whisper(client, name, rest);
        } else if (std.mem.cutPrefix(u8, text, "/nick ")) |new| {
            try chat.rename(client, name, new);
        } else if (std.mem.eql(u8, text, "/who")) {
            try chat.listOthers(client);
        } else if (std.mem.eql(u8, text, "/quit")) {
            try chat.server.say(client, "* bye\n", .{});
            client.leaving = true;
        } else {
            try chat.server.say(client, "* unknown command\n", .{});
        }
    }

    pub fn left(chat: *Chat, client: *Client) !void {
        const name = (chat.names.fetchOrderedRemove(client) orelse return).value;
        try chat.tellOthers(client, "* {s} left\n", .{name});
    }

    fn enter(chat: *Chat, client: *Client, text: []const u8) !void {
        if (!chat.isFree(text)) return chat.server.say(client, "* not that one, name?\n", .{});
        try chat.names.put(chat.server.gpa, client, try chat.server.gpa.dupe(u8, text));
        try chat.listOthers(client);
        try chat.tellOthers(client, "* {s} came\n", .{text});
    }

    fn rename(chat: *Chat, client: *Client, old: []const u8, new: []const u8) !void {
        if (!chat.isFree(new)) return chat.server.say(client, "* not that one\n", .{});
        try chat.names.put(chat.server.gpa, client, try chat.server.gpa.dupe(u8, new));
        try chat.server.say(client, "* you are now {s}\n", .{new});
        try chat.tellOthers(client, "* {s} is now {s}\n", .{ old, new });
    }

    fn whisper(chat: *Chat, client: *Client, from: []const u8, rest: []const u8) !void {
        const name, const text = std.mem.cutScalar(u8, rest, ' ') orelse .{ rest, "" };
        const other = chat.named(name) orelse return chat.server.say(client, "* {s} is not here\n", .{name});
        try chat.server.say(other, "<{s} to you> {s}\n", .{ from, text });
    }

    fn listOthers(chat: *Chat, client: *Client) !void {
        var text: std.Io.Writer.Allocating = .init(chat.server.gpa);
        defer text.deinit();
        // Names stand in the order in which they were first given, which may be another one than that of coming.
        for (chat.server.clients.items) |other| {
            const name = chat.names.get(other) orelse continue;
            if (other != client) try text.writer.print(" {s}", .{name});
        }
        if (text.written().len == 0) return chat.server.say(client, "* nobody else is here\n", .{});
        try chat.server.say(client, "* here:{s}\n", .{text.written()});
    }

    fn tellOthers(chat: *Chat, client: *Client, comptime format: []const u8, values: anytype) !void {
        for (chat.names.keys()) |other| if (other != client) try chat.server.say(other, format, values);
    }

    fn isFree(chat: *const Chat, name: []const u8) bool {
        for (name) |letter| if (!std.ascii.isAlphanumeric(letter)) return false;
        return name.len >= 1 and name.len <= 16 and chat.named(name) == null;
    }

    fn named(chat: *const Chat, name: []const u8) ?*Client {
        for (chat.names.keys(), chat.names.values()) |client, own| {
            if (std.mem.eql(u8, own, name)) return client;
        }
        return null;
    }
};

// Not the whole of std.process.Init: that takes each descriptor for a directory, and what a socket answers it is not prepared for.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    const args = try init.args.toSlice(gpa);
    const environ = try init.environ.createMap(gpa);
    const connections = if (args.len > 1) try std.fmt.parseInt(usize, args[1], 10) else 1;
    var server: lines.Server = try .init(gpa, &environ, "chat", connections);
    var chat: Chat = .{ .server = &server };
    try server.serve(&chat);
}
