import java.util.Arrays;

public final class Main {
    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        double[] u = new double[n];
        double[] v = new double[n];
        double[] between = new double[n];
        Arrays.fill(u, 1);
        for (int i = 0; i < 10; i++) {
            multiply(u, between, v);
            multiply(v, between, u);
        }
        System.out.println(String.format("%.9f", Math.sqrt(dot(u, v) / dot(v, v))));
    }

    private static double a(int i, int j) {
        return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
    }

    /** to = transposed A times (A times from). */
    private static void multiply(double[] from, double[] between, double[] to) {
        for (int i = 0; i < from.length; i++) {
            double sum = 0;
            for (int j = 0; j < from.length; j++) sum += a(i, j) * from[j];
            between[i] = sum;
        }
        for (int i = 0; i < from.length; i++) {
            double sum = 0;
            for (int j = 0; j < from.length; j++) sum += a(j, i) * between[j];
            to[i] = sum;
        }
    }

    private static double dot(double[] one, double[] two) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * two[i];
        return sum;
    }
}
