// Pictures by the browser's own decoders, made smaller where they are larger than a texture should be.

function fitted(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** An SVG is drawn by an image element: there it runs no script and fetches nothing. */
async function drawn(blob, longest) {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
    const width = image.naturalWidth || 512, height = image.naturalHeight || 512;
    const [w, h] = fitted(width, height, longest);
    const scale = Math.min(longest / Math.max(w, h), Math.max(1, 512 / Math.max(w, h))); // small ones stay sharp when they are shown larger
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(w * scale)), Math.max(1, Math.round(h * scale)));
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return { source: canvas, width, height };
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** @returns {Promise<{source, width, height}>} what a texture can be made of, and the picture's own size */
export async function decode(blob, longest) {
  if (blob.type === 'image/svg+xml') return drawn(blob, longest);
  const whole = await createImageBitmap(blob, { premultiplyAlpha: 'none', colorSpaceConversion: 'default' });
  const { width, height } = whole, [w, h] = fitted(width, height, longest);
  if (w === width && h === height) return { source: whole, width, height };
  const smaller = await createImageBitmap(whole, { resizeWidth: w, resizeHeight: h, resizeQuality: 'high', premultiplyAlpha: 'none' });
  whole.close();
  return { source: smaller, width, height };
}
