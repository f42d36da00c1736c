// Sockets of preview 1, as the interpreter's module for it gives them.
export { addressOf, Connection, codeOf, connect, Listener, waitForAny } from "preview1:sockets";
