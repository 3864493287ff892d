import {call} from './api.js';
import {ask, valueOf} from './dialog.js';
import {announce, fill, h, released, update} from './dom.js';
import {check, choice, doing, field, form, heading, load} from './forms.js';
import {offer} from './gmail.js';
import {dropBox} from './upload.js';
import {said, t, time} from './words.js';

/** @type {Record<Api.AccountState, string>} */
const STATES = {
    connecting: 'It is being connected; the server was not reached yet, or not just now.',
    backfilling: 'Earlier mail is being fetched.',
    live: 'All mail is here, and new mail is noticed at once.',
    needs_attention: 'It needs you: nothing is fetched until something changes.',
    paused: 'You paused it: nothing is fetched.',
};

/** @type {Page.Option[]} */
const FILED = [['leave', 'It stays in the inbox'], ['archive', 'It goes to the archive'], ['folder', 'It goes to a folder or label']];

/** @type {Page.Option[]} */
const TLS = [['implicit', 'TLS from the start'], ['starttls', 'STARTTLS'], ['none', 'None']];

/** @param {HTMLElement} main */
export function show(main) {
    const list = h('div');
    const gmail = h('div');
    /** @type {Rows} */
    const rows = new Map();
    const read = () => load(list, () => call('GET', '/api/accounts'), ({items}) => h('ul', {class: 'boxes'},
        items.length === 0 && h('li', {class: 'quiet'}, t('No mailbox is connected yet.')), items.map(account => {
            const {item, redraw} = row(account);
            rows.set(account.id, redraw);
            return item;
        })));
    keepUpToDate(main, rows);
    fill(main, heading(t('Accounts'), t('Mailboxes at your providers, from which mail is fetched and over which replies are sent.')),
        list, h('section', {class: 'box', 'aria-label': t('Connect a mailbox')}, h('h2', {}, t('Connect a mailbox')), gmail, connection(read)),
        h('section', {class: 'box', 'aria-label': t('Import mail')}, h('h2', {}, t('Import mail')), h('p', {}, t('A mail (.eml) or a whole mailbox (.mbox) from this machine.')), dropBox()));
    offer(gmail);
    return read();
}

/**
 * Draws mailboxes anew as they change, for as long as the screen is shown.
 * @typedef {Map<string, (newer: Api.MailAccount) => void>} Rows
 * @param {HTMLElement} main
 * @param {Rows} rows
 */
function keepUpToDate(main, rows) {
    /** @param {CustomEvent<Api.Change>} event */
    const heard = async event => {
        if (!main.isConnected) {
            document.removeEventListener('changed', heard);
        } else if (event.detail.accounts) {
            // A failure shows nothing: the next event or the button reads again.
            const {items} = await call('GET', '/api/accounts').catch(() => ({items: /** @type {Api.MailAccount[]} */ ([])}));
            await released();
            for (const account of items) rows.get(account.id)?.(account);
        }
    };
    document.addEventListener('changed', heard);
}

/**
 * A mailbox with its state, and the function that draws a newer one.
 * @param {Api.MailAccount} account
 */
function row(account) {
    const item = h('li', {class: 'box'});
    const name = account.addresses[0];
    /** @type {(words: string, request: () => Promise<Api.MailAccount>) => HTMLElement} */
    const act = (words, request) => doing(t(words), async () => {
        account = await request();
        await released();
        draw();
        announce(t(STATES[account.state]));
    }, {'aria-label': t(words) + ': ' + name});
    const draw = () => {
        const {done, total} = account.progress;
        const stopped = account.state === 'paused' || account.state === 'needs_attention';
        update(item, h('h2', {dir: 'auto'}, name), account.addresses.length > 1 && h('p', {class: 'quiet', dir: 'auto'}, account.addresses.slice(1).join(', ')),
            h('p', {class: account.state === 'needs_attention' ? 'error' : ''}, t(STATES[account.state] ?? account.state)), account.reason && h('p', {}, said(account.reason)),
            total > 0 && h('label', {class: 'progress'}, t('{0} of {1} messages', done, total), h('progress', {max: total, value: done})),
            h('p', {class: 'quiet'}, account.lastSuccessAt ? t('Everything was fetched last on {0}.', time(account.lastSuccessAt)) : t('Not everything was fetched yet.'),
                account.imap && account.smtp && [' ', t('Receives from {0}, sends over {1}.', account.imap.host, account.smtp.host)]),
            h('p', {class: 'quiet', dir: 'auto'}, filed(account), ' ', drafts(account)),
            h('div', {class: 'buttons'}, stopped ? act('Resume', () => call('POST', `/api/accounts/${account.id}/resume`)) : act('Pause', () => call('POST', `/api/accounts/${account.id}/pause`)),
                act('Look again', () => call('GET', `/api/accounts/${account.id}`)),
                account.imap && doing(t('New password'), async () => {
                    const given = await ask({title: t('New password'), confirm: t('Test and save'), body: [h('p', {dir: 'auto'}, name), h('label', {}, t('Password'),
                        h('input', {type: 'password', name: 'password', required: true, maxlength: 1024, autocomplete: 'off'}))], read: element => ({password: valueOf(element, 'password')})});
                    if (!given) return;
                    account = await call('PATCH', `/api/accounts/${account.id}`, given);
                    draw();
                }, {'aria-label': t('New password') + ': ' + name}),
                doing(t('Filed mail'), async () => {
                    const chosen = await askFiling(account);
                    if (!chosen) return;
                    account = await call('PATCH', `/api/accounts/${account.id}`, chosen);
                    draw();
                    announce(filed(account));
                }, {'aria-label': t('Filed mail') + ': ' + name}),
                doing(t('Drafts'), async () => {
                    const chosen = await askDrafts(account);
                    if (!chosen) return;
                    account = await call('PATCH', `/api/accounts/${account.id}`, chosen);
                    draw();
                    announce(drafts(account));
                }, {'aria-label': t('Drafts') + ': ' + name}),
                doing(t('Delete'), async () => {
                    const sure = await askDeletion(name, await call('GET', `/api/accounts/${account.id}/mail`).catch(() => null), account.keepsDrafts);
                    if (!sure) return;
                    await call('DELETE', sure.withMail ? `/api/accounts/${account.id}?mail=delete` : `/api/accounts/${account.id}`);
                    item.remove();
                    /** @type {HTMLElement | null} */ (document.querySelector('.screen h1'))?.focus();
                    announce(sure.withMail ? t('Disconnected, and its mail was deleted.') : t('Disconnected.'));
                }, {'aria-label': t('Delete: {0}', name)})));
    };
    draw();
    return {item, redraw: /** @param {Api.MailAccount} newer */ newer => {
        account = newer;
        draw();
    }};
}

/**
 * Asks whether a mailbox is deleted, and its mail with it: offered only with the numbers of what would be lost.
 * @param {string} name
 * @param {Api.MailAccountMail | null} mail
 * @param {boolean} keepsDrafts
 */
function askDeletion(name, mail, keepsDrafts) {
    const withMail = h('input', {type: 'checkbox', name: 'withMail', disabled: mail !== null && (mail.underWay > 0 || mail.messages === 0)});
    return ask({title: t('Disconnect this mailbox?'), confirm: t('Disconnect'), danger: true,
        body: [h('p', {dir: 'auto'}, name), h('p', {}, t('Its password is deleted. Unless you choose otherwise below, mail that came from it stays here; all mail stays at the provider.')),
            keepsDrafts && h('p', {}, t('Drafts that lie in the mailbox stay there: to have them removed, turn that setting off first.')),
            ...mail === null ? [] : [check(t('Also delete here the mail that came through this mailbox alone'), withMail),
            h('p', {}, t('That would delete {0} messages ({1} of them sent by you) and {2} cards that wait ({3} of them with a text of yours).',
                mail.messages, mail.sentMessages, mail.cards, mail.cardsWithOwnText)),
            h('p', {class: 'quiet'}, t('Staying: {0} decided cards, without their mail; {1} sent replies; {2} messages that another mailbox has, too; {3} that were here before.',
                mail.decidedCards, mail.kept.replies, mail.kept.inOtherMailboxes, mail.kept.before)),
            mail.underWay > 0 && h('p', {class: 'error'}, t('The mail can’t be deleted now: {0} of its cards are being carried out, or nobody knows whether their replies were sent.', mail.underWay))]],
        read: () => ({withMail: withMail.checked})});
}

/**
 * Where the mail of filed cards goes, as a sentence.
 * @param {Api.MailAccount} account
 */
function filed(account) {
    switch (account.onFile) {
        case 'archive': return t('The mail of filed cards goes to the archive.');
        case 'folder': return t('The mail of filed cards goes to {0}.', account.fileFolder ?? '');
        default: return t('The mail of filed cards stays in the inbox.');
    }
}

/**
 * Whether answers are kept among the drafts, as a sentence.
 * @param {Api.MailAccount} account
 */
function drafts(account) {
    return account.keepsDrafts ? t('Proposed answers are kept in its folder of drafts.') : t('Proposed answers are not put into its folder of drafts.');
}

/** @param {Api.MailAccount} account */
function askDrafts(account) {
    const keepsDrafts = h('input', {type: 'checkbox', name: 'keepsDrafts', checked: account.keepsDrafts});
    return ask({title: t('Drafts'), confirm: t('Save'), body: [h('p', {dir: 'auto'}, account.addresses[0]),
        h('p', {}, t('The answer of each card that waits also lies in the folder of drafts of this mailbox, until you decide. A draft that you change, send or delete there is left alone.')),
        check(t('Keep proposed answers in the folder of drafts'), keepsDrafts)],
    read: () => ({keepsDrafts: keepsDrafts.checked})});
}

/** @param {Api.MailAccount} account */
function askFiling(account) {
    const folder = h('input', {name: 'fileFolder', maxlength: 255, autocomplete: 'off', value: account.fileFolder ?? ''});
    return ask({title: t('Filed mail'), confirm: t('Save'), body: [h('p', {dir: 'auto'}, account.addresses[0]),
        h('p', {}, t('What becomes of the mail in this mailbox once its card is filed, by you or by the agent. An archive or a folder that is not there yet is made.')),
        field(t('Its mail'), choice('onFile', FILED.map(([value, words]) => [value, t(words)]), account.onFile)),
        field(t('Folder or label'), folder)],
    read: (form, failure) => {
        const onFile = /** @type {Api.Filing} */ (valueOf(form, 'onFile'));
        const fileFolder = folder.value.trim();
        if (onFile === 'folder' && !fileFolder) {
            failure.textContent = t('Name the folder.');
            return null;
        }
        return fileFolder ? {onFile, fileFolder} : {onFile};
    }});
}

/**
 * The form of a new mailbox. Servers are proposed, and shown before a password goes to them.
 * @param {() => unknown} connected
 */
function connection(connected) {
    const address = h('input', {type: 'email', name: 'addresses', required: true, maxlength: 255, autocomplete: 'off'});
    const password = h('input', {type: 'password', name: 'password', required: true, maxlength: 1024, autocomplete: 'off'});
    const keepsSent = h('input', {type: 'checkbox', name: 'keepsSent', checked: true});
    const [imap, smtp] = [server('imap', t('Receiving (IMAP)'), 993), server('smtp', t('Sending (SMTP)'), 465)];
    const found = h('p', {class: 'quiet', role: 'status'});
    const find = async () => {
        if (!address.value.includes('@') || imap.isTyped() || smtp.isTyped()) return;
        try {
            const servers = await call('GET', `/api/accounts/servers?address=${encodeURIComponent(address.value)}`);
            imap.propose(servers.imap);
            smtp.propose(servers.smtp);
            keepsSent.checked = servers.keepsSent;
            found.textContent = t('These servers were found. Look at them before you give your password.');
        } catch (problem) {
            imap.propose({username: address.value});
            smtp.propose({username: address.value});
            found.textContent = problem.message;
        }
    };
    address.addEventListener('change', find);
    return form({kept: 'accounts.new', fields: [field(t('E-mail address'), address), found, imap.element, smtp.element,
        field(t('Password'), password, {hint: t('A password for this program, where your provider has such.')}),
        check(t('Put a copy of each reply into the folder of sent mail'), keepsSent)],
    button: t('Test and connect'),
    act: async () => {
        await call('POST', '/api/accounts', {addresses: [address.value.trim()], password: password.value, imap: imap.value(), smtp: smtp.value(), keepsSent: keepsSent.checked});
        address.value = password.value = '';
        imap.clear();
        smtp.clear();
        found.textContent = '';
        connected();
        return t('Connected. Its mail is fetched from now on.');
    }});
}

/**
 * The controls of a server; what was typed is not replaced by a proposal.
 * @param {string} path
 * @param {string} title
 * @param {number} port
 */
function server(path, title, port) {
    let typed = false;
    /** @type {(name: string, properties: Page.Properties<HTMLInputElement>) => HTMLInputElement} */
    const control = (name, properties) => h('input', {name: path + '.' + name, required: true, spellcheck: 'false', autocapitalize: 'none', ...properties});
    const host = control('host', {maxlength: 255});
    const number = control('port', {type: 'number', min: 1, max: 65535, value: port});
    const username = control('username', {maxlength: 320, autocomplete: 'off'});
    const tls = choice(path + '.tls', TLS.map(([name, words]) => [name, t(words)]), 'implicit');
    const element = h('fieldset', {class: 'field server', 'data-path': path}, h('legend', {}, title),
        field(t('Server'), host), field(t('Port'), number), field(t('Encryption'), tls), field(t('Login name'), username));
    element.addEventListener('input', () => { typed = true; });
    /** @param {Partial<Api.MailServer>} server */
    const propose = server => {
        host.value = server.host ?? '';
        number.value = String(server.port ?? port);
        tls.value = server.tls ?? 'implicit';
        username.value = server.username ?? '';
    };
    return {
        element,
        isTyped: () => typed,
        clear: () => {
            typed = false;
            propose({});
        },
        propose,
        value: () => ({host: host.value.trim(), port: Number(number.value), tls: /** @type {Api.TlsMode} */ (tls.value), username: username.value.trim()}),
    };
}
