const levels = 20_000;
const code = Buffer.concat([Buffer.from([0]), Buffer.alloc(levels * 2, Buffer.from([0x02, 0x40])), Buffer.alloc(levels, 0x0b), Buffer.from([0x0b])]);
const length = [(code.length % 128) | 128, ((code.length >> 7) % 128) | 128, code.length >> 14];

export default ({ module }) => module({ body: Buffer.concat([Buffer.from(length), code]) });
