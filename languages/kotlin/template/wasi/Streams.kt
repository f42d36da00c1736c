/** Streams of bytes over preview 1: Kotlin's own `println` writes only text. */
@file:OptIn(UnsafeWasmMemoryApi::class, ExperimentalWasmInterop::class)

package wasi

import kotlin.wasm.ExperimentalWasmInterop
import kotlin.wasm.WasmImport
import kotlin.wasm.unsafe.UnsafeWasmMemoryApi
import kotlin.wasm.unsafe.withScopedMemoryAllocator

/** A descriptor of the host that can be read. */
class Source internal constructor(private val descriptor: Int) {
    /** The next bytes, at most [most]; none at the end. */
    fun read(most: Int = 65536): ByteArray = withScopedMemoryAllocator { memory ->
        val buffer = memory.allocate(most)
        val vector = memory.allocate(8)
        vector.storeInt(buffer.address.toInt())
        (vector + 4).storeInt(most)
        val count = memory.allocate(4)
        check("fd_read", fdRead(descriptor, vector.address.toInt(), 1, count.address.toInt()))
        buffer.load(count.loadInt())
    }

    /** All bytes until the end, piece by piece. */
    fun chunks(): Sequence<ByteArray> = generateSequence { read().takeIf { it.isNotEmpty() } }

    /** All bytes until the end. */
    fun readBytes(): ByteArray {
        val parts = chunks().toList()
        val all = ByteArray(parts.sumOf { it.size })
        parts.fold(0) { at, part -> at + part.copyInto(all, at).let { part.size } }
        return all
    }

    /** All text until the end. */
    fun readText(): String = readBytes().decodeToString()
}

/** A descriptor of the host that can be written. */
class Sink internal constructor(private val descriptor: Int) {
    /** Writes all of these bytes. */
    fun write(bytes: ByteArray) {
        var done = 0
        while (done < bytes.size) done += writeSome(bytes.copyOfRange(done, minOf(bytes.size, done + 65536)))
    }

    /** Writes text as UTF-8. */
    fun write(text: String): Unit = write(text.encodeToByteArray())

    private fun writeSome(bytes: ByteArray): Int = withScopedMemoryAllocator { memory ->
        val vector = memory.allocate(8)
        vector.storeInt(memory.store(bytes).address.toInt())
        (vector + 4).storeInt(bytes.size)
        val count = memory.allocate(4)
        check("fd_write", fdWrite(descriptor, vector.address.toInt(), 1, count.address.toInt()))
        count.loadInt()
    }
}

val stdin: Source = Source(0)
val stdout: Sink = Sink(1)
val stderr: Sink = Sink(2)

@WasmImport("wasi_snapshot_preview1", "fd_read")
private external fun fdRead(descriptor: Int, vectors: Int, vectorCount: Int, count: Int): Int

@WasmImport("wasi_snapshot_preview1", "fd_write")
private external fun fdWrite(descriptor: Int, vectors: Int, vectorCount: Int, count: Int): Int
