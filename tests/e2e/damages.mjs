// How can a file be damaged on its way? The same damages each time.

/** Numbers that look random and are the same each time (mulberry32, Tommy Ettinger). */
export function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export const DAMAGES = {
  'a bit turned': (bytes, next) => { bytes[next(bytes.length)] ^= 1 << next(8); return bytes; },
  'cut short': (bytes, next) => bytes.slice(0, next(bytes.length)),
  'a run overwritten': (bytes, next) => bytes.fill(next(256), ...[next(bytes.length)].flatMap((at) => [at, at + 1 + next(400)])),
  'a piece left out': (bytes, next) => {
    const at = next(bytes.length - 1);
    const end = Math.min(bytes.length, at + 1 + next(2_000));
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(end)]);
  },
  'a piece twice': (bytes, next) => {
    const at = next(bytes.length - 1);
    const end = Math.min(bytes.length, at + 1 + next(2_000));
    return Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(at)]);
  },
  'bytes of the head': (bytes, next) => { for (let times = 0; times < 4; times += 1) bytes[next(64)] = next(256); return bytes; },
};
