import kotlin.math.sqrt
import wasi.args

private fun a(i: Int, j: Int): Double = 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)

private fun times(v: DoubleArray, element: (Int, Int) -> Double) = DoubleArray(v.size) { i ->
    var sum = 0.0
    for (j in v.indices) sum += element(i, j) * v[j]
    sum
}

private fun timesBoth(v: DoubleArray): DoubleArray = times(times(v, ::a)) { i, j -> a(j, i) }

private infix fun DoubleArray.dot(other: DoubleArray): Double {
    var sum = 0.0
    for (i in indices) sum += this[i] * other[i]
    return sum
}

/** Nine decimals: Kotlin's common library formats no numbers. */
private fun nineDecimals(value: Double): String {
    val billionths = kotlin.math.round(value * 1e9).toLong()
    return "${billionths / 1_000_000_000}.${(billionths % 1_000_000_000).toString().padStart(9, '0')}"
}

fun main() {
    var u = DoubleArray(args().first().toInt()) { 1.0 }
    var v = u
    repeat(10) {
        v = timesBoth(u)
        u = timesBoth(v)
    }
    println(nineDecimals(sqrt((u dot v) / (v dot v))))
}
