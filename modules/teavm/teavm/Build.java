import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.vm.TeaVMOptimizationLevel;
import org.teavm.vm.spi.TeaVMPlugin;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * Compiles a program to one WebAssembly module for WASI preview 1.
 *
 * <p>{@code java -cp 'TEAVM/*' Build.java SOURCES WORK OUT [LIBRARY.jar|CLASSES]...}
 *
 * <p>All files of Java below SOURCES are compiled, but those of TeaVM's plugins; so are the classes
 * of the libraries that the program uses. Start runs the class Main.
 */
public final class Build {
    private static final int MEBIBYTE = 1 << 20;

    public static void main(String[] args) throws Exception {
        var sources = Path.of(args[0]);
        var classes = Files.createDirectories(Path.of(args[1], "classes"));
        var out = Path.of(args[2]).toAbsolutePath();
        var libraries = new ArrayList<File>();
        for (var library : List.of(args).subList(3, args.length)) libraries.add(new File(library));
        compile(sources, classes, libraries);
        var path = new ArrayList<File>();
        var plugins =
                Files.createDirectories(classes.resolve("META-INF/services"))
                        .resolve(TeaVMPlugin.class.getName());
        Files.writeString(plugins, "plugin.WasiPlugin");
        path.add(classes.toFile());
        path.addAll(libraries);
        for (var jar : System.getProperty("java.class.path").split(File.pathSeparator))
            path.add(new File(jar));
        translate(path, out);
    }

    private static void compile(Path sources, Path classes, List<File> libraries)
            throws IOException {
        var words =
                new ArrayList<>(
                        List.of(
                                "--release",
                                "17",
                                "-encoding",
                                "UTF-8",
                                "-Xlint:all",
                                "-nowarn",
                                "-d",
                                classes.toString(),
                                "-cp"));
        words.add(
                String.join(
                        File.pathSeparator,
                        Stream.concat(
                                        Stream.of(System.getProperty("java.class.path")),
                                        libraries.stream().map(File::getPath))
                                .toList()));
        try (var files = Files.walk(sources)) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".java") && !name.endsWith("Build.java"))
                    .sorted()
                    .forEach(words::add);
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) throw new IOException("this Java has no compiler: install a JDK");
        if (compiler.run(null, null, null, words.toArray(String[]::new)) != 0) System.exit(1);
    }

    private static void translate(List<File> path, Path out) throws Exception {
        var urls = new ArrayList<URL>();
        for (var file : path) urls.add(file.toURI().toURL());
        var tool = new TeaVMTool();
        tool.setClassLoader(
                new URLClassLoader(urls.toArray(URL[]::new), Build.class.getClassLoader()));
        tool.setClassPath(path);
        tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_WASI);
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setTargetDirectory(out.getParent().toFile());
        tool.setTargetFileName(out.getFileName().toString());
        tool.setMainClass("Start");
        tool.setMinHeapSize(16 * MEBIBYTE);
        tool.setMaxHeapSize(512 * MEBIBYTE);
        tool.generate();
        var problems = tool.getProblemProvider().getSevereProblems();
        if (problems.isEmpty()) return;
        TeaVMProblemRenderer.describeProblems(
                tool.getDependencyInfo().getCallGraph(),
                tool.getProblemProvider(),
                new ConsoleTeaVMToolLog(false));
        System.exit(1);
    }
}
