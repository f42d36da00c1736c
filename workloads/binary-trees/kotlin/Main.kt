import wasi.args

private class Node(val left: Node?, val right: Node?) {
    fun count(): Int = 1 + (left?.count() ?: 0) + (right?.count() ?: 0)
}

private fun tree(depth: Int): Node = if (depth == 0) Node(null, null) else Node(tree(depth - 1), tree(depth - 1))

fun main() {
    val depth = args().first().toInt()
    val kept = tree(depth)
    for (each in 4..depth step 4) {
        val trees = 1 shl (depth - each)
        val nodes = (1..trees).sumOf { tree(each).count() }
        println("$trees $each $nodes")
    }
    println("1 $depth ${kept.count()}")
}
