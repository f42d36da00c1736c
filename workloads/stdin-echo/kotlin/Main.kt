import wasi.stdin
import wasi.stdout

fun main() {
    stdin.chunks().forEach(stdout::write)
}
