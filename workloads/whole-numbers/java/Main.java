import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.OptionalInt;

public final class Main {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            OptionalInt result =
                    compute(Integer.parseInt(words[0]), words[1], Integer.parseInt(words[2]));
            System.out.println(result.isPresent() ? told(result.getAsInt()) : "undefined");
        }
    }

    private static String told(int result) {
        String digits = Integer.toHexString(result);
        return result + " " + "0".repeat(8 - digits.length()) + digits;
    }

    private static OptionalInt compute(int left, String operator, int right) {
        if (right == 0 && (operator.equals("/") || operator.equals("%")))
            return OptionalInt.empty();
        return OptionalInt.of(
                switch (operator) {
                    case "+" -> left + right;
                    case "-" -> left - right;
                    case "*" -> left * right;
                    case "/" -> left / right;
                    case "%" -> left % right;
                    case "&" -> left & right;
                    case "|" -> left | right;
                    case "^" -> left ^ right;
                    case "<<" -> left << right;
                    case ">>" -> left >> right;
                    default -> throw new IllegalArgumentException("no operator: " + operator);
                });
    }
}
