import { getArguments } from "wasi:cli/environment@0.2.12";
import { print, warn } from "./stdio.js";

const DAYS = 365.24;
const SOLAR_MASS = 4 * Math.PI * Math.PI;

function body(x, y, z, vx, vy, vz, mass) {
  return { x, y, z, vx: vx * DAYS, vy: vy * DAYS, vz: vz * DAYS, mass: mass * SOLAR_MASS };
}

// Positions in astronomical units, velocities in those a day, masses in suns; in units in which gravity's constant is one.
const bodies = [
  // The sun
  body(0, 0, 0, 0, 0, 0, 1),
  // Jupiter
  body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01, 1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04),
  // Saturn
  body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01, -2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04),
  // Uranus
  body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01, 2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05),
  // Neptune
  body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01, 2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05),
];

// The sun moves so that all momenta cancel.
function prepare() {
  const [sun] = bodies;
  for (const part of ["vx", "vy", "vz"]) {
    let momentum = 0;
    for (const each of bodies) momentum += each[part] * each.mass;
    sun[part] = -momentum / SOLAR_MASS;
  }
}

function energy() {
  let sum = 0;
  for (let i = 0; i < bodies.length; i++) {
    const one = bodies[i];
    sum += 0.5 * one.mass * (one.vx * one.vx + one.vy * one.vy + one.vz * one.vz);
    for (let j = i + 1; j < bodies.length; j++) {
      const other = bodies[j];
      const [dx, dy, dz] = [one.x - other.x, one.y - other.y, one.z - other.z];
      sum -= (one.mass * other.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
}

function advance(step) {
  for (let i = 0; i < bodies.length; i++) {
    const one = bodies[i];
    for (let j = i + 1; j < bodies.length; j++) {
      const other = bodies[j];
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
  for (const each of bodies) {
    each.x += step * each.vx;
    each.y += step * each.vy;
    each.z += step * each.vz;
  }
}

export const run = {
  run() {
    const [, steps, mode] = getArguments();
    prepare();
    print(energy().toFixed(9));
    const start = mode === "time" ? Date.now() : 0;
    for (let step = 0; step < Number(steps); step++) advance(0.01);
    if (mode === "time") warn(`took ${(Date.now() - start).toFixed(3)} ms`);
    print(energy().toFixed(9));
  },
};
