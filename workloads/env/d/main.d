import core.stdc.stdio : printf, puts;
import core.stdc.stdlib : getenv, qsort;
import core.stdc.string : strcmp;
import wasi : environ;

extern (C) int compare(const void* left, const void* right)
{
    return strcmp(*cast(char**) left, *cast(char**) right);
}

void printAll()
{
    size_t count = 0;
    while (environ[count])
        count++;
    qsort(environ, count, (char*).sizeof, &compare);
    printf("count %zu\n", count);
    foreach (variable; environ[0 .. count])
        puts(variable);
}

void printOne(const(char)* name)
{
    const value = getenv(name);
    if (value)
        printf("%s=%s\n", name, value);
    else
        printf("%s unset\n", name);
}

extern (C) int main(int argc, char** argv)
{
    if (argc == 2 && strcmp(argv[1], "--all") == 0)
        printAll();
    else
        foreach (name; argv[1 .. argc])
            printOne(name);
    return 0;
}
