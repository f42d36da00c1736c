import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

public final class Main {
    private static final int LARGEST = 100_000;

    public static void main(String[] args) throws IOException {
        String text =
                args.length > 0
                        ? args[0]
                        : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        int index = text.strip().matches("[0-9]{1,6}") ? Integer.parseInt(text.strip()) : -1;
        if (index < 0 || index > LARGEST) {
            System.err.println("fibonacci: not a whole number from 0 to " + LARGEST);
            System.exit(1);
        }
        System.out.println(fibonacci(index));
    }

    private static BigInteger fibonacci(int index) {
        BigInteger current = BigInteger.ZERO;
        BigInteger next = BigInteger.ONE;
        for (int step = 0; step < index; step++) {
            BigInteger sum = current.add(next);
            current = next;
            next = sum;
        }
        return current;
    }
}
