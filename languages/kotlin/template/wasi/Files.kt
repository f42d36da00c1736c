/** Files and directories over preview 1: Kotlin's library has none. Paths are absolute; what fails throws a [WasiException]. */
@file:OptIn(UnsafeWasmMemoryApi::class, ExperimentalWasmInterop::class)

package wasi

import kotlin.wasm.ExperimentalWasmInterop
import kotlin.wasm.WasmImport
import kotlin.wasm.unsafe.MemoryAllocator
import kotlin.wasm.unsafe.UnsafeWasmMemoryApi
import kotlin.wasm.unsafe.withScopedMemoryAllocator

/** The errno of what is not there. */
const val NO_ENTRY: Int = 44

private const val CREATE = 1
private const val DIRECTORY = 2
private const val TRUNCATE = 8
private const val READ = 2L
private const val SEEK = 4L
private const val WRITE = 64L
private const val READDIR = 1L shl 14
private const val FILESTAT_GET = 1L shl 21
private const val SET_SIZE = 1L shl 22
private const val FIRST_PREOPEN = 3

private class Preopen(val descriptor: Int, val name: String)

private val preopens: List<Preopen> by lazy {
    generateSequence(FIRST_PREOPEN) { it + 1 }.map { descriptor -> preopenName(descriptor)?.let { Preopen(descriptor, it) } }.takeWhile { it != null }.map { it!! }.toList()
}

private fun preopenName(descriptor: Int): String? = withScopedMemoryAllocator { memory ->
    val stat = memory.allocate(8)
    if (fdPrestatGet(descriptor, stat.address.toInt()) != 0) return@withScopedMemoryAllocator null
    val length = (stat + 4).loadInt()
    val name = memory.allocate(maxOf(length, 1))
    check("fd_prestat_dir_name", fdPrestatDirName(descriptor, name.address.toInt(), length))
    name.load(length).decodeToString()
}

// Calls [call] with the preopened directory that a path lies in, and the path from there: where its bytes are and how many.
private fun <T> at(memory: MemoryAllocator, path: String, call: (directory: Int, path: Int, length: Int) -> T): T {
    val found = preopens.filter { path == it.name || path.startsWith(it.name.trimEnd('/') + "/") }.maxByOrNull { it.name.length }
    val directory = found ?: throw WasiException("path_open of $path", NO_ENTRY)
    val rest = path.removePrefix(directory.name).trimStart('/').ifEmpty { "." }.encodeToByteArray()
    return call(directory.descriptor, memory.store(rest).address.toInt(), rest.size)
}

private fun <T> opened(path: String, how: Int, rights: Long, use: (descriptor: Int) -> T): T = withScopedMemoryAllocator { memory ->
    val result = memory.allocate(4)
    at(memory, path) { directory, bytes, length ->
        check("path_open of $path", pathOpen(directory, 1, bytes, length, how, rights or FILESTAT_GET, 0, 0, result.address.toInt()))
    }
    val descriptor = result.loadInt()
    try {
        use(descriptor)
    } finally {
        fdClose(descriptor)
    }
}

private fun size(descriptor: Int): Long = withScopedMemoryAllocator { memory ->
    val stat = memory.allocate(64)
    check("fd_filestat_get", fdFilestatGet(descriptor, stat.address.toInt()))
    (stat + 32).loadLong()
}

/** Files, by path. */
object Files {
    fun readBytes(path: String): ByteArray = opened(path, 0, READ) { Source(it).readBytes() }

    fun readText(path: String): String = readBytes(path).decodeToString()

    fun writeText(path: String, text: String): Unit = opened(path, CREATE or TRUNCATE, WRITE) { Sink(it).write(text) }

    fun appendText(path: String, text: String): Unit = opened(path, CREATE, WRITE or SEEK) { descriptor ->
        withScopedMemoryAllocator { memory -> check("fd_seek", fdSeek(descriptor, 0, 2, memory.allocate(8).address.toInt())) }
        Sink(descriptor).write(text)
    }

    fun size(path: String): Long = opened(path, 0, READ) { size(it) }

    fun truncate(path: String, size: Long): Unit = opened(path, 0, WRITE or SET_SIZE) { check("fd_filestat_set_size", fdFilestatSetSize(it, size)) }

    fun delete(path: String): Unit = withScopedMemoryAllocator { memory -> at(memory, path) { directory, bytes, length -> check("unlink of $path", pathUnlinkFile(directory, bytes, length)) } }

    fun move(from: String, to: String): Unit = withScopedMemoryAllocator { memory ->
        at(memory, from) { directory, bytes, length -> at(memory, to) { other, name, size -> check("rename of $from", pathRename(directory, bytes, length, other, name, size)) } }
    }
}

/** Directories, by path. */
object Directories {
    fun exists(path: String): Boolean = try {
        opened(path, DIRECTORY, READDIR) { true }
    } catch (_: WasiException) {
        false
    }

    fun create(path: String): Unit = withScopedMemoryAllocator { memory -> at(memory, path) { directory, bytes, length -> check("mkdir of $path", pathCreateDirectory(directory, bytes, length)) } }

    fun delete(path: String): Unit = withScopedMemoryAllocator { memory -> at(memory, path) { directory, bytes, length -> check("rmdir of $path", pathRemoveDirectory(directory, bytes, length)) } }

    /** The names in a directory, sorted. */
    fun list(path: String): List<String> = opened(path, DIRECTORY, READDIR) { descriptor ->
        val names = mutableListOf<String>()
        var cookie: Long? = 0
        while (cookie != null) cookie = readEntries(descriptor, cookie, names)
        names.filter { it != "." && it != ".." }.sorted()
    }

    // Adds names from a place on; gives the place where the next call goes on, or null at the end.
    private fun readEntries(descriptor: Int, cookie: Long, names: MutableList<String>): Long? = withScopedMemoryAllocator { memory ->
        val length = 4096
        val buffer = memory.allocate(length)
        val count = memory.allocate(4)
        check("fd_readdir", fdReaddir(descriptor, buffer.address.toInt(), length, cookie, count.address.toInt()))
        val used = count.loadInt()
        var next = cookie
        var at = 0
        while (at + 24 <= used) {
            val nameLength = (buffer + at + 16).loadInt()
            if (at + 24 + nameLength > used) break
            names += (buffer + at + 24).load(nameLength).decodeToString()
            next = (buffer + at).loadLong()
            at += 24 + nameLength
        }
        next.takeIf { used == length }
    }
}

@WasmImport("wasi_snapshot_preview1", "fd_prestat_get")
private external fun fdPrestatGet(descriptor: Int, stat: Int): Int

@WasmImport("wasi_snapshot_preview1", "fd_prestat_dir_name")
private external fun fdPrestatDirName(descriptor: Int, name: Int, length: Int): Int

@WasmImport("wasi_snapshot_preview1", "path_open")
private external fun pathOpen(directory: Int, lookup: Int, path: Int, length: Int, how: Int, rights: Long, inherited: Long, flags: Int, result: Int): Int

@WasmImport("wasi_snapshot_preview1", "fd_close")
private external fun fdClose(descriptor: Int): Int

@WasmImport("wasi_snapshot_preview1", "fd_filestat_get")
private external fun fdFilestatGet(descriptor: Int, stat: Int): Int

@WasmImport("wasi_snapshot_preview1", "fd_filestat_set_size")
private external fun fdFilestatSetSize(descriptor: Int, size: Long): Int

@WasmImport("wasi_snapshot_preview1", "fd_seek")
private external fun fdSeek(descriptor: Int, offset: Long, whence: Int, result: Int): Int

@WasmImport("wasi_snapshot_preview1", "fd_readdir")
private external fun fdReaddir(descriptor: Int, buffer: Int, length: Int, cookie: Long, count: Int): Int

@WasmImport("wasi_snapshot_preview1", "path_unlink_file")
private external fun pathUnlinkFile(directory: Int, path: Int, length: Int): Int

@WasmImport("wasi_snapshot_preview1", "path_create_directory")
private external fun pathCreateDirectory(directory: Int, path: Int, length: Int): Int

@WasmImport("wasi_snapshot_preview1", "path_remove_directory")
private external fun pathRemoveDirectory(directory: Int, path: Int, length: Int): Int

@WasmImport("wasi_snapshot_preview1", "path_rename")
private external fun pathRename(directory: Int, path: Int, length: Int, other: Int, name: Int, size: Int): Int
