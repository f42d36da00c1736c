//! A greenhouse monitor: readings in, alarms out.
const std = @import("std");
const lines = @import("lines.zig");
const readings = @import("readings.zig");
const sockets = @import("sockets.zig");
const Client = lines.Client;

const Greenhouse = struct {
    server: *lines.Server,
    limits: readings.Limits,
    /// By sensor and kind, with a space between.
    series: std.array_hash_map.String(readings.Series) = .empty,
    sensors: std.array_hash_map.Auto(*Client, []const u8) = .empty,
    watchers: std.array_hash_map.Auto(*Client, void) = .empty,
    lost: std.array_hash_map.String(void) = .empty,

    pub fn came(_: *Greenhouse, _: *Client) !void {}

    pub fn line(greenhouse: *Greenhouse, client: *Client, text: []const u8) !void {
        greenhouse.answer(client, text) catch |err| switch (err) {
            error.NoRequest, error.NoValue => try greenhouse.server.say(client, "error\n", .{}),
            else => return err,
        };
    }

    pub fn left(greenhouse: *Greenhouse, client: *Client) !void {
        _ = greenhouse.watchers.orderedRemove(client);
        const name = (greenhouse.sensors.fetchOrderedRemove(client) orelse return).value;
        try greenhouse.lost.put(greenhouse.server.gpa, name, {});
        try greenhouse.tellWatchers("lost {s}\n", .{name});
    }

    fn answer(greenhouse: *Greenhouse, client: *Client, text: []const u8) !void {
        const server = greenhouse.server;
        if (std.mem.eql(u8, text, "watch")) return greenhouse.watch(client);
        if (std.mem.eql(u8, text, "report")) return greenhouse.report(client);
        if (std.mem.eql(u8, text, "bye")) {
            _ = greenhouse.sensors.orderedRemove(client);
            try server.say(client, "bye\n", .{});
            client.leaving = true;
        } else if (std.mem.eql(u8, text, "stop")) {
            try server.say(client, "stopped\n", .{});
            server.stopping = true;
        } else {
            const word, const rest = std.mem.cutScalar(u8, text, ' ') orelse return error.NoRequest;
            if (std.mem.eql(u8, word, "sensor")) return greenhouse.enter(client, rest);
            try greenhouse.takeReading(client, word, rest);
        }
    }

    fn enter(greenhouse: *Greenhouse, client: *Client, name: []const u8) !void {
        if (greenhouse.isKnown(client) or !isName(name)) return error.NoRequest;
        for (greenhouse.sensors.values()) |own| if (std.mem.eql(u8, own, name)) return error.NoRequest;
        const gpa = greenhouse.server.gpa;
        try greenhouse.sensors.put(gpa, client, try gpa.dupe(u8, name));
        if (greenhouse.lost.orderedRemove(name)) try greenhouse.tellWatchers("back {s}\n", .{name});
        try greenhouse.server.say(client, "ok\n", .{});
    }

    fn takeReading(greenhouse: *Greenhouse, client: *Client, kind: []const u8, word: []const u8) !void {
        const name = greenhouse.sensors.get(client) orelse return error.NoRequest;
        const range = greenhouse.limits.get(kind) orelse return error.NoRequest;
        const value: readings.Value = try .parse(word);
        const gpa = greenhouse.server.gpa;
        const new_key = try std.fmt.allocPrint(gpa, "{s} {s}", .{ name, kind });
        const entry = try greenhouse.series.getOrPutValue(gpa, new_key, .{});
        if (entry.found_existing) gpa.free(new_key);
        const key = entry.key_ptr.*;
        const series = entry.value_ptr;
        series.add(value);
        const before = series.alarm;
        const alarm = range.alarm(value);
        if (sideOf(alarm) != sideOf(before)) {
            series.alarm = alarm;
            if (alarm) |new| try greenhouse.tellWatchers("alarm {s} {f}\n", .{ key, new }) else try greenhouse.tellWatchers("clear {s} {f}\n", .{ key, value });
        }
        try greenhouse.server.say(client, "ok\n", .{});
    }

    fn watch(greenhouse: *Greenhouse, client: *Client) !void {
        if (greenhouse.isKnown(client)) return error.NoRequest;
        const gpa = greenhouse.server.gpa;
        try greenhouse.watchers.put(gpa, client, {});
        var standing: std.ArrayList([]const u8) = .empty;
        defer standing.deinit(gpa);
        for (greenhouse.series.keys(), greenhouse.series.values()) |key, series| {
            if (series.alarm) |alarm| try standing.append(gpa, try std.fmt.allocPrint(gpa, "alarm {s} {f}", .{ key, alarm }));
        }
        for (greenhouse.lost.keys()) |name| try standing.append(gpa, try std.fmt.allocPrint(gpa, "lost {s}", .{name}));
        std.mem.sort([]const u8, standing.items, {}, comesFirst);
        try greenhouse.server.say(client, "watching\n", .{});
        for (standing.items) |text| {
            try greenhouse.server.say(client, "{s}\n", .{text});
            gpa.free(text);
        }
    }

    fn report(greenhouse: *Greenhouse, client: *Client) !void {
        // By name and then kind: the space comes before all that names are made of.
        const gpa = greenhouse.server.gpa;
        const keys = try gpa.dupe([]const u8, greenhouse.series.keys());
        defer gpa.free(keys);
        std.mem.sort([]const u8, keys, {}, comesFirst);
        for (keys) |key| try greenhouse.server.say(client, "{s} {f}\n", .{ key, greenhouse.series.get(key).? });
        try greenhouse.server.say(client, ".\n", .{});
    }

    fn tellWatchers(greenhouse: *Greenhouse, comptime format: []const u8, values: anytype) !void {
        for (greenhouse.watchers.keys()) |watcher| try greenhouse.server.say(watcher, format, values);
    }

    fn isKnown(greenhouse: *const Greenhouse, client: *Client) bool {
        return greenhouse.sensors.contains(client) or greenhouse.watchers.contains(client);
    }
};

fn sideOf(alarm: ?readings.Alarm) ?readings.Side {
    return if (alarm) |own| own.side else null;
}

fn isName(name: []const u8) bool {
    for (name) |letter| switch (letter) {
        'a'...'z', '0'...'9', '-' => {},
        else => return false,
    };
    return name.len >= 1 and name.len <= 32;
}

fn comesFirst(_: void, left: []const u8, right: []const u8) bool {
    return std.mem.lessThan(u8, left, right);
}

// Not the whole of std.process.Init: that takes each descriptor for a directory, and what a socket answers it is not prepared for.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    var threaded: std.Io.Threaded = .init(gpa, .{});
    const environ = try init.environ.createMap(gpa);
    const config = try sockets.directoryNamed(&environ, "/config");
    const text = try config.readFileAlloc(threaded.io(), "limits.txt", gpa, .unlimited);
    var server: lines.Server = try .init(gpa, &environ, "greenhouse", std.math.maxInt(usize));
    var greenhouse: Greenhouse = .{ .server = &server, .limits = try readings.readLimits(gpa, text) };
    try server.serve(&greenhouse);
}
