import wasi.args
import wasi.environment

fun main() {
    val names = args()
    val variables = environment()
    if (names == listOf("--all")) {
        println("count ${variables.size}")
        variables.map { (name, value) -> "$name=$value" }.sortedWith(::compareBytes).forEach(::println)
        return
    }
    for (name in names) println(variables[name]?.let { "$name=$it" } ?: "$name unset")
}

private fun compareBytes(one: String, other: String): Int {
    val (a, b) = one.encodeToByteArray() to other.encodeToByteArray()
    val at = (0..<minOf(a.size, b.size)).firstOrNull { a[it] != b[it] } ?: return a.size - b.size
    return a[at].toUByte().compareTo(b[at].toUByte())
}
