/** Changes to the sections of a binary WebAssembly module. Sections that stay are taken byte for byte. */

const importSection = 2;
const exportSection = 7;
const dataSection = 11;
const passive = 1;

/** The module with what it imports from `from` imported from `to`. */
export function renameImports(module, from, to) {
  return changed(module, importSection, (section) => {
    const reader = { bytes: section, at: 0 };
    const count = number(reader);
    const imports = [];
    for (let left = count; left > 0; left--) {
      const name = text(reader);
      const start = reader.at;
      text(reader);
      skipImport(reader);
      const now = Buffer.from(name === from ? to : name);
      imports.push(leb(now.length), now, section.subarray(start, reader.at));
    }
    return Buffer.concat([leb(count), ...imports]);
  });
}

/** The module with no other exports than those with these names. */
export function keepExports(module, names) {
  return changed(module, exportSection, (section) => {
    const exports = [];
    const reader = { bytes: section, at: 0 };
    for (let left = number(reader); left > 0; left--) {
      const from = reader.at;
      const name = text(reader);
      reader.at++;
      number(reader);
      if (names.includes(name)) exports.push(section.subarray(from, reader.at));
    }
    return Buffer.concat([leb(exports.length), ...exports]);
  });
}

/** The module whose passive data segment `old` (shorter than 128 bytes) holds `content` instead. */
export function replaceSegment(module, old, content) {
  return changed(module, dataSection, (section) => {
    const at = section.indexOf(Buffer.concat([Buffer.from([passive, old.length]), old]));
    if (at < 0) throw new Error(`no passive data segment holds "${old}"`);
    return Buffer.concat([section.subarray(0, at + 1), leb(content.length), content, section.subarray(at + 2 + old.length)]);
  });
}

function changed(module, id, change) {
  const parts = [module.subarray(0, 8)];
  const reader = { bytes: module, at: 8 };
  while (reader.at < module.length) {
    const from = reader.at;
    const found = module[reader.at++];
    const size = number(reader);
    const start = reader.at;
    reader.at += size;
    const content = module.subarray(start, reader.at);
    if (found !== id) parts.push(module.subarray(from, reader.at));
    else {
      const next = change(content);
      parts.push(Buffer.from([id]), leb(next.length), next);
    }
  }
  return Buffer.concat(parts);
}

// Its kind, then the index of a function's type, or limits, or a type and whether it changes.
function skipImport(reader) {
  const kind = reader.bytes[reader.at++];
  if (kind === 1) reader.at++;
  if (kind === 1 || kind === 2) {
    const hasMost = number(reader) % 2 === 1;
    number(reader);
    if (hasMost) number(reader);
  } else if (kind === 3) reader.at += 2;
  else number(reader);
  if (kind === 4) number(reader);
}

function number(reader) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = reader.bytes[reader.at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

function text(reader) {
  const size = number(reader);
  reader.at += size;
  return reader.bytes.toString("utf8", reader.at - size, reader.at);
}

function leb(value) {
  const bytes = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 0x80) return Buffer.from([...bytes, left]);
    bytes.push((left & 0x7f) | 0x80);
  }
}
