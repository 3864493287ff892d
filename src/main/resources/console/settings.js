import {call, direct, raw, signOut, user} from './api.js';
import {ask, valueOf} from './dialog.js';
import {announce, fill, h} from './dom.js';
import {choice, doing, field, form, heading, load} from './forms.js';
import {download} from './thread.js';
import {t, time} from './words.js';

const AUTONOMY = [
    ['low', 'Low: nothing happens without you', 'Every proposal waits for your decision.'],
    ['medium', 'Medium: what is plain happens by itself', 'At low risk the agent files, puts off and keeps drafts from a confidence of 85 %. It sends nothing but the answer to plain thanks, from 95 %.'],
    ['high', 'High: what is probable happens by itself', 'At low risk the agent files, puts off and keeps drafts from a confidence of 70 %. It sends nothing but the answer to plain thanks, from 80 %.'],
];

/** @param {HTMLElement} main */
export function show(main) {
    const box = h('div', {class: 'boxes'});
    fill(main, heading(t('Settings')), box);
    return load(box, () => call('GET', '/api/auth/me'), me => [
        me.setAside && section(t('From before your address was proved'), setAside(me.setAside)),
        section(t('You'), profile(me)),
        section(t('What the agent may do alone'), autonomy(me)),
        section(t('Replies and undo'), replies(me)),
        section(t('Sending'), sending(me)),
        section(t('Password'), password(me)),
        section(t('Sessions'), sessions()),
        section(t('Export'), exported()),
        section(t('Delete the account'), deletion(me)),
    ]);
}

/** @type {(title: string, content: Page.Child) => HTMLElement} */
const section = (title, content) => h('section', {class: 'box', 'aria-label': title}, h('h2', {}, title), content);

/**
 * What somebody did with the person's address before it was proved; the person alone knows whether that was they.
 * @param {Api.SetAside} before
 */
function setAside(before) {
    /** @type {(words: string, question: string, confirm: string, act: () => Promise<unknown>, danger?: boolean) => HTMLElement} */
    const settle = (words, question, confirm, act, danger) => doing(words, async () => {
        if (!await ask({title: words, confirm, danger, body: [h('p', {}, question)]})) return;
        await act();
        location.reload();
    });
    return [h('p', {}, t('Before a mailed link proved your address on {0}, somebody had registered with it, and left {1} messages, {2} objectives and {3} policies. After 30 days they are deleted.',
        time(before.since), before.messages, before.objectives, before.policies)),
    h('div', {class: 'buttons'},
        settle(t('That was me: take it over'), t('Take over only what you did yourself. You sign in again afterwards.'), t('Take it over'), () => call('POST', '/api/auth/set-aside/restore')),
        settle(t('That was not me: delete it'), t('This can’t be undone.'), t('Delete'), () => call('DELETE', '/api/auth/set-aside'), true))];
}

/** @param {Api.Me} me */
function profile(me) {
    const name = h('input', {name: 'name', required: true, maxlength: 255, autocomplete: 'name', value: me.name});
    const addresses = h('textarea', {name: 'addresses', rows: Math.max(2, me.addresses.length + 1), spellcheck: 'false', value: me.addresses.join('\n')});
    return form({kept: 'settings.profile', fields: [h('p', {}, t('You sign in as'), ' ', h('strong', {}, h('bdi', {}, me.email))), field(t('Name'), name),
        field(t('Further addresses of yours'), addresses, {hint: t('One in each line. Mail from them counts as yours, and replies never go to them.')})],
    button: t('Save'),
    act: async () => {
        const saved = await call('PATCH', '/api/auth/me', {name: name.value, addresses: addresses.value.split('\n').map(line => line.trim()).filter(Boolean)});
        user().name = saved.name;
        const who = document.querySelector('.who');
        if (who) fill(who, h('bdi', {}, saved.name));
        addresses.value = saved.addresses.join('\n');
        return t('Saved.');
    }});
}

/** @param {Api.Me} me */
function autonomy(me) {
    const choices = AUTONOMY.map(([level, words, explanation]) => h('label', {class: 'check'},
        h('input', {type: 'radio', name: 'autonomyLevel', value: level, checked: level === me.autonomyLevel}),
        h('span', {}, h('strong', {}, t(words)), h('span', {class: 'quiet block'}, t(explanation)))));
    return form({kept: 'settings.autonomy', fields: [h('fieldset', {class: 'effects field', 'data-path': 'autonomyLevel'}, h('legend', {class: 'hidden-text'}, t('What the agent may do alone')), choices),
        h('p', {class: 'quiet'}, t('Your policies count in any case. What was done alone is listed under'), ' ', h('a', {href: '#/done'}, t('Done without you')), '.')],
    button: t('Save'),
    act: async element => {
        await call('PATCH', '/api/auth/me', {autonomyLevel: /** @type {Api.AutonomyLevel} */ (valueOf(element, 'autonomyLevel'))});
        return t('Saved.');
    }});
}

/** @type {Page.Option[]} */
const LANGUAGES = [['', 'That of the mail'], ['en', 'English'], ['de', 'German'], ['fr', 'French'], ['es', 'Spanish'], ['it', 'Italian'], ['pt', 'Portuguese'], ['nl', 'Dutch']];

const TONES = [['neutral', 'Neutral: {0}', 'Kind regards'], ['warm', 'Warm: {0}', 'Warm regards'], ['formal', 'Formal: {0}', 'Yours sincerely'], ['brief', 'Brief: {0}', 'Regards']];

/**
 * The look of drafts, and the time to take a decision back; empty fields are the service's own behaviour.
 * @param {Api.Me} me
 */
function replies(me) {
    const signature = h('textarea', {name: 'signature', rows: 4, maxlength: 2000, value: me.user.signature ?? ''});
    const language = choice('replyLanguage', LANGUAGES.map(([code, words]) => [code, t(words)]), me.user.replyLanguage ?? '');
    const tone = choice('replyTone', TONES.map(([name, words, closing]) => [name, t(words, t(closing))]), me.user.replyTone);
    const {shortest, longest} = me.undo;
    const seconds = h('input', {type: 'number', name: 'undoSeconds', inputmode: 'numeric', step: 1, value: me.user.undoSeconds ?? ''});
    return form({kept: 'settings.replies', fields: [field(t('Signature'), signature, {hint: t('Below the replies that the agent drafts from now on. A card shows it as it goes out; answers by hand go out as you type them, with the signature if you add it there.')}),
        field(t('Language of drafts'), language),
        field(t('Tone of drafts'), tone, {hint: t('Greeting and closing of the drafts from now on; texts of your policies stay as you wrote them.')}),
        field(t('Seconds to take a decision back'), seconds, {hint: t('{0} to {1}. Nothing is carried out before. Empty: as the service is set.', shortest, longest)})],
    button: t('Save'),
    act: async () => {
        const saved = await call('PATCH', '/api/auth/me', {signature: signature.value || null, replyLanguage: language.value || null, replyTone: /** @type {Api.ReplyTone} */ (tone.value), undoSeconds: seconds.value === '' ? null : Number(seconds.value)});
        user().undoSeconds = saved.user.undoSeconds;
        user().signature = saved.user.signature;
        signature.value = saved.user.signature ?? '';
        return t('Saved.');
    }});
}

/** @param {Api.Me} me */
function sending({sending: limits}) {
    return [!limits.addressProved && h('p', {class: 'notice'}, t('Nothing is sent before a mailed link has proved your address: sign out, and sign in by a mailed link.')),
        h('p', {}, t('{0} of {1} mails of this hour are left.', limits.leftThisHour, limits.perHour))];
}

/** @param {Api.Me} me */
function password(me) {
    const current = h('input', {type: 'password', name: 'currentPassword', required: true, maxlength: 128, autocomplete: 'current-password'});
    const chosen = h('input', {type: 'password', name: 'newPassword', required: true, minlength: 8, maxlength: 128, autocomplete: 'new-password'});
    return form({fields: [h('input', {type: 'text', name: 'username', autocomplete: 'username', value: me.email, hidden: true}),
        me.passwordSet && field(t('Your password now'), current), field(t('New password'), chosen, {hint: t('At least 8 characters. Your other sessions end.')})],
    button: me.passwordSet ? t('Change the password') : t('Set a password'),
    act: async () => {
        await direct('POST', '/api/auth/password', {newPassword: chosen.value, ...me.passwordSet && {currentPassword: current.value}});
        me.passwordSet = true;
        current.value = chosen.value = '';
        return t('Saved.');
    }});
}

function sessions() {
    const list = h('div');
    load(list, () => call('GET', '/api/auth/sessions'), ({items}) => h('ul', {class: 'rows'}, items.map(session => {
        const row = h('li', {class: 'row-head'},
            h('span', {}, h('strong', {dir: 'auto'}, session.device), session.current && [' ', h('span', {class: 'badge'}, t('this one'))],
                h('span', {class: 'quiet block'}, t('Last used {0}', time(session.lastUsedAt)), session.client && ' · ' + session.client, ' · ', t('signed in {0}', time(session.signedInAt)))),
            !session.current && h('span', {}, doing(t('End it'), async () => {
                await call('DELETE', `/api/auth/sessions/${session.id}`);
                row.remove();
                announce(t('The session has ended.'));
            }, {'aria-label': t('End the session of {0}', session.device)})));
        return row;
    })));
    return list;
}

/** Everything as one archive, and the log of actions alone. */
function exported() {
    /** @type {(words: string, type: string, name: string) => HTMLElement} */
    const button = (words, type, name) => doing(words, pressed => download(pressed, () => raw('GET', '/api/actions', undefined, {Accept: type}), name));
    return [h('p', {}, t('Everything that is yours as one archive: the originals of your messages as a mailbox file, and objectives, decisions, policies, mailboxes and settings as lines of JSON. Passwords are not in it.')),
        h('div', {class: 'buttons'}, doing(t('Download everything'), async button => {
            announce(t('The archive is being written. That takes a while for a large mailbox.'));
            await download(button, () => raw('GET', '/api/export', undefined, {Accept: 'application/zip'}), 'getanswers-export.zip');
        }, {class: 'primary'})),
        h('p', {}, t('All proposals and decisions, from the first on, for a spreadsheet:')),
        h('div', {class: 'buttons'}, button(t('Download as CSV'), 'text/csv', 'getanswers-actions.csv'), button(t('Download as NDJSON'), 'application/x-ndjson', 'getanswers-actions.ndjson'))];
}

/** @param {Api.Me} me */
function deletion(me) {
    return [h('p', {}, t('Your mail, objectives, decisions, policies and mailboxes here are deleted for good. Mail at your provider stays.')),
        h('div', {class: 'buttons'}, doing(t('Delete the account'), async () => {
            const given = await ask({title: t('Delete the account?'), confirm: t('Delete everything'), danger: true,
                body: [h('p', {}, t('This can’t be undone.')), me.passwordSet
                    ? h('label', {}, t('Password'), h('input', {type: 'password', name: 'password', required: true, autocomplete: 'current-password'}))
                    : h('p', {}, t('You have no password: a sign-in by a mailed link of the last minutes is needed.'))],
                read: element => ({password: me.passwordSet ? valueOf(element, 'password') : undefined})});
            if (!given) return;
            if (given.password !== undefined) await direct('POST', '/api/auth/confirm', {password: given.password});
            await direct('DELETE', '/api/auth/me');
            for (const key of Object.keys(localStorage).filter(name => name.startsWith('console.draft.' + me.id + '.'))) localStorage.removeItem(key);
            await signOut();
            location.replace('/');
        }, {class: 'danger'}))];
}
