import core.stdc.stdio : fflush, FILE, fprintf, fputs, fwrite, stderr, stdout;
import core.stdc.string : strcmp;

void writeLines()
{
    foreach (i; 1 .. 11)
    {
        fprintf(stdout, "out %d\n", i);
        fflush(stdout);
        fprintf(stderr, "err %d\n", i);
    }
}

void writeBlock(FILE* stream, int letter)
{
    char[4096] block = cast(char) letter;
    fwrite(block.ptr, 1, block.length, stream);
    fflush(stream);
}

extern (C) int main(int argc, char** argv)
{
    if (argc == 2 && strcmp(argv[1], "small") == 0)
    {
        writeLines();
        return 0;
    }
    if (argc == 2 && strcmp(argv[1], "large") == 0)
    {
        foreach (k; 0 .. 256)
        {
            writeBlock(stdout, 'a' + k % 26);
            writeBlock(stderr, 'A' + k % 26);
        }
        return 0;
    }
    fputs("usage: main small|large\n", stderr);
    return 1;
}
