// Under which name does the page of an innovation stand? The same as `page_name` of the core (`jipp-core/src/portal/address.rs`); both
// are held against each other by the browser tests.

const LONGEST = 120;

/** The name of the page of this id, without its ending. */
export function pageName(id) {
  const bytes = new TextEncoder().encode(id);
  let colon = false;
  let name = '';
  for (const byte of bytes) {
    const plain = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
    if (byte === 0x3a && !colon) {
      colon = true;
      name += '-';
    } else name += plain ? String.fromCharCode(byte) : `_${byte.toString(16).padStart(2, '0')}`;
  }
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 18)}--${checksum(bytes)}` : name;
}

/** FNV-1a with 64 bits, as 16 hexadecimal digits. */
function checksum(bytes) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
