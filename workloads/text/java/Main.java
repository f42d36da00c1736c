import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

public final class Main {
    public static void main(String[] args) throws IOException {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        List<int[]> lines = lines(text).map(line -> line.codePoints().toArray()).toList();
        for (int[] line : lines) {
            int bytes = text(line).getBytes(StandardCharsets.UTF_8).length;
            out.print(bytes + " " + line.length + " " + text(reversed(line)) + "\n");
        }
        lines.stream().sorted(Main::compare).forEach(line -> out.print(text(line) + "\n"));
        out.flush();
    }

    private static Stream<String> lines(String text) {
        return text.isEmpty()
                ? Stream.empty()
                : Stream.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    // Strings compare by UTF-16 units: those of a pair lie below U+E000.
    private static int compare(int[] left, int[] right) {
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            if (left[i] != right[i]) return Integer.compare(left[i], right[i]);
        }
        return Integer.compare(left.length, right.length);
    }

    private static int[] reversed(int[] points) {
        int[] result = new int[points.length];
        for (int i = 0; i < points.length; i++) result[i] = points[points.length - 1 - i];
        return result;
    }

    private static String text(int[] points) {
        return new String(points, 0, points.length);
    }
}
