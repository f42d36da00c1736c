import core.stdc.stdio : printf, putchar, puts, stdin, fwrite, stdout;
import core.stdc.stdlib : qsort, realloc;
import core.stdc.string : strcmp, strdup;

extern (C) ptrdiff_t getline(char** line, size_t* size, typeof(stdin) stream);

bool continues(char unit)
{
    return (unit & 0xc0) == 0x80;
}

size_t codePoints(const char[] line)
{
    size_t count;
    foreach (char unit; line)
        count += !continues(unit);
    return count;
}

void printReversed(const(char)[] line)
{
    while (line.length)
    {
        size_t start = line.length - 1;
        while (start > 0 && continues(line[start]))
            start--;
        fwrite(&line[start], 1, line.length - start, stdout);
        line = line[0 .. start];
    }
}

/// Compares bytes, whose order in UTF-8 is that of code points.
extern (C) int compare(const void* left, const void* right)
{
    return strcmp(*cast(const char**) left, *cast(const char**) right);
}

extern (C) int main(int, char**)
{
    char** lines;
    size_t count, room, size;
    char* buffer;
    for (ptrdiff_t length; (length = getline(&buffer, &size, stdin)) > 0;)
    {
        buffer[--length] = '\0';
        const line = buffer[0 .. length];
        printf("%zu %zu ", line.length, codePoints(line));
        printReversed(line);
        putchar('\n');
        if (count == room)
        {
            room = room == 0 ? 64 : room * 2;
            lines = cast(char**) realloc(lines, room * lines[0].sizeof);
        }
        lines[count++] = strdup(buffer);
    }
    qsort(lines, count, lines[0].sizeof, &compare);
    foreach (line; lines[0 .. count])
        puts(line);
    return 0;
}
