/**
 * Runs Main as Java's launcher does: what it does not catch is told on standard error, and ends the
 * program with status 1.
 */
final class Start {
    private Start() {}

    public static void main(String[] args) {
        try {
            Main.main(args);
        } catch (Throwable failure) {
            System.err.print("Exception in thread \"main\" ");
            failure.printStackTrace();
            System.exit(1);
        }
    }
}
