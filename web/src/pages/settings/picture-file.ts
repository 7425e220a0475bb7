// SPDX-License-Identifier: Apache-2.0
// Makes a picture small before it is sent: what a camera takes is larger than the server accepts.
// The square in the middle is drawn, upright; nothing else of the file leaves the browser.

const side = 512;

export class NoPicture extends Error {
  override readonly name = 'NoPicture';
}

/** Draws the middle of the file on a canvas of 512 x 512. */
export async function drawPicture(file: Blob): Promise<HTMLCanvasElement> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new NoPicture('not a picture', { cause });
  }
  const shorter = Math.min(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (context === null) throw new NoPicture('no canvas');
  context.imageSmoothingQuality = 'high';
  const left = (bitmap.width - shorter) / 2;
  const top = (bitmap.height - shorter) / 2;
  context.drawImage(bitmap, left, top, shorter, shorter, 0, 0, side, side);
  bitmap.close();
  return canvas;
}

/** As WebP, or as PNG where the browser can't write that. */
export function fileOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new NoPicture('no file')) : resolve(blob)),
      'image/webp',
      0.9,
    );
  });
}
