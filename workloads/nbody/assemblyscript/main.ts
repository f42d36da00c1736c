const DAYS = 365.24;
const SOLAR_MASS = 4 * Math.PI * Math.PI;

class Body {
  constructor(
    public x: f64,
    public y: f64,
    public z: f64,
    public vx: f64,
    public vy: f64,
    public vz: f64,
    public mass: f64,
  ) {
    this.vx *= DAYS;
    this.vy *= DAYS;
    this.vz *= DAYS;
    this.mass *= SOLAR_MASS;
  }
}

// Positions in astronomical units, velocities in those a day, masses in suns; in units in which gravity's constant is one.
const bodies: StaticArray<Body> = [
  // The sun
  new Body(0, 0, 0, 0, 0, 0, 1),
  // Jupiter
  new Body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01, 1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04),
  // Saturn
  new Body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01, -2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04),
  // Uranus
  new Body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01, 2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05),
  // Neptune
  new Body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01, 2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05),
];

// The sun moves so that all momenta cancel.
function prepare(): void {
  let px: f64 = 0;
  let py: f64 = 0;
  let pz: f64 = 0;
  for (let i = 0; i < bodies.length; i++) {
    const body = unchecked(bodies[i]);
    px += body.vx * body.mass;
    py += body.vy * body.mass;
    pz += body.vz * body.mass;
  }
  bodies[0].vx = -px / SOLAR_MASS;
  bodies[0].vy = -py / SOLAR_MASS;
  bodies[0].vz = -pz / SOLAR_MASS;
}

function energy(): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < bodies.length; i++) {
    const one = unchecked(bodies[i]);
    sum += 0.5 * one.mass * (one.vx * one.vx + one.vy * one.vy + one.vz * one.vz);
    for (let j = i + 1; j < bodies.length; j++) {
      const other = unchecked(bodies[j]);
      const dx = one.x - other.x;
      const dy = one.y - other.y;
      const dz = one.z - other.z;
      sum -= (one.mass * other.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
}

function advance(step: f64): void {
  for (let i = 0; i < bodies.length; i++) {
    const one = unchecked(bodies[i]);
    for (let j = i + 1; j < bodies.length; j++) {
      const other = unchecked(bodies[j]);
      const dx = one.x - other.x;
      const dy = one.y - other.y;
      const dz = one.z - other.z;
      const square = dx * dx + dy * dy + dz * dz;
      const magnitude = step / (square * Math.sqrt(square));
      one.vx -= dx * other.mass * magnitude;
      one.vy -= dy * other.mass * magnitude;
      one.vz -= dz * other.mass * magnitude;
      other.vx += dx * one.mass * magnitude;
      other.vy += dy * one.mass * magnitude;
      other.vz += dz * one.mass * magnitude;
    }
  }
  for (let i = 0; i < bodies.length; i++) {
    const body = unchecked(bodies[i]);
    body.x += step * body.vx;
    body.y += step * body.vy;
    body.z += step * body.vz;
  }
}

/** A number with so many digits after the point: AssemblyScript has no toFixed. */
function toFixed(value: f64, digits: i32): string {
  const scaled = <i64>Math.round(Math.abs(value) * Math.pow(10, digits));
  const text = scaled.toString().padStart(digits + 1, "0");
  return (value < 0 ? "-" : "") + text.slice(0, text.length - digits) + "." + text.slice(text.length - digits);
}

const steps = I32.parseInt(process.argv[1]);
const timed = process.argv.length > 2 && process.argv[2] == "time";
prepare();
console.log(toFixed(energy(), 9));
const start = timed ? <f64>process.hrtime() : 0;
for (let step = 0; step < steps; step++) advance(0.01);
if (timed) process.stderr.write("took " + toFixed((<f64>process.hrtime() - start) / 1e6, 3) + " ms\n");
console.log(toFixed(energy(), 9));
