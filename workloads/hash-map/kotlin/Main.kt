import wasi.args

fun main() {
    val n = args().first().toUInt()
    val counts = HashMap<UInt, UInt>()
    var x = 42u
    repeat(n.toInt()) {
        x = x * 1664525u + 1013904223u
        val key = x / 256u % n
        counts[key] = (counts[key] ?: 0u) + 1u
    }
    val all = counts.size
    counts.values.removeAll { it % 2u != 0u }
    val sum = (0u..<n).sumOf { key -> counts[key]?.let { (key + 1u) * it } ?: 0u }
    println("$all ${counts.size} $sum")
}
