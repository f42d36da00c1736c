//! Values, the range that they should be in, and what became of them.
const std = @import("std");

/// A value with one digit after the point, in tenths.
pub const Value = struct {
    tenths: i32,

    pub fn parse(text: []const u8) !Value {
        const minus = std.mem.startsWith(u8, text, "-");
        const digits = if (minus) text[1..] else text;
        const whole, const tenth = std.mem.cutScalar(u8, digits, '.') orelse return error.NoValue;
        if (whole.len < 1 or whole.len > 4 or tenth.len != 1) return error.NoValue;
        var tenths: i32 = 0;
        for ([_][]const u8{ whole, tenth }) |part| for (part) |digit| {
            if (!std.ascii.isDigit(digit)) return error.NoValue;
            tenths = tenths * 10 + (digit - '0');
        };
        return .{ .tenths = if (minus) -tenths else tenths };
    }

    pub fn format(value: Value, out: *std.Io.Writer) !void {
        const size = @abs(value.tenths);
        try out.print("{s}{d}.{d}", .{ if (value.tenths < 0) "-" else "", size / 10, size % 10 });
    }
};

pub const Side = enum { above, below };

/// What is wrong with a value.
pub const Alarm = struct {
    side: Side,
    value: Value,
    limit: Value,

    pub fn format(alarm: Alarm, out: *std.Io.Writer) !void {
        try out.print("{f} {t} {f}", .{ alarm.value, alarm.side, alarm.limit });
    }
};

pub const Range = struct {
    low: Value,
    high: Value,

    pub fn alarm(range: Range, value: Value) ?Alarm {
        if (value.tenths > range.high.tenths) return .{ .side = .above, .value = value, .limit = range.high };
        if (value.tenths < range.low.tenths) return .{ .side = .below, .value = value, .limit = range.low };
        return null;
    }
};

/// Ranges by kind; the text must last as long.
pub const Limits = std.array_hash_map.String(Range);

pub fn readLimits(gpa: std.mem.Allocator, text: []const u8) !Limits {
    var limits: Limits = .empty;
    var lines = std.mem.tokenizeScalar(u8, text, '\n');
    while (lines.next()) |line| {
        if (line[0] == '#') continue;
        var words = std.mem.splitScalar(u8, line, ' ');
        const kind = words.first();
        const low = words.next() orelse return error.NoLimit;
        const high = words.next() orelse return error.NoLimit;
        try limits.put(gpa, kind, .{ .low = try .parse(low), .high = try .parse(high) });
    }
    return limits;
}

/// What one sensor has sent of one kind.
pub const Series = struct {
    count: i32 = 0,
    least: Value = .{ .tenths = std.math.maxInt(i32) },
    greatest: Value = .{ .tenths = std.math.minInt(i32) },
    sum: i32 = 0,
    alarm: ?Alarm = null,

    pub fn add(series: *Series, value: Value) void {
        series.count += 1;
        series.sum += value.tenths;
        series.least.tenths = @min(series.least.tenths, value.tenths);
        series.greatest.tenths = @max(series.greatest.tenths, value.tenths);
    }

    pub fn format(series: Series, out: *std.Io.Writer) !void {
        const mean: Value = .{ .tenths = @divTrunc(series.sum, series.count) };
        try out.print("{d} {f} {f} {f}", .{ series.count, series.least, series.greatest, mean });
    }
};
