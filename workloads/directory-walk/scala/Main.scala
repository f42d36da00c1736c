import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}

final case class Totals(directories: Int = 0, files: Int = 0, sum: Int = 0)

object Main {
  private val root = Path.of("/data/tree")

  def main(args: Array[String]): Unit = {
    make(args.head.toInt)
    val totals = walk(Totals(), root)
    println(s"${totals.directories} ${totals.files} ${totals.sum}")
    remove(root)
  }

  private def make(n: Int): Unit = {
    Files.createDirectory(root)
    for (i <- 0 until n) {
      val directory = Files.createDirectory(root.resolve(s"d$i"))
      for (j <- 0 until n) Files.writeString(directory.resolve(s"f$j"), s"${i * n + j}\n")
    }
  }

  private def entries(directory: Path): Seq[Path] = directory.toFile.list.toSeq.map(directory.resolve(_))

  private def walk(totals: Totals, path: Path): Totals =
    if (Files.isDirectory(path)) entries(path).foldLeft(totals.copy(directories = totals.directories + 1))(walk)
    else {
      val number = new String(Files.readAllBytes(path), UTF_8).strip.toInt
      totals.copy(files = totals.files + 1, sum = totals.sum + number)
    }

  private def remove(path: Path): Unit = {
    if (Files.isDirectory(path)) entries(path).foreach(remove)
    Files.delete(path)
  }
}
