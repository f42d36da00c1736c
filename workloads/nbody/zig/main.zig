const std = @import("std");

const Vector = [3]f64;

const Body = struct {
    position: Vector,
    velocity: Vector,
    mass: f64,
};

const days = 365.24;
const solar_mass = 4.0 * std.math.pi * std.math.pi;

// Positions in astronomical units, velocities in those a day, masses in suns.
var bodies = [5]Body{
    // The sun
    .{
        .position = .{ 0, 0, 0 },
        .velocity = .{ 0, 0, 0 },
        .mass = 1,
    },
    // Jupiter
    .{
        .position = .{ 4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01 },
        .velocity = .{ 1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05 },
        .mass = 9.54791938424326609e-04,
    },
    // Saturn
    .{
        .position = .{ 8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01 },
        .velocity = .{ -2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05 },
        .mass = 2.85885980666130812e-04,
    },
    // Uranus
    .{
        .position = .{ 1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01 },
        .velocity = .{ 2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05 },
        .mass = 4.36624404335156298e-05,
    },
    // Neptune
    .{
        .position = .{ 1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01 },
        .velocity = .{ 2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05 },
        .mass = 5.15138902046611451e-05,
    },
};

fn dot(a: Vector, b: Vector) f64 {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

fn minus(a: Vector, b: Vector) Vector {
    return .{ a[0] - b[0], a[1] - b[1], a[2] - b[2] };
}

// To units in which gravity's constant is one; the sun moves so that all momenta cancel.
fn prepare() void {
    var momentum: Vector = .{ 0, 0, 0 };
    for (&bodies) |*body| {
        body.mass *= solar_mass;
        for (&body.velocity, &momentum) |*part, *sum| {
            part.* *= days;
            sum.* += part.* * body.mass;
        }
    }
    for (&bodies[0].velocity, momentum) |*part, sum| part.* = -sum / solar_mass;
}

fn energy() f64 {
    var sum: f64 = 0;
    for (bodies, 0..) |one, i| {
        sum += 0.5 * one.mass * dot(one.velocity, one.velocity);
        for (bodies[i + 1 ..]) |other| {
            const d = minus(one.position, other.position);
            sum -= one.mass * other.mass / @sqrt(dot(d, d));
        }
    }
    return sum;
}

fn advance(step: f64) void {
    for (&bodies, 0..) |*one, i| {
        for (bodies[i + 1 ..]) |*other| {
            const d = minus(one.position, other.position);
            const square = dot(d, d);
            const magnitude = step / (square * @sqrt(square));
            for (d, &one.velocity, &other.velocity) |part, *own, *its| {
                own.* -= part * other.mass * magnitude;
                its.* += part * one.mass * magnitude;
            }
        }
    }
    for (&bodies) |*body| {
        for (&body.position, body.velocity) |*part, speed| part.* += step * speed;
    }
}

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len < 2) std.process.fatal("the first argument is the number of steps", .{});
    const steps = try std.fmt.parseInt(usize, args[1], 10);
    const timed = args.len > 2 and std.mem.eql(u8, args[2], "time");

    var buffer: [256]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    prepare();
    try stdout.interface.print("{d:.9}\n", .{energy()});
    const start: ?std.Io.Timestamp = if (timed) std.Io.Timestamp.now(init.io, .awake) else null;
    for (0..steps) |_| advance(0.01);
    if (start) |before| {
        const took = before.durationTo(std.Io.Timestamp.now(init.io, .awake)).toNanoseconds();
        var said: [64]u8 = undefined;
        var stderr = std.Io.File.stderr().writerStreaming(init.io, &said);
        try stderr.interface.print("took {d:.3} ms\n", .{@as(f64, @floatFromInt(took)) / 1e6});
        try stderr.interface.flush();
    }
    try stdout.interface.print("{d:.9}\n", .{energy()});
    try stdout.interface.flush();
}
