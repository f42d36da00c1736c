import wasi.args
import wasi.exit

fun main() {
    when (val way = args().firstOrNull()) {
        "zero" -> exit(0)
        "return" -> return
        "one" -> {
            println("leaving")
            exit(1)
        }
        "error" -> error("nobody catches this")
        else -> throw IllegalArgumentException("no such way to end: $way")
    }
}
