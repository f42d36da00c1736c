import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

public final class Main {
    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        int d = Integer.parseInt(args[1]);
        List<String> found = new ArrayList<>();
        queens(n, new ArrayList<>(), columns -> found.add(joined(columns)));
        System.out.println("queens " + found.size() + " " + found.get(0));
        System.out.println("depth " + sum(d));
        System.out.println("mutual " + female(d % 64) + " " + male(d % 64));
    }

    private static void queens(int n, List<Integer> placed, Consumer<List<Integer>> found) {
        if (placed.size() == n) {
            found.accept(placed);
            return;
        }
        for (int column = 1; column <= n; column++) {
            if (attacks(column, placed)) continue;
            placed.add(column);
            queens(n, placed, found);
            placed.remove(placed.size() - 1);
        }
    }

    private static boolean attacks(int column, List<Integer> placed) {
        for (int row = 0; row < placed.size(); row++) {
            int apart = Math.abs(column - placed.get(row));
            if (apart == 0 || apart == placed.size() - row) return true;
        }
        return false;
    }

    private static String joined(List<Integer> columns) {
        return columns.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static long sum(long d) {
        return d == 0 ? 0 : d + sum(d - 1);
    }

    private static int female(int n) {
        return n == 0 ? 1 : n - male(female(n - 1));
    }

    private static int male(int n) {
        return n == 0 ? 0 : n - female(male(n - 1));
    }
}
