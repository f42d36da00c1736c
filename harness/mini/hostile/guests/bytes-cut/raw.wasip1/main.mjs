export default ({ module }) => module({ functions: 100 }).subarray(0, -50);
