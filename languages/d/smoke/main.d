import core.stdc.stdio : puts;

extern (C) int main(int, char**)
{
    puts("hello from D");
    return 0;
}
