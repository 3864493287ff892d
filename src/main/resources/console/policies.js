import {call} from './api.js';
import {ask} from './dialog.js';
import {announce, fill, h, released, update} from './dom.js';
import {doing, heading, load} from './forms.js';
import {showPolicy} from './policy.js';
import {EFFECTS, FIELDS, OPERATORS, moved, ordered, priorityOf, toForm} from './rules.js';
import {t} from './words.js';

/**
 * The policies in their order, or the one that the address names.
 * @param {HTMLElement} main
 * @param {string[]} path
 */
export function show(main, [id, ...prefilled]) {
    return id ? showPolicy(main, id, prefilled) : showAll(main);
}

/** @param {HTMLElement} main */
function showAll(main) {
    const list = h('div');
    fill(main, heading(t('Policies'), t('Your rules for new mail. Where two of them contradict each other, the upper one counts; a demand to ask you always counts.')),
        h('div', {class: 'buttons'}, h('a', {class: 'button primary', href: '#/policies/new'}, t('New policy'))), list);
    return load(list, () => call('GET', '/api/policies?limit=100'), ({items}) => new Order(list, ordered(items)).element);
}

/** The list, whose order is changed by buttons or by dragging. */
class Order {
    /**
     * @param {HTMLElement} root
     * @param {Api.Policy[]} policies
     */
    constructor(root, policies) {
        this.root = root;
        this.policies = policies;
        /** @type {string | null} */
        this.dragged = null;
        this.writing = Promise.resolve();
        this.pending = 0;
        this.element = h('ol', {class: 'boxes'});
        this.failure = h('p', {class: 'error', role: 'alert'});
        this.draw();
    }

    draw() {
        update(this.element, this.policies.map((policy, place) => this.row(policy, place)),
            this.policies.length === 0 && h('li', {key: 'none', class: 'quiet'}, t('There are none yet.')), h('li', {key: 'failure'}, this.failure));
    }

    /**
     * @param {Api.Policy} policy
     * @param {number} place
     */
    row(policy, place) {
        const isReadable = priorityOf(policy) !== Infinity;
        /** @type {(step: number, sign: string, words: string) => HTMLElement} */
        const move = (step, sign, words) => h('button', {class: 'quiet-button', 'aria-label': t(words, policy.name),
            disabled: !isReadable || !this.policies[place + step] || priorityOf(this.policies[place + step]) === Infinity,
            onclick: () => this.move(policy.id, step)}, sign);
        return h('li', {key: policy.id, class: 'box policy', draggable: isReadable ? 'true' : null,
            ondragstart: event => {
                this.dragged = policy.id;
                if (!event.dataTransfer) return;
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', policy.name);
            },
            ondragover: event => this.dragged !== null && event.preventDefault(),
            ondrop: event => {
                event.preventDefault();
                if (this.dragged !== null && this.dragged !== policy.id) this.moveTo(this.dragged, policy.id);
            },
            ondragend: () => { this.dragged = null; }},
        h('div', {class: 'row-head'}, h('h2', {dir: 'auto'}, h('a', {href: '#/policies/' + policy.id}, policy.name)),
            h('span', {class: 'buttons'}, move(-1, '↑', 'Move up: {0}'), move(1, '↓', 'Move down: {0}'))),
        h('p', {dir: 'auto'}, isReadable ? sentence(policy.rules) : t('These rules can’t be read. Until they are mended, all mail is reviewed.')),
        policy.description && h('p', {class: 'quiet', dir: 'auto'}, policy.description),
        h('div', {class: 'buttons'}, h('label', {class: 'check'}, h('input', {type: 'checkbox', role: 'switch', checked: policy.isActive, disabled: !isReadable,
            'aria-label': t('Active: {0}', policy.name), onchange: event => this.activate(policy.id, event.target.checked)}), t('Active')),
        doing(t('Delete'), () => this.remove(policy), {class: 'quiet-button', 'aria-label': t('Delete: {0}', policy.name)})));
    }

    /** @param {string} id */
    placeOf(id) {
        return this.policies.findIndex(policy => policy.id === id);
    }

    /**
     * @param {string} id
     * @param {boolean} isActive
     */
    activate(id, isActive) {
        return this.writeAll(() => this.policies.filter(policy => policy.id === id).map(policy => [{...policy, isActive}, priorityOf(policy)]));
    }

    /**
     * @param {string} id
     * @param {string} target
     */
    moveTo(id, target) {
        return this.place(id, () => this.placeOf(target));
    }

    /**
     * @param {string} id
     * @param {number} step
     */
    async move(id, step) {
        const focused = document.activeElement;
        await this.place(id, place => place + step);
        // The button at the end of the list has nothing to do any more.
        if (document.activeElement !== focused && document.activeElement !== document.body) return;
        /** @type {NodeListOf<HTMLButtonElement> | undefined} */
        const buttons = this.element.children[this.placeOf(id)]?.querySelectorAll('.row-head button');
        const [up, down] = buttons ?? [];
        (step < 0 && !up?.disabled ? up : step > 0 && !down?.disabled ? down : up?.disabled ? down : up)?.focus();
    }

    /**
     * @param {string} id
     * @param {(place: number) => number} to
     */
    async place(id, to) {
        await this.writeAll(() => {
            const from = this.placeOf(id);
            const place = to(from);
            return from < 0 || !this.policies[place] || place === from ? [] : moved(this.policies, from, place);
        });
        const place = this.placeOf(id);
        if (place >= 0) announce(t('{0} is number {1} of {2}.', this.policies[place].name, place + 1, this.policies.length));
    }

    /**
     * Writes policies with their priorities.
     * @param {() => [Api.Policy, number][]} changes
     */
    writeAll(changes) {
        return this.write(async () => {
            for (const [policy, priority] of changes()) {
                await call('PUT', `/api/policies/${policy.id}`, {name: policy.name, description: policy.description, rules: {.../** @type {object} */ (policy.rules), priority}, isActive: policy.isActive});
            }
        });
    }

    /**
     * Makes one change after the other: each starts from what the one before left.
     * @param {() => Promise<unknown>} change
     */
    write(change) {
        if (this.pending++ === 0) this.failure.textContent = '';
        this.writing = this.writing.then(() => this.writeNow(change));
        return this.writing;
    }

    /**
     * Makes a change, and shows what the service has then.
     * @param {() => Promise<unknown>} change
     */
    async writeNow(change) {
        let failed = null;
        try {
            await change();
        } catch (problem) {
            failed = problem.message;
        }
        try {
            this.policies = ordered((await call('GET', '/api/policies?limit=100')).items);
        } catch (problem) {
            failed ??= problem.message;
        }
        if (failed) this.failure.textContent = failed;
        await released();
        // Switches show what the changes to come will have made of them.
        if (--this.pending === 0) this.draw();
    }

    /** @param {Api.Policy} policy */
    async remove(policy) {
        const confirmed = await ask({title: t('Delete this policy?'), confirm: t('Delete'), danger: true, body: [h('p', {dir: 'auto'}, policy.name)]});
        if (!confirmed) return;
        await this.write(() => call('DELETE', `/api/policies/${policy.id}`));
        if (this.placeOf(policy.id) >= 0) return;
        /** @type {HTMLElement | null} */ (this.element.querySelector('h2 a') ?? document.querySelector('.screen .button'))?.focus();
        announce(t('Deleted: {0}', policy.name));
    }
}

/**
 * Rules in a sentence.
 * @param {unknown} rules
 */
function sentence(rules) {
    const form = toForm(rules);
    if (!form) return t('Rules as JSON');
    /** @type {(list: [name: string, words: string, ...more: unknown[]][], name: string) => string} */
    const words = (list, name) => t(list.find(([known]) => known === name)?.[1] ?? name);
    const conditions = form.conditions.map(({field, op, values}) => words(FIELDS, field) + ' ' + t(OPERATORS[op]) + ' “' + values.join('”, “') + '”');
    const effects = [...form.effects].map(([effect, value]) => words(EFFECTS, effect)
        + (effect === 'raise_risk' || effect === 'set_priority' ? ' ' + t(value) : '')).join(', ');
    return (form.mode === 'always' ? t('Every message') : conditions.join(' ' + t(form.mode === 'any' ? 'or' : 'and') + ' ')) + ' → ' + effects;
}
