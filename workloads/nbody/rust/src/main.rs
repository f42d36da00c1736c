use std::env;
use std::time::Instant;

type Vector = [f64; 3];

struct Body {
    position: Vector,
    velocity: Vector,
    mass: f64,
}

const DAYS: f64 = 365.24;
const SOLAR_MASS: f64 = 4.0 * std::f64::consts::PI * std::f64::consts::PI;

/// Positions in astronomical units, velocities in those a day, masses in suns.
const BODIES: [(Vector, Vector, f64); 5] = [
    // The sun
    (
        [0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0],
        1.0,
    ),
    // Jupiter
    (
        [4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01],
        [1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05],
        9.54791938424326609e-04,
    ),
    // Saturn
    (
        [8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01],
        [-2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05],
        2.85885980666130812e-04,
    ),
    // Uranus
    (
        [1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01],
        [2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05],
        4.36624404335156298e-05,
    ),
    // Neptune
    (
        [1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01],
        [2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05],
        5.15138902046611451e-05,
    ),
];

fn dot(a: &Vector, b: &Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn minus(a: &Vector, b: &Vector) -> Vector {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/// In units in which gravity's constant is one; the sun moves so that all momenta cancel.
fn bodies() -> [Body; 5] {
    let mut bodies = BODIES.map(|(position, velocity, mass)| Body {
        position,
        velocity: velocity.map(|part| part * DAYS),
        mass: mass * SOLAR_MASS,
    });
    for k in 0..3 {
        let momentum: f64 = bodies.iter().map(|body| body.velocity[k] * body.mass).sum();
        bodies[0].velocity[k] = -momentum / SOLAR_MASS;
    }
    bodies
}

fn energy(bodies: &[Body]) -> f64 {
    let mut sum = 0.0;
    for (i, one) in bodies.iter().enumerate() {
        sum += 0.5 * one.mass * dot(&one.velocity, &one.velocity);
        for other in &bodies[i + 1..] {
            let d = minus(&one.position, &other.position);
            sum -= one.mass * other.mass / dot(&d, &d).sqrt();
        }
    }
    sum
}

fn advance(bodies: &mut [Body], step: f64) {
    for i in 0..bodies.len() {
        let (head, tail) = bodies.split_at_mut(i + 1);
        let one = &mut head[i];
        for other in tail {
            let d = minus(&one.position, &other.position);
            let square = dot(&d, &d);
            let magnitude = step / (square * square.sqrt());
            for k in 0..3 {
                one.velocity[k] -= d[k] * other.mass * magnitude;
                other.velocity[k] += d[k] * one.mass * magnitude;
            }
        }
    }
    for body in bodies {
        for k in 0..3 {
            body.position[k] += step * body.velocity[k];
        }
    }
}

fn main() {
    let mut args = env::args().skip(1);
    let steps: u64 = args.next().and_then(|text| text.parse().ok()).expect("the first argument is the number of steps");
    let timed = args.next().as_deref() == Some("time");
    let mut bodies = bodies();
    println!("{:.9}", energy(&bodies));
    let start = timed.then(Instant::now);
    for _ in 0..steps {
        advance(&mut bodies, 0.01);
    }
    if let Some(start) = start {
        eprintln!("took {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
    }
    println!("{:.9}", energy(&bodies));
}
