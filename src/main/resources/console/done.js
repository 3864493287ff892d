import {call, now} from './api.js';
import {announce, fill, h, released} from './dom.js';
import {follow} from './events.js';
import {doing, heading} from './forms.js';
import {day, proposal, said, sends, summary, t, time} from './words.js';

const SHOWN = 20;
const PAGE = 100;
/** The pages of the log that are searched before the person is asked whether to go on. */
const SEARCHED = 10;
/** The cards that are read at the same time. */
const AT_ONCE = 4;
/** The time after which the mail of a filed card is where it stays, in milliseconds. */
const MOVED_WITHIN = 600000;

/** @type {Record<Api.ActionType, string>} */
const DID = {
    draft: 'Kept a draft ready for you',
    send: 'Answered',
    file: 'Filed, without an answer',
    schedule: 'Put off to its day',
    triage: 'Marked as handled',
};

/**
 * What the agent did without asking, day by day.
 * @typedef {ReturnType<typeof row>} Row
 * @param {HTMLElement} main
 */
export function show(main) {
    const days = h('div', {class: 'days'});
    const more = h('div', {class: 'buttons', role: 'status'});
    const log = new Log();
    /** @type {Map<string, Row>} */
    const rows = new Map();
    fill(main, heading(t('Done without you'), t('What the agent did without asking. Say where it was wrong, and the matter waits on you again.')), days, more);
    follow(main, () => refresh(log, rows, days, more));
    return next(log, rows, days, more);
}

/**
 * @param {Log} log
 * @param {Map<string, Row>} rows
 * @param {HTMLElement} days
 * @param {HTMLElement} more
 * @returns {Promise<void>}
 */
async function next(log, rows, days, more) {
    fill(more, t('One moment …'));
    const focused = days.lastElementChild;
    let entries;
    try {
        entries = await log.next();
    } catch (problem) {
        fill(more, h('p', {class: 'error', role: 'alert'}, problem.message), h('button', {onclick: () => next(log, rows, days, more)}, t('Try again')));
        return;
    }
    await released();
    const added = entries.filter(entry => !rows.has(entry.id)).map(entry => {
        const made = row(entry);
        rows.set(entry.id, made);
        listOf(days, entry).append(made.item);
        return made;
    });
    end(log, rows, days, more, entries.length === 0);
    if (focused) (focused.nextElementSibling ?? focused).querySelector('a')?.focus();
    await complete(added);
}

/**
 * @param {Log} log
 * @param {Map<string, Row>} rows
 * @param {HTMLElement} days
 * @param {HTMLElement} more
 * @param {boolean} [foundNone]
 */
function end(log, rows, days, more, foundNone) {
    fill(more, log.isOver ? (rows.size === 0
        ? h('p', {class: 'quiet'}, t('Nothing was done without you.'), ' ', h('a', {href: '#/settings'}, t('What the agent may do alone')))
        : h('p', {class: 'quiet'}, t('That is all.')))
        : h('button', {onclick: () => next(log, rows, days, more)}, foundNone ? t('Search further back') : t('Earlier ones')));
}

/**
 * Adds what was done meanwhile above what is shown, and tells what became of it; everything else stays in its place.
 * @param {Log} log
 * @param {Map<string, Row>} rows
 * @param {HTMLElement} days
 * @param {HTMLElement} more
 */
async function refresh(log, rows, days, more) {
    if (!log.hasBegun) return;
    const {items} = await call('GET', `/api/actions?status=approved&limit=${PAGE}`);
    await released();
    const known = items.findIndex(entry => rows.has(entry.id));
    const added = items.slice(0, known < 0 ? items.length : known).filter(entry => entry.decidedBy === 'agent').reverse().map(entry => {
        const made = row(entry);
        rows.set(entry.id, made);
        listOf(days, entry, true).prepend(made.item);
        return made;
    });
    if (added.length > 0 && log.isOver) end(log, rows, days, more);
    await complete([...added, ...[...rows.values()].filter(one => one.isUnderWay())]);
}

/** @param {Row[]} rows */
async function complete(rows) {
    const waiting = [...rows];
    await Promise.all(Array.from({length: AT_ONCE}, async () => {
        while (waiting.length > 0) await waiting.shift()?.complete();
    }));
}

/**
 * The list of an entry's day, which is the last one that is shown or comes after it; the first one for what is new.
 * @param {HTMLElement} days
 * @param {Api.LogEntry} entry
 */
function listOf(days, entry, isNew = false) {
    const name = day(entry.resolvedAt ?? entry.createdAt);
    const section = isNew ? days.firstElementChild : days.lastElementChild;
    const shown = section?.getAttribute('data-day') === name && section.querySelector('ul');
    if (shown) return shown;
    const list = h('ul', {class: 'boxes'});
    const made = h('section', {'data-day': name, 'aria-label': name}, h('h2', {}, name), list);
    if (isNew) days.prepend(made);
    else days.append(made);
    return list;
}

/** The agent's decisions in the log, the newest first. */
class Log {
    constructor() {
        /** @type {Api.LogEntry[]} */
        this.found = [];
        /** @type {string | null} */
        this.cursor = null;
        this.isRead = false;
        this.hasBegun = false;
    }

    get isOver() {
        return this.isRead && this.found.length === 0;
    }

    async next() {
        for (let page = 0; page < SEARCHED && !this.isRead && this.found.length <= SHOWN; page++) {
            /** @type {Api.PageLogEntry} */
            const read = await call('GET', `/api/actions?status=approved&limit=${PAGE}${this.cursor ? '&cursor=' + encodeURIComponent(this.cursor) : ''}`);
            this.found.push(...read.items.filter(entry => entry.decidedBy === 'agent'));
            this.cursor = read.nextCursor;
            this.isRead = !read.nextCursor;
            this.hasBegun = true;
        }
        return this.found.splice(0, SHOWN);
    }
}

/**
 * An entry as far as the log tells it; `complete` adds what its card tells.
 * @param {Api.LogEntry} entry
 */
function row(entry) {
    const from = h('p', {class: 'from'});
    const why = h('p', {class: 'quiet'});
    const outcome = h('p', {class: 'quiet'});
    const after = h('div', {class: 'notice', role: 'status', hidden: true});
    /** @type {Api.Sender | null} */
    let sender = null;
    /** @type {Api.Execution | null} */
    let execution = null;
    /** @type {HTMLElement} */
    const wrong = doing(t('This was wrong'), async () => {
        await call('PATCH', `/api/objectives/${entry.objectiveId}`, {status: 'waiting_on_you'});
        // Mail may have been moved since the page was read.
        execution = (await call('GET', `/api/queue/${entry.id}`).catch(() => null))?.execution ?? execution;
        wrong.hidden = true;
        after.hidden = false;
        const rest = remains(entry.actionType, execution);
        fill(after, h('p', {}, t('It waits on you again.'), ' ', h('a', {href: '#/objectives/' + entry.objectiveId}, t('Open it'))), h('p', {}, h('strong', {}, rest)), offers(sender));
        announce(t('It waits on you again.') + ' ' + rest);
    });
    const item = h('li', {class: 'box'},
        h('p', {class: 'row-head'}, h('strong', {}, t(DID[entry.actionType] ?? entry.actionType)), h('time', {class: 'quiet', datetime: entry.resolvedAt ?? entry.createdAt}, time(entry.resolvedAt ?? entry.createdAt))),
        from, h('p', {dir: 'auto'}, h('a', {href: '#/handled/' + entry.id}, summary(entry.summary) || proposal(entry.actionType))), outcome, why,
        sends(entry) && h('details', {}, h('summary', {}, t('Its text')), h('div', {class: 'body', dir: 'auto'}, entry.proposedContent)),
        entry.objectiveId && h('div', {class: 'buttons'}, wrong), after);
    // The mail of a filed card is moved after its execution.
    const isUnderWay = () => !execution?.movedTo && (!['done', 'failed'].includes(execution?.status ?? '')
        || entry.actionType === 'file' && now() - Date.parse(entry.resolvedAt ?? entry.createdAt) < MOVED_WITHIN);
    return {item, isUnderWay, complete: async () => {
        try {
            const card = await call('GET', `/api/queue/${entry.id}`);
            sender = card.sender;
            execution = card.execution;
            if (sender) fill(from, t('From'), ' ', h('strong', {}, h('bdi', {}, sender.name)), sender.name !== sender.email && h('bdi', {class: 'quiet'}, ' <' + sender.email + '>'));
            if (card.rationale?.gate) fill(why, t('Why'), ': ', said(card.rationale.gate), card.rationale.policies?.length > 0 && [' · ', card.rationale.policies.map(name => h('bdi', {class: 'badge'}, name))]);
            if (card.execution) fill(outcome, said(card.execution.outcome ?? card.execution.lastError) ?? '');
        } catch (problem) {
            fill(why, problem.message);
        }
    }};
}

/**
 * The part of what was done that "this was wrong" can't take back, as a sentence.
 * @param {Api.ActionType} type
 * @param {Api.Execution | null} execution
 */
function remains(type, execution) {
    if (type === 'file' && execution?.movedTo) return t('Nothing was sent. Its mail was moved to {0} in your mailbox, and stays there until you move it back.', execution.movedTo);
    if (type === 'draft') return t('The draft is still there, and was sent to nobody: discard it or send it with its card.');
    if (type !== 'send') return t('Nothing was sent, so nothing else is left of it.');
    switch (execution?.status) {
        case 'done': case 'sending': return t('The answer is sent, and that can’t be undone: write to the recipient yourself if it was wrong.');
        case 'failed': return t('The answer was not sent: sending it failed.');
        case 'queued': return t('The answer is not sent yet, and this does not stop it: take it back with its card while there is time.');
        default: return t('Nobody knows whether the answer was sent, and that can’t be undone. Look into your sent mail.');
    }
}

/**
 * Policies that have mail like this one reviewed.
 * @param {Api.Sender | null} sender
 */
function offers(sender) {
    if (!sender) return null;
    const address = h('a', {href: '#/policies/new/sender.email/' + encodeURIComponent(sender.email)}, t('Always ask me about mail from {0}', sender.email));
    return h('ul', {}, sender.organization && h('li', {}, h('a', {href: '#/policies/new/sender.domain/' + encodeURIComponent(sender.organization)},
        t('Always ask me about mail from {0}', '@' + sender.organization))), h('li', {}, address));
}
