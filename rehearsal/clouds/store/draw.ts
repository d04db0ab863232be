import { createHash } from "node:crypto";

/** Alphabets of the clouds' ids. */
export const HEX = "0123456789abcdef";
export const DIGITS = "0123456789";
export const UPPER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const LOWER = "0123456789abcdefghijklmnopqrstuvwxyz";
export const MIXED = `${UPPER}abcdefghijklmnopqrstuvwxyz`;

/** Characters for a purpose, as many as requested, out of an alphabet (default: hexadecimal digits). */
export type Draw = (purpose: string, length: number, alphabet?: string) => string;

/** Draw from a seed: the same seed and purpose give the same characters. */
export function drawFrom(seed: string): Draw {
  return (purpose, length, alphabet = HEX) => {
    let drawn = "";
    for (let round = 0; drawn.length < length; round++) {
      const bytes = createHash("sha256").update(`${seed}\n${purpose}\n${round}`).digest();
      for (const byte of bytes) drawn += alphabet.charAt(byte % alphabet.length);
    }
    return drawn.slice(0, length);
  };
}

/** An id in the form of a UUID. */
export function uuid(draw: Draw): string {
  return [8, 4, 4, 4, 12].map((length, part) => draw(`uuid ${part}`, length)).join("-");
}
