import {onConnection, onExpired, renew, signOut, user} from './api.js';
import {help} from './dialog.js';
import {fill, h} from './dom.js';
import {listen} from './events.js';
import {connect, takeAnswer} from './gmail.js';
import {Router} from './router.js';
import {languages, showLink, showSignIn, signInAgain} from './signin.js';
import {loadLanguage, t} from './words.js';

const app = document.getElementById('app');

async function begin() {
    await loadLanguage();
    const deep = location.hash;
    let signedIn = false;
    const gmail = location.pathname === '/auth/gmail' ? takeAnswer() : null;
    if (location.pathname !== '/') signedIn = await showLink(app);
    if (!signedIn) signedIn = await resume();
    if (!signedIn) await showSignIn(app);
    if (deep.startsWith('#/') && !location.hash) history.replaceState(null, '', '/' + deep);
    if (gmail) await connect(gmail);
    work();
}

/** Continues the session of the cookie, if there is one. */
async function resume() {
    for (;;) {
        try {
            await renew();
            return true;
        } catch (problem) {
            if (problem.status === 401) return false;
            await new Promise(resolve => {
                fill(app, h('main', {class: 'center'}, h('h1', {}, t('The service is away')), h('p', {role: 'alert'}, problem.message),
                    h('button', {class: 'primary', onclick: resolve}, t('Try again'))));
                setTimeout(resolve, 1000 * (problem.retryAfter || 10));
            });
        }
    }
}

function work() {
    /** @type {Promise<unknown> | null} */
    let again = null;
    // One sign-in for all requests that find the session ended.
    onExpired(() => again ??= signInAgain().finally(() => { again = null; }));
    const panes = h('div', {class: 'panes'});
    const connection = h('div', {role: 'alert'});
    onConnection(state => fill(connection, state !== 'online' && h('p', {class: 'offline'},
        state === 'offline' ? t('You are offline, or the service is away. What you type is kept.') : t('The service is busy. Try again in {0} s.', state))));
    fill(app, h('a', {class: 'skip', href: '#detail', onclick: event => {
        event.preventDefault();
        document.getElementById('detail').focus();
    }}, t('Skip to the card')),
    h('header', {class: 'top'}, h('a', {class: 'brand', href: '#/needs_decision'}, h('img', {src: '/console/icon.svg', alt: ''}), 'GetAnswers'),
        h('span', {class: 'who'}, h('bdi', {}, user().name)), languages(),
        h('button', {class: 'quiet-button keys-button', onclick: help}, t('Keys'), ' ', h('kbd', {}, '?')),
        h('button', {class: 'quiet-button', onclick: async () => {
            await signOut();
            location.reload();
        }}, t('Sign out'))), connection, panes);
    const router = new Router(panes);
    router.route();
    listen(change => router.heard(change));
}

begin();
