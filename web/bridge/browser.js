// The JavaScript half of browser.cpp: events in, cursor, clipboard and text input out.
addToLibrary({
  $Browser__deps: ['$UTF8ToString', '$stringToUTF8OnStack', '$stackSave', '$stackRestore'],
  $Browser: {
    canvas: null,
    input: null, // a hidden text field: it receives text, composition (IME) and the keyboard of a touch screen
    frame: 0,
    timer: 0,
    frames: 0,
    composing: false,
    pasted: '',
    copied: null,
    copying: false, // a copy event of the browser is under way
    touches: null, // by pointer

    request() {
      if (!Browser.frame) Browser.frame = requestAnimationFrame(Browser.draw);
    },
    draw(time) {
      Browser.frame = 0;
      clearTimeout(Browser.timer);
      Browser.timer = 0;
      if (Browser.frames++ === 0) performance.mark('first-frame');
      const wait = _page_frame(time);
      if (wait === 0) Browser.request();
      else if (wait > 0) Browser.timer = setTimeout(Browser.request, wait);
    },
    say(text) {
      const stack = stackSave();
      _browser_text(stringToUTF8OnStack(text));
      stackRestore(stack);
      Browser.request();
    },
    // ImGuiKey numbers: the named keys from 512 on, in Dear ImGui's order.
    named: ['Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'Insert', 'Delete',
      'Backspace', 'Space', 'Enter', 'Escape', 'ControlLeft', 'ShiftLeft', 'AltLeft', 'MetaLeft', 'ControlRight', 'ShiftRight',
      'AltRight', 'MetaRight', 'ContextMenu'],
    marks: ['Quote', 'Comma', 'Minus', 'Period', 'Slash', 'Semicolon', 'Equal', 'BracketLeft', 'Backslash', 'BracketRight', 'Backquote'],
    key(code) {
      const named = Browser.named.indexOf(code);
      if (named >= 0) return 512 + named;
      if (/^Digit\d$/.test(code)) return 536 + Number(code[5]);
      if (/^Key[A-Z]$/.test(code)) return 546 + code.charCodeAt(3) - 65;
      if (/^F\d+$/.test(code)) return 571 + Number(code.slice(1));
      const mark = Browser.marks.indexOf(code);
      if (mark >= 0) return 596 + mark;
      if (/^Numpad\d$/.test(code)) return 612 + Number(code[6]);
      return code === 'NumpadEnter' ? 627 : 0;
    },
    modifiers(event) {
      _browser_modifiers(event.ctrlKey, event.shiftKey, event.altKey, event.metaKey);
    },
    place(event) {
      const box = Browser.canvas.getBoundingClientRect();
      _browser_pointer(event.clientX - box.left, event.clientY - box.top, event.pointerType === 'touch');
      Browser.request();
    },
    shortcut(letter) { // Ctrl+C, X and V come as clipboard events, which alone may touch the clipboard
      const key = 546 + letter.charCodeAt(0) - 65;
      _browser_modifiers(true, false, false, false);
      _browser_key(key, 1);
      _browser_key(key, 0);
    },
    onKey(event, down) {
      if (event.isComposing || event.keyCode === 229) return;
      Browser.modifiers(event);
      const control = event.ctrlKey || event.metaKey;
      if (control && /^Key[CXV]$/.test(event.code)) return Browser.request();
      const key = Browser.key(event.code);
      if (key) _browser_key(key, down);
      // Letters come as text from the hidden field; while the focus is elsewhere they come from here.
      const letter = down && event.key.length === 1 && !control && !event.altKey;
      if (letter && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) Browser.say(event.key);
      Browser.request();
      // Keys that would scroll, leave or search the page belong to what is on the canvas.
      if (down && (/^(Tab|Arrow|Page|Home|End|Backspace|Enter|Escape|F1$|F3$)/.test(event.code) || (control && /^Key[AFGKOSYZ]$/.test(event.code))))
        event.preventDefault();
    },
    onTouch(event) { // two fingers: scroll by their middle, zoom the text by their distance
      const box = Browser.touches.get(event.pointerId);
      if (!box) return false;
      const before = [...Browser.touches.values()].map((touch) => ({ ...touch }));
      box.x = event.clientX;
      box.y = event.clientY;
      const after = [...Browser.touches.values()];
      if (after.length === 2) {
        const distance = (pair) => Math.hypot(pair[0].x - pair[1].x, pair[0].y - pair[1].y);
        Browser.pinch = (Browser.pinch || 1) * (distance(after) / Math.max(1, distance(before)));
        if (Browser.pinch > 1.15 || Browser.pinch < 0.87) {
          _page_zoom(Browser.pinch > 1 ? 1 : -1);
          Browser.pinch = 1;
        }
        return true;
      }
      if (after.length !== 1) return true;
      const moved = { x: after[0].x - before[0].x, y: after[0].y - before[0].y };
      box.travelled += Math.abs(moved.x) + Math.abs(moved.y);
      if (box.travelled < 8) return true;
      Browser.flick = { x: moved.x, y: moved.y };
      _browser_wheel(moved.x / 20, moved.y / 20);
      Browser.request();
      return true;
    },
    click(button) { // of a finger: it is over nothing any more once it has left the glass
      _browser_button(button, 1);
      Browser.request();
      requestAnimationFrame(() => { _browser_button(button, 0); Browser.away(); });
    },
    away() {
      _browser_pointer(-3e38, -3e38, 0);
      Browser.request();
    },
    glide() { // a finger that left the glass in motion lets the list run out
      if (!Browser.flick || Math.hypot(Browser.flick.x, Browser.flick.y) < 0.5) {
        if (Browser.touches.size === 0) Browser.away(); // else a finger has caught it
        return;
      }
      _browser_wheel(Browser.flick.x / 20, Browser.flick.y / 20);
      Browser.flick.x *= 0.94;
      Browser.flick.y *= 0.94;
      Browser.request();
      requestAnimationFrame(Browser.glide);
    },
    onPointer(canvas) {
      const buttons = [0, 2, 1, 3, 4];
      canvas.addEventListener('pointermove', (event) => {
        if (event.pointerType === 'touch' && Browser.onTouch(event)) return;
        Browser.place(event);
      });
      canvas.addEventListener('pointerdown', (event) => {
        canvas.setPointerCapture(event.pointerId);
        Browser.modifiers(event);
        Browser.place(event);
        event.preventDefault();
        if (event.pointerType === 'touch') {
          Browser.flick = null;
          const touch = { x: event.clientX, y: event.clientY, travelled: 0 };
          touch.held = setTimeout(() => { // a finger that stays asks for the menu, as the right button does
            if (touch.travelled >= 8 || Browser.touches.size !== 1) return;
            touch.travelled = 8;
            Browser.click(1);
          }, 550);
          Browser.touches.set(event.pointerId, touch);
          if (Browser.touches.size > 1) for (const finger of Browser.touches.values()) finger.travelled = 8; // together they are no tap
          return;
        }
        _browser_button(buttons[event.button], 1);
        Browser.request();
      });
      const up = (event) => {
        const touch = Browser.touches.get(event.pointerId);
        Browser.touches.delete(event.pointerId);
        if (touch) { // a tap is a click; a drag was a scroll
          clearTimeout(touch.held);
          if (event.type === 'pointerup' && touch.travelled < 8) {
            Browser.place(event);
            Browser.click(0);
          } else Browser.glide();
          return;
        }
        Browser.place(event);
        _browser_button(buttons[event.button], 0);
        Browser.request();
      };
      canvas.addEventListener('pointerup', up);
      canvas.addEventListener('pointercancel', up);
      // A finger leaves before its click is done.
      canvas.addEventListener('pointerleave', (event) => { if (event.pointerType !== 'touch') Browser.away(); });
      canvas.addEventListener('contextmenu', (event) => event.preventDefault());
      canvas.addEventListener('wheel', (event) => {
        const unit = [1 / 100, 1 / 3, 10][event.deltaMode];
        Browser.modifiers(event);
        if (event.ctrlKey) _page_zoom(event.deltaY < 0 ? 1 : -1);
        else _browser_wheel(-event.deltaX * unit, -event.deltaY * unit);
        Browser.request();
        event.preventDefault();
      }, { passive: false });
    },
    onText(input) {
      input.addEventListener('compositionstart', () => { Browser.composing = true; });
      input.addEventListener('compositionend', (event) => {
        Browser.composing = false;
        if (event.data) Browser.say(event.data);
        input.value = '';
      });
      input.addEventListener('input', (event) => {
        if (Browser.composing || event.isComposing) return;
        if (event.inputType === 'insertText' && event.data) Browser.say(event.data);
        input.value = '';
      });
    },
    toClipboard(text) {
      Browser.copied = text;
      if (Browser.copying) return; // the event that is under way takes it along
      if (navigator.clipboard) navigator.clipboard.writeText(text).catch(() => Browser.copyByEvent(text));
      else Browser.copyByEvent(text);
    },
    copyByEvent(text) { // pages from http:// may only answer an event
      const answer = (event) => {
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      document.addEventListener('copy', answer, { capture: true });
      if (!document.execCommand('copy')) _page_copy_refused();
      document.removeEventListener('copy', answer, { capture: true });
    },
    onClipboard() {
      document.addEventListener('paste', (event) => {
        if (event.clipboardData.files.length > 0) return; // page.js opens them
        Browser.pasted = event.clipboardData.getData('text/plain');
        Browser.shortcut('V');
        event.preventDefault();
        Browser.request();
      });
      const copy = (letter) => (event) => {
        Browser.copied = null;
        Browser.copying = true;
        Browser.shortcut(letter);
        for (let i = 0; i < 3; i++) _page_frame(performance.now()); // the answer is needed before this event ends
        Browser.copying = false;
        if (Browser.copied !== null) event.clipboardData.setData('text/plain', Browser.copied);
        event.preventDefault();
        Browser.request();
      };
      document.addEventListener('copy', copy('C'));
      document.addEventListener('cut', copy('X'));
    },
    onSize(canvas) {
      const apply = (width, height, x, y) => {
        if (canvas.width !== x || canvas.height !== y) { canvas.width = x; canvas.height = y; }
        _browser_resize(width, height, x / width, y / height);
        Browser.request();
      };
      const measure = () => {
        const box = canvas.getBoundingClientRect();
        apply(box.width, box.height, Math.round(box.width * devicePixelRatio), Math.round(box.height * devicePixelRatio));
      };
      measure();
      const observer = new ResizeObserver((entries) => {
        const exact = entries[0].devicePixelContentBoxSize, box = canvas.getBoundingClientRect();
        // The exact box ignores an emulated pixel ratio: use it only where both agree.
        const agrees = exact && Math.abs(exact[0].inlineSize - box.width * devicePixelRatio) < 2;
        if (agrees) apply(box.width, box.height, exact[0].inlineSize, exact[0].blockSize);
        else measure();
      });
      try {
        observer.observe(canvas, { box: 'device-pixel-content-box' });
      } catch {
        observer.observe(canvas);
      }
      addEventListener('resize', measure);
    },
  },

  browser_connect__deps: ['$Browser', 'browser_text', 'page_copy_refused'],
  browser_connect: (selector) => {
    const canvas = Browser.canvas = document.querySelector(UTF8ToString(selector));
    Browser.input = document.querySelector('#input');
    Browser.touches = new Map();
    Module.browser = Browser;
    Browser.onPointer(canvas);
    Browser.onText(Browser.input);
    Browser.onClipboard();
    Browser.onSize(canvas);
    addEventListener('keydown', (event) => Browser.onKey(event, 1));
    addEventListener('keyup', (event) => Browser.onKey(event, 0));
    addEventListener('focus', () => { _browser_focus(1); Browser.request(); });
    addEventListener('blur', () => { _browser_focus(0); Browser.request(); });
    Browser.input.focus({ preventScroll: true });
  },
  browser_request_frame__deps: ['$Browser'],
  browser_request_frame: () => Browser.request(),
  browser_set_cursor__deps: ['$Browser'],
  browser_set_cursor: (name) => { Browser.canvas.style.cursor = UTF8ToString(name); },
  browser_set_clipboard__deps: ['$Browser'],
  browser_set_clipboard: (text) => {
    Browser.pasted = UTF8ToString(text);
    Browser.toClipboard(Browser.pasted);
  },
  browser_clipboard_size__deps: ['$Browser', '$lengthBytesUTF8'],
  browser_clipboard_size: () => lengthBytesUTF8(Browser.pasted),
  browser_clipboard_copy__deps: ['$Browser', '$stringToUTF8'],
  browser_clipboard_copy: (to, size) => { stringToUTF8(Browser.pasted, to, size); },
  browser_place_input__deps: ['$Browser'],
  browser_place_input: (x, y, height, wanted) => {
    if (!wanted) return;
    if (!document.activeElement?.matches('#mirror input')) Browser.input.focus({ preventScroll: true });
    Object.assign(Browser.input.style, { left: `${x}px`, top: `${y}px`, height: `${height}px` });
  },
});
