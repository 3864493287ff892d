import {call} from './api.js';
import {announce, fill, h} from './dom.js';
import {choice, field, form, heading, load} from './forms.js';
import {mergeButton} from './joining.js';
import {showThread} from './thread.js';
import {day, people, t, time} from './words.js';

const STATUS = [
    ['waiting_on_you', 'Waiting on you'],
    ['waiting_on_others', 'Waiting on others'],
    ['scheduled', 'Scheduled'],
    ['handled', 'Handled'],
    ['muted', 'Muted'],
];
const PAGE = 30;

const named = status => t(STATUS.find(([name]) => name === status)?.[1] ?? status);

/** The objectives of a state, or the one that the address names. */
export function show(main, [name = 'waiting_on_you']) {
    return STATUS.some(([status]) => status === name) ? showAll(main, name) : showOne(main, name);
}

function showAll(main, status) {
    const list = h('ul', {class: 'boxes'});
    const more = h('div', {class: 'buttons', role: 'status'});
    let asked = null;
    let words = '';
    const read = async cursor => {
        const mine = asked = {};
        if (!cursor) fill(list);
        fill(more, t('One moment …'));
        const query = new URLSearchParams({status, limit: PAGE});
        if (words) query.set('q', words);
        if (cursor) query.set('cursor', cursor);
        try {
            const page = await call('GET', '/api/objectives?' + query);
            if (mine !== asked) return;
            list.append(...page.items.map(row));
            fill(more, list.children.length === 0 && h('p', {class: 'quiet'}, t('There is nothing here.')),
                page.nextCursor && h('button', {onclick: () => read(page.nextCursor)}, t('More objectives')));
        } catch (problem) {
            if (mine === asked) fill(more, h('p', {class: 'error', role: 'alert'}, problem.message), h('button', {onclick: () => read(cursor)}, t('Try again')));
        }
    };
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

function row(objective) {
    return h('li', {class: 'box'}, h('h2', {dir: 'auto'}, h('a', {href: '#/objectives/' + objective.id}, objective.title)), due(objective),
        h('p', {class: 'quiet'}, t('Changed {0}', time(objective.updatedAt))));
}

const due = objective => objective.dueAt && h('p', {}, t('Comes back on {0}', day(objective.dueAt)));

function showOne(main, id) {
    const box = h('div', {class: 'boxes'});
    const title = h('h1', {tabindex: -1, dir: 'auto'}, t('Objective'));
    fill(main, title, box);
    const path = '/api/objectives/' + encodeURIComponent(id);
    const conversations = '/api/conversations?limit=100&objectiveId=' + encodeURIComponent(id);
    return load(box, () => Promise.all([call('GET', path), call('GET', conversations)]), ([objective, threads]) => {
        title.textContent = objective.title;
        return [h('p', {}, h('a', {href: '#/objectives/' + objective.status}, '‹ ' + named(objective.status))), change(objective, path, title),
            h('h2', {}, t('Conversations')), threads.items.length === 0 && h('p', {class: 'quiet'}, t('There is nothing here.')),
            threads.items.map((thread, place) => conversation(thread, place === 0))];
    });
}

function change(objective, path, heading) {
    const title = h('input', {name: 'title', maxlength: 512, required: true, value: objective.title});
    const dueAt = h('input', {type: 'datetime-local', name: 'dueAt', value: local(objective.dueAt)});
    const dueField = field(t('Comes back at'), dueAt, {hint: t('Without a time it stays until you change it.')});
    const status = choice('status', STATUS.map(([name, words]) => [name, t(words)]), objective.status, {onchange: () => { dueField.hidden = status.value !== 'scheduled'; }});
    dueField.hidden = objective.status !== 'scheduled';
    return h('div', {class: 'box'}, form({kept: 'objective.' + objective.id, fields: [field(t('Title'), title), field(t('State'), status), dueField], button: t('Save'),
        act: async () => {
            const wanted = {title: title.value, status: status.value};
            if (status.value === 'scheduled' && dueAt.value && dueAt.value !== local(objective.dueAt)) wanted.dueAt = new Date(dueAt.value).toISOString();
            objective = await call('PATCH', path, wanted);
            heading.textContent = objective.title;
            announce(t('Saved.'));
            return t('Saved.');
        }, more: mergeButton(() => objective)}));
}

/** A time as the control for it wants it, in the zone of the browser. */
function local(instant) {
    if (!instant) return '';
    const date = new Date(instant);
    return new Date(date.getTime() - 60000 * date.getTimezoneOffset()).toISOString().slice(0, 16);
}

/** A conversation, read when it is opened first. */
function conversation(thread, open) {
    const box = h('div', {class: 'thread'});
    let isRead = false;
    const read = () => {
        if (isRead) return;
        isRead = true;
        showThread(box, thread.id);
    };
    if (open) read();
    return h('details', {class: 'box', open, ontoggle: event => event.target.open && read()},
        h('summary', {dir: 'auto'}, thread.subject || t('No subject')), h('p', {class: 'quiet', dir: 'auto'}, people(thread.participants.slice(0, 5))), box);
}
