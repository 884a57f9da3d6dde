// Keeps the DOM in step with what is on the canvas, so that screen readers and tests can read and press it.
const levels = { heading: 2 };

export class Mirror {
  constructor(root, page) {
    this.root = root;
    this.page = page; // { press(id), focus(id), setText(id, text) }
    this.elements = new Map(); // by key
    root.addEventListener('click', (event) => this.forward(event, (id) => this.page.press(id)));
    root.addEventListener('focusin', (event) => {
      if (!this.following) this.forward(event, (id) => this.page.focus(id));
    });
    root.addEventListener('input', (event) => this.forward(event, (id) => this.page.setText(id, event.target.value)));
  }

  forward(event, act) {
    const id = Number(event.target.closest('[data-id]')?.dataset.id ?? 0);
    if (id) act(id);
  }

  /** @param {Array<object>} nodes in reading order; a deeper one lies inside the last shallower one */
  show(nodes) {
    const kept = new Map(), parents = [this.root], counts = new Map();
    const cursors = new Map(); // the next child each parent should have
    for (const node of nodes) {
      const parent = parents[node.depth] ?? this.root;
      const base = node.id ? `#${node.id}/${node.role}` : `${parent.dataset.key ?? ''}/${node.role}:${node.name}`;
      const nth = counts.get(base) ?? 0;
      counts.set(base, nth + 1);
      const key = `${base}~${nth}`;
      const element = this.elements.get(key) ?? this.make(node, key, parent);
      kept.set(key, element);
      const next = cursors.has(parent) ? cursors.get(parent) : parent.firstElementChild;
      if (element === next) cursors.set(parent, next.nextElementSibling);
      else {
        parent.insertBefore(element, next ?? null);
        cursors.set(parent, next ?? null);
      }
      this.update(element, node); // where it lies: its place is counted from its parent's
      parents[node.depth + 1] = element;
      parents.length = node.depth + 2;
    }
    for (const [key, element] of this.elements) if (!kept.has(key)) element.remove();
    this.elements = kept;
    this.follow(nodes.findLast((node) => node.focused));
  }

  /** Puts the DOM's focus where the page's is, so that a screen reader says what the keyboard moves to. */
  follow(node) {
    if (!node) return;
    const input = document.querySelector('#input'), lists = ['listbox', 'treegrid', 'table'];
    const element = this.root.querySelector(`[data-id="${node.id}"]`);
    if (node.role === 'textbox') { // what is typed goes to the hidden field, for the sake of input methods
      input.setAttribute('aria-label', node.name);
      this.point(element, input);
      if (document.activeElement !== element) this.move(input);
      return;
    }
    this.move((lists.includes(node.role) && element?.querySelector('[aria-selected=true]')) || element);
  }

  /** In a dialog the arrows choose an option while the field keeps the keyboard: it says which. */
  point(element, input) {
    const option = element?.closest('[role=dialog]')?.querySelector('[role=option][aria-selected=true]');
    for (const field of [input, element]) {
      field?.setAttribute('aria-activedescendant', option?.id ?? '');
      field?.setAttribute('aria-controls', option?.parentElement.id ?? '');
    }
  }

  move(element) {
    if (!element || document.activeElement === element) return;
    this.following = true;
    element.focus({ preventScroll: true });
    this.following = false;
  }

  make(node, key, parent) {
    const element = document.createElement(node.role === 'textbox' ? 'input' : 'div');
    element.dataset.key = key;
    element.dataset.role = node.role;
    if (node.role !== 'textbox' && node.role !== 'text') element.setAttribute('role', node.role);
    if (levels[node.role]) element.setAttribute('aria-level', levels[node.role]);
    if (node.id) {
      element.dataset.id = node.id;
      element.id = key;
      element.tabIndex = -1;
    }
    if (node.role === 'row')
      for (let cells = 0; cells < 2; cells++) element.appendChild(document.createElement('div')).setAttribute('role', parent.dataset.role === 'table' ? 'cell' : 'gridcell');
    return element;
  }

  update(element, node) {
    const set = (name, value) => {
      if (value === undefined || value === false) element.removeAttribute(name);
      else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
    };
    if (['text', 'heading', 'status'].includes(node.role)) {
      if (element.textContent !== node.name) element.textContent = node.name;
    } else set('aria-label', node.name);
    if (node.role === 'textbox' && element.value !== node.value && document.activeElement !== element) element.value = node.value;
    if (node.role === 'progressbar') set('aria-valuetext', node.value);
    if (node.role === 'separator') {
      set('aria-orientation', 'vertical');
      set('aria-valuenow', node.value);
    }
    set('aria-description', ['row', 'option', 'menuitem', 'button'].includes(node.role) && node.value ? node.value : undefined);
    if (node.role === 'row') // what it is called, and what its other columns hold
      [...element.children].slice(-2).forEach((cell, at) => cell.setAttribute('aria-label', (at === 0 ? node.name : node.value) ?? ''));
    const holds = ['row', 'option', 'tab'].includes(node.role);
    set('aria-selected', holds ? Boolean(node.selected) || 'false' : undefined);
    set('aria-checked', ['checkbox', 'radio'].includes(node.role) ? String(Boolean(node.checked)) : undefined);
    set('aria-pressed', node.role === 'button' && node.checked ? 'true' : undefined);
    set('aria-expanded', node.expanded ? 'true' : node.collapsed ? 'false' : undefined);
    set('aria-disabled', node.disabled ? 'true' : undefined);
    set('aria-modal', node.role === 'dialog' ? 'true' : undefined);
    set('aria-level', node.level ?? levels[node.role]);
    set(node.role === 'row' ? 'aria-rowindex' : 'aria-posinset', node.position || undefined);
    set(['table', 'treegrid'].includes(node.role) ? 'aria-rowcount' : 'aria-setsize', node.total);
    set('data-focused', node.focused ? 'true' : undefined);
    // Boxes are given in page coordinates; nested ones are placed inside their parent.
    const { x = 0, y = 0 } = element.parentElement.dataset;
    Object.assign(element.style, { width: `${node.width}px`, height: `${node.height}px`, transform: `translate(${node.x - x}px, ${node.y - y}px)` });
    element.dataset.x = node.x;
    element.dataset.y = node.y;
  }
}
