import {fill, h} from './dom.js';
import {Navigation} from './nav.js';
import {Queue} from './queue.js';
import {t} from './words.js';

/**
 * The screens beside the queue; each is loaded when it is opened first.
 * @type {Record<string, () => Promise<{show(main: HTMLElement, path: string[]): unknown}>>}
 */
const SCREENS = {
    done: () => import('./done.js'),
    objectives: () => import('./objectives.js'),
    policies: () => import('./policies.js'),
    accounts: () => import('./accounts.js'),
    settings: () => import('./settings.js'),
    numbers: () => import('./numbers.js'),
};

/** Shows the queue or the screen that the address names. */
export class Router {
    /** @param {HTMLElement} panes */
    constructor(panes) {
        this.panes = panes;
        this.navigation = new Navigation();
        this.queue = new Queue(this.navigation);
        window.addEventListener('hashchange', () => this.route());
    }

    /**
     * Passes on what has changed elsewhere; a screen hears of it as the event `changed` of the document.
     * @param {Api.Change} change
     */
    heard(change) {
        if (change.mailbox) this.queue.sync();
        document.dispatchEvent(new CustomEvent('changed', {detail: change}));
    }

    route() {
        const [, name, ...path] = location.hash.split('/');
        if (Object.hasOwn(SCREENS, name ?? '')) return this.open(name, path.map(decoded));
        if (!this.queue.isShown) {
            document.body.classList.remove('on-screen');
            fill(this.panes, this.navigation.element, this.queue.panes);
            this.queue.enter();
        }
        return this.queue.route();
    }

    /**
     * Shows a screen in an element of its own, so that what an earlier one still loads is drawn nowhere.
     * @param {string} name
     * @param {string[]} path
     */
    async open(name, path) {
        this.queue.leave();
        document.body.classList.remove('reading');
        document.body.classList.add('on-screen');
        const main = h('main', {class: 'screen', id: 'detail', tabindex: -1}, h('p', {class: 'quiet', role: 'status'}, t('One moment …')));
        fill(this.panes, this.navigation.element, main);
        this.navigation.show(name);
        if (!this.queue.stats) this.queue.count();
        try {
            const {show} = await SCREENS[name]();
            await show(main, path);
            if (!main.isConnected) return;
            const title = main.querySelector('h1');
            if (!title) return;
            document.title = title.textContent + ' · GetAnswers';
            if (!main.contains(document.activeElement)) title.focus({preventScroll: true});
        } catch (failed) {
            fill(main, h('p', {class: 'error', role: 'alert'}, failed.message), h('button', {onclick: () => this.route()}, t('Try again')));
        }
    }
}

/**
 * A part of an address; one that is not encoded as it should be stays as it is.
 * @param {string} part
 */
function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch (malformed) {
        return part;
    }
}
