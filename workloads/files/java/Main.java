import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

public final class Main {
    private static final Path DATA = Path.of("/data");
    private static final Path OUT = DATA.resolve("out.txt");

    public static void main(String[] args) throws IOException {
        System.out.println("read " + Files.readAllBytes(DATA.resolve("in.txt")).length);
        Files.writeString(OUT, "written\n");
        System.out.println("write " + Files.size(OUT));
        Files.writeString(OUT, "appended\n", APPEND);
        System.out.println("append " + Files.size(OUT));
        try (RandomAccessFile file = new RandomAccessFile(OUT.toFile(), "rw")) {
            file.setLength(4);
        }
        System.out.println("truncate " + Files.size(OUT));
        try (var entries = Files.list(DATA.resolve("old"))) {
            System.out.println(
                    "list "
                            + entries.map(entry -> entry.getFileName().toString())
                                    .sorted()
                                    .collect(Collectors.joining(" ")));
        }
        System.out.println("mkdir " + Files.createDirectory(DATA.resolve("new")).getFileName());
        System.out.println(
                "rename "
                        + Files.move(DATA.resolve("old/a.txt"), DATA.resolve("new/a2.txt"))
                                .getFileName());
        Files.delete(DATA.resolve("old/b.txt"));
        System.out.println("remove b.txt");
        Files.delete(DATA.resolve("old"));
        System.out.println("rmdir old");
        try {
            Files.readAllBytes(DATA.resolve("missing.txt"));
            throw new IllegalStateException("missing.txt is there");
        } catch (NoSuchFileException e) {
            System.out.println("missing not found");
        }
    }
}
