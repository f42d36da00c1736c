/** The bytes are not a whole wasm binary. */
export class WasmError extends Error {
}
/** Reads numbers and names, and never past the end. */
class Reader {
    #bytes;
    #end;
    at;
    constructor(bytes, at, end) {
        this.#bytes = bytes;
        this.at = at;
        this.#end = end;
    }
    get done() {
        return this.at >= this.#end;
    }
    byte() {
        if (this.at >= this.#end)
            throw new WasmError(`cut off at byte ${this.at}`);
        return this.#bytes[this.at++];
    }
    // LEB128, at most 64 bits; sizes above 2^53 cannot be true of a file that was read.
    number() {
        let result = 0;
        for (let shift = 0; shift < 70; shift += 7) {
            const byte = this.byte();
            result += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80)
                return result;
        }
        throw new WasmError(`a number without end at byte ${this.at}`);
    }
    take(length) {
        const end = this.at + length;
        if (end > this.#end)
            throw new WasmError(`cut off: ${end - this.#end} bytes are missing at byte ${this.at}`);
        const part = new Reader(this.#bytes, this.at, end);
        this.at = end;
        return part;
    }
    rest() {
        return this.#bytes.subarray(this.at, this.#end);
    }
    name() {
        const part = this.take(this.number());
        return new TextDecoder().decode(this.#bytes.subarray(part.at, part.#end));
    }
    /** Every item takes a byte or more: a count that is not true ends with the bytes. */
    each(read) {
        const count = this.number();
        for (let index = 0; index < count; index++)
            read();
    }
}
const limits = (reader) => {
    const flags = reader.number();
    reader.number();
    if (flags & 1)
        reader.number();
    if (flags & 8)
        reader.number();
};
const valueType = (reader) => {
    const byte = reader.byte();
    if (byte === 0x63 || byte === 0x64)
        reader.number();
};
// https://webassembly.github.io/spec/core/binary/modules.html#import-section
const moduleImport = (reader) => {
    const from = reader.name();
    const name = reader.name();
    const kind = reader.byte();
    if (kind === 0)
        reader.number();
    else if (kind === 1) {
        valueType(reader);
        limits(reader);
    }
    else if (kind === 2)
        limits(reader);
    else if (kind === 3) {
        valueType(reader);
        reader.byte();
    }
    else if (kind === 4) {
        reader.byte();
        reader.number();
    }
    else
        throw new WasmError(`an import of unknown kind ${kind}`);
    return `${from}#${name}`;
};
const moduleExport = (reader) => {
    const name = reader.name();
    reader.byte();
    reader.number();
    return name;
};
const externName = (reader) => {
    const form = reader.byte();
    if (form > 2)
        throw new WasmError(`a name of unknown form ${form}`);
    const name = reader.name();
    if (form === 2)
        throw new WasmError("names with options are not read yet");
    return name;
};
// https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md#import-and-export-definitions
const externDescription = (reader) => {
    const sort = reader.byte();
    if (sort === 0) {
        reader.byte();
        reader.number();
    }
    else if (sort === 3) {
        if (reader.byte() === 0)
            reader.number();
    }
    else if (sort === 2) {
        reader.byte();
        reader.number();
    }
    else
        reader.number();
};
const componentImport = (reader) => {
    const name = externName(reader);
    externDescription(reader);
    return name;
};
const componentExport = (reader) => {
    const name = externName(reader);
    const sort = reader.byte();
    if (sort === 0)
        reader.byte();
    reader.number();
    if (reader.byte() === 1)
        externDescription(reader);
    return name;
};
// https://github.com/WebAssembly/tool-conventions/blob/main/ProducersSection.md
const addProducers = (reader, found) => reader.each(() => {
    const field = reader.name();
    reader.each(() => {
        const value = `${reader.name()} ${reader.name()}`.trim();
        if (field !== "sdk")
            found.push(value);
    });
});
// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#target-features-section
const used = "+".charCodeAt(0);
const addFeatures = (reader, found) => reader.each(() => {
    const prefix = reader.byte();
    const name = reader.name();
    if (prefix === used)
        found.add(name);
});
const moduleHeader = "0061736d01000000";
const componentHeader = "0061736d0d000100";
/** What the header of some bytes says that they are; undefined where they are no wasm binary. */
const kindOf = (bytes) => {
    const header = headerOf(bytes);
    return header === componentHeader ? "component" : header === moduleHeader ? "module" : undefined;
};
/**
 * Reads imports, exports, producers and features of a core module or of a component, without compiling it.
 * Throws a WasmError where the bytes are cut off or no wasm binary at all.
 */
export const readWasm = (bytes) => {
    const kind = kindOf(bytes);
    if (kind === undefined)
        throw new WasmError(bytes.length < 8 ? "cut off in its header" : "not a wasm binary (wrong magic or version)");
    return readSections(bytes, kind === "component");
};
// What stands as a module inside a component is no component again, so that no depth of nesting can be asked for.
const readModule = (bytes) => {
    if (headerOf(bytes) !== moduleHeader)
        throw new WasmError("what a component holds as a module is none");
    return readSections(bytes, false);
};
const headerOf = (bytes) => Buffer.from(bytes.subarray(0, 8)).toString("hex");
const readSections = (bytes, component) => {
    const facts = { imports: [], exports: [], producers: [] };
    const features = new Set();
    const reader = new Reader(bytes, 8, bytes.length);
    while (!reader.done) {
        const id = reader.byte();
        const section = reader.take(reader.number());
        if (id === 0) {
            const name = section.name();
            if (name === "producers")
                addProducers(section, facts.producers);
            else if (name === "target_features")
                addFeatures(section, features);
        }
        else if (component) {
            if (id === 1)
                for (const feature of readModule(section.rest()).features)
                    features.add(feature);
            else if (id === 10)
                section.each(() => facts.imports.push(componentImport(section)));
            else if (id === 11)
                section.each(() => facts.exports.push(componentExport(section)));
        }
        else if (id === 2)
            section.each(() => facts.imports.push(moduleImport(section)));
        else if (id === 7)
            section.each(() => facts.exports.push(moduleExport(section)));
    }
    return { kind: component ? "component" : "module", ...facts, features: [...features].sort() };
};
