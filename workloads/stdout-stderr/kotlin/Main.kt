import wasi.args
import wasi.exit
import wasi.stderr
import wasi.stdout

fun main() {
    when (args().firstOrNull()) {
        "small" -> writeLines()
        "large" -> writeBlocks()
        else -> {
            stderr.write("usage: main small|large\n")
            exit(1)
        }
    }
}

private fun writeLines() {
    for (i in 1..10) {
        println("out $i")
        stderr.write("err $i\n")
    }
}

private fun writeBlocks() {
    fun block(first: Char, k: Int) = ByteArray(4096) { (first + k % 26).code.toByte() }
    for (k in 0..<256) {
        stdout.write(block('a', k))
        stderr.write(block('A', k))
    }
}
