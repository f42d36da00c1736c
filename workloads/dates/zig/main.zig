const std = @import("std");
const epoch = std.time.epoch;

const weekdays = [_][]const u8{ "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday" };

pub fn main(init: std.process.Init) !void {
    var in_buffer: [4096]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &out_buffer);
    const out = &stdout.interface;
    while (try stdin.interface.takeDelimiter('\n')) |line| {
        const second: epoch.EpochSeconds = .{ .secs = try std.fmt.parseInt(u64, line, 10) };
        const days = second.getEpochDay();
        const time = second.getDaySeconds();
        const year = days.calculateYearDay();
        const month = year.calculateMonthDay();
        try out.print("{d:0>4}-{d:0>2}-{d:0>2}T{d:0>2}:{d:0>2}:{d:0>2}Z {s} {d:0>3}\n", .{
            year.year,
            month.month.numeric(),
            month.day_index + 1,
            time.getHoursIntoDay(),
            time.getMinutesIntoHour(),
            time.getSecondsIntoMinute(),
            weekdays[@intCast(days.day % 7)],
            year.day + 1,
        });
    }
    try out.flush();
}
