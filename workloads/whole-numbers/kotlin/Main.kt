import wasi.stdin

fun main() {
    for (line in stdin.readText().lineSequence().filter(String::isNotEmpty)) {
        val (left, operator, right) = line.split(' ')
        val result = compute(left.toInt(), operator, right.toInt())
        println(if (result == null) "undefined" else "$result ${result.toUInt().toString(16).padStart(8, '0')}")
    }
}

private fun compute(left: Int, operator: String, right: Int): Int? =
    when (operator) {
        "+" -> left + right
        "-" -> left - right
        "*" -> left * right
        "/" -> if (right == 0) null else left / right
        "%" -> if (right == 0) null else left % right
        "&" -> left and right
        "|" -> left or right
        "^" -> left xor right
        "<<" -> left shl right
        ">>" -> left shr right
        else -> error("no operator: $operator")
    }
