// Datagrams over wasi:sockets/udp, at the addresses that the environment names.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { instanceNetwork } from "wasi:sockets/instance-network@0.2.12";
import { createUdpSocket } from "wasi:sockets/udp-create-socket@0.2.12";
import { addressOf } from "./sockets.js";
import { write } from "./stdio.js";

const anywhere = { tag: "ipv4", val: { port: 0, address: [127, 0, 0, 1] } };

function open(address) {
  const socket = createUdpSocket("ipv4");
  socket.startBind(instanceNetwork(), address);
  socket.subscribe().block();
  socket.finishBind();
  const [incoming, outgoing] = socket.stream(undefined);
  const came = incoming.subscribe();
  const free = outgoing.subscribe();
  return {
    receive() {
      for (;;) {
        const [first] = incoming.receive(1);
        if (first) return first;
        came.block();
      }
    },
    send(data, remoteAddress) {
      // A socket that has become full takes none.
      do while (outgoing.checkSend() === 0) free.block();
      while (Number(outgoing.send([{ data, remoteAddress }])) === 0);
    },
  };
}

function echo(count) {
  const socket = open(addressOf("LISTEN_LOG"));
  for (let left = count; left > 0; left--) {
    const { data, remoteAddress } = socket.receive();
    socket.send(data, remoteAddress);
  }
}

function ask() {
  const socket = open(anywhere);
  socket.send(Uint8Array.from("what?", (character) => character.charCodeAt(0)), addressOf("CONNECT_SERVER"));
  write(socket.receive().data);
}

export const run = {
  run() {
    const [, mode, count] = getArguments();
    if (mode === "echo") echo(Number(count));
    else if (mode === "ask") ask();
    else throw new Error(`there is no mode ${mode}`);
  },
};
