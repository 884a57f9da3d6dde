// What page.cpp asks of page.js: Module.page is the object that page.js sets.
addToLibrary({
  page_send: (bytes, size, id, file, cost) => Module.page.send(HEAPU8.slice(bytes, bytes + size), id, file, cost),
  page_cancel: (id) => Module.page.cancel(id),
  page_pick: () => Module.page.pick(),
  page_save__deps: ['$UTF8ToString'],
  page_save: (name, type, bytes, size) => Module.page.save(UTF8ToString(name), UTF8ToString(type), HEAPU8.slice(bytes, bytes + size)),
  page_open_address__deps: ['$UTF8ToString'],
  page_open_address: (url) => Module.page.openAddresses([UTF8ToString(url)]),
  page_set_address__deps: ['$UTF8ToString'],
  page_set_address: (fragment) => Module.page.setAddress(UTF8ToString(fragment)),
  page_keep__deps: ['$UTF8ToString'],
  page_keep: (name, value) => Module.page.keep(UTF8ToString(name), UTF8ToString(value)),
  page_copy__deps: ['$UTF8ToString'],
  page_copy: (text) => Module.page.copy(UTF8ToString(text)),
  page_show_mirror__deps: ['$UTF8ToString'],
  page_show_mirror: (json, size) => Module.page.mirror.show(JSON.parse(UTF8ToString(json, size))),
});
