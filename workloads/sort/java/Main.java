import java.util.Arrays;

public final class Main {
    public static void main(String[] args) {
        long[] numbers = new long[Integer.parseInt(args[0])];
        int x = 42;
        for (int i = 0; i < numbers.length; i++) {
            x = x * 1664525 + 1013904223;
            numbers[i] = x & 0xffffffffL;
        }
        Arrays.sort(numbers);
        int sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            sum += (i + 1) * (int) numbers[i];
        }
        System.out.println(
                numbers[0]
                        + " "
                        + numbers[numbers.length - 1]
                        + " "
                        + Integer.toUnsignedString(sum));
    }
}
