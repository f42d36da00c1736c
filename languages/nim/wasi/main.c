// WASI's libc calls a main of two arguments; the one that Nim writes has three.
extern char **environ;
int nim_main(int argc, char **argv, char **env);

int main(int argc, char **argv) { return nim_main(argc, argv, environ); }
