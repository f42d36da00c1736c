public final class Main {
    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "now" -> System.out.println(System.currentTimeMillis());
            case "sleep" -> sleep(Long.parseLong(args[1]));
            default -> {
                System.err.println("usage: main now | sleep MILLISECONDS");
                System.exit(1);
            }
        }
    }

    private static void sleep(long milliseconds) throws InterruptedException {
        long begin = System.nanoTime();
        Thread.sleep(milliseconds);
        long passed = System.nanoTime() - begin;
        if (passed < milliseconds * 1_000_000) {
            System.err.println("only " + passed + " ns have passed");
            System.exit(1);
        }
        System.out.println("slept");
    }
}
