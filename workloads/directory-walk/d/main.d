import core.stdc.stdio;
import core.stdc.stdlib : atoi, exit;
import wasi;

enum root = "/data/tree";

struct Totals
{
    int directories;
    int files;
    int sum;
}

void require(bool done, const(char)* what)
{
    if (done)
        return;
    perror(what);
    exit(1);
}

void make(int n)
{
    char[256] path = void;
    require(mkdir(root, 0x1ff) == 0, root);
    foreach (i; 0 .. n)
    {
        snprintf(path.ptr, path.length, "%s/d%d", root.ptr, i);
        require(mkdir(path.ptr, 0x1ff) == 0, path.ptr);
        foreach (j; 0 .. n)
        {
            snprintf(path.ptr, path.length, "%s/d%d/f%d", root.ptr, i, j);
            auto file = fopen(path.ptr, "w");
            require(file !is null, path.ptr);
            fprintf(file, "%d\n", i * n + j);
            require(fclose(file) == 0, path.ptr);
        }
    }
}

int readNumber(const(char)* path)
{
    auto file = fopen(path, "r");
    int number;
    require(file !is null && fscanf(file, "%d", &number) == 1, path);
    fclose(file);
    return number;
}

void walk(const(char)* path, ref Totals totals)
{
    auto directory = opendir(path);
    require(directory !is null, path);
    totals.directories++;
    char[256] own = void;
    for (auto entry = readdir(directory); entry; entry = readdir(directory))
    {
        if (entry.name[0] == '.')
            continue;
        snprintf(own.ptr, own.length, "%s/%s", path, entry.name);
        if (entry.isDirectory)
            walk(own.ptr, totals);
        else
        {
            totals.files++;
            totals.sum += readNumber(own.ptr);
        }
    }
    closedir(directory);
}

void remove(int n)
{
    char[256] path = void;
    foreach (i; 0 .. n)
    {
        foreach (j; 0 .. n)
        {
            snprintf(path.ptr, path.length, "%s/d%d/f%d", root.ptr, i, j);
            require(unlink(path.ptr) == 0, path.ptr);
        }
        snprintf(path.ptr, path.length, "%s/d%d", root.ptr, i);
        require(rmdir(path.ptr) == 0, path.ptr);
    }
    require(rmdir(root) == 0, root);
}

extern (C) int main(int argc, char** argv)
{
    const n = atoi(argv[1]);
    make(n);
    Totals totals;
    walk(root, totals);
    printf("%d %d %d\n", totals.directories, totals.files, totals.sum);
    .remove(n);
    return 0;
}
