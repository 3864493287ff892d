import {call} from './api.js';
import {announce, fill, h, released, update} from './dom.js';
import * as drafts from './drafts.js';
import {follow} from './events.js';
import {choice, field, form, heading, load} from './forms.js';
import {mergeButton} from './joining.js';
import {showThread} from './thread.js';
import {day, people, t, time} from './words.js';

/** @type {[status: Api.ObjectiveStatus, words: string][]} */
const STATUS = [
    ['waiting_on_you', 'Waiting on you'],
    ['waiting_on_others', 'Waiting on others'],
    ['scheduled', 'Scheduled'],
    ['handled', 'Handled'],
    ['muted', 'Muted'],
];
const PAGE = 30;
const LARGEST_PAGE = 100;

/** @param {string} status */
const named = status => t(STATUS.find(([name]) => name === status)?.[1] ?? status);

/**
 * The objectives of a state, or the one that the address names.
 * @param {HTMLElement} main
 * @param {string[]} path
 */
export function show(main, [name = 'waiting_on_you']) {
    return STATUS.some(([status]) => status === name) ? showAll(main, name) : showOne(main, name);
}

/**
 * @param {HTMLElement} main
 * @param {string} status
 */
function showAll(main, status) {
    const list = h('ul', {class: 'boxes'});
    const more = h('div', {class: 'buttons', role: 'status'});
    /** @type {object | null} */
    let asked = null;
    let words = '';
    /**
     * @param {string} [cursor]
     * @returns {Promise<void>}
     */
    const read = async cursor => {
        const mine = asked = {};
        if (!cursor) fill(list);
        fill(more, t('One moment …'));
        try {
            const page = await listed(cursor, PAGE);
            await released();
            if (mine !== asked) return;
            list.append(...page.items.map(row));
            end(page);
        } catch (problem) {
            if (mine === asked) fill(more, h('p', {class: 'error', role: 'alert'}, problem.message), h('button', {onclick: () => read(cursor)}, t('Try again')));
        }
    };
    /** @type {(cursor: string | null | undefined, limit: number) => Promise<Api.PageObjectiveView>} */
    const listed = (cursor, limit) => {
        const query = new URLSearchParams({status, limit: String(limit)});
        if (words) query.set('q', words);
        if (cursor) query.set('cursor', cursor);
        return call('GET', `/api/objectives?${query}`);
    };
    /** @param {Api.PageObjectiveView} page */
    const end = page => update(more, list.children.length === 0 && h('p', {key: 'none', class: 'quiet'}, t('There is nothing here.')),
        page.nextCursor && h('button', {onclick: () => read(page.nextCursor ?? undefined)}, t('More objectives')));
    /** Reads as much as is shown anew, and leaves a list alone that was asked for meanwhile. */
    const again = async () => {
        const mine = asked;
        const wanted = Math.max(PAGE, list.children.length);
        const items = [];
        /** @type {Api.PageObjectiveView | null} */
        let page = null;
        do {
            page = await listed(page?.nextCursor, Math.min(LARGEST_PAGE, wanted - items.length));
            items.push(...page.items);
        } while (page.nextCursor && items.length < wanted);
        await released();
        if (mine !== asked) return;
        update(list, items.map(row));
        end(page);
    };
    follow(main, again);
    /** @type {number} */
    let timer;
    fill(main, heading(t('Objectives'), t('The matters that your mail is about, by who acts next.')),
        h('nav', {class: 'buttons', 'aria-label': t('States of objectives')}, STATUS.map(([one, label]) => h('a', {class: 'button', href: '#/objectives/' + one, 'aria-current': one === status ? 'page' : null}, t(label)))),
        h('form', {role: 'search', onsubmit: event => event.preventDefault()}, h('label', {}, h('span', {class: 'hidden-text'}, t('Search in titles')),
            h('input', {type: 'search', class: 'wide', maxlength: 200, placeholder: t('Search in titles'), oninput: event => {
                clearTimeout(timer);
                words = event.target.value.trim();
                timer = setTimeout(read, 250);
            }}))), list, more);
    return read();
}

/** @param {Api.Objective} objective */
function row(objective) {
    return h('li', {key: objective.id, class: 'box'}, h('h2', {dir: 'auto'}, h('a', {href: '#/objectives/' + objective.id}, objective.title)), due(objective),
        h('p', {class: 'quiet'}, t('Changed {0}', time(objective.updatedAt))));
}

/** @param {Api.Objective} objective */
const due = objective => objective.dueAt && h('p', {}, t('Comes back on {0}', day(objective.dueAt)));

/**
 * @param {HTMLElement} main
 * @param {string} id
 */
function showOne(main, id) {
    const box = h('div', {class: 'boxes'});
    const title = h('h1', {tabindex: -1, dir: 'auto'}, t('Objective'));
    fill(main, title, box);
    const encoded = encodeURIComponent(id);
    const read = () => Promise.all([call('GET', `/api/objectives/${encoded}`), call('GET', `/api/conversations?limit=100&objectiveId=${encoded}`)]);
    const link = h('p');
    const list = h('div', {class: 'boxes'});
    /** @type {Map<string, ReturnType<typeof conversation>>} */
    const shown = new Map();
    /** @type {ReturnType<typeof change> | null} */
    let form = null;
    /** @type {(objective: Api.Objective, threads: Api.PageConversationSummary) => void} */
    const draw = (objective, threads) => {
        title.textContent = objective.title;
        update(link, h('a', {href: '#/objectives/' + objective.status}, '‹ ' + named(objective.status)));
        threads.items.forEach((thread, place) => {
            if (!shown.has(thread.id)) shown.set(thread.id, conversation(thread, place === 0 && shown.size === 0));
        });
        // One that was moved away stays until the screen is left, with the way back and with what is typed in it.
        update(list, shown.size === 0 && h('p', {class: 'quiet'}, t('There is nothing here.')), [...shown.values()].map(one => one.element));
    };
    follow(main, async () => {
        if (!form) return;
        const [objective, threads] = await read();
        await released();
        form.take(objective);
        draw(objective, threads);
        await Promise.all([...shown.values()].map(one => one.again()));
    });
    return load(box, read, ([objective, threads]) => {
        form = change(objective, title);
        draw(objective, threads);
        return [link, form.element, h('h2', {}, t('Conversations')), list];
    });
}

/**
 * The form of an objective; `take` shows a newer one, and leaves what is typed and not saved.
 * @param {Api.Objective} objective
 * @param {HTMLElement} heading
 */
function change(objective, heading) {
    const kept = 'objective.' + objective.id;
    const title = h('input', {name: 'title', maxlength: 512, required: true, value: objective.title});
    const dueAt = h('input', {type: 'datetime-local', name: 'dueAt', value: local(objective.dueAt)});
    const dueField = field(t('Comes back at'), dueAt, {hint: t('Without a time it stays until you change it.')});
    /** @type {HTMLSelectElement} */
    const status = choice('status', STATUS.map(([name, words]) => [name, t(words)]), objective.status, {onchange: () => { dueField.hidden = status.value !== 'scheduled'; }});
    dueField.hidden = objective.status !== 'scheduled';
    const element = h('div', {class: 'box'}, form({kept, fields: [field(t('Title'), title), field(t('State'), status), dueField], button: t('Save'),
        act: async () => {
            /** @type {Api.ObjectiveChange} */
            const wanted = {title: title.value, status: /** @type {Api.ObjectiveStatus} */ (status.value)};
            if (status.value === 'scheduled' && dueAt.value && dueAt.value !== local(objective.dueAt)) wanted.dueAt = new Date(dueAt.value).toISOString();
            objective = await call('PATCH', `/api/objectives/${objective.id}`, wanted);
            heading.textContent = objective.title;
            announce(t('Saved.'));
            return t('Saved.');
        }, more: mergeButton(() => objective)}));
    return {element, take: /** @param {Api.Objective} newer */ newer => {
        objective = newer;
        if (drafts.read(kept)) return;
        if (title.value !== newer.title) title.value = newer.title;
        status.value = newer.status;
        if (dueAt.value !== local(newer.dueAt)) dueAt.value = local(newer.dueAt);
        dueField.hidden = newer.status !== 'scheduled';
    }};
}

/**
 * A time as the control for it wants it, in the zone of the browser.
 * @param {string | null} instant
 */
function local(instant) {
    if (!instant) return '';
    const date = new Date(instant);
    return new Date(date.getTime() - 60000 * date.getTimezoneOffset()).toISOString().slice(0, 16);
}

/**
 * A conversation, read when it is opened first; `again` reads what is open anew.
 * @param {Api.Conversation} thread
 * @param {boolean} open
 */
function conversation(thread, open) {
    const box = h('div', {class: 'thread'});
    let isRead = false;
    const read = () => {
        if (isRead) return;
        isRead = true;
        showThread(box, thread.id);
    };
    if (open) read();
    const element = h('details', {class: 'box', open, ontoggle: event => event.target.open && read()},
        h('summary', {dir: 'auto'}, thread.subject || t('No subject')), h('p', {class: 'quiet', dir: 'auto'}, people(thread.participants.slice(0, 5))), box);
    return {element, again: async () => isRead && showThread(box, thread.id)};
}
