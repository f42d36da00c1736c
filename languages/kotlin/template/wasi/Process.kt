/** What Kotlin's library lacks on WASI: arguments, variables, exit codes, clocks, random bytes and sleep, over preview 1. */
@file:OptIn(UnsafeWasmMemoryApi::class, ExperimentalWasmInterop::class)

package wasi

import kotlin.wasm.ExperimentalWasmInterop
import kotlin.wasm.WasmImport
import kotlin.wasm.unsafe.MemoryAllocator
import kotlin.wasm.unsafe.Pointer
import kotlin.wasm.unsafe.UnsafeWasmMemoryApi
import kotlin.wasm.unsafe.withScopedMemoryAllocator

/** A call of WASI that failed, with its errno. */
class WasiException(call: String, val errno: Int) : Exception("$call failed with errno $errno")

internal fun check(call: String, errno: Int) {
    if (errno != 0) throw WasiException(call, errno)
}

internal fun Pointer.load(length: Int): ByteArray = ByteArray(length) { (this + it).loadByte() }

internal fun MemoryAllocator.store(bytes: ByteArray): Pointer {
    val at = allocate(maxOf(bytes.size, 1))
    bytes.forEachIndexed { index, byte -> (at + index).storeByte(byte) }
    return at
}

private fun Pointer.loadText(): String {
    var length = 0
    while ((this + length).loadByte() != 0.toByte()) length++
    return load(length).decodeToString()
}

// Lists of texts come in two calls: how many and how long they are, then pointers and texts.
private fun texts(call: String, sizes: (Int, Int) -> Int, get: (Int, Int) -> Int): List<String> = withScopedMemoryAllocator { memory ->
    val counted = memory.allocate(8)
    check(call, sizes(counted.address.toInt(), counted.address.toInt() + 4))
    val count = counted.loadInt()
    if (count == 0) return@withScopedMemoryAllocator emptyList()
    val pointers = memory.allocate(4 * count)
    val text = memory.allocate((counted + 4).loadInt())
    check(call, get(pointers.address.toInt(), text.address.toInt()))
    List(count) { Pointer((pointers + 4 * it).loadInt().toUInt()).loadText() }
}

/** The arguments without the program's name. */
fun args(): List<String> = texts("args_get", ::argsSizesGet, ::argsGet).drop(1)

/** All variables, in the order that the host gives them. */
fun environment(): Map<String, String> =
    texts("environ_get", ::environSizesGet, ::environGet).associate { it.substringBefore('=') to it.substringAfter('=') }

/** Ends the program with this exit code. */
fun exit(code: Int): Nothing {
    procExit(code)
    throw IllegalStateException("the host has not ended the program")
}

/** So many random bytes of the host. */
fun randomBytes(count: Int): ByteArray = withScopedMemoryAllocator { memory ->
    val at = memory.allocate(maxOf(count, 1))
    check("random_get", randomGet(at.address.toInt(), count))
    at.load(count)
}

/** Waits for at least so many milliseconds. */
fun sleep(milliseconds: Long): Unit = withScopedMemoryAllocator { memory ->
    // A subscription: what to call it, a clock (0), which one (1, monotonic), how long from now, how exactly, flags.
    val subscription = memory.allocate(48)
    longArrayOf(0, 0, 1, milliseconds * 1_000_000, 0, 0).forEachIndexed { index, word -> (subscription + 8 * index).storeLong(word) }
    val event = memory.allocate(32)
    val count = memory.allocate(4)
    check("poll_oneoff", pollOneoff(subscription.address.toInt(), event.address.toInt(), 1, count.address.toInt()))
}

@WasmImport("wasi_snapshot_preview1", "args_sizes_get")
private external fun argsSizesGet(count: Int, size: Int): Int

@WasmImport("wasi_snapshot_preview1", "args_get")
private external fun argsGet(pointers: Int, buffer: Int): Int

@WasmImport("wasi_snapshot_preview1", "environ_sizes_get")
private external fun environSizesGet(count: Int, size: Int): Int

@WasmImport("wasi_snapshot_preview1", "environ_get")
private external fun environGet(pointers: Int, buffer: Int): Int

@WasmImport("wasi_snapshot_preview1", "proc_exit")
private external fun procExit(code: Int)

@WasmImport("wasi_snapshot_preview1", "random_get")
private external fun randomGet(buffer: Int, length: Int): Int

@WasmImport("wasi_snapshot_preview1", "poll_oneoff")
private external fun pollOneoff(subscriptions: Int, events: Int, count: Int, eventCount: Int): Int
