import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public final class Main {
    private static final Path ROOT = Path.of("/data/tree");

    public static void main(String[] args) throws IOException {
        make(Integer.parseInt(args[0]));
        Totals totals = new Totals();
        totals.walk(ROOT);
        System.out.println(totals.directories + " " + totals.files + " " + totals.sum);
        remove(ROOT);
    }

    private static void make(int n) throws IOException {
        Files.createDirectory(ROOT);
        for (int i = 0; i < n; i++) {
            Path directory = Files.createDirectory(ROOT.resolve("d" + i));
            for (int j = 0; j < n; j++) {
                Files.writeString(directory.resolve("f" + j), i * n + j + "\n");
            }
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path entry : list(path)) remove(entry);
        }
        Files.delete(path);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private static final class Totals {
        int directories;
        int files;
        int sum;

        void walk(Path path) throws IOException {
            if (!Files.isDirectory(path)) {
                files++;
                sum +=
                        Integer.parseInt(
                                new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                                        .strip());
                return;
            }
            directories++;
            for (Path entry : list(path)) walk(entry);
        }
    }
}
