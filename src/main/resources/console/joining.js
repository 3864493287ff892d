import {call, requestName} from './api.js';
import {ask} from './dialog.js';
import {announce, fill, h, released, update} from './dom.js';
import {doing} from './forms.js';
import {t} from './words.js';

const SHOWN = 10;
const NEW = 'new';
const MOVED = 'console.moved';

/**
 * The list of objectives to choose from, which the words in the field above narrow.
 * @param {string} except
 * @param {boolean} mayOpen
 */
function choices(except, mayOpen) {
    const list = h('div', {class: 'choices'});
    const status = h('p', {class: 'quiet', role: 'status'});
    const words = h('input', {type: 'search', name: 'words', maxlength: 200, oninput: () => {
        clearTimeout(timer);
        timer = setTimeout(read, 250);
    }});
    /** @type {number} */
    let timer;
    /** @type {object | null} */
    let asked = null;
    /** @type {(value: string, title: string, ...more: Page.Child[]) => HTMLElement} */
    const option = (value, title, ...more) => h('label', {key: value, class: 'check'}, h('input', {type: 'radio', name: 'objective', value, 'data-title': title}),
        h('span', {dir: 'auto'}, title, more));
    const read = async () => {
        const mine = asked = {};
        const typed = words.value.trim();
        status.textContent = t('One moment …');
        try {
            const query = new URLSearchParams({limit: String(SHOWN + 1), ...typed && {q: typed}});
            const page = await call('GET', `/api/objectives?${query}`);
            await released();
            if (mine !== asked) return;
            const found = page.items.filter(one => one.id !== except);
            update(list, found.slice(0, SHOWN).map(one => option(one.id, one.title)),
                mayOpen && typed && option(NEW, typed, ' ', h('span', {class: 'badge'}, t('a new objective'))));
            status.textContent = found.length === 0 ? t('There is no such objective.') : found.length > SHOWN || page.nextCursor ? t('There are more: type a part of the title.') : '';
        } catch (problem) {
            if (mine === asked) status.textContent = problem.message;
        }
    };
    read();
    return [h('label', {}, t('Search in titles'), words), h('fieldset', {class: 'effects field'}, h('legend', {class: 'hidden-text'}, t('Objectives')), list), status];
}

/**
 * Asks for an objective other than the given one, and resolves to its id and title, or to null.
 * @param {{title: string, explanation: string, confirm: string, except: string, mayOpen?: boolean, danger?: boolean}} asked
 */
function choose({title, explanation, confirm, except, mayOpen = false, danger = false}) {
    return ask({title, confirm, danger, body: [h('p', {}, explanation), choices(except, mayOpen)], read: (form, failure) => {
        /** @type {HTMLInputElement | null} */
        const chosen = form.querySelector('input[name=objective]:checked');
        if (!chosen) {
            failure.textContent = t('Choose an objective.');
            return null;
        }
        return {id: chosen.value === NEW ? null : chosen.value, title: chosen.dataset.title ?? ''};
    }});
}

/**
 * The button that merges an objective, as it is when it is pressed, into another one.
 * @param {() => Api.Objective} current
 */
export function mergeButton(current) {
    return doing(t('Merge into another objective …'), async () => {
        const objective = current();
        const into = await choose({title: t('Merge into which objective?'), confirm: t('Merge'), danger: true, except: objective.id,
            explanation: t('All conversations and cards of “{0}” move there, and this objective ends. That can’t be undone at once: the conversations would be moved back one by one.', objective.title)});
        if (!into) return;
        const merged = await call('POST', `/api/objectives/${objective.id}/merge`, {into: into.id ?? ''}, {'Idempotency-Key': requestName()});
        announce(t('Merged into “{0}”.', merged.title));
        location.hash = '#/objectives/' + merged.id;
    });
}

/** @type {(conversation: string, objective: string) => Promise<Api.Objective>} */
const move = (conversation, objective) => call('PUT', `/api/objectives/${objective}/conversations/${conversation}`, undefined, {'Idempotency-Key': requestName()});

/**
 * The name of a conversation's objective, with the button that moves it to another one; `again` shows the conversation anew.
 * @param {Api.Thread} thread
 * @param {() => Promise<unknown>} again
 */
export function place(thread, again) {
    const back = JSON.parse(sessionStorage.getItem(MOVED) ?? 'null');
    const said = h('div', {role: 'status'});
    const moved = back?.conversation === thread.id && back.to === thread.objectiveId;
    const button = doing(t('Move to another objective …'), async () => {
        const to = await choose({title: t('Move to which objective?'), confirm: t('Move'), except: thread.objectiveId, mayOpen: true,
            explanation: t('Mail that continues this conversation comes there as well.')});
        if (!to) return;
        const id = to.id ?? (await call('POST', '/api/objectives', {title: to.title}, {'Idempotency-Key': requestName()})).id;
        const objective = await move(thread.id, id);
        sessionStorage.setItem(MOVED, JSON.stringify({conversation: thread.id, from: thread.objectiveId, to: id}));
        announce(t('Moved to “{0}”.', objective.title));
        await again();
    }, {class: 'quiet-button move'});
    if (moved) {
        fill(said, h('div', {class: 'notice buttons'}, h('span', {dir: 'auto'}, t('Moved to “{0}”.', thread.objectiveTitle)), doing(t('Move it back'), async () => {
            await move(thread.id, back.from);
            sessionStorage.removeItem(MOVED);
            announce(t('It is where it was.'));
            await again();
        })));
    }
    return [h('div', {class: 'buttons'}, h('a', {href: '#/objectives/' + thread.objectiveId, dir: 'auto'}, thread.objectiveTitle), button), said];
}
