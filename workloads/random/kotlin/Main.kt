import wasi.args
import wasi.randomBytes
import wasi.stdout

fun main() {
    val (size, draws) = args().map(String::toInt)
    repeat(draws) { stdout.write(randomBytes(size)) }
}
