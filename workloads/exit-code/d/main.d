import core.stdc.stdlib : atoi, exit;

extern (C) int main(int argc, char** argv)
{
    exit(atoi(argv[1]));
}
