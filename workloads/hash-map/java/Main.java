import java.util.HashMap;
import java.util.Map;

public final class Main {
    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        Map<Integer, Integer> counts = new HashMap<>();
        int x = 42;
        for (int i = 0; i < n; i++) {
            x = x * 1664525 + 1013904223;
            counts.merge((x >>> 8) % n, 1, (a, b) -> a + b);
        }
        int all = counts.size();
        counts.values().removeIf(count -> count % 2 != 0);
        int sum = 0;
        for (int key = 0; key < n; key++) {
            Integer count = counts.get(key);
            if (count != null) sum += (key + 1) * count;
        }
        System.out.println(all + " " + counts.size() + " " + Integer.toUnsignedString(sum));
    }
}
