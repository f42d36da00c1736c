import wasi.args

fun main() {
    var x = 42u
    val numbers = UIntArray(args().first().toInt()) {
        x = x * 1664525u + 1013904223u
        x
    }
    numbers.sort()
    val sum = numbers.foldIndexed(0u) { i, sum, number -> sum + (i + 1).toUInt() * number }
    println("${numbers.first()} ${numbers.last()} $sum")
}
