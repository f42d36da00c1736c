// What the guests of bytes share: a module whose _start does nothing, with sections of one's own.
export const leb = (number) => {
  const bytes = [];
  do {
    const rest = number > 127 ? 128 : 0;
    bytes.push((number % 128) | rest);
    number = Math.floor(number / 128);
  } while (number > 0);
  return Buffer.from(bytes);
};
export const vector = (items) => Buffer.concat([leb(items.length), ...items]);
export const name = (text) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([leb(bytes.length), bytes]);
};
export const section = (id, content) => Buffer.concat([Buffer.from([id]), leb(content.length), content]);
export const header = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** A module of so many functions that do nothing, or have this body, with more exports and custom sections. */
export const module = ({ functions = 1, body = Buffer.from([2, 0, 0x0b]), names = [], customs = [] } = {}) =>
  Buffer.concat([
    header,
    section(1, vector([Buffer.from([0x60, 0, 0])])),
    section(3, Buffer.concat([leb(functions), Buffer.alloc(functions)])),
    section(5, vector([Buffer.from([0, 1])])),
    section(
      7,
      vector([
        Buffer.concat([name("_start"), Buffer.from([0, 0])]),
        Buffer.concat([name("memory"), Buffer.from([2, 0])]),
        ...names.map((own) => Buffer.concat([name(own), Buffer.from([0, 0])])),
      ]),
    ),
    section(10, Buffer.concat([leb(functions), ...Array.from({ length: functions }, () => body)])),
    ...customs.map(([own, content]) => section(0, Buffer.concat([name(own), content]))),
  ]);
