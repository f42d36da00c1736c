import wasi.args

fun main() {
    val (n, p) = args().map(String::toInt)
    println("turns ${byTurns((1..n).map { multiples(it, n + 1 - it).iterator() }).joinToString(" ")}")
    println("primes ${primes().take(p).joinToString(" ")}")
}

private fun multiples(of: Int, count: Int): Sequence<String> = sequence {
    for (i in 1..count) yield("$of:${of * i}")
}

private fun <T> byTurns(tasks: List<Iterator<T>>): Sequence<T> = sequence {
    var left = tasks
    while (left.isNotEmpty()) {
        left = left.filter(Iterator<T>::hasNext)
        for (task in left) yield(task.next())
    }
}

private fun wholeNumbers(from: Int): Iterator<Int> = iterator {
    var number = from
    while (true) yield(number++)
}

private fun without(divisor: Int, numbers: Iterator<Int>): Iterator<Int> = iterator {
    for (number in numbers) if (number % divisor != 0) yield(number)
}

private fun primes(): Sequence<Int> = sequence {
    var numbers = wholeNumbers(2)
    while (true) {
        val prime = numbers.next()
        yield(prime)
        numbers = without(prime, numbers)
    }
}
