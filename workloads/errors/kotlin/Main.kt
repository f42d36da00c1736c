import wasi.args

private class StepException(message: String) : Exception(message)

fun main() {
    for (text in args()) {
        check(text != "uncaught") { "nothing catches this" }
        try {
            println("half ${step(text)}")
        } catch (e: StepException) {
            println("error: ${e.message}")
        }
    }
    println("done")
}

private fun step(text: String): Int {
    println("open $text")
    try {
        return half(text)
    } finally {
        println("close $text")
    }
}

private fun half(text: String): Int {
    if (text.length !in 1..9 || text.any { it !in '0'..'9' }) throw StepException("$text is no number")
    val number = text.toInt()
    if (number % 2 == 1) throw StepException("$number is odd")
    return number / 2
}
