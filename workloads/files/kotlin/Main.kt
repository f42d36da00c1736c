import wasi.Directories
import wasi.Files
import wasi.NO_ENTRY
import wasi.WasiException

private const val OUT = "/data/out.txt"

fun main() {
    println("read ${Files.readBytes("/data/in.txt").size}")
    Files.writeText(OUT, "written\n")
    println("write ${Files.size(OUT)}")
    Files.appendText(OUT, "appended\n")
    println("append ${Files.size(OUT)}")
    Files.truncate(OUT, 4)
    println("truncate ${Files.size(OUT)}")
    println("list ${Directories.list("/data/old").joinToString(" ")}")
    Directories.create("/data/new")
    println("mkdir new")
    Files.move("/data/old/a.txt", "/data/new/a2.txt")
    println("rename a2.txt")
    Files.delete("/data/old/b.txt")
    println("remove b.txt")
    Directories.delete("/data/old")
    println("rmdir old")
    println("missing ${openMissing()}")
}

private fun openMissing(): String = try {
    Files.readBytes("/data/missing.txt")
    error("missing.txt is there")
} catch (e: WasiException) {
    if (e.errno != NO_ENTRY) throw e
    "not found"
}
