const std = @import("std");
const Allocator = std.mem.Allocator;

const Node = struct {
    left: ?*Node,
    right: ?*Node,

    fn make(gpa: Allocator, depth: u32) Allocator.Error!*Node {
        const node = try gpa.create(Node);
        node.left = if (depth > 0) try make(gpa, depth - 1) else null;
        node.right = if (depth > 0) try make(gpa, depth - 1) else null;
        return node;
    }

    fn count(node: *const Node) u32 {
        var sum: u32 = 1;
        if (node.left) |left| sum += left.count();
        if (node.right) |right| sum += right.count();
        return sum;
    }

    fn giveUp(node: *Node, gpa: Allocator) void {
        if (node.left) |left| left.giveUp(gpa);
        if (node.right) |right| right.giveUp(gpa);
        gpa.destroy(node);
    }
};

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len < 2) std.process.fatal("the first argument is a depth", .{});
    const depth = try std.fmt.parseInt(u5, args[1], 10);
    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const kept = try Node.make(init.gpa, depth);
    defer kept.giveUp(init.gpa);
    var own: u5 = 4;
    while (own <= depth) : (own += 4) {
        const trees = @as(u32, 1) << (depth - own);
        var nodes: u32 = 0;
        for (0..trees) |_| {
            const tree = try Node.make(init.gpa, own);
            nodes += tree.count();
            tree.giveUp(init.gpa);
        }
        try stdout.interface.print("{d} {d} {d}\n", .{ trees, own, nodes });
    }
    try stdout.interface.print("1 {d} {d}\n", .{ depth, kept.count() });
    try stdout.interface.flush();
}
