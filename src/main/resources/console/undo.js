import {call, now, undoSeconds} from './api.js';
import {announce, fill, h, released, update} from './dom.js';
import {said, t} from './words.js';

/** @type {{card: Api.Card, sentence: string, until: number, state?: Page.Child} | null} */
let shown = null;
/** True while the execution is followed, whose changes come as events. */
let following = false;
let timer = 0;
/** @type {(card: Api.Card) => void} */
let undone = () => {};

/** @param {typeof undone} handler */
export const onUndone = handler => { undone = handler; };

document.addEventListener('changed', event => {
    if (shown && following && event.detail.mailbox) follow();
});

const bar = () => document.getElementById('undo');

export function dismiss() {
    clearTimeout(timer);
    shown = null;
    following = false;
    fill(bar());
}

/**
 * Offers to undo a decision until its execution begins or, without one, its time is over, and then follows the execution.
 * @param {Api.Card} card
 * @param {string} sentence
 */
export function offer(card, sentence) {
    clearTimeout(timer);
    const until = card.execution ? Date.parse(card.execution.availableAt) : now() + undoSeconds() * 1000;
    shown = {card, sentence, until};
    following = false;
    announce(sentence + ' ' + t('Press z to undo.'));
    tick();
}

function tick() {
    if (!shown) return;
    const left = Math.ceil((shown.until - now()) / 1000);
    if (left <= 0) {
        following = true;
        follow();
        return;
    }
    draw(t('{0} s left', left), h('button', {key: 'undo', class: 'primary', onclick: undo}, t('Undo'), ' ', h('kbd', {}, 'z')));
    timer = setTimeout(tick, 250);
}

/**
 * @param {Page.Child} state
 * @param {Page.Child[]} buttons
 */
function draw(state, ...buttons) {
    update(bar(), h('div', {class: 'undo-bar'}, h('span', {}, shown?.sentence), h('strong', {}, state), buttons,
        h('button', {class: 'quiet-button', 'aria-label': t('Close'), onclick: dismiss}, '×')));
}

/** Withdraws the decision that is shown. */
export async function undo() {
    if (!shown) return;
    const {card} = shown;
    clearTimeout(timer);
    try {
        const back = await call('POST', `/api/queue/${card.id}/withdraw`);
        dismiss();
        announce(t('Undone: the card waits for you again.'));
        undone(back);
    } catch (problem) {
        shown && draw(problem.message);
        announce(problem.message);
    }
}

async function follow() {
    const looked = shown;
    if (!looked) return;
    let card;
    try {
        card = await call('GET', `/api/queue/${looked.card.id}`);
        await released();
    } catch (problem) {
        if (shown === looked) draw(problem.message, h('button', {onclick: follow}, t('Look again')));
        return;
    }
    if (shown !== looked) return;
    const execution = card.execution;
    if (!execution) {
        dismiss();
        return;
    }
    const [state, ...buttons] = outcome(card.id, execution, follow);
    draw(state, buttons);
    if (state === looked.state) return;
    looked.state = state;
    announce(state);
    if (execution.status === 'done') following = false;
}

/**
 * The state of an execution in words, with the buttons for what can be done about it.
 * @param {string} id of its card
 * @param {Api.Execution} execution
 * @param {() => unknown} again
 * @returns {[words: string, ...buttons: Node[]]}
 */
export function outcome(id, execution, again) {
    const retry = h('button', {onclick: async () => {
        try {
            await call('POST', `/api/queue/${id}/retry`);
        } catch (problem) {
            announce(problem.message);
        }
        again();
    }}, t('Try again'));
    switch (execution.status) {
        case 'queued': return [execution.lastError ? t('Waits to be tried again: {0}', said(execution.lastError)) : t('Queued: it is carried out soon.'),
            h('button', {onclick: again}, t('Look again'))];
        case 'sending': return [t('It is being sent; it can’t be stopped any more.'), h('button', {onclick: again}, t('Look again'))];
        case 'done': return [said(execution.outcome) ?? t('Done.')];
        case 'failed': return [t('It failed: {0}', said(execution.lastError) ?? ''), retry];
        default: return [t('Nobody knows whether the mail was sent. Its answer or a report will tell by itself; look into your sent mail before you try again.'), retry];
    }
}
