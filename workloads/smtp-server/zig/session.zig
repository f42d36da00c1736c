//! The commands, and what is stored.
const std = @import("std");
const is = std.ascii.eqlIgnoreCase;

const most_message = 4096;

/// What all sessions share.
pub const Server = struct {
    host: []const u8,
    dir: std.Io.Dir,
    io: std.Io,
    gpa: std.mem.Allocator,
    stored: u32 = 0,
};

/// An answer, and whether the connection stays open.
pub const Answer = struct { text: []const u8, stays: bool = true };

const syntax: Answer = .{ .text = "501 syntax error in parameters" };
const sequence: Answer = .{ .text = "503 bad sequence of commands" };
const large: Answer = .{ .text = "552 message too large" };
const ok: Answer = .{ .text = "250 ok" };

const Verb = enum { ehlo, helo, mail, rcpt, data, rset, noop, quit };

/// One client's.
pub const Session = struct {
    greeted: bool = false,
    mail: bool = false,
    in_data: bool = false,
    recipients: usize = 0,
    /// The header lines that are stored before the message.
    envelope: std.ArrayList(u8) = .empty,
    message: std.ArrayList(u8) = .empty,

    pub fn deinit(session: *Session, gpa: std.mem.Allocator) void {
        session.envelope.deinit(gpa);
        session.message.deinit(gpa);
    }

    /// The answer to a line, without its line end, perhaps in the buffer; none within a message.
    pub fn take(session: *Session, server: *Server, line: []const u8, buffer: []u8) !?Answer {
        if (session.in_data) return session.takeMessageLine(server, line, buffer);
        const end = std.mem.findScalar(u8, line, ' ') orelse line.len;
        const rest = if (end < line.len) line[end + 1 ..] else "";
        var lower: [8]u8 = undefined;
        if (end > lower.len) return .{ .text = "500 command not recognised" };
        const verb = std.meta.stringToEnum(Verb, std.ascii.lowerString(&lower, line[0..end])) orelse return .{ .text = "500 command not recognised" };
        switch (verb) {
            .ehlo, .helo => return try session.greet(server, verb, rest, buffer),
            .mail => return try session.takeMail(server, rest),
            .rcpt => return try session.takeRcpt(server, rest),
            .data => {
                if (session.recipients == 0) return sequence;
                session.in_data = true;
                return .{ .text = "354 end with a line of one full stop" };
            },
            .rset => session.endTransaction(),
            .noop => {},
            .quit => return .{ .text = "221 goodbye", .stays = false },
        }
        return ok;
    }

    fn endTransaction(session: *Session) void {
        session.mail = false;
        session.in_data = false;
        session.recipients = 0;
        session.envelope.clearRetainingCapacity();
        session.message.clearRetainingCapacity();
    }

    fn greet(session: *Session, server: *const Server, verb: Verb, name: []const u8, buffer: []u8) !Answer {
        if (name.len == 0) return syntax;
        session.endTransaction();
        session.greeted = true;
        if (verb == .helo) return .{ .text = try std.fmt.bufPrint(buffer, "250 {s}", .{server.host}) };
        const lines = "250-{s}\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE {d}";
        return .{ .text = try std.fmt.bufPrint(buffer, lines, .{ server.host, most_message }) };
    }

    fn takeMail(session: *Session, server: *const Server, rest: []const u8) !Answer {
        if (!session.greeted or session.mail) return sequence;
        const path = Path.parse(rest, "FROM:") orelse return syntax;
        var parameters = std.mem.tokenizeScalar(u8, path.parameters, ' ');
        while (parameters.next()) |own| {
            if (own.len <= 5 or !is(own[0..5], "SIZE=")) continue;
            if ((std.fmt.parseInt(u64, own[5..], 10) catch most_message + 1) > most_message) return large;
        }
        try session.envelope.print(server.gpa, "Return-Path: <{s}>\n", .{path.address});
        session.mail = true;
        return ok;
    }

    fn takeRcpt(session: *Session, server: *const Server, rest: []const u8) !Answer {
        if (!session.mail) return sequence;
        const path = Path.parse(rest, "TO:") orelse return syntax;
        const at = std.mem.findScalarLast(u8, path.address, '@') orelse return .{ .text = "550 no such mailbox" };
        if (!is(path.address[at + 1 ..], server.host)) return .{ .text = "550 no such mailbox" };
        try session.envelope.print(server.gpa, "Delivered-To: <{s}>\n", .{path.address});
        session.recipients += 1;
        return ok;
    }

    fn takeMessageLine(session: *Session, server: *Server, line: []const u8, buffer: []u8) !?Answer {
        if (std.mem.eql(u8, line, ".")) {
            defer session.endTransaction();
            if (session.message.items.len > most_message) return large;
            session.store(server) catch return .{ .text = "451 cannot store it" };
            return .{ .text = try std.fmt.bufPrint(buffer, "250 stored as {d}", .{server.stored}) };
        }
        // What is over the limit need not be kept.
        if (session.message.items.len > most_message) return null;
        try session.message.appendSlice(server.gpa, if (std.mem.startsWith(u8, line, ".")) line[1..] else line);
        try session.message.append(server.gpa, '\n');
        return null;
    }

    fn store(session: *Session, server: *Server) !void {
        var name: [32]u8 = undefined;
        const path = try std.fmt.bufPrint(&name, "{d}.eml", .{server.stored + 1});
        try session.envelope.appendSlice(server.gpa, session.message.items);
        try server.dir.writeFile(server.io, .{ .sub_path = path, .data = session.envelope.items });
        server.stored += 1;
    }
};

/// WORD:<ADDRESS>, perhaps a space and parameters.
const Path = struct {
    address: []const u8,
    parameters: []const u8,

    fn parse(rest: []const u8, word: []const u8) ?Path {
        if (rest.len <= word.len or !is(rest[0..word.len], word) or rest[word.len] != '<') return null;
        const after = rest[word.len + 1 ..];
        const end = std.mem.findScalar(u8, after, '>') orelse return null;
        const parameters = after[end + 1 ..];
        if (parameters.len > 0 and parameters[0] != ' ') return null;
        return .{ .address = after[0..end], .parameters = parameters };
    }
};
