/** HOST:PORT. */
export const printAddress = ({ host, port }) => `${host}:${port}`;
const pattern = /\{(address|host|port):([a-z0-9-]+:[a-z0-9-]+)\}/g;
/** The ROLE:NAMEs that a text names as `{address:ROLE:NAME}`, `{host:ROLE:NAME}` or `{port:ROLE:NAME}`. */
export const addressesIn = (text) => (text.includes("{") ? [...text.matchAll(pattern)].map((match) => match[2]) : []);
/** Puts addresses in place of `{address:ROLE:NAME}`, `{host:…}` and `{port:…}`; a name that is unknown stays as it is. */
export const fillAddresses = (text, addresses) => text.replaceAll(pattern, (whole, part, place) => {
    const address = addresses.get(place);
    if (!address)
        return whole;
    return part === "address" ? printAddress(address) : String(address[part]);
});
/** Content whose text has its addresses filled in. */
const fillContent = (content, addresses) => "text" in content ? { ...content, text: fillAddresses(content.text, addresses) } : content;
const environmentName = (kind, name) => `${kind}_${name.toUpperCase().replaceAll("-", "_")}`;
// Names of descriptors from 0 on, in the order in which the engine really has them.
const descriptorNames = (program, directories) => {
    const sockets = program.sockets.filter(({ kind }) => kind === "listen").map(({ name }) => name);
    const guests = program.directories.map(({ guest }) => guest);
    return ["stdin", "stdout", "stderr", ...(directories === "before" ? [...guests, ...sockets] : [...sockets, ...guests])];
};
/**
 * The variables that tell a guest of its sockets: FD_COUNT and FD_NAMES where they are preopened, LISTEN_NAME and
 * CONNECT_NAME where it opens them itself.
 */
const socketVariables = (role, program, passing, addresses) => {
    if (passing.as === "descriptors") {
        if (passing.named)
            return {};
        const names = descriptorNames(program, passing.directories);
        return { FD_COUNT: String(names.length), FD_NAMES: names.join(":") };
    }
    return Object.fromEntries(program.sockets
        .filter(({ protocol }) => protocol !== "http")
        .map(({ kind, name }) => [environmentName(kind === "listen" ? "LISTEN" : "CONNECT", name), printAddress(addresses.get(`${role}:${name}`))]));
};
/** A program with its sockets' variables, and with addresses filled in where it is given a text. What it must show names none: it would differ from run to run. */
export const placeProgram = (role, program, passing, addresses) => {
    const env = Object.entries(program.env).map(([name, value]) => [name, fillAddresses(value, addresses)]);
    return {
        ...program,
        args: program.args.map((word) => fillAddresses(word, addresses)),
        env: { ...Object.fromEntries(env), ...(passing && program.sockets.length > 0 ? socketVariables(role, program, passing, addresses) : {}) },
        stdin: fillContent(program.stdin, addresses),
    };
};
