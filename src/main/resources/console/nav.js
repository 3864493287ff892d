import {h, released, update} from './dom.js';
import {t} from './words.js';

/**
 * The states of cards: name, words, count of the statistics, and query of the queue.
 * @type {[name: string, words: string, count: keyof Api.NavigationCounts | null, query: string][]}
 */
export const STATES = [
    ['needs_decision', 'Needs a decision', 'needsDecision', 'status=needs_decision'],
    ['waiting', 'Waiting on others', 'waitingOnOthers', 'status=waiting_on_others'],
    ['scheduled', 'Scheduled', 'scheduledDone', 'status=scheduled'],
    ['handled', 'Handled', 'handledByAI', 'status=handled'],
    ['muted', 'Muted', 'muted', 'status=muted'],
    ['sent', 'Carried out', null, 'executionStatus=done'],
    ['failed', 'Failed', null, 'executionStatus=failed'],
    ['unknown', 'Outcome unknown', null, 'executionStatus=unknown'],
];

const SCREENS = [
    ['done', 'Done without you'],
    ['objectives', 'Objectives'],
    ['policies', 'Policies'],
    ['accounts', 'Accounts'],
    ['settings', 'Settings'],
    ['numbers', 'Numbers'],
];

/** The left pane: the states with their counts, and the other screens. */
export class Navigation {
    constructor() {
        this.element = h('nav', {class: 'states', 'aria-label': t('States')});
        /** @type {string | null} */
        this.current = null;
        /** @type {Partial<Api.NavigationCounts>} */
        this.counts = {};
    }

    /**
     * Marks what is shown.
     * @param {string} name
     */
    show(name) {
        this.current = name;
        this.draw();
    }

    /** @param {Api.NavigationCounts} counts */
    async count(counts) {
        this.counts = counts;
        await released();
        this.draw();
    }

    draw() {
        /** @type {(name: string, words: string, count?: number) => HTMLElement} */
        const link = (name, words, count) => h('li', {}, h('a', {href: '#/' + name, 'aria-current': name === this.current ? 'page' : null},
            h('span', {}, t(words)), count !== undefined && h('span', {class: 'count'}, count)));
        update(this.element, h('ul', {}, STATES.map(([name, words, count]) => link(name, words, count ? this.counts[count] : undefined))),
            h('ul', {class: 'screens'}, SCREENS.map(([name, words]) => link(name, words))));
        // On a phone the lists are wider than the page.
        this.element.querySelector('.screens [aria-current]')?.scrollIntoView({block: 'nearest', inline: 'nearest'});
    }
}
