import wasi.args

fun main() {
    val n = args().first().toInt()

    val counters = (1..n).map(::counter)
    var sum = 0
    repeat(3) { sum = counters.sumOf { it() } }
    println("counters $sum")

    println("composed ${(1..n).map { i -> { x: Int -> (31 * x + i) % 1000003 } }.composed()(1)}")

    val products = (1..n).transform { it * n }
    println("numbers ${products.joinToString(" ")}")
    println("texts ${products.transform { "$it-$it" }.joinToString(" ")}")
}

private fun counter(step: Int): () -> Int {
    var count = 0
    return {
        count += step
        count
    }
}

private fun <T> List<(T) -> T>.composed(): (T) -> T = { value -> fold(value) { result, function -> function(result) } }

private inline fun <T, U> Iterable<T>.transform(function: (T) -> U): List<U> {
    val results = mutableListOf<U>()
    for (element in this) results += function(element)
    return results
}
