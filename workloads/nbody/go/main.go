package main

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"time"
)

type vector [3]float64

type body struct {
	position, velocity vector
	mass               float64
}

const (
	days      = 365.24
	solarMass = 4 * math.Pi * math.Pi
)

// Positions in astronomical units, velocities in those a day, masses in suns.
var bodies = [5]body{
	// The sun
	{vector{0, 0, 0}, vector{0, 0, 0}, 1},
	// Jupiter
	{vector{4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01}, vector{1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05}, 9.54791938424326609e-04},
	// Saturn
	{vector{8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01}, vector{-2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05}, 2.85885980666130812e-04},
	// Uranus
	{vector{1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01}, vector{2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05}, 4.36624404335156298e-05},
	// Neptune
	{vector{1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01}, vector{2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05}, 5.15138902046611451e-05},
}

func dot(a, b vector) float64 {
	return a[0]*b[0] + a[1]*b[1] + a[2]*b[2]
}

func minus(a, b vector) vector {
	return vector{a[0] - b[0], a[1] - b[1], a[2] - b[2]}
}

// prepare turns to units in which gravity's constant is one; the sun moves so that all momenta cancel.
func prepare() {
	var momentum vector
	for i := range bodies {
		bodies[i].mass *= solarMass
		for k := range momentum {
			bodies[i].velocity[k] *= days
			momentum[k] += bodies[i].velocity[k] * bodies[i].mass
		}
	}
	for k := range momentum {
		bodies[0].velocity[k] = -momentum[k] / solarMass
	}
}

func energy() float64 {
	sum := 0.0
	for i, one := range bodies {
		sum += 0.5 * one.mass * dot(one.velocity, one.velocity)
		for _, other := range bodies[i+1:] {
			d := minus(one.position, other.position)
			sum -= one.mass * other.mass / math.Sqrt(dot(d, d))
		}
	}
	return sum
}

func advance(step float64) {
	for i := range bodies {
		one := &bodies[i]
		for j := i + 1; j < len(bodies); j++ {
			other := &bodies[j]
			d := minus(one.position, other.position)
			square := dot(d, d)
			magnitude := step / (square * math.Sqrt(square))
			for k := range d {
				one.velocity[k] -= d[k] * other.mass * magnitude
				other.velocity[k] += d[k] * one.mass * magnitude
			}
		}
	}
	for i := range bodies {
		for k := range bodies[i].position {
			bodies[i].position[k] += step * bodies[i].velocity[k]
		}
	}
}

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	steps, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	timed := len(os.Args) > 2 && os.Args[2] == "time"
	prepare()
	fmt.Printf("%.9f\n", energy())
	var start time.Time
	if timed {
		start = time.Now()
	}
	for i := 0; i < steps; i++ {
		advance(0.01)
	}
	if timed {
		fmt.Fprintf(os.Stderr, "took %.3f ms\n", float64(time.Since(start).Nanoseconds())/1e6)
	}
	fmt.Printf("%.9f\n", energy())
}
