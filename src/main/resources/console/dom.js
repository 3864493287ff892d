/** Makes an element. Text becomes text nodes, never markup; a function under `on…` becomes a listener. */
export function h(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (value === undefined || value === null || value === false) continue;
        if (name.startsWith('on') && typeof value === 'function') element.addEventListener(name.slice(2), value);
        else if (name === 'value') element.value = value;
        else element.setAttribute(name, value === true ? '' : String(value));
    }
    append(element, children);
    return element;
}

function append(element, children) {
    for (const child of children.flat(3)) {
        if (child !== undefined && child !== null && child !== false) element.append(child);
    }
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
    element.replaceChildren();
    append(element, children);
    return element;
}

/** Says a sentence to people who hear the page. */
export function announce(sentence) {
    document.getElementById('live').textContent = sentence;
}

/** Tells whether a key belongs to the field that has the focus. */
export function isTyping(target) {
    return target instanceof HTMLElement && Boolean(target.closest('input:not([type=checkbox]), textarea, select, dialog'));
}
