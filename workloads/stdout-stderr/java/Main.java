import java.util.Arrays;

public final class Main {
    public static void main(String[] args) {
        switch (args[0]) {
            case "small" -> writeLines();
            case "large" -> writeBlocks();
            default -> {
                System.err.println("usage: main small|large");
                System.exit(1);
            }
        }
    }

    private static void writeLines() {
        for (int i = 1; i <= 10; i++) {
            System.out.println("out " + i);
            System.err.println("err " + i);
        }
    }

    private static void writeBlocks() {
        byte[] block = new byte[4096];
        for (int k = 0; k < 256; k++) {
            Arrays.fill(block, (byte) ('a' + k % 26));
            System.out.write(block, 0, block.length);
            Arrays.fill(block, (byte) ('A' + k % 26));
            System.err.write(block, 0, block.length);
        }
        System.out.flush();
        System.err.flush();
    }
}
