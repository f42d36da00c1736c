// Nim's main takes the environment too, and wasi-libc calls one without.
#undef main
int nim_main(int argc, char **argv, char **env);

int main(int argc, char **argv) { return nim_main(argc, argv, 0); }
