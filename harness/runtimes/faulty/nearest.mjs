/** Languages by how little stands between their programs and WASI: cells of the first ones seek faults. The order decides no verdict. */
export default () => ["wat", "c", "rust", "zig", "cpp", "assemblyscript", "go"];
