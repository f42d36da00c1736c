import kotlin.time.Clock
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.ExperimentalTime
import kotlin.time.TimeSource
import wasi.args
import wasi.exit
import wasi.stderr

@OptIn(ExperimentalTime::class)
fun main() {
    val args = args()
    when (args.firstOrNull()) {
        "now" -> println(Clock.System.now().toEpochMilliseconds())
        "sleep" -> sleep(args[1].toLong())
        else -> {
            stderr.write("usage: main now | sleep MILLISECONDS\n")
            exit(1)
        }
    }
}

private fun sleep(milliseconds: Long) {
    val start = TimeSource.Monotonic.markNow()
    wasi.sleep(milliseconds)
    val passed = start.elapsedNow()
    if (passed < milliseconds.milliseconds) {
        stderr.write("only $passed have passed\n")
        exit(1)
    }
    println("slept")
}
