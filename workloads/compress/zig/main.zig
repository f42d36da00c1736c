const std = @import("std");
const flate = std.compress.flate;
const Allocator = std.mem.Allocator;
const Crc32 = std.hash.Crc32;
const Io = std.Io;

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    const args = (try init.minimal.args.toSlice(arena))[1..];
    var in_buffer: [4096]u8 = undefined;
    var stdin = Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &out_buffer);

    const input = try stdin.interface.allocRemaining(arena, .unlimited);
    run(arena, args, input, &stdout.interface) catch |err| std.process.fatal("{t}; usage: main unpack | round-trip", .{err});
    try stdout.interface.flush();
}

fn run(arena: Allocator, args: []const [:0]const u8, input: []const u8, out: *Io.Writer) !void {
    if (args.len != 1) return error.WrongArguments;
    if (std.mem.eql(u8, args[0], "unpack")) return out.writeAll(try unpack(arena, input));
    if (!std.mem.eql(u8, args[0], "round-trip")) return error.WrongArguments;

    const packed_bytes = try pack(arena, input);
    if (!std.mem.eql(u8, try unpack(arena, packed_bytes), input)) return error.RoundTripDiffers;
    const size = if (packed_bytes.len * 2 < input.len) "less than half" else "not less than half";
    try out.print("{d} bytes, crc32 {x:0>8}, {s}\n", .{ input.len, Crc32.hash(input), size });
}

/// All members of a gzip file, one after the other. std reads the checksum and the size of each, and leaves it to us to look at them.
fn unpack(arena: Allocator, bytes: []const u8) ![]const u8 {
    var in: Io.Reader = .fixed(bytes);
    var plain: Io.Writer.Allocating = .init(arena);
    while (true) {
        const start = plain.written().len;
        const window = try arena.alloc(u8, flate.max_window_len);
        var member: flate.Decompress = .init(&in, .gzip, window);
        _ = try member.reader.streamRemaining(&plain.writer);
        const written = plain.written()[start..];
        const footer = member.container_metadata.gzip;
        if (footer.crc != Crc32.hash(written)) return error.WrongChecksum;
        if (footer.count != @as(u32, @truncate(written.len))) return error.WrongSize;
        if (in.bufferedLen() == 0) return plain.written();
    }
}

fn pack(arena: Allocator, plain: []const u8) ![]const u8 {
    var out: Io.Writer.Allocating = try .initCapacity(arena, 4096);
    const window = try arena.alloc(u8, flate.max_window_len);
    var compress: flate.Compress = try .init(&out.writer, window, .gzip, .default);
    try compress.writer.writeAll(plain);
    try compress.finish();
    return out.written();
}
