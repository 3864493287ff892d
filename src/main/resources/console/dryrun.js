import {call} from './api.js';
import {announce, fill, h} from './dom.js';
import {people, risk, t, time} from './words.js';

const MESSAGES = 6000;

/**
 * What a change is called, and its value in words.
 * @type {Record<keyof Api.PolicyTestChanges, [words: string, value: (view: Api.PolicyOutcome) => string | number | null]>}
 */
const CHANGES = {
    risk: ['Risk', view => risk(view.riskLevel)],
    priority: ['Urgency', view => view.priority],
    review: ['Always ask me', view => yes(view.review)],
    allowAuto: ['May run without me at low risk', view => yes(view.allowAuto)],
    mute: ['Mute it', view => yes(view.mute)],
    draft: ['Draft this answer', view => yes(view.draft)],
};

/** @param {boolean | null} value */
const yes = value => t(value ? 'yes' : 'no');

/**
 * Tries a policy on past mail, in an element; nothing is written.
 * @param {HTMLElement} element
 * @param {Api.PolicyBody} policy
 * @param {string | null} replaces
 */
export async function dryRun(element, policy, replaces) {
    fill(element, h('p', {class: 'quiet', role: 'status'}, t('It is being tried on your past mail …')));
    const result = await call('POST', '/api/policies/test', {policy, replaces, messages: MESSAGES});
    const said = t('Of {0} messages, {1} match and {2} would be treated differently. Nothing was changed.', result.tested, result.matched, result.changed);
    const kinds = Object.entries(CHANGES).map(([name, [words]]) => ({words, count: result.changes[/** @type {keyof Api.PolicyTestChanges} */ (name)]})).filter(({count}) => count > 0);
    fill(element, h('section', {class: 'box', 'aria-label': t('Result of the trial')}, h('h2', {tabindex: -1}, t('Result of the trial')), h('p', {}, said),
        !result.complete && h('p', {class: 'notice'}, t('The time for a trial ended before all of your mail was looked at.')),
        kinds.length > 0 && h('p', {class: 'badges'}, kinds.map(({words, count}) => h('span', {class: 'badge'}, t(words) + ': ' + count))),
        result.examples.length > 0 && h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('Examples')}, h('table', {}, h('caption', {class: 'hidden-text'}, t('Examples')),
            h('thead', {}, h('tr', {}, [t('Message'), t('From'), t('Change')].map(words => h('th', {scope: 'col'}, words)))),
            h('tbody', {}, result.examples.map(row))))));
    announce(said);
    element.scrollIntoView({block: 'nearest'});
    element.querySelector('h2')?.focus({preventScroll: true});
}

/** @param {Api.PolicyTestExample} example */
function row(example) {
    const changes = Object.values(CHANGES).map(([words, value]) => [t(words), value(example.before), value(example.after)]).filter(([, before, after]) => before !== after);
    return h('tr', {}, h('td', {dir: 'auto'}, example.cardId ? h('a', {href: '#/handled/' + example.cardId}, example.subject || t('No subject')) : example.subject || t('No subject'),
        h('div', {class: 'quiet'}, time(example.sentAt))),
    h('td', {dir: 'auto'}, example.sender ? people([example.sender]) : ''),
    h('td', {}, changes.length === 0 ? h('span', {class: 'quiet'}, t('none')) : changes.map(([words, before, after]) => h('div', {}, words + ': ' + before + ' → ' + after))));
}
