import wasi.args
import wasi.exit
import wasi.stderr
import wasi.stdin

private const val LARGEST = 100_000
private const val LIMB_DIGITS = 9
private const val LIMB = 1_000_000_000

/** A whole number in limbs of nine decimal digits, the least first: Kotlin's common library has no large numbers. */
private class Natural(private val limbs: IntArray) {
    operator fun plus(other: Natural): Natural {
        val sum = IntArray(maxOf(limbs.size, other.limbs.size) + 1)
        var carry = 0
        for (i in sum.indices) {
            val limb = limbs.getOrElse(i) { 0 } + other.limbs.getOrElse(i) { 0 } + carry
            sum[i] = limb % LIMB
            carry = limb / LIMB
        }
        return Natural(if (sum.last() == 0) sum.copyOf(sum.size - 1) else sum)
    }

    override fun toString(): String =
        limbs.last().toString() + limbs.dropLast(1).reversed().joinToString("") { it.toString().padStart(LIMB_DIGITS, '0') }
}

private fun fibonacci(index: Int): Natural {
    var (current, next) = Natural(intArrayOf(0)) to Natural(intArrayOf(1))
    repeat(index) { current = next.also { next += current } }
    return current
}

fun main() {
    val text = (args().firstOrNull() ?: stdin.readText()).trim()
    val index = text.takeIf { it.isNotEmpty() && it.all { digit -> digit in '0'..'9' } }?.toIntOrNull()
    if (index == null || index > LARGEST) {
        stderr.write("fibonacci: not a whole number from 0 to $LARGEST\n")
        exit(1)
    }
    println(fibonacci(index))
}
