// Runs a program as a component's host does. esbuild's alias says which file the program is.
import { run } from "program";

run.run();
