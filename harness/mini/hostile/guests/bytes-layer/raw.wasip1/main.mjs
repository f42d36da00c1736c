// A component by its header, a module by its content.
export default ({ module }) => Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]), module().subarray(8)]);
