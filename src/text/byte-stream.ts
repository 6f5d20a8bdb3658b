const TOO_SHORT = 'the bytes end too early';

/** Writes bytes and short forms of numbers. */
export class ByteWriter {
  private readonly bytes: Uint8Array;
  private at = 0;

  /** @param most at least as many bytes as will be written. */
  constructor(most: number) {
    this.bytes = new Uint8Array(most);
  }

  byte(value: number): void {
    this.bytes[this.at++] = value;
  }

  threeBytes(value: number): void {
    this.byte(value);
    this.byte(value >>> 8);
    this.byte(value >>> 16);
  }

  /** A 32-bit number, seven bits a byte. */
  number(value: number): void {
    let rest = value >>> 0;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  array(values: Uint8Array | Uint16Array): void {
    this.bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), this.at);
    this.at += values.byteLength;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }
}

/** Reads what a ByteWriter wrote. Throws RangeError at the end of the bytes. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get ended(): boolean {
    return this.at === this.bytes.length;
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw new RangeError(TOO_SHORT);
    return this.bytes[this.at++] as number;
  }

  threeBytes(): number {
    const { at, bytes } = this;
    if (at + 3 > bytes.length) throw new RangeError(TOO_SHORT);
    this.at = at + 3;
    return (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  }

  /** A copy of the next bytes, in a buffer of their own. */
  array(length: number): Uint8Array<ArrayBuffer> {
    if (this.at + length > this.bytes.length) throw new RangeError(TOO_SHORT);
    const array = new Uint8Array(length);
    array.set(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return array;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw new RangeError('a number of more than 32 bits');
  }
}
