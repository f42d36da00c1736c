// A section of four gigabytes, of which there is nothing.
export default ({ header }) => Buffer.concat([header, Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 0x0f])]);
