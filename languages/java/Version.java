import java.io.File;
import java.util.regex.Pattern;

/** Prints the version of TeaVM, which says it nowhere but in the names of its jars. */
final class Version {
    public static void main(String[] args) {
        var jar = Pattern.compile("teavm-core-(.+)\\.jar");
        for (var path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var matcher = jar.matcher(new File(path).getName());
            if (matcher.matches()) System.out.println("TeaVM " + matcher.group(1));
        }
    }
}
