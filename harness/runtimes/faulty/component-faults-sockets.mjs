import { also, given, gives, refuse, skip, succeeds, told } from "./component-mechanisms.mjs";
import { nth } from "./mechanisms.mjs";
import { on } from "./on.mjs";

const method = (at) => (name) => `wasi:sockets/${at.split(".")[0]}#[method]${at.split(".")[1]}.${name}`;
const tcp = method("tcp.tcp-socket");
const udp = method("udp.udp-socket");
const incoming = method("udp.incoming-datagram-stream");
const outgoing = method("udp.outgoing-datagram-stream");
const port = (by) => (address) => ({ ...address, val: { ...address.val, port: (address.val.port + by) & 0xffff } });
const wouldBlock = "would-block";

const addresses = [
  ["wrong-value", "port", "the port is one more", gives(port(1))],
  ["wrong-value", "no-port", "the port is 0", gives((address) => ({ ...address, val: { ...address.val, port: 0 } }))],
  [
    "order-changed",
    "bytes",
    "the bytes of the address are in reverse",
    gives((address) => ({ ...address, val: { ...address.val, address: address.val.address.toReversed() } })),
  ],
  ["wrong-errno", "unbound", "a socket without an address is told as not-supported, not invalid-state", told("invalid-state", "not-supported")],
];
const starts = [
  ["failure-for-success", "refused", "it is refused as access-denied", refuse("access-denied")],
  ["success-for-failure", "state-succeeds", "a socket in another state is told as success", succeeds("invalid-state", undefined)],
  ["wrong-errno", "state-argument", "a socket in another state is told as invalid-argument, not invalid-state", told("invalid-state", "invalid-argument")],
  ["wrong-errno", "argument-state", "a wrong address is told as invalid-state, not invalid-argument", told("invalid-argument", "invalid-state")],
  ["no-op", "nothing", "it does nothing, and tells success", skip(undefined)],
];
const finishes = [
  ["wrong-errno", "not-begun", "what was not begun is told as invalid-state, not not-in-progress", told("not-in-progress", "invalid-state")],
  ["stuck", "never", "it is never done", refuse(wouldBlock)],
];
// A host may clamp what is set where the text says so; elsewhere it must be told as it was set.
const stays = ["no-op", "nothing", "what was set is not told, and it tells success", skip(undefined)];
const setting = (name, about, more = []) =>
  on(name, [
    ...more,
    ["success-for-failure", "zero-succeeds", `${about} of 0 is told as set`, succeeds("invalid-argument", undefined)],
    ["wrong-errno", "zero-state", `${about} of 0 is told as invalid-state, not invalid-argument`, told("invalid-argument", "invalid-state")],
  ]);
const telling = (name, about) => on(name, [["wrong-value", "zero", `${about} is always 0`, gives((value) => (typeof value === "bigint" ? 0n : 0))]]);

export default [
  ...["tcp", "udp"].flatMap((name) =>
    on(`wasi:sockets/${name}-create-socket#create-${name}-socket`, [
      ["failure-for-success", "refused", "it is refused as not-supported", refuse("not-supported")],
      ["failure-for-success", "ipv6", "a socket of IPv6 is refused as not-supported", refuse("not-supported", (c) => c.args[0] === "ipv6")],
      ["failure-for-success", "second", "a second socket is refused as new-socket-limit", refuse("new-socket-limit", (c) => nth(c) > 1)],
    ]),
  ),
  ...on(tcp("start-bind"), [
    ...starts,
    ["wrong-value", "port", "it binds to the next port", given((network, address) => [network, address.val.port === 0 ? address : port(1)(address)])],
  ]),
  ...on(tcp("finish-bind"), finishes),
  ...on(tcp("start-connect"), [...starts, ["wrong-value", "port", "it connects to the next port", given((network, address) => [network, port(1)(address)])]]),
  ...on(tcp("finish-connect"), [
    ...finishes,
    ["wrong-errno", "refused-timeout", "a connection that is refused is told as timeout", told("connection-refused", "timeout")],
    [
      "order-changed",
      "streams",
      "it gives streams of another connection",
      (c) => {
        const own = c.call();
        c.state.first ??= own;
        return c.state.first === own ? own : c.strike(c.state.first);
      },
    ],
  ]),
  ...on(
    tcp("start-listen"),
    starts.filter(([, slug]) => !slug.startsWith("argument")),
  ),
  ...on(tcp("finish-listen"), finishes),
  ...on(tcp("accept"), [
    ["wrong-errno", "nobody", "that nobody is there is told as invalid-state, not would-block", told(wouldBlock, "invalid-state")],
    [
      "dropped-item",
      "first",
      "the first connection is closed at once",
      (c) => {
        const own = c.call();
        if (c.state.lost) return own;
        c.state.lost = true;
        own[0].shutdown("both");
        throw c.strike(wouldBlock);
      },
    ],
    ["state-lost", "shut", "what is accepted is shut", also((_, [socket]) => socket.shutdown("both"))],
    ["stuck", "never", "nobody is ever there", refuse(wouldBlock)],
    ["failure-for-success", "second", "a second connection is refused as new-socket-limit", refuse("new-socket-limit", (c) => nth(c) > 8)],
  ]),
  ...on(tcp("local-address"), addresses),
  ...on(tcp("remote-address"), addresses),
  ...["tcp-socket", "udp-socket"].flatMap((name) =>
    on(`wasi:sockets/${name.slice(0, 3)}#[method]${name}.address-family`, [
      ["wrong-value", "other", "it tells the other family", gives((own) => (own === "ipv4" ? "ipv6" : "ipv4"))],
    ]),
  ),
  ...on(tcp("is-listening"), [
    ["wrong-value", "always", "every socket listens", gives(() => true)],
    ["wrong-value", "never", "no socket listens", gives(() => false)],
  ]),
  ...setting(tcp("set-listen-backlog-size"), "the length of the queue"),
  ...setting(tcp("set-keep-alive-idle-time"), "the idle time", [stays]),
  ...setting(tcp("set-keep-alive-interval"), "the interval", [stays]),
  ...setting(tcp("set-keep-alive-count"), "the count", [stays]),
  ...setting(tcp("set-hop-limit"), "the hop limit", [stays]),
  ...setting(tcp("set-receive-buffer-size"), "the buffer for receiving"),
  ...setting(tcp("set-send-buffer-size"), "the buffer for sending"),
  ...on(tcp("set-keep-alive-enabled"), [["no-op", "nothing", "it stays, and it tells success", skip(undefined)]]),
  ...on(tcp("keep-alive-enabled"), [["wrong-value", "never", "it is never on", gives(() => false)]]),
  ...telling(tcp("keep-alive-idle-time"), "the idle time"),
  ...telling(tcp("keep-alive-interval"), "the interval"),
  ...telling(tcp("keep-alive-count"), "the count"),
  ...telling(tcp("hop-limit"), "the hop limit"),
  ...telling(tcp("receive-buffer-size"), "the buffer for receiving"),
  ...telling(tcp("send-buffer-size"), "the buffer for sending"),
  ...on(tcp("shutdown"), [
    ["no-op", "nothing", "it does nothing, and tells success", skip(undefined)],
    ["success-for-failure", "state-succeeds", "what is not connected is told as shut", succeeds("invalid-state", undefined)],
    ["wrong-errno", "state-argument", "what is not connected is told as invalid-argument, not invalid-state", told("invalid-state", "invalid-argument")],
  ]),
  ...on(udp("start-bind"), starts),
  ...on(udp("finish-bind"), finishes),
  ...on(udp("stream"), [
    ["failure-for-success", "refused", "it is refused as access-denied", refuse("access-denied")],
    ["ignored-flag", "peer", "the peer is ignored", given((peer) => (peer === undefined ? undefined : [undefined]))],
    ["wrong-errno", "state-argument", "a socket in another state is told as invalid-argument, not invalid-state", told("invalid-state", "invalid-argument")],
  ]),
  ...on(udp("local-address"), addresses),
  ...on(udp("remote-address"), addresses),
  ...setting(udp("set-unicast-hop-limit"), "the hop limit", [stays]),
  ...setting(udp("set-receive-buffer-size"), "the buffer for receiving"),
  ...setting(udp("set-send-buffer-size"), "the buffer for sending"),
  ...telling(udp("unicast-hop-limit"), "the hop limit"),
  ...telling(udp("receive-buffer-size"), "the buffer for receiving"),
  ...telling(udp("send-buffer-size"), "the buffer for sending"),
  ...on(incoming("receive"), [
    ["no-op", "none", "nothing is ever received", gives(() => [])],
    ["dropped-item", "last", "the last of several is lost", gives((all) => (all.length > 1 ? all.slice(0, -1) : all))],
    ["doubled-item", "twice", "each comes twice", gives((all) => all.flatMap((own) => [own, own]))],
    ["length-off-by-one", "ends-early", "each lacks its last byte", gives((all) => all.map((own) => ({ ...own, data: own.data.subarray(0, -1) })))],
    ["wrong-value", "port", "the sender's port is one more", gives((all) => all.map((own) => ({ ...own, remoteAddress: port(1)(own.remoteAddress) })))],
    ["dropped-item", "empty", "empty ones are lost", gives((all) => all.filter(({ data }) => data.length > 0))],
    ["short-told-full", "long", "each has at most 512 bytes", gives((all) => all.map((own) => ({ ...own, data: own.data.subarray(0, 512) })))],
    ["order-changed", "reversed", "several come in reverse", gives((all) => all.toReversed())],
  ]),
  ...on(outgoing("check-send"), [["no-op", "none", "nothing may ever be sent", gives(() => 0n)]]),
  ...on(outgoing("send"), [
    ["no-op", "nothing", "nothing is sent, and all is told", skip((c) => BigInt(c.args[1].length))],
    ["doubled-item", "twice", "each is sent twice", given((all) => [all.flatMap((own) => [own, own])])],
    ["length-off-by-one", "ends-early", "each lacks its last byte", given((all) => [all.map((own) => ({ ...own, data: own.data.subarray(0, -1) }))])],
    [
      "dropped-item",
      "last",
      "the last of several is lost, and all are told",
      (c) => {
        const [self, all] = c.args;
        if (all.length < 2) return c.call();
        c.call([self, all.slice(0, -1)]);
        return c.strike(BigInt(all.length));
      },
    ],
    ["wrong-errno", "no-peer", "one without a peer is told as invalid-state, not invalid-argument", told("invalid-argument", "invalid-state")],
    ["wrong-errno", "too-large", "one that is too large is told as unknown, not datagram-too-large", told("datagram-too-large", "unknown")],
  ]),
  ...on("wasi:sockets/ip-name-lookup#resolve-addresses", [
    ["failure-for-success", "refused", "it is refused as access-denied", refuse("access-denied")],
    ["wrong-errno", "argument", "a name that is none is told as name-unresolvable, not invalid-argument", told("invalid-argument", "name-unresolvable")],
  ]),
  ...on("wasi:sockets/ip-name-lookup#[method]resolve-address-stream.resolve-next-address", [
    ["no-op", "none", "a name has no address", gives(() => undefined)],
    ["wrong-value", "zeros", "each address is 0", gives((address) => address && { ...address, val: address.val.map(() => 0) })],
    ["success-for-failure", "unknown-succeeds", "a name that is not there has no address, and no error", succeeds("name-unresolvable", undefined)],
    [
      "wrong-errno",
      "unknown-temporary",
      "a name that is not there is told as temporary-resolver-failure",
      told("name-unresolvable", "temporary-resolver-failure"),
    ],
    ["stuck", "never", "it never knows", refuse(wouldBlock)],
  ]),
  ...on("wasi:sockets/network#network-error-code", [["no-op", "none", "no error of a stream has a code", gives(() => undefined)]]),
];
