import {mailLink, mailReset, register, reset, signIn, user, verify} from './api.js';
import {h, fill} from './dom.js';
import {chooseLanguage, language, t} from './words.js';

/** @type {(label: string, properties: Page.Properties<HTMLInputElement>) => HTMLElement} */
const field = (label, properties) => h('label', {}, label, h('input', {required: true, ...properties}));

/**
 * The form of a sign-in, in an element.
 * @param {string} title
 * @param {Page.Child} fields
 * @param {string} button
 * @param {(values: Record<string, string>, form: HTMLFormElement) => Promise<unknown>} act
 * @param {Page.Child} more
 * @param {string} [explanation]
 */
function form(title, fields, button, act, more, explanation) {
    const failure = h('p', {class: 'error', role: 'alert'});
    const submit = h('button', {class: 'primary wide'}, button);
    /** @type {HTMLFormElement} */
    const element = h('form', {class: 'signin', onsubmit: async event => {
        event.preventDefault();
        submit.disabled = true;
        failure.textContent = '';
        try {
            await act(/** @type {Record<string, string>} */ (Object.fromEntries(new FormData(element))), element);
        } catch (problem) {
            failure.textContent = problem.message;
            failure.focus();
        } finally {
            submit.disabled = false;
        }
    }}, h('h1', {}, title), explanation && h('p', {class: 'quiet'}, explanation), fields, failure, submit,
    h('div', {class: 'more'}, more));
    return element;
}

/** @type {(text: string, act: () => unknown) => HTMLElement} */
const link = (text, act) => h('button', {type: 'button', class: 'link', onclick: act}, text);

/**
 * Shows the sign-in in `root`, and resolves when the person is signed in.
 * @param {HTMLElement} root
 * @param {string} [explanation]
 * @returns {Promise<void>}
 */
export function showSignIn(root, explanation, address = '') {
    return new Promise(resolve => {
        const email = () => field(t('E-mail address'), {name: 'email', type: 'email', autocomplete: 'username', value: address});
        /** @param {string} kind */
        const password = kind => field(t('Password'), {name: 'password', type: 'password', autocomplete: kind});
        /** @param {HTMLElement} element */
        const show = element => {
            fill(root, h('main', {class: 'signin-page'}, h('p', {class: 'brand'}, h('img', {src: '/console/icon.svg', alt: ''}), 'GetAnswers'), element, languages()));
            [...element.querySelectorAll('input')].find(input => !input.value)?.focus();
        };
        /** @param {HTMLElement} element */
        const mailed = element => fill(element, h('h1', {}, t('Look into your mail')),
            h('p', {role: 'status'}, t('If mail can reach this address, a link is on its way. Open it in this browser.')));
        const withPassword = () => show(form(t('Sign in'), [email(), password('current-password')], t('Sign in'),
            async values => { await signIn(values.email, values.password); resolve(); },
            [link(t('Mail me a link'), withLink), link(t('I forgot my password'), withReset), link(t('Create an account'), withAccount)], explanation));
        const withLink = () => show(form(t('Sign in by a mailed link'), [email()], t('Mail me a link'),
            async (values, element) => { await mailLink(values.email); mailed(element); }, [link(t('Sign in with a password'), withPassword)]));
        const withReset = () => show(form(t('Set a new password'), [email()], t('Mail me a link'),
            async (values, element) => { await mailReset(values.email); mailed(element); }, [link(t('Sign in with a password'), withPassword)]));
        const withAccount = () => show(form(t('Create an account'),
            [field(t('Name'), {name: 'name', autocomplete: 'name', maxlength: 255}), email(), password('new-password')], t('Create an account'),
            async values => { await register(values.email, values.password, values.name); resolve(); }, [link(t('I have an account'), withPassword)]));
        withPassword();
    });
}

/**
 * The page of a mailed link. It acts on a click, because programs that look at mail open its links.
 * @param {HTMLElement} root
 * @returns {Promise<boolean>}
 */
export function showLink(root) {
    return new Promise(resolve => {
        const token = new URLSearchParams(location.hash.slice(1)).get('token') || new URLSearchParams(location.search).get('token');
        const isReset = location.pathname === '/auth/reset';
        history.replaceState(null, '', '/');
        const other = link(t('Sign in another way'), () => resolve(false));
        const fields = isReset ? [field(t('New password'), {name: 'password', type: 'password', autocomplete: 'new-password', minlength: 8})] : [];
        const element = token
            ? form(isReset ? t('Set a new password') : t('Your link is ready'), fields, isReset ? t('Set it and sign in') : t('Sign in'),
                async values => {
                    await (isReset ? reset(token, values.password) : verify(token));
                    resolve(true);
                }, [other])
            : h('div', {class: 'signin'}, h('h1', {}, t('The link is not complete')), h('p', {}, t('Ask for a new one.')), other);
        fill(root, h('main', {class: 'signin-page'}, element));
        /** @type {HTMLElement | null} */ (element.querySelector('input, button'))?.focus();
    });
}

/**
 * Asks a person whose session ended to sign in again, over the page as it is.
 * @returns {Promise<void>}
 */
export function signInAgain() {
    return new Promise(resolve => {
        const before = document.activeElement;
        const box = h('div');
        const dialog = h('dialog', {class: 'session', 'aria-label': t('Sign in'), oncancel: event => event.preventDefault()}, box);
        document.body.append(dialog);
        dialog.showModal();
        showSignIn(box, t('Your session has ended. What you typed is kept: sign in to go on.'), user()?.email ?? '').then(() => {
            dialog.close();
            dialog.remove();
            if (before instanceof HTMLElement && before.isConnected) before.focus();
            resolve();
        });
    });
}

export function languages() {
    return h('label', {class: 'language'}, h('span', {class: 'hidden-text'}, 'Language / Sprache'),
        h('select', {onchange: event => chooseLanguage(event.target.value)},
            [['en', 'English'], ['de', 'Deutsch']].map(([code, name]) => h('option', {value: code, selected: code === language}, name))));
}
