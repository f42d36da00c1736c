import java.security.SecureRandom;

public final class Main {
    public static void main(String[] args) {
        byte[] bytes = new byte[Integer.parseInt(args[0])];
        int draws = Integer.parseInt(args[1]);
        SecureRandom random = new SecureRandom();
        for (int draw = 0; draw < draws; draw++) {
            random.nextBytes(bytes);
            System.out.write(bytes, 0, bytes.length);
        }
        System.out.flush();
    }
}
