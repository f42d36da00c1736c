/// What D's own bindings of C leave out of wasi-libc.
module wasi;

extern (C) nothrow @nogc:

int mkdir(const(char)* path, uint mode);
int rmdir(const(char)* path);
int unlink(const(char)* path);
int truncate(const(char)* path, long size);
int usleep(uint microseconds);
extern __gshared char** environ;
int* __errno_location();

/// A directory that is being read.
struct Directory;

/// What a directory holds; its name follows behind the type.
struct Entry
{
    ulong inode;
    ubyte type;

extern (D) nothrow @nogc:
    bool isDirectory() const
    {
        return type == 3;
    }

    const(char)* name() const return
    {
        return cast(const(char)*)(&type + 1);
    }
}

Directory* opendir(const(char)* path);
Entry* readdir(Directory* directory);
int closedir(Directory* directory);

enum Clock : uint
{
    realtime,
    monotonic,
}

/// Nanoseconds; gives an error number.
ushort __wasi_clock_time_get(Clock clock, ulong precision, ulong* nanoseconds);

/// Fills these bytes; gives an error number.
ushort __wasi_random_get(ubyte* bytes, size_t size);

private:

// wasi-libc calls a main with arguments by another name, which Clang gives it and LDC does not.
pragma(mangle, "main") int programMain(int argc, char** argv);

pragma(mangle, "__main_argc_argv") export int start(int argc, char** argv)
{
    return programMain(argc, argv);
}
