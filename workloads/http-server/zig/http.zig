//! One request and its response.
const std = @import("std");
const Connection = @import("sockets.zig").Connection;

pub const most_head = 8192;

/// What the server works with.
pub const Site = struct {
    dir: std.Io.Dir,
    io: std.Io,
};

const Refusal = enum(u16) {
    bad_request = 400,
    not_found = 404,
    method_not_allowed = 405,
    head_too_large = 431,

    fn body(refusal: Refusal) []const u8 {
        return switch (refusal) {
            .bad_request => "bad request\n",
            .not_found => "not found\n",
            .method_not_allowed => "method not allowed\n",
            .head_too_large => "request header fields too large\n",
        };
    }
};

const Response = struct {
    to: Connection,
    with_body: bool,
    keep: bool,

    fn begin(response: Response, status: std.http.Status, kind: []const u8, length: u64) !void {
        var buffer: [512]u8 = undefined;
        try response.to.writeAll(try std.fmt.bufPrint(&buffer, "HTTP/1.1 {d} {s}\r\nContent-Type: {s}\r\nContent-Length: {d}\r\n{s}{s}\r\n", .{
            @backingInt(status),
            status.phrase().?,
            kind,
            length,
            if (status == .method_not_allowed) "Allow: GET, HEAD\r\n" else "",
            if (response.keep) "" else "Connection: close\r\n",
        }));
    }

    fn refuse(response: Response, refusal: Refusal) !void {
        try response.begin(@fromBackingInt(@intCast(@backingInt(refusal))), "text/plain; charset=utf-8", refusal.body().len);
        if (response.with_body) try response.to.writeAll(refusal.body());
    }

    fn sendFile(response: Response, site: Site, file: std.Io.File, path: []const u8, size: u64) !void {
        try response.begin(.ok, kindOf(path), size);
        if (!response.with_body) return;
        var buffer: [16384]u8 = undefined;
        var at: u64 = 0;
        while (at < size) {
            const read = try file.readPositionalAll(site.io, &buffer, at);
            if (read == 0) return error.Gone;
            try response.to.writeAll(buffer[0..read]);
            at += read;
        }
    }
};

const Request = struct {
    method: []const u8,
    path: []const u8,
    keep: bool,

    fn parse(head: []const u8, path_buffer: []u8) ?Request {
        var lines = std.mem.splitSequence(u8, head[0 .. head.len - 4], "\r\n");
        var words = std.mem.splitScalar(u8, lines.first(), ' ');
        const method = words.first();
        const target = words.next() orelse return null;
        const version = words.next() orelse return null;
        if (words.next() != null or method.len == 0 or target.len == 0 or target[0] != '/') return null;
        for (method) |letter| if (!std.ascii.isAlphabetic(letter)) return null;
        const modern = std.mem.eql(u8, version, "HTTP/1.1");
        if (!modern and !std.mem.eql(u8, version, "HTTP/1.0")) return null;
        var keep = modern;
        var host = false;
        while (lines.next()) |line| {
            const colon = std.mem.findScalar(u8, line, ':') orelse return null;
            const name = line[0..colon];
            const value = std.mem.trim(u8, line[colon + 1 ..], " \t");
            if (name.len == 0) return null;
            if (is(name, "host")) host = true;
            if (is(name, "content-length") or is(name, "transfer-encoding")) keep = false;
            if (is(name, "connection") and is(value, "close")) keep = false;
        }
        if (modern and !host) return null;
        const path = std.mem.sliceTo(target, '?');
        return .{ .method = method, .path = decode(path, path_buffer) orelse return null, .keep = keep };
    }
};

fn is(text: []const u8, word: []const u8) bool {
    return std.ascii.eqlIgnoreCase(text, word);
}

fn decode(path: []const u8, buffer: []u8) ?[]const u8 {
    var from: usize = 0;
    var size: usize = 0;
    while (from < path.len) : (size += 1) {
        if (path[from] != '%') {
            buffer[size] = path[from];
            from += 1;
            continue;
        }
        if (path.len - from < 3) return null;
        _ = std.fmt.hexToBytes(buffer[size .. size + 1], path[from + 1 .. from + 3]) catch return null;
        if (buffer[size] == 0) return null;
        from += 3;
    }
    return buffer[0..size];
}

fn kindOf(path: []const u8) []const u8 {
    const kinds = std.StaticStringMap([]const u8).initComptime(.{
        .{ ".html", "text/html; charset=utf-8" },
        .{ ".txt", "text/plain; charset=utf-8" },
        .{ ".json", "application/json" },
    });
    return kinds.get(std.fs.path.extension(path)) orelse "application/octet-stream";
}

fn climbs(path: []const u8) bool {
    var segments = std.mem.splitScalar(u8, path, '/');
    while (segments.next()) |segment| if (std.mem.eql(u8, segment, "..")) return true;
    return false;
}

/// Answers the request whose head this is; gives whether the connection stays open.
pub fn answer(site: Site, head: []const u8, to: Connection) !bool {
    var path_buffer: [most_head]u8 = undefined;
    const request = Request.parse(head, &path_buffer) orelse return refuse(.bad_request, to);
    const with_body = !std.mem.eql(u8, request.method, "HEAD");
    if (with_body and !std.mem.eql(u8, request.method, "GET")) return refuse(.method_not_allowed, to);
    const response: Response = .{ .to = to, .with_body = with_body, .keep = request.keep };
    const path = if (request.path.len == 1) "index.html" else request.path[1..];
    const file = (if (climbs(path)) null else site.dir.openFile(site.io, path, .{}) catch null) orelse {
        try response.refuse(.not_found);
        return request.keep;
    };
    defer file.close(site.io);
    const status = try file.stat(site.io);
    if (status.kind == .file) try response.sendFile(site, file, path, status.size) else try response.refuse(.not_found);
    return request.keep;
}

/// Answers with an error that ends the connection.
pub fn refuse(refusal: Refusal, to: Connection) !bool {
    try (Response{ .to = to, .with_body = true, .keep = false }).refuse(refusal);
    return false;
}
