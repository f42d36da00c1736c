export default ({ module }) =>
  module({
    customs: [
      ["\u001b[2J\n::error::forged", Buffer.alloc(16 << 20, "x")],
      ["producers", Buffer.from([0xff, 0xff, 0xff])],
      ["name", Buffer.from([1, 0xff])],
    ],
  });
