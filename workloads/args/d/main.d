import core.stdc.stdio : printf, puts;
import core.stdc.string : strlen;

extern (C) int main(int argc, char** argv)
{
    printf("count %d\n", argc - 1);
    foreach (index, arg; argv[1 .. argc])
    {
        const bytes = cast(const(ubyte)[]) arg[0 .. strlen(arg)];
        printf("%zu %zu ", index + 1, bytes.length);
        foreach (each; bytes)
            printf("%02x", each);
        puts("");
    }
    return 0;
}
