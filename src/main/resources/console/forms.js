import {announce, extra, fill, h} from './dom.js';
import * as drafts from './drafts.js';
import {t} from './words.js';

/** @typedef {Record<string, string | boolean | undefined>} Kept What is typed in controls, by their names. */

/**
 * The heading of a screen, which gets the focus when the screen opens.
 * @type {(title: string, explanation?: string) => Page.Child}
 */
export const heading = (title, explanation) => [h('h1', {tabindex: -1}, title), explanation && h('p', {class: 'quiet'}, explanation)];

/**
 * Shows what `draw` makes of what `read` resolves to, or the failure with another try.
 * @template T
 * @param {HTMLElement} element
 * @param {() => Promise<T>} read
 * @param {(value: T) => Page.Child} draw
 */
export async function load(element, read, draw) {
    fill(element, h('p', {class: 'quiet', role: 'status'}, t('One moment …')));
    let value;
    try {
        value = await read();
    } catch (problem) {
        fill(element, h('p', {class: 'error', role: 'alert'}, problem.message), h('button', {onclick: () => load(element, read, draw)}, t('Try again')));
        return;
    }
    fill(element, draw(value));
}

/**
 * A control with its label; `path` is the name under which the service reports its errors.
 * @param {string} label
 * @param {Page.Control} control
 * @param {{path?: string, hint?: string}} more
 */
export function field(label, control, {path = control.name, hint} = {}) {
    if (path) control.dataset.path = path;
    return h('div', {class: 'field'}, h('label', {}, h('span', {}, label), control), hint && h('p', {class: 'quiet'}, hint));
}

/** @type {(label: string, control: HTMLInputElement) => HTMLElement} */
export const check = (label, control) => h('label', {class: 'check'}, control, label);

/** @type {(name: string, options: Page.Option[], chosen: string | undefined, properties?: Page.Properties<HTMLSelectElement>) => HTMLSelectElement} */
export const choice = (name, options, chosen, properties = {}) => h('select', {name, ...properties},
    options.map(([value, words]) => h('option', {value, selected: value === chosen}, words)));

/**
 * Keeps what is typed in a form until it is saved, without passwords, and puts it back into a new form.
 * @param {HTMLFormElement} element
 * @param {string} id
 */
function keep(element, id) {
    /** @type {Kept} */
    let kept = JSON.parse(drafts.read(id)?.text ?? '{}');
    /** @param {Kept} values */
    const put = values => Object.entries(values).forEach(([name, value]) => {
        const named = element.elements.namedItem(name);
        /** @type {any} */
        const control = named instanceof RadioNodeList ? /** @type {any[]} */ ([...named]).find(one => one.value === value) : named;
        if (!control) return;
        if (typeof value === 'boolean' || named instanceof RadioNodeList) control.checked = value !== false;
        else control.value = value;
        control.dispatchEvent(new Event('input', {bubbles: true}));
        control.dispatchEvent(new Event('change', {bubbles: true}));
    });
    /** @param {string} name */
    const current = name => {
        /** @type {any} */
        const named = element.elements.namedItem(name);
        return named?.type === 'checkbox' ? named.checked : named?.value;
    };
    /** @type {Kept} */
    const before = Object.fromEntries(Object.keys(kept).map(name => [name, current(name)]));
    const notice = h('p', {class: 'notice', role: 'status'}, t('Your changes from before are back.'), ' ', h('button', {type: 'button', onclick: () => {
        put(before);
        forget();
    }}, t('Discard')));
    const forget = () => {
        kept = {};
        drafts.forget(id);
        notice.remove();
    };
    element.addEventListener('input', event => {
        const target = /** @type {HTMLInputElement} */ (event.target);
        if (!target.name || target.type === 'password') return;
        kept[target.name] = target.type === 'checkbox' ? target.checked : target.value;
        drafts.keep(id, JSON.stringify(kept));
    });
    if (Object.keys(kept).some(name => before[name] !== undefined && before[name] !== kept[name])) {
        put({...kept});
        element.prepend(notice);
    } else forget();
    return forget;
}

/**
 * A form that tells at its fields what the service refuses, and in a sentence what it did. What is typed outlives a crash
 * where the form has a name for it, `kept`.
 * @param {{fields: Page.Child, button: string, act: (form: HTMLFormElement) => Promise<string | undefined>, more?: Page.Child,
 *     danger?: boolean, kept?: string}} shown
 */
export function form({fields, button, act, more, danger = false, kept}) {
    let saved = () => {};
    const failure = h('p', {class: 'error', role: 'alert'});
    const said = h('span', {class: 'quiet', role: 'status'});
    const submit = h('button', {class: danger ? 'danger' : 'primary'}, button);
    /** @type {HTMLFormElement} */
    const element = h('form', {class: 'fields-form', onsubmit: async event => {
        event.preventDefault();
        submit.disabled = true;
        said.textContent = '';
        clearErrors(element, failure);
        try {
            said.textContent = await act(element) ?? '';
            saved();
        } catch (problem) {
            showErrors(element, failure, problem);
        } finally {
            submit.disabled = false;
        }
    }}, fields, failure, h('div', {class: 'buttons'}, submit, more, said));
    if (kept) saved = keep(element, kept);
    return element;
}

/**
 * @param {HTMLElement} form
 * @param {HTMLElement} failure
 */
export function clearErrors(form, failure) {
    failure.textContent = '';
    form.querySelectorAll('.field-error').forEach(error => error.remove());
    form.querySelectorAll('[aria-invalid]').forEach(control => {
        control.removeAttribute('aria-invalid');
        control.removeAttribute('aria-describedby');
    });
}

let errors = 0;

/**
 * Shows each error of the service at its control, and the others as a sentence.
 * @param {HTMLElement} form
 * @param {HTMLElement} failure
 * @param {Page.Failure} problem
 */
export function showErrors(form, failure, problem) {
    const others = [];
    let first = null;
    for (const {field: path, message} of problem.errors ?? []) {
        const control = controlOf(form, path);
        if (!control) {
            others.push(path + ' ' + message);
            continue;
        }
        const id = 'error-' + ++errors;
        control.setAttribute('aria-invalid', 'true');
        control.setAttribute('aria-describedby', id);
        const rest = path.slice(control.dataset.path?.length);
        const line = /^\[(\d+)\]$/.exec(rest);
        (control.closest('.field') ?? control.parentElement)?.append(h('p', {class: 'error field-error', id}, (line ? t('Line {0}', Number(line[1]) + 1) + ': ' : rest && path + ': ') + message));
        first ??= control;
    }
    failure.textContent = first && others.length === 0 ? t('Look at the marked fields.') : others.join('; ') || problem.message;
    first?.focus();
}

/**
 * The control of a path such as `rules.when.all[0].value`, else that of the nearest part around it.
 * @param {HTMLElement} form
 * @param {string} path
 * @returns {HTMLElement | null}
 */
function controlOf(form, path) {
    for (let part = path; part; part = part.slice(0, Math.max(part.lastIndexOf('.'), part.lastIndexOf('[')))) {
        /** @type {HTMLElement | null} */
        const control = form.querySelector('[data-path="' + CSS.escape(part) + '"]');
        if (control) return control;
        if (!/[.[]/.test(part)) return null;
    }
    return null;
}

/**
 * A button that does something once, and tells what went wrong beside itself.
 * @param {string} words
 * @param {(button: HTMLButtonElement) => Promise<unknown>} act
 * @param {Page.Properties<HTMLButtonElement>} properties
 */
export function doing(words, act, properties = {}) {
    return h('button', {type: 'button', ...properties, onclick: async ({currentTarget: button}) => {
        const wasFocused = document.activeElement === button;
        button.disabled = true;
        // A list that is drawn anew meanwhile leaves the button as it is.
        button.setAttribute('aria-busy', 'true');
        button.parentElement?.querySelectorAll(':scope > .field-error').forEach(error => error.remove());
        try {
            await act(button);
        } catch (problem) {
            button.after(extra(h('span', {class: 'error field-error', role: 'alert'}, problem.message)));
            announce(problem.message);
        } finally {
            button.removeAttribute('aria-busy');
            button.disabled = false;
            // A disabled button has lost the focus.
            if (wasFocused && document.activeElement === document.body) button.focus();
        }
    }}, words);
}
