// A chat server at the address that LISTEN_CHAT names: what one says, the others read.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { type Client, LineServer, type Protocol } from "./lines.js";

/** Names by client, of those who have one. */
const names = new Map<Client, string>();
/** Everybody, in the order of coming. */
const present = new Set<Client>();

const others = (own: Client): Client[] => [...present].filter((client) => client !== own && names.has(client));

const named = (name: string): Client | undefined => [...names.keys()].find((client) => names.get(client) === name);

const isFree = (name: string): boolean => /^[A-Za-z0-9]{1,16}$/.test(name) && named(name) === undefined;

function tellOthers(own: Client, text: string): void {
  for (const client of others(own)) client.say(text);
}

function listOthers(client: Client): void {
  const there = others(client).map((other) => names.get(other));
  client.say(there.length > 0 ? `* here: ${there.join(" ")}` : "* nobody else is here");
}

function enter(client: Client, name: string): void {
  if (!isFree(name)) return client.say("* not that one, name?");
  names.set(client, name);
  listOthers(client);
  tellOthers(client, `* ${name} came`);
}

function whisper(client: Client, rest: string): void {
  const [name = ""] = rest.split(" ", 1);
  const other = named(name);
  if (other === undefined) client.say(`* ${name} is not here`);
  else other.say(`<${names.get(client)} to you> ${rest.slice(name.length + 1)}`);
}

function rename(client: Client, name: string): void {
  if (!isFree(name)) return client.say("* not that one");
  client.say(`* you are now ${name}`);
  tellOthers(client, `* ${names.get(client)} is now ${name}`);
  names.set(client, name);
}

function quit(client: Client): void {
  client.say("* bye");
  client.leaving = true;
}

function command(client: Client, line: string): void {
  if (line === "/who") listOthers(client);
  else if (line === "/quit") quit(client);
  else if (line.startsWith("/me ")) tellOthers(client, `* ${names.get(client)} ${line.slice(4)}`);
  else if (line.startsWith("/to ")) whisper(client, line.slice(4));
  else if (line.startsWith("/nick ")) rename(client, line.slice(6));
  else client.say("* unknown command");
}

const chat: Protocol = {
  came(client) {
    present.add(client);
    client.say("name?");
  },
  line(client, line) {
    if (!names.has(client)) enter(client, line);
    else if (line.startsWith("/")) command(client, line);
    else if (line !== "") tellOthers(client, `<${names.get(client)}> ${line}`);
  },
  left(client) {
    const name = names.get(client);
    present.delete(client);
    names.delete(client);
    if (name !== undefined) tellOthers(client, `* ${name} left`);
  },
};

export const run = {
  run(): void {
    new LineServer("LISTEN_CHAT", Number(getArguments()[1] ?? 1)).serve(chat);
  },
};
