import core.stdc.stdio : ferror, fflush, fread, fwrite, perror, stdin, stdout;

extern (C) int main(int, char**)
{
    static __gshared ubyte[65_536] chunk;
    for (;;)
    {
        const size = fread(chunk.ptr, 1, chunk.length, stdin);
        if (size == 0 || fwrite(chunk.ptr, 1, size, stdout) < size)
            break;
    }
    if (ferror(stdin) || ferror(stdout) || fflush(stdout) != 0)
    {
        perror("echo");
        return 1;
    }
    return 0;
}
