import core.stdc.stdio : fputs, puts, stderr;
import core.stdc.stdlib : abort, exit;
import core.stdc.string : strlen;

extern (C) int main(int argc, char** argv)
{
    const way = argv[1][0 .. strlen(argv[1])];
    if (way == "return")
        return 0;
    if (way == "zero")
        exit(0);
    if (way == "one")
    {
        puts("leaving");
        exit(1);
    }
    if (way == "error")
        abort();
    fputs("no such way to end\n", stderr);
    return 2;
}
