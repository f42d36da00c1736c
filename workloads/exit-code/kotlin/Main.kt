import wasi.args
import wasi.exit

fun main() {
    exit(args().first().toInt())
}
