public final class Main {
    public static void main(String[] args) {
        switch (args[0]) {
            case "zero" -> System.exit(0);
            case "return" -> {}
            case "one" -> {
                System.out.println("leaving");
                System.exit(1);
            }
            case "error" -> throw new IllegalStateException("nobody catches this");
            default -> throw new IllegalArgumentException("no such way to end: " + args[0]);
        }
    }
}
