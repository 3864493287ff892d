import {h} from './dom.js';
import {t} from './words.js';

/**
 * Shows a dialog, and resolves to what `read` finds when it is confirmed, else to null.
 * @template T
 * @param {{title: string, body?: Page.Child[], confirm: string, danger?: boolean, cancel?: boolean,
 *     read?: (form: HTMLFormElement, failure: HTMLElement) => T | null}} shown
 * @returns {Promise<T | null>}
 */
export function ask({title, body = [], confirm, danger = false, read = () => /** @type {T} */ (true), cancel = true}) {
    return new Promise(resolve => {
        const before = document.activeElement;
        /** @type {T | null} */
        let outcome = null;
        const failure = h('p', {class: 'error', role: 'alert'});
        /** @type {HTMLFormElement} */
        const form = h('form', {onsubmit: event => {
            event.preventDefault();
            outcome = read(form, failure);
            if (outcome !== null) dialog.close();
        }},
        h('h2', {id: 'dialog-title'}, title), body, failure,
        h('div', {class: 'buttons'},
            cancel && h('button', {type: 'button', onclick: () => dialog.close()}, t('Cancel')),
            h('button', {class: danger ? 'danger' : 'primary'}, confirm)));
        /** @type {HTMLDialogElement} */
        const dialog = h('dialog', {'aria-labelledby': 'dialog-title', onclose: () => {
            dialog.remove();
            if (before instanceof HTMLElement && before.isConnected) before.focus();
            resolve(outcome);
        }}, form);
        document.body.append(dialog);
        dialog.showModal();
        /** @type {HTMLElement} */ (form.querySelector('textarea, input') ?? form.querySelector('button:last-child')).focus();
    });
}

/**
 * Asks for a reason.
 * @param {string} title
 * @param {string} explanation
 * @param {string} confirm
 * @param {boolean} required
 */
export function askReason(title, explanation, confirm, required) {
    return ask({
        title, confirm,
        body: [h('p', {}, explanation), h('label', {}, t('Reason'),
            h('textarea', {name: 'reason', rows: 3, maxlength: 10000, required}))],
        read: (form, failure) => {
            const reason = valueOf(form, 'reason').trim();
            if (required && !reason) {
                failure.textContent = t('Say why, in a word.');
                return null;
            }
            return {reason: reason || null};
        },
    });
}

/**
 * The value of a form's control.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export const valueOf = (form, name) => /** @type {HTMLInputElement | RadioNodeList} */ (form.elements.namedItem(name)).value;

export function help() {
    const keys = [['j', 'Next card'], ['k', 'Previous card'], ['Enter', 'Open the card'], ['a', 'Approve'], ['e', 'Edit'],
        ['o', 'Override (reject)'], ['s', 'Escalate'], ['z', 'Undo'], ['x', 'Select for a decision on many'],
        ['/', 'Search'], ['?', 'This help']];
    return ask({title: t('Keys'), confirm: t('Close'), cancel: false,
        body: [h('dl', {class: 'keys'}, keys.map(([key, does]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, t(does))]))]});
}
