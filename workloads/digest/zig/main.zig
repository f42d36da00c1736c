const std = @import("std");
const Io = std.Io;
const ChaCha20 = std.crypto.stream.chacha.ChaCha20IETF;
const Sha256 = std.crypto.hash.sha2.Sha256;
const Sha512 = std.crypto.hash.sha2.Sha512;

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    var in_buffer: [4096]u8 = undefined;
    var stdin = Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = Io.File.stdout().writerStreaming(init.io, &out_buffer);

    const args = (try init.minimal.args.toSlice(arena))[1..];
    run(arena, args, &stdin.interface, &stdout.interface) catch |err|
        std.process.fatal("{t}; usage: main sha256 | sha512 | chacha20 KEY NONCE COUNTER", .{err});
    try stdout.interface.flush();
}

fn run(arena: std.mem.Allocator, args: []const [:0]const u8, in: *Io.Reader, out: *Io.Writer) !void {
    if (args.len == 1 and std.mem.eql(u8, args[0], "sha256")) return hash(Sha256, in, out);
    if (args.len == 1 and std.mem.eql(u8, args[0], "sha512")) return hash(Sha512, in, out);
    if (args.len != 4 or !std.mem.eql(u8, args[0], "chacha20")) return error.UnknownAlgorithm;
    const key = try fromHex(ChaCha20.key_length, args[1]);
    const nonce = try fromHex(ChaCha20.nonce_length, args[2]);
    const counter = try std.fmt.parseInt(u32, args[3], 10);
    const bytes = try in.allocRemaining(arena, .unlimited);
    ChaCha20.xor(bytes, bytes, counter, key, nonce);
    try out.writeAll(bytes);
}

fn hash(comptime Hash: type, in: *Io.Reader, out: *Io.Writer) !void {
    var state: Hash = .init(.{});
    while (in.peekGreedy(1)) |bytes| {
        state.update(bytes);
        in.toss(bytes.len);
    } else |err| if (err != error.EndOfStream) return err;
    try out.print("{x}\n", .{state.finalResult()});
}

fn fromHex(comptime length: usize, text: []const u8) ![length]u8 {
    var bytes: [length]u8 = undefined;
    if ((try std.fmt.hexToBytes(&bytes, text)).len != length) return error.WrongLength;
    return bytes;
}
