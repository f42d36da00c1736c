import wasi.Directories
import wasi.Files
import wasi.args

private const val ROOT = "/data/tree"

fun main() {
    make(args().first().toInt())
    val totals = Totals().apply { walk(ROOT) }
    println("${totals.directories} ${totals.files} ${totals.sum}")
    remove(ROOT)
}

private fun make(n: Int) {
    Directories.create(ROOT)
    for (i in 0..<n) {
        Directories.create("$ROOT/d$i")
        for (j in 0..<n) Files.writeText("$ROOT/d$i/f$j", "${i * n + j}\n")
    }
}

private class Totals {
    var directories = 0
    var files = 0
    var sum = 0

    fun walk(path: String) {
        if (!Directories.exists(path)) {
            files++
            sum += Files.readText(path).trim().toInt()
            return
        }
        directories++
        for (name in Directories.list(path)) walk("$path/$name")
    }
}

private fun remove(path: String) {
    if (!Directories.exists(path)) return Files.delete(path)
    for (name in Directories.list(path)) remove("$path/$name")
    Directories.delete(path)
}
