import core.stdc.stdio : printf;
import core.stdc.stdlib : abs, atoi;
import core.volatile : volatileLoad, volatileStore;

enum largest = 16;

struct Board
{
    int n;
    int found;
    int[largest] columns;
    int[largest] first;

    void place(int row)
    {
        if (row == n)
        {
            if (found++ == 0)
                first = columns;
            return;
        }
        foreach (column; 1 .. n + 1)
        {
            if (attacks(column, columns[0 .. row]))
                continue;
            columns[row] = column;
            place(row + 1);
        }
    }
}

bool attacks(int column, const int[] placed)
{
    foreach (row, other; placed)
        if (column == other || abs(column - other) == placed.length - row)
            return true;
    return false;
}

/// Through memory that may change, since the compiler would make a product of it.
ulong sum(ulong d)
{
    if (d == 0)
        return 0;
    ulong rest;
    volatileStore(&rest, sum(d - 1));
    return d + volatileLoad(&rest);
}

int female(int n)
{
    return n == 0 ? 1 : n - male(female(n - 1));
}

int male(int n)
{
    return n == 0 ? 0 : n - female(male(n - 1));
}

extern (C) int main(int argc, char** argv)
{
    if (argc != 3)
        return 1;
    Board board;
    board.n = atoi(argv[1]);
    const d = atoi(argv[2]);
    if (board.n > largest)
        return 1;
    board.place(0);
    printf("queens %d ", board.found);
    foreach (row, column; board.first[0 .. board.n])
        printf(row > 0 ? ",%d" : "%d", column);
    printf("\ndepth %llu\nmutual %d %d\n", sum(d), female(d % 64), male(d % 64));
    return 0;
}
