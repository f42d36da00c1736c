#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BODIES = 5 };

struct body {
  double position[3], velocity[3], mass;
};

/* Positions in astronomical units, velocities in those a day, masses in suns. */
static struct body bodies[BODIES] = {
    {{0, 0, 0}, {0, 0, 0}, 1}, /* the sun */
    {{4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01},
     {1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05},
     9.54791938424326609e-04}, /* Jupiter */
    {{8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01},
     {-2.76742510726411728e-03, 4.99852801234917238e-03, 2.30417297573763929e-05},
     2.85885980666130812e-04}, /* Saturn */
    {{1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01},
     {2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05},
     4.36624404335156298e-05}, /* Uranus */
    {{1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01},
     {2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05},
     5.15138902046611451e-05}, /* Neptune */
};

/* To units in which gravity's constant is one: years, and masses of 4 pi^2. */
static void prepare(void) {
  const double pi = 3.141592653589793, solar_mass = 4 * pi * pi, days = 365.24;
  double momentum[3] = {0};
  for (int i = 0; i < BODIES; i++) {
    bodies[i].mass *= solar_mass;
    for (int k = 0; k < 3; k++) {
      bodies[i].velocity[k] *= days;
      momentum[k] += bodies[i].velocity[k] * bodies[i].mass;
    }
  }
  for (int k = 0; k < 3; k++) bodies[0].velocity[k] = -momentum[k] / solar_mass;
}

static double dot(const double a[3], const double b[3]) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

static double energy(void) {
  double sum = 0;
  for (int i = 0; i < BODIES; i++) {
    const struct body *one = &bodies[i];
    sum += 0.5 * one->mass * dot(one->velocity, one->velocity);
    for (int j = i + 1; j < BODIES; j++) {
      double d[3];
      for (int k = 0; k < 3; k++) d[k] = one->position[k] - bodies[j].position[k];
      sum -= one->mass * bodies[j].mass / sqrt(dot(d, d));
    }
  }
  return sum;
}

static void advance(double step) {
  for (int i = 0; i < BODIES; i++) {
    struct body *one = &bodies[i];
    for (int j = i + 1; j < BODIES; j++) {
      struct body *other = &bodies[j];
      double d[3];
      for (int k = 0; k < 3; k++) d[k] = one->position[k] - other->position[k];
      double square = dot(d, d), magnitude = step / (square * sqrt(square));
      for (int k = 0; k < 3; k++) {
        one->velocity[k] -= d[k] * other->mass * magnitude;
        other->velocity[k] += d[k] * one->mass * magnitude;
      }
    }
  }
  for (int i = 0; i < BODIES; i++)
    for (int k = 0; k < 3; k++) bodies[i].position[k] += step * bodies[i].velocity[k];
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  if (argc < 2) return 1;
  long steps = atol(argv[1]);
  int timed = argc > 2 && strcmp(argv[2], "time") == 0;
  prepare();
  printf("%.9f\n", energy());
  double start = timed ? milliseconds() : 0;
  for (long i = 0; i < steps; i++) advance(0.01);
  if (timed) fprintf(stderr, "took %.3f ms\n", milliseconds() - start);
  printf("%.9f\n", energy());
  return 0;
}
