import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

public final class Main {
    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        List<Integer> upTo = IntStream.rangeClosed(1, n).boxed().toList();

        List<IntSupplier> counters = transform(upTo, Main::counter);
        int sum = 0;
        for (int round = 0; round < 3; round++) {
            sum = counters.stream().mapToInt(IntSupplier::getAsInt).sum();
        }
        System.out.println("counters " + sum);

        List<IntUnaryOperator> functions = transform(upTo, i -> x -> (31 * x + i) % 1000003);
        IntUnaryOperator composed =
                functions.stream().reduce(IntUnaryOperator.identity(), IntUnaryOperator::andThen);
        System.out.println("composed " + composed.applyAsInt(1));

        List<Integer> products = transform(upTo, i -> i * n);
        System.out.println("numbers " + joined(products));
        System.out.println(
                "texts " + joined(transform(products, product -> product + "-" + product)));
    }

    private static IntSupplier counter(int step) {
        int[] count = {0};
        return () -> count[0] += step;
    }

    private static <T, U> List<U> transform(
            List<T> list, Function<? super T, ? extends U> function) {
        List<U> results = new ArrayList<>(list.size());
        for (T element : list) results.add(function.apply(element));
        return results;
    }

    private static String joined(List<?> list) {
        return list.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
