public final class Main {
    private static final class StepException extends Exception {
        StepException(String message) {
            super(message);
        }
    }

    private record Opened(String text) implements AutoCloseable {
        Opened {
            System.out.println("open " + text);
        }

        @Override
        public void close() {
            System.out.println("close " + text);
        }
    }

    public static void main(String[] args) {
        for (String text : args) {
            if (text.equals("uncaught")) throw new IllegalStateException("nothing catches this");
            try {
                System.out.println("half " + step(text));
            } catch (StepException e) {
                System.out.println("error: " + e.getMessage());
            }
        }
        System.out.println("done");
    }

    private static int step(String text) throws StepException {
        try (Opened opened = new Opened(text)) {
            return half(opened.text());
        }
    }

    private static int half(String text) throws StepException {
        if (!text.matches("[0-9]{1,9}")) throw new StepException(text + " is no number");
        int number = Integer.parseInt(text);
        if (number % 2 == 1) throw new StepException(number + " is odd");
        return number / 2;
    }
}
