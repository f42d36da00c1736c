import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.UnlinkableException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Runs a preview 1 module in Chicory's interpreter, with its package for WASI.
 *
 *     java --add-opens=java.base/java.io=ALL-UNNAMED -cp JARS Host [--version] [--dir=HOST::GUEST]... [--env=NAME=VALUE]... MODULE.wasm [ARG...]
 *
 * The guest gets the arguments, variables and directories named here and nothing else of this process; its exit code is this
 * one's. What goes wrong around it is exit code 1. One line of JSON on descriptor 3 tells how it ended.
 */
public final class Host {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  public static void main(String[] words) throws Exception {
    if (words.length > 0 && words[0].equals("--version")) {
      printVersion();
      return;
    }
    var options = WasiOptions.builder();
    List<String> rest = readWords(options, words);
    if (rest.isEmpty()) {
      leave("usage", "Host [--dir=HOST::GUEST]... [--env=NAME=VALUE]... MODULE.wasm [ARG...]", 2);
    }
    byte[] module = Files.readAllBytes(Path.of(rest.get(0)));
    var arguments = new ArrayList<>(rest);
    arguments.set(0, Path.of(rest.get(0)).getFileName().toString());
    options.withArguments(arguments);
    options.withStdin(new FileInputStream(FileDescriptor.in), false);
    options.withStdout(new FileOutputStream(FileDescriptor.out), false);
    options.withStderr(new FileOutputStream(FileDescriptor.err), false);
    try (var wasi = WasiPreview1.builder().withOptions(options.build()).build()) {
      Instance instance = instantiate(module, wasi);
      if (!exports(instance, "_start")) {
        leave("start", "the module exports no _start", 1);
      }
      instance.export("_start").apply();
      end(0);
    } catch (WasiExitException exit) {
      end(exit.exitCode());
    } catch (Throwable error) {
      // What Chicory has no class of its own for, such as a stack that is exhausted, comes out of the guest as well.
      leave("trap", error, 1);
    }
  }

  private static List<String> readWords(WasiOptions.Builder options, String[] words) {
    int at = 0;
    for (; at < words.length; at++) {
      String word = words[at];
      int between = word.indexOf("::");
      int equals = word.indexOf('=', "--env=".length());
      if (word.startsWith("--dir=") && between > 0) {
        options.withDirectory(word.substring(between + 2), Path.of(word.substring("--dir=".length(), between)));
      } else if (word.startsWith("--env=") && equals > 0) {
        options.withEnvironment(word.substring("--env=".length(), equals), word.substring(equals + 1));
      } else {
        break;
      }
    }
    return Arrays.asList(words).subList(at, words.length);
  }

  /** Instantiates the module, which runs its start function. What else fails here is no trap of the guest. */
  private static Instance instantiate(byte[] module, WasiPreview1 wasi) {
    try {
      var imports = ImportValues.builder().addFunction(wasi.toHostFunctions()).build();
      return Instance.builder(Parser.parse(module)).withImportValues(imports).withStart(false).build();
    } catch (WasiExitException exit) {
      throw exit;
    } catch (UnlinkableException error) {
      leave(error.getMessage().startsWith("unknown import") ? "missing-import" : "start", error, 1);
    } catch (MalformedException | InvalidException error) {
      // Bytes that are no module at all, or that need what this release does not have.
      leave(Arrays.equals(HEADER, Arrays.copyOf(module, HEADER.length)) ? "refused-module" : "start", error, 1);
    } catch (UninstantiableException error) {
      leave("trap", error, 1);
    } catch (ChicoryException error) {
      leave("start", error, 1);
    }
    throw new IllegalStateException();
  }

  private static boolean exports(Instance instance, String name) {
    var section = instance.module().exportSection();
    for (int at = 0; at < section.exportCount(); at++) {
      if (section.getExport(at).name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static void printVersion() throws IOException {
    var facts = new Properties();
    facts.load(Parser.class.getResourceAsStream("/META-INF/maven/com.dylibso.chicory/wasm/pom.properties"));
    System.out.println(facts.getProperty("version"));
  }

  private static void end(int code) {
    tell("{\"how\":\"exit\",\"code\":" + (code & 255) + "}");
    Runtime.getRuntime().halt(code & 255);
  }

  /** Says on standard error what went wrong, for people, and tells it. */
  private static void leave(String how, Object reason, int code) {
    String message = String.valueOf(reason).replaceAll("[^ -~]|[\"\\\\]", " ").replaceAll(" +", " ").strip();
    System.err.println("gatehouse-host: " + how + ": " + message);
    tell("{\"how\":\"" + how + "\",\"message\":\"" + message + "\"}");
    Runtime.getRuntime().halt(code);
  }

  /** Java opens descriptors by path alone. Where nobody gave descriptor 3, a file of Java's own may have it, which is only read. */
  private static void tell(String ending) {
    try {
      var descriptor = new FileDescriptor();
      var number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      number.setInt(descriptor, 3);
      new FileOutputStream(descriptor).write((ending + "\n").getBytes());
    } catch (IOException | ReflectiveOperationException unreported) {
      return;
    }
  }
}
