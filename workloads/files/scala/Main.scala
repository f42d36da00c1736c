import java.io.RandomAccessFile
import java.nio.file.{Files, NoSuchFileException, Path}
import java.nio.file.StandardOpenOption.APPEND

object Main {
  private val data = Path.of("/data")
  private val out = data.resolve("out.txt")

  def main(args: Array[String]): Unit = {
    step("read", Files.readAllBytes(data.resolve("in.txt")).length)
    Files.writeString(out, "written\n")
    step("write", Files.size(out))
    Files.writeString(out, "appended\n", APPEND)
    step("append", Files.size(out))
    truncate(out, 4)
    step("truncate", Files.size(out))
    step("list", data.resolve("old").toFile.list.toSeq.sorted.mkString(" "))
    step("mkdir", Files.createDirectory(data.resolve("new")).getFileName)
    step("rename", Files.move(data.resolve("old/a.txt"), data.resolve("new/a2.txt")).getFileName)
    Files.delete(data.resolve("old/b.txt"))
    step("remove", "b.txt")
    Files.delete(data.resolve("old"))
    step("rmdir", "old")
    step("missing", openMissing())
  }

  private def step(name: String, what: Any): Unit = println(s"$name $what")

  private def truncate(path: Path, size: Long): Unit = {
    val file = new RandomAccessFile(path.toFile, "rw")
    try file.setLength(size)
    finally file.close()
  }

  private def openMissing(): String =
    try {
      Files.readAllBytes(data.resolve("missing.txt"))
      sys.error("missing.txt is there")
    } catch {
      case _: NoSuchFileException => "not found"
    }
}
