import core.stdc.stdio : fflush, fprintf, fwrite, stderr, stdout;
import core.stdc.stdlib : atoi;
import wasi : __wasi_random_get;

extern (C) int main(int argc, char** argv)
{
    static __gshared ubyte[16_384] bytes;
    const size = argc > 1 ? atoi(argv[1]) : 0;
    const draws = argc > 2 ? atoi(argv[2]) : 0;
    if (size < 1 || size > bytes.length || draws < 1)
    {
        fprintf(stderr, "usage: main SIZE DRAWS\n");
        return 1;
    }
    foreach (_; 0 .. draws)
    {
        const error = __wasi_random_get(bytes.ptr, size);
        if (error != 0 || fwrite(bytes.ptr, 1, size, stdout) != size)
        {
            fprintf(stderr, "random: error %d\n", error);
            return 1;
        }
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
