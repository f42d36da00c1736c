import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;

public final class Main {
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--all")) {
            printAll(System.getenv());
            return;
        }
        for (String name : args) {
            String value = System.getenv(name);
            System.out.println(value == null ? name + " unset" : name + "=" + value);
        }
    }

    private static void printAll(Map<String, String> variables) {
        System.out.println("count " + variables.size());
        variables.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted(Comparator.comparing(Main::octets))
                .forEach(System.out::println);
    }

    /** One character a byte of UTF-8, so that texts compare as bytes do. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
