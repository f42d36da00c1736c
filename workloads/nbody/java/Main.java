import java.util.List;

public final class Main {
    private static final double DAYS = 365.24;
    private static final double SOLAR_MASS = 4 * Math.PI * Math.PI;

    /** Positions in astronomical units, velocities in those a day, masses in suns. */
    private static final List<Body> BODIES =
            List.of(
                    // The sun
                    new Body(0, 0, 0, 0, 0, 0, 1),
                    // Jupiter
                    new Body(
                            4.84143144246472090e+00,
                            -1.16032004402742839e+00,
                            -1.03622044471123109e-01,
                            1.66007664274403694e-03,
                            7.69901118419740425e-03,
                            -6.90460016972063023e-05,
                            9.54791938424326609e-04),
                    // Saturn
                    new Body(
                            8.34336671824457987e+00,
                            4.12479856412430479e+00,
                            -4.03523417114321381e-01,
                            -2.76742510726411728e-03,
                            4.99852801234917238e-03,
                            2.30417297573763929e-05,
                            2.85885980666130812e-04),
                    // Uranus
                    new Body(
                            1.28943695621391310e+01,
                            -1.51111514016986312e+01,
                            -2.23307578892655734e-01,
                            2.96460137564761618e-03,
                            2.37847173959480950e-03,
                            -2.96589568540237556e-05,
                            4.36624404335156298e-05),
                    // Neptune
                    new Body(
                            1.53796971148509165e+01,
                            -2.59193146099879641e+01,
                            1.79258772950371181e-01,
                            2.68067772490389322e-03,
                            1.62824170038242295e-03,
                            -9.51592254519715870e-05,
                            5.15138902046611451e-05));

    public static void main(String[] args) {
        int steps = Integer.parseInt(args[0]);
        boolean timed = args.length > 1 && args[1].equals("time");
        prepare();
        printEnergy();
        long begin = System.nanoTime();
        for (int step = 0; step < steps; step++) advance(0.01);
        if (timed)
            System.err.println(String.format("took %.3f ms", (System.nanoTime() - begin) / 1e6));
        printEnergy();
    }

    /**
     * Turns to units in which gravity's constant is one; the sun moves so that all momenta cancel.
     */
    private static void prepare() {
        double px = 0;
        double py = 0;
        double pz = 0;
        for (Body body : BODIES) {
            body.mass *= SOLAR_MASS;
            body.vx *= DAYS;
            body.vy *= DAYS;
            body.vz *= DAYS;
            px += body.vx * body.mass;
            py += body.vy * body.mass;
            pz += body.vz * body.mass;
        }
        Body sun = BODIES.get(0);
        sun.vx = -px / SOLAR_MASS;
        sun.vy = -py / SOLAR_MASS;
        sun.vz = -pz / SOLAR_MASS;
    }

    private static void printEnergy() {
        double sum = 0;
        for (int i = 0; i < BODIES.size(); i++) {
            Body one = BODIES.get(i);
            sum += 0.5 * one.mass * (one.vx * one.vx + one.vy * one.vy + one.vz * one.vz);
            for (int j = i + 1; j < BODIES.size(); j++) {
                Body other = BODIES.get(j);
                double dx = one.x - other.x;
                double dy = one.y - other.y;
                double dz = one.z - other.z;
                sum -= one.mass * other.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        System.out.println(String.format("%.9f", sum));
    }

    private static void advance(double step) {
        for (int i = 0; i < BODIES.size(); i++) {
            Body one = BODIES.get(i);
            for (int j = i + 1; j < BODIES.size(); j++) {
                Body other = BODIES.get(j);
                double dx = one.x - other.x;
                double dy = one.y - other.y;
                double dz = one.z - other.z;
                double square = dx * dx + dy * dy + dz * dz;
                double magnitude = step / (square * Math.sqrt(square));
                one.push(dx, dy, dz, -other.mass * magnitude);
                other.push(dx, dy, dz, one.mass * magnitude);
            }
        }
        for (Body body : BODIES) {
            body.x += step * body.vx;
            body.y += step * body.vy;
            body.z += step * body.vz;
        }
    }

    private static final class Body {
        double x, y, z, vx, vy, vz, mass;

        Body(double x, double y, double z, double vx, double vy, double vz, double mass) {
            this.x = x;
            this.y = y;
            this.z = z;
            this.vx = vx;
            this.vy = vy;
            this.vz = vz;
            this.mass = mass;
        }

        void push(double dx, double dy, double dz, double force) {
            vx += dx * force;
            vy += dy * force;
            vz += dz * force;
        }
    }
}
