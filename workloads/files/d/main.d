import core.stdc.stdio;
import core.stdc.stdlib : exit, qsort;
import core.stdc.string : strcmp, strcpy;
import wasi;

enum outFile = "/data/out.txt";

void require(bool done, const(char)* step)
{
    if (done)
        return;
    perror(step);
    exit(1);
}

void check(const(char)* step, int status, const(char)* outcome)
{
    require(status == 0, step);
    printf("%s %s\n", step, outcome);
}

/// How long a file is.
int sizeOf(const(char)* path)
{
    auto file = fopen(path, "r");
    require(file !is null, path);
    scope (exit)
        fclose(file);
    require(fseek(file, 0, SEEK_END) == 0, path);
    return cast(int) ftell(file);
}

void writeText(const(char)* step, const(char)* mode, const(char)* text)
{
    auto file = fopen(outFile, mode);
    require(file !is null && fputs(text, file) >= 0 && fclose(file) == 0, step);
    printf("%s %d\n", step, sizeOf(outFile));
}

extern (C) int compare(const void* left, const void* right)
{
    return strcmp(cast(const char*) left, cast(const char*) right);
}

void list(const(char)* step, const(char)* path)
{
    char[64][16] names;
    size_t count = 0;
    auto directory = opendir(path);
    require(directory !is null, step);
    for (auto entry = readdir(directory); entry; entry = readdir(directory))
        if (entry.name[0] != '.' && count < names.length)
            strcpy(names[count++].ptr, entry.name);
    closedir(directory);
    qsort(names.ptr, count, names[0].sizeof, &compare);
    printf("%s", step);
    foreach (ref name; names[0 .. count])
        printf(" %s", name.ptr);
    puts("");
}

extern (C) int main(int, char**)
{
    printf("read %d\n", sizeOf("/data/in.txt"));
    writeText("write", "w", "written\n");
    writeText("append", "a", "appended\n");
    require(truncate(outFile, 4) == 0, "truncate");
    printf("truncate %d\n", sizeOf(outFile));
    list("list", "/data/old");
    check("mkdir", mkdir("/data/new", 0x1ff), "new");
    check("rename", rename("/data/old/a.txt", "/data/new/a2.txt"), "a2.txt");
    check("remove", unlink("/data/old/b.txt"), "b.txt");
    check("rmdir", rmdir("/data/old"), "old");
    enum notThere = 44; // ENOENT
    const missing = fopen("/data/missing.txt", "r") is null && *__errno_location() == notThere;
    check("missing", missing ? 0 : -1, "not found");
    return 0;
}
