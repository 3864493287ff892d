import {raw, token, user} from './api.js';
import {h} from './dom.js';
import {said, t} from './words.js';

/**
 * A place to drop a mail or a mailbox, with a bar of its progress; `read` runs once it is read.
 * @param {() => unknown} read
 */
export function dropBox(read = () => {}) {
    const said = h('p', {role: 'status'});
    const bar = h('progress', {max: 1, value: 0, hidden: true, 'aria-label': t('Progress')});
    /** @type {HTMLInputElement} */
    const input = h('input', {type: 'file', accept: '.eml,.mbox', onchange: () => input.files?.[0] && add(input.files[0])});
    /** @param {File} file */
    const add = async file => {
        said.textContent = t('{0} is being read …', file.name);
        bar.hidden = false;
        bar.value = 0;
        input.disabled = true;
        try {
            said.textContent = await upload(file, part => {
                if (part < 1) bar.value = part;
                else bar.removeAttribute('value');
            });
            await read();
        } catch (problem) {
            said.textContent = problem.message;
        } finally {
            bar.hidden = true;
            input.disabled = false;
            input.value = '';
        }
    };
    return h('div', {class: 'drop', ondragover: event => event.preventDefault(), ondrop: event => {
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file && !input.disabled) add(file);
    }}, h('label', {}, t('Choose a file, or drop it here'), ' ', input), bar, said);
}

/**
 * Posts a mail or a mailbox; resolves to a sentence that says what came of it.
 * @param {File} file
 * @param {(part: number) => void} progress
 * @returns {Promise<string>}
 */
async function upload(file, progress) {
    const isMailbox = file.name.toLowerCase().endsWith('.mbox');
    // The body of fetch tells nothing of its progress; the token is asked for first so that it is fresh.
    const me = await (await raw('GET', '/api/auth/me')).json();
    if (me.id !== user().id) location.reload();
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('POST', isMailbox ? '/api/messages/import' : '/api/messages');
        request.setRequestHeader('Content-Type', isMailbox ? 'application/mbox' : 'message/rfc822');
        request.setRequestHeader('Authorization', 'Bearer ' + token());
        request.upload.onprogress = event => progress(event.loaded / event.total);
        request.onerror = () => reject(new Error(t('The service can’t be reached. Nothing was lost: try again.')));
        request.onload = () => request.status < 300 ? resolve(isMailbox ? imported(file, request.responseText) : t('{0} was read.', file.name))
            : reject(new Error(said(parsed(request.responseText)?.detail) || t('The service answered {0}.', request.status)));
        request.send(file);
    });
}

/**
 * The end of an import in words: its last line has the totals.
 * @param {File} file
 * @param {string} lines
 */
function imported(file, lines) {
    /** @type {Partial<Api.ImportLine>} */
    const end = parsed(lines.trim().split('\n').at(-1) ?? '') ?? {};
    const sentence = t('{0}: {1} messages were read, {2} were here already, {3} were refused.', file.name, end.imported ?? 0, end.duplicates ?? 0, end.failed ?? 0);
    return end.done ? sentence : sentence + ' ' + (said(end.reason) ?? t('It ended early: try it again.'));
}

/** @param {string} text */
function parsed(text) {
    try {
        return JSON.parse(text);
    } catch (noJson) {
        return null;
    }
}
