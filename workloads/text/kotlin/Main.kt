import wasi.stdin

fun main() {
    val lines = stdin.readText().split('\n').dropLast(1).map(String::codePoints)
    for (line in lines) println("${line.text().encodeToByteArray().size} ${line.size} ${line.asReversed().text()}")
    for (line in lines.sortedWith(::compare)) println(line.text())
}

private fun String.codePoints(): List<Int> = buildList {
    var at = 0
    while (at < length) {
        val pair = this@codePoints[at].isHighSurrogate()
        val unit = this@codePoints[at].code
        add(if (pair) 0x10000 + ((unit - 0xD800) shl 10) + (this@codePoints[at + 1].code - 0xDC00) else unit)
        at += if (pair) 2 else 1
    }
}

private fun List<Int>.text(): String = buildString {
    for (point in this@text) {
        if (point >= 0x10000) append((0xD800 + ((point - 0x10000) shr 10)).toChar())
        append(if (point >= 0x10000) (0xDC00 + (point and 0x3FF)).toChar() else point.toChar())
    }
}

// Strings compare by UTF-16 units: those of a pair lie below U+E000.
private fun compare(left: List<Int>, right: List<Int>): Int =
    left.zip(right).firstOrNull { (a, b) -> a != b }?.let { (a, b) -> a - b } ?: (left.size - right.size)
