import {raw, user} from './api.js';
import {t} from './words.js';

/** Posts a mail or a mailbox; resolves to a sentence that says what came of it. */
export async function upload(file, progress) {
    const isMailbox = file.name.toLowerCase().endsWith('.mbox');
    return new Promise((resolve, reject) => {
        // The body of fetch tells nothing of its progress; the token is asked for first so that it is fresh.
        raw('GET', '/api/auth/me').then(response => response.json()).then(me => {
            if (me.id !== user().id) location.reload();
            send(file, isMailbox, progress, resolve, reject);
        }, reject);
    });
}

async function send(file, isMailbox, progress, resolve, reject) {
    const {token} = await import('./api.js');
    const request = new XMLHttpRequest();
    request.open('POST', isMailbox ? '/api/messages/import' : '/api/messages');
    request.setRequestHeader('Content-Type', isMailbox ? 'application/mbox' : 'message/rfc822');
    request.setRequestHeader('Authorization', 'Bearer ' + token());
    request.upload.onprogress = event => progress(t('{0} % sent', Math.round(100 * event.loaded / event.total)));
    request.onerror = () => reject(new Error(t('The service can’t be reached. Nothing was lost: try again.')));
    request.onload = () => request.status < 300 ? resolve(t('{0} was read.', file.name))
        : reject(new Error(detail(request.responseText) || t('The service answered {0}.', request.status)));
    request.send(file);
}

function detail(text) {
    try {
        return JSON.parse(text).detail;
    } catch (noProblem) {
        return '';
    }
}
