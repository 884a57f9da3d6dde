// What page.cpp asks of page.js: Module.page is the object that page.js sets. Pictures become textures here, since OpenGL's names are.
addToLibrary({
  page_send: (bytes, size, id, file, cost) => Module.page.send(HEAPU8.slice(bytes, bytes + size), id, file, cost),
  page_cancel: (id) => Module.page.cancel(id),
  page_pick: () => Module.page.pick(),
  page_save__deps: ['$UTF8ToString'],
  page_save: (name, type, bytes, size) => Module.page.save(UTF8ToString(name), UTF8ToString(type), HEAPU8.slice(bytes, bytes + size)),
  page_open_addresses__deps: ['$UTF8ToString'],
  page_open_addresses: (urls) => Module.page.openAddresses(UTF8ToString(urls).split('\n').filter(Boolean)),
  page_set_address__deps: ['$UTF8ToString'],
  page_set_address: (address, newPlace) => Module.page.setAddress(UTF8ToString(address), newPlace !== 0),
  page_copy_link__deps: ['$UTF8ToString'],
  page_copy_link: (fragment) => Module.page.copyLink(UTF8ToString(fragment)),
  page_keep__deps: ['$UTF8ToString'],
  page_keep: (name, value) => Module.page.keep(UTF8ToString(name), UTF8ToString(value)),
  page_copy__deps: ['$UTF8ToString'],
  page_copy: (text) => Module.page.copy(UTF8ToString(text)),
  page_show_mirror__deps: ['$UTF8ToString'],
  page_show_mirror: (json, size) => Module.page.mirror.show(JSON.parse(UTF8ToString(json, size))),

  page_decode__deps: ['$UTF8ToString', '$GL', 'page_picture'],
  page_decode: (number, type, bytes, size, longest) => {
    const blob = new Blob([HEAPU8.slice(bytes, bytes + size)], { type: UTF8ToString(type) });
    Module.page.decode(blob, longest).then(({ source, width, height }) => {
      const texture = GLctx.createTexture(), name = GL.getNewId(GL.textures);
      texture.name = name;
      GL.textures[name] = texture;
      GLctx.bindTexture(GLctx.TEXTURE_2D, texture);
      for (const [parameter, value] of [[GLctx.TEXTURE_MIN_FILTER, GLctx.LINEAR_MIPMAP_LINEAR], [GLctx.TEXTURE_MAG_FILTER, GLctx.LINEAR],
        [GLctx.TEXTURE_WRAP_S, GLctx.CLAMP_TO_EDGE], [GLctx.TEXTURE_WRAP_T, GLctx.CLAMP_TO_EDGE]])
        GLctx.texParameteri(GLctx.TEXTURE_2D, parameter, value);
      GLctx.texImage2D(GLctx.TEXTURE_2D, 0, GLctx.RGBA, GLctx.RGBA, GLctx.UNSIGNED_BYTE, source);
      GLctx.generateMipmap(GLctx.TEXTURE_2D);
      source.close?.();
      _page_picture(number, width, height, name);
    }).catch(() => _page_picture(number, 0, 0, 0));
  },
  page_drop_texture__deps: ['$GL'],
  page_drop_texture: (name) => {
    GLctx.deleteTexture(GL.textures[name]);
    GL.textures[name] = null;
  },
});
