//! A timestamp server: lines in, lines out, one client after another.
const std = @import("std");
const sockets = @import("sockets.zig");

const first_second = -62167219200;
const last_second = 253402300799;
const seconds_a_day = 86400;
const weekdays = [_][]const u8{ "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
const months = [_][]const u8{ "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

const Date = struct { year: i64, month: u8, day: u8 };

/// Days since 1970-01-01 of a date. Years are counted from March on, in eras of 400 years.
fn daysOf(date: Date) i64 {
    const year = if (date.month <= 2) date.year - 1 else date.year;
    const era = @divFloor(year, 400);
    const year_of_era = year - era * 400;
    const month = @mod(@as(i64, date.month) + 9, 12);
    const day_of_year = @divFloor(153 * month + 2, 5) + date.day - 1;
    return era * 146097 + year_of_era * 365 + @divFloor(year_of_era, 4) - @divFloor(year_of_era, 100) + day_of_year - 719468;
}

fn dateOf(days: i64) Date {
    const shifted = days + 719468;
    const era = @divFloor(shifted, 146097);
    const day = shifted - era * 146097;
    const year = @divFloor(day - @divFloor(day, 1460) + @divFloor(day, 36524) - @divFloor(day, 146096), 365);
    const day_of_year = day - (365 * year + @divFloor(year, 4) - @divFloor(year, 100));
    const month = @divFloor(5 * day_of_year + 2, 153);
    return .{
        .year = year + era * 400 + @intFromBool(month >= 10),
        .month = @intCast(if (month < 10) month + 3 else month - 9),
        .day = @intCast(day_of_year - @divFloor(153 * month + 2, 5) + 1),
    };
}

fn readSecond(text: []const u8) !i64 {
    const digits = if (std.mem.startsWith(u8, text, "-")) text[1..] else text;
    if (digits.len < 1 or digits.len > 12) return error.NoSecond;
    for (digits) |digit| if (!std.ascii.isDigit(digit)) return error.NoSecond;
    const second = try std.fmt.parseInt(i64, text, 10);
    return if (second >= first_second and second <= last_second) second else error.NoSecond;
}

/// Each 0 of the pattern stands for a digit, every other character for itself.
fn looksLike(text: []const u8, pattern: []const u8) bool {
    if (text.len != pattern.len) return false;
    for (text, pattern) |own, wanted| {
        if (if (wanted == '0') !std.ascii.isDigit(own) else own != wanted) return false;
    }
    return true;
}

fn number(digits: []const u8, most: u16) !u16 {
    const value = try std.fmt.parseInt(u16, digits, 10);
    return if (value <= most) value else error.NoTime;
}

fn readTime(text: []const u8) !i64 {
    const utc = looksLike(text, "0000-00-00T00:00:00Z");
    if (!utc and !looksLike(text, "0000-00-00T00:00:00+00:00") and !looksLike(text, "0000-00-00T00:00:00-00:00")) return error.NoTime;
    const date: Date = .{ .year = try number(text[0..4], 9999), .month = @intCast(try number(text[5..7], 12)), .day = @intCast(try number(text[8..10], 31)) };
    if (date.month == 0 or !std.meta.eql(dateOf(daysOf(date)), date)) return error.NoTime;
    const hour: i64 = try number(text[11..13], 23);
    const local = daysOf(date) * seconds_a_day + hour * 3600 + @as(i64, try number(text[14..16], 59)) * 60 + try number(text[17..19], 59);
    if (utc) return local;
    const offset = @as(i64, try number(text[20..22], 23)) * 3600 + @as(i64, try number(text[23..25], 59)) * 60;
    return if (text[19] == '-') local + offset else local - offset;
}

fn print(out: *std.Io.Writer, second: i64, http: bool) !void {
    const days = @divFloor(second, seconds_a_day);
    const date = dateOf(days);
    const year: u64 = @intCast(date.year);
    const of_day: u64 = @intCast(second - days * seconds_a_day);
    const time = .{ of_day / 3600, of_day / 60 % 60, of_day % 60 };
    if (http) {
        const weekday: usize = @intCast(@mod(days + 4, 7));
        try out.print("{s}, {d:0>2} {s} {d:0>4} {d:0>2}:{d:0>2}:{d:0>2} GMT\n", .{ weekdays[weekday], date.day, months[date.month - 1], year } ++ time);
    } else {
        try out.print("{d:0>4}-{d:0>2}-{d:0>2}T{d:0>2}:{d:0>2}:{d:0>2}Z\n", .{ year, date.month, date.day } ++ time);
    }
}

fn answer(io: std.Io, line: []const u8, out: *std.Io.Writer) !void {
    const command, const rest = std.mem.cutScalar(u8, line, ' ') orelse return error.NoRequest;
    if (std.mem.eql(u8, command, "format")) return print(out, try readSecond(rest), false);
    if (std.mem.eql(u8, command, "http")) return print(out, try readSecond(rest), true);
    if (std.mem.eql(u8, command, "parse")) return out.print("{d}\n", .{try readTime(rest)});
    if (!std.mem.eql(u8, command, "between")) return error.NoRequest;
    const first, const last = std.mem.cutScalar(u8, rest, ' ') orelse return error.NoRequest;
    const from = try readTime(first);
    const until = try readTime(last);
    const now = std.Io.Timestamp.now(io, .real).toSeconds();
    try out.writeAll(if (now >= from and now <= until) "yes\n" else "no\n");
}

fn serve(io: std.Io, gpa: std.mem.Allocator, connection: sockets.Connection) !void {
    var waiting: std.ArrayList(u8) = .empty;
    defer waiting.deinit(gpa);
    var out: std.Io.Writer.Allocating = .init(gpa);
    defer out.deinit();
    var buffer: [1024]u8 = undefined;
    while (true) {
        const size = try connection.read(&buffer);
        if (size == 0) return;
        try waiting.appendSlice(gpa, buffer[0..size]);
        var done: usize = 0;
        while (std.mem.findScalarPos(u8, waiting.items, done, '\n')) |end| : (done = end + 1) {
            const before = out.written().len;
            answer(io, waiting.items[done..end], &out.writer) catch {
                out.shrinkRetainingCapacity(before);
                try out.writer.writeAll("error\n");
            };
        }
        try waiting.replaceRange(gpa, 0, done, &.{});
        try connection.writeAll(out.written());
        out.clearRetainingCapacity();
    }
}

// Not the whole of std.process.Init: that takes each descriptor for a directory, and what a socket answers it is not prepared for.
pub fn main(init: std.process.Init.Minimal) !void {
    const gpa = std.heap.wasm_allocator;
    var threaded: std.Io.Threaded = .init(gpa, .{});
    const io = threaded.io();
    const args = try init.args.toSlice(gpa);
    const environ = try init.environ.createMap(gpa);
    const listener: sockets.Listener = try .named(&environ, "time");
    for (0..if (args.len > 1) try std.fmt.parseInt(usize, args[1], 10) else 1) |_| {
        const connection = listener.accept();
        serve(io, gpa, connection) catch {};
        connection.close();
    }
}
