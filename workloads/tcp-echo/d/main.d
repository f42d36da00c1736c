// An echo server on a socket that the engine has opened.
import core.stdc.stdio : perror;
import core.stdc.stdlib : atoi;
import sockets;

bool serve(int connection)
{
    ubyte[16_384] buffer = void;
    for (;;)
    {
        const size = receive(connection, buffer[]);
        if (size < 0 || size > 0 && !sendAll(connection, buffer[0 .. size]))
            return false;
        if (size == 0)
        {
            hangUp(connection);
            return true;
        }
    }
}

extern (C) int main(int argc, char** argv)
{
    const listener = descriptorNamed("echo");
    if (listener < 0)
        return 2;
    foreach (_; 0 .. argc > 1 ? atoi(argv[1]) : 1)
    {
        const connection = acceptNext(listener);
        if (connection < 0 || !serve(connection))
        {
            perror("echo");
            return 1;
        }
    }
    return 0;
}
