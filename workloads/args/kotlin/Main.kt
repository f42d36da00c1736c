import wasi.args

@OptIn(ExperimentalStdlibApi::class)
fun main() {
    val args = args()
    println("count ${args.size}")
    args.forEachIndexed { index, arg ->
        val bytes = arg.encodeToByteArray()
        println("${index + 1} ${bytes.size} ${bytes.toHexString()}")
    }
}
