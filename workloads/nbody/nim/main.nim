import std/[math, monotimes, os, strformat, strutils, times]

const
  days = 365.24
  solarMass = 4 * PI * PI

type
  Vector = array[3, float]
  Body = object
    position, velocity: Vector
    mass: float

# Positions in astronomical units, velocities in those a day, masses in suns.
proc body(position, velocity: Vector, mass: float): Body =
  Body(position: position, velocity: [velocity[0] * days, velocity[1] * days, velocity[2] * days], mass: mass * solarMass)

var bodies = [
  body([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 1.0), # the sun
  body([4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01], [1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05], 9.54791938424326609e-04), # Jupiter
  body([8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01], [-2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05], 2.85885980666130812e-04), # Saturn
  body([1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01], [2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05], 4.36624404335156298e-05), # Uranus
  body([1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01], [2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05], 5.15138902046611451e-05), # Neptune
]

proc dot(a, b: Vector): float = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
proc `-`(a, b: Vector): Vector = [a[0] - b[0], a[1] - b[1], a[2] - b[2]]

# The sun moves so that all momenta cancel.
proc prepare() =
  for part in 0..2:
    var momentum = 0.0
    for each in bodies: momentum += each.velocity[part] * each.mass
    bodies[0].velocity[part] = -momentum / solarMass

proc energy(): float =
  for i, one in bodies:
    result += 0.5 * one.mass * dot(one.velocity, one.velocity)
    for j in i + 1..bodies.high:
      let apart = one.position - bodies[j].position
      result -= one.mass * bodies[j].mass / sqrt(dot(apart, apart))

proc advance(step: float) =
  for i in 0..bodies.high:
    for j in i + 1..bodies.high:
      let apart = bodies[i].position - bodies[j].position
      let square = dot(apart, apart)
      let magnitude = step / (square * sqrt(square))
      for part in 0..2:
        bodies[i].velocity[part] -= apart[part] * bodies[j].mass * magnitude
        bodies[j].velocity[part] += apart[part] * bodies[i].mass * magnitude
  for each in bodies.mitems:
    for part in 0..2: each.position[part] += step * each.velocity[part]

prepare()
echo &"{energy():.9f}"
let start = getMonoTime()
for _ in 1..paramStr(1).parseInt: advance 0.01
if paramCount() > 1 and paramStr(2) == "time":
  stderr.writeLine &"took {(getMonoTime() - start).inNanoseconds.float / 1e6:.3f} ms"
echo &"{energy():.9f}"
