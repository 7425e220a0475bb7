// SPDX-License-Identifier: Apache-2.0
// Flags as the system draws them. Some systems have none and show two letters in boxes instead, which
// is told by their width: then there is no flag, and letters of our own look better.
const letterA = 0x1f1e6;

let drawn: boolean | null = null;

function drawsFlags(): boolean {
  if (!('OffscreenCanvas' in globalThis)) return false;
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (pen === null) return false;
  pen.font = "20px 'Apple Color Emoji', 'Noto Color Emoji', 'Twemoji Mozilla', sans-serif";
  const half = pen.measureText(String.fromCodePoint(letterA + 6)).width;
  return pen.measureText(emojiOf('GB')).width < 1.5 * half;
}

function emojiOf(code: string): string {
  const letters = Array.from(code.toUpperCase(), (letter) => letterA + letter.charCodeAt(0) - 65);
  return String.fromCodePoint(...letters);
}

/** Null where the system has no picture. */
export function flagOf(code: string): string | null {
  drawn ??= drawsFlags();
  return drawn && /^[a-z]{2}$/i.test(code) ? emojiOf(code) : null;
}
