// Characters that the page's own fonts lack, drawn by the browser: the JavaScript half of the glyphs in browser.cpp.
addToLibrary({
  $Glyph: {
    context: null, pixels: null, size: 0,
    /** Draws it. Returns its width, height, left, top and advance; where it is too large nothing is drawn. */
    draw(characters) {
      const context = Glyph.context, ink = context.measureText(characters);
      const left = Math.ceil(ink.actualBoundingBoxLeft) + 1, up = Math.ceil(ink.actualBoundingBoxAscent) + 1;
      const width = left + Math.ceil(ink.actualBoundingBoxRight) + 1, height = up + Math.ceil(ink.actualBoundingBoxDescent) + 1;
      if (width < 1 || height < 1 || width > 2048 || height > 256) return [0, 0, 0, 0, ink.width];
      context.clearRect(0, 0, width, height);
      context.fillText(characters, left, up);
      Glyph.pixels = context.getImageData(0, 0, width, height).data;
      return [width, height, -left, -up, ink.width];
    },
    /** Whether what was drawn is what no font has: empty boxes, as for a character that there will never be. */
    isUnknown(box) {
      const never = '\u{10ffff}', { pixels, context } = Glyph, one = context.measureText(never).width;
      const count = Math.round(box[4] / one);
      if (!box[0] || !(count > 0 && count < 100 && Math.abs(count * one - box[4]) < 0.01)) return false;
      const boxes = Glyph.draw(never.repeat(count)), drawn = Glyph.pixels;
      Glyph.pixels = pixels;
      return boxes.every((value, i) => value === box[i]) && pixels.every((value, i) => value === drawn[i]);
    },
    /** "\u0939", by which such characters can be told from each other. */
    code(character) {
      const hex = character.codePointAt(0).toString(16);
      return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
    },
  },
  browser_measure_glyph__deps: ['$Glyph', '$UTF8ToString'],
  browser_measure_glyph: (text, pixels, to) => {
    Glyph.context ??= new OffscreenCanvas(2048, 256).getContext('2d', { willReadFrequently: true });
    const context = Glyph.context, characters = UTF8ToString(text);
    if (Glyph.size !== pixels) {
      context.font = `${pixels}px ui-sans-serif, system-ui, sans-serif`;
      context.fillStyle = '#fff';
      Glyph.size = pixels;
    }
    let box = Glyph.draw(characters);
    if (Glyph.isUnknown(box)) {
      const codes = Glyph.draw([...characters].map(Glyph.code).join(''));
      if (codes[0]) box = codes; // else they are too long, and it stays as it is
    }
    HEAPF32.set(box, to >> 2);
  },
  browser_copy_glyph__deps: ['$Glyph'],
  browser_copy_glyph: (to) => HEAPU8.set(Glyph.pixels, to),
});
