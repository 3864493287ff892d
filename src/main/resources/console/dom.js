/**
 * The listeners of elements by their type, which `update` exchanges.
 * @type {WeakMap<Node, Record<string, Function | undefined>>}
 */
const listeners = new WeakMap();
/**
 * The names by which `update` knows elements again.
 * @type {WeakMap<Node, unknown>}
 */
const keys = new WeakMap();
/**
 * Elements that `update` leaves where they are.
 * @type {WeakSet<Node>}
 */
const extras = new WeakSet();

/**
 * Makes an element. Text becomes text nodes, never markup; a function under `on…` becomes a listener; `key` names the element
 * among its siblings.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Page.Properties<HTMLElementTagNameMap[K]>} properties
 * @param {Page.Child[]} children
 */
export function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (value === undefined || value === null || value === false) continue;
        if (name.startsWith('on') && typeof value === 'function') listen(element, name.slice(2), value);
        else if (name === 'key') keys.set(element, value);
        else if (name === 'value') /** @type {HTMLInputElement} */ (/** @type {unknown} */ (element)).value = String(value);
        else element.setAttribute(name, value === true ? '' : String(value));
    }
    append(element, children);
    return element;
}

/**
 * @param {Element} element
 * @param {string} type
 * @param {Function | undefined} listener
 */
function listen(element, type, listener) {
    const known = listeners.get(element) ?? {};
    listeners.set(element, known);
    if (!Object.hasOwn(known, type)) element.addEventListener(type, event => known[type]?.(event));
    known[type] = listener;
}

/**
 * @param {Page.Child[]} children
 * @returns {(Node | string)[]}
 */
const shown = children => /** @type {any[]} */ (children).flat(3).filter(child => child !== undefined && child !== null && child !== false);

/**
 * @param {Element} element
 * @param {Page.Child[]} children
 */
function append(element, children) {
    element.append(...shown(children));
}

/**
 * Replaces what an element holds.
 * @template {Element} E
 * @param {E} element
 * @param {Page.Child[]} children
 */
export function fill(element, ...children) {
    element.replaceChildren();
    append(element, children);
    return element;
}

/**
 * Changes what an element holds to what it would hold if it were filled anew, and keeps the elements that it has: with the
 * focus, a press that has begun, the place of scrolling, what is typed and what is unfolded. Siblings are told apart by `key`.
 * A listener finds its element in the event: the one that was made for it may not be the one that is shown.
 * @template {Element} E
 * @param {E} element
 * @param {Page.Child[]} children
 */
export function update(element, ...children) {
    const focused = document.activeElement;
    match(element, shown(children).map(child => child instanceof Node ? child : document.createTextNode(child)));
    // An element that is moved loses the focus.
    if (focused instanceof HTMLElement && focused !== document.activeElement && element.contains(focused)) focused.focus({preventScroll: true});
    return element;
}

/**
 * Has `update` leave an element that it does not know, such as a message beside a button.
 * @template {Element} E
 * @param {E} element
 */
export function extra(element) {
    extras.add(element);
    return element;
}

/**
 * @param {Node} element
 * @param {Node[]} wanted
 */
function match(element, wanted) {
    const before = [...element.childNodes].filter(node => !extras.has(node));
    const after = wanted.map(next => {
        const place = before.findIndex(node => node === next || !wanted.includes(node) && isLike(node, next));
        if (place < 0) return next;
        const [node] = before.splice(place, 1);
        if (node !== next) become(node, next);
        return node;
    });
    before.forEach(node => node.remove());
    /** @type {Node | null} */
    let place = element.firstChild;
    for (const node of after) {
        while (place && place !== node && extras.has(place)) place = place.nextSibling;
        // The one that goes further down is moved, not all that it passes.
        if (place && place.nextSibling === node) place = node;
        if (place === node) place = node.nextSibling;
        else element.insertBefore(node, place);
    }
}

/** @type {(node: any, next: any) => boolean} */
const isLike = (node, next) => node.nodeType === next.nodeType && node.nodeName === next.nodeName && node.type === next.type && keys.get(node) === keys.get(next);

/**
 * @param {any} node
 * @param {any} next
 */
function become(node, next) {
    if (node.nodeType === Node.TEXT_NODE) {
        if (node.data !== next.data) node.data = next.data;
        return;
    }
    /** @param {string} name */
    const isOwn = name => node.matches('details') && name === 'open' || node.matches('[aria-busy]') && (name === 'disabled' || name === 'aria-busy');
    for (const {name} of [...node.attributes]) if (!next.hasAttribute(name) && !isOwn(name)) node.removeAttribute(name);
    for (const {name, value} of next.attributes) if (node.getAttribute(name) !== value && !isOwn(name)) node.setAttribute(name, value);
    if (node.type === 'checkbox') node.checked = next.checked;
    const [known, newer] = [listeners.get(node) ?? {}, listeners.get(next) ?? {}];
    for (const type of Object.keys(known)) known[type] = newer[type];
    for (const [type, listener] of Object.entries(newer)) listen(node, type, listener);
    if (!node.matches('textarea')) match(node, [...next.childNodes]);
}

let isHeld = false;
/** @type {(() => void)[]} */
let waiting = [];

function release() {
    isHeld = false;
    waiting.forEach(resolve => resolve());
    waiting = [];
}

document.addEventListener('pointerdown', () => { isHeld = true; }, true);
// The click comes after the pointer is up, in the same task.
for (const type of ['pointerup', 'pointercancel']) document.addEventListener(type, () => setTimeout(release), true);
window.addEventListener('blur', release);

/**
 * Resolves once nothing is pressed: what moves under a pointer that is down takes the click from it.
 * @type {() => Promise<void>}
 */
export const released = () => isHeld ? new Promise(resolve => { waiting.push(resolve); }) : Promise.resolve();

/**
 * Says a sentence to people who hear the page.
 * @param {string} sentence
 */
export function announce(sentence) {
    document.getElementById('live').textContent = sentence;
}

/**
 * Tells whether a key belongs to the field that has the focus.
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
    return target instanceof HTMLElement && Boolean(target.closest('input:not([type=checkbox]), textarea, select, dialog'));
}
