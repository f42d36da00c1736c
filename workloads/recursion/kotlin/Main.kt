import wasi.args
import kotlin.math.abs

fun main() {
    val (n, d) = args().map(String::toInt)
    val found = queens(n).toList()
    println("queens ${found.size} ${found.first().joinToString(",")}")
    println("depth ${sum(d)}")
    println("mutual ${female(d % 64)} ${male(d % 64)}")
}

private fun queens(n: Int, placed: List<Int> = emptyList()): Sequence<List<Int>> =
    if (placed.size == n) sequenceOf(placed)
    else (1..n).asSequence().filterNot { attacks(it, placed) }.flatMap { queens(n, placed + it) }

private fun attacks(column: Int, placed: List<Int>): Boolean =
    placed.withIndex().any { (row, other) -> column == other || abs(column - other) == placed.size - row }

private fun sum(d: Int): Int = if (d == 0) 0 else d + sum(d - 1)

private fun female(n: Int): Int = if (n == 0) 1 else n - male(female(n - 1))

private fun male(n: Int): Int = if (n == 0) 0 else n - female(male(n - 1))
