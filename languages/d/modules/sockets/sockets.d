/// Sockets that the engine has opened: preview 1 has no bind, no listen and no connect.
module sockets;

import core.stdc.stdlib : getenv;
import core.stdc.string : strchr, strlen, strncmp;
import wasi : usleep, __errno_location;

nothrow @nogc:

private:

enum int tryAgain = 6; // EAGAIN
enum short readable = 1; // POLLRDNORM
enum int bothSides = 3; // SHUT_RDWR

struct Wanted
{
    int descriptor;
    short events;
    short seen;
}

extern (C) int poll(Wanted* wanted, size_t count, int milliseconds);
extern (C) int accept(int listener, void* address, uint* size);
extern (C) ptrdiff_t recv(int connection, void* bytes, size_t size, int flags);
extern (C) ptrdiff_t send(int connection, const(void)* bytes, size_t size, int flags);
extern (C) int shutdown(int connection, int how);
extern (C) int close(int descriptor);

public:

/// The descriptor of that name in FD_NAMES, or -1.
int descriptorNamed(const(char)* name)
{
    const(char)* names = getenv("FD_NAMES");
    const length = strlen(name);
    for (int descriptor = 0; names; descriptor++)
    {
        if (strncmp(names, name, length) == 0 && (names[length] == ':' || names[length] == 0))
            return descriptor;
        names = strchr(names, ':');
        if (names)
            names++;
    }
    return -1;
}

/// The next connection, or -1. A listener may be non-blocking, whatever it was asked for: the wait is poll's.
int acceptNext(int listener)
{
    for (;;)
    {
        auto wanted = Wanted(listener, readable);
        if (poll(&wanted, 1, -1) < 0)
            return -1;
        const connection = accept(listener, null, null);
        if (connection >= 0 || *__errno_location() != tryAgain)
            return connection;
    }
}

/// How many bytes came: 0 at the end, less than 0 where it failed.
ptrdiff_t receive(int connection, ubyte[] into)
{
    return recv(connection, into.ptr, into.length, 0);
}

/// Sends all of it; false where the other side has gone.
bool sendAll(int connection, const(ubyte)[] bytes)
{
    while (bytes.length > 0)
    {
        const sent = send(connection, bytes.ptr, bytes.length, 0);
        if (sent >= 0)
            bytes = bytes[sent .. $];
        else if (*__errno_location() == tryAgain)
            usleep(1000);
        else
            return false;
    }
    return true;
}

/// Ends both sides. With some engines close alone does not tell the other one.
void hangUp(int connection)
{
    shutdown(connection, bothSides);
    close(connection);
}
