import {call} from './api.js';
import {fill, h} from './dom.js';
import {doing} from './forms.js';
import {t} from './words.js';

/** What became of the last answer, until it is shown. */
let said = '';

/**
 * Shows in `root` how a mailbox at Gmail is connected, where the service offers that.
 * @param {HTMLElement} root
 */
export async function offer(root) {
    if (said) fill(root, h('p', {role: 'alert'}, said));
    const {available} = await call('GET', '/api/accounts/gmail').catch(() => ({available: false}));
    if (!available) return;
    root.append(h('p', {}, t('Gmail is connected at Google, without a password.')), doing(t('Connect Gmail'), async () => {
        const {url} = await call('POST', '/api/accounts/gmail');
        location.assign(url);
    }));
    said = '';
}

/** The answer that Google sent the person back with; it is taken out of the address at once. */
export function takeAnswer() {
    const answer = new URLSearchParams(location.search);
    history.replaceState(null, '', '/#/accounts');
    return {code: answer.get('code'), state: answer.get('state')};
}

/**
 * Connects the mailbox of the answer; the session that asked for it has to be the one that is signed in.
 * @param {ReturnType<typeof takeAnswer>} answer
 */
export async function connect({code, state}) {
    if (!code || !state) {
        said = t('Gmail was not connected: the permission was not given.');
        return;
    }
    try {
        await call('POST', '/api/accounts/gmail/callback', {code, state});
        said = t('Connected. Its mail is fetched from now on.');
    } catch (problem) {
        said = problem.message;
    }
}
