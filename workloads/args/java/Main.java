import java.nio.charset.StandardCharsets;

public final class Main {
    public static void main(String[] args) {
        System.out.println("count " + args.length);
        for (int index = 0; index < args.length; index++) {
            byte[] bytes = args[index].getBytes(StandardCharsets.UTF_8);
            System.out.println((index + 1) + " " + bytes.length + " " + hex(bytes));
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (byte each : bytes) {
            digits.append(Character.forDigit(each >> 4 & 0xf, 16))
                    .append(Character.forDigit(each & 0xf, 16));
        }
        return digits.toString();
    }
}
