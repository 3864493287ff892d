import {call, requestName} from './api.js';
import {fill, h} from './dom.js';
import * as drafts from './drafts.js';
import {dryRun} from './dryrun.js';
import {check, clearErrors, doing, field, form, heading, load, showErrors} from './forms.js';
import {RulesForm} from './rulesform.js';
import {priorityOf, toForm} from './rules.js';
import {t} from './words.js';

/** @typedef {{name: string, description: string, isActive: boolean, rules: any}} Edited */

const CREATED = {name: '', description: '', isActive: true, rules: {priority: 10, when: {all: [{field: 'sender.domain', op: 'equals', value: ''}]}, then: [{effect: 'require_review'}]}};

/**
 * The form of one policy; `prefilled` are a field and its value for a new one.
 * @param {HTMLElement} main
 * @param {string} id
 * @param {string[]} prefilled
 * @returns {Promise<void>}
 */
export function showPolicy(main, id, [of, value]) {
    const box = h('div');
    const isNew = id === 'new';
    fill(main, heading(isNew ? t('New policy') : t('Policy')), h('p', {}, h('a', {href: '#/policies'}, '‹ ' + t('All policies'))), box);
    return load(box, /** @returns {Promise<Edited>} */ () => isNew ? created(of, value) : call('GET', `/api/policies/${encodeURIComponent(id)}`), policy => new Editor(box, policy, isNew ? 'new' : id, isNew && value ? 'new.' + value : id).draw());
}

/**
 * A new policy, which counts before the others.
 * @param {string} [of]
 * @param {string} [value]
 * @returns {Promise<Edited>}
 */
async function created(of, value) {
    const priorities = (await call('GET', '/api/policies?limit=100')).items.map(priorityOf).filter(Number.isFinite);
    const rules = {...CREATED.rules, priority: Math.min(1000000, Math.max(0, ...priorities) + 10)};
    if (!of || !value) return {...CREATED, rules};
    return {...CREATED, name: t('Ask me about {0}', value), rules: {...rules, when: {all: [{field: of, op: 'equals', value}]}}};
}

/** Edits a policy by form or as JSON; what is typed is kept until the service has it. */
class Editor {
    /**
     * @param {HTMLElement} root
     * @param {Edited} policy
     * @param {string} id
     * @param {string} key
     */
    constructor(root, policy, id, key) {
        this.root = root;
        this.id = id;
        this.place = key;
        this.key = 'policy.' + key;
        const kept = drafts.read(this.key);
        this.before = policy;
        this.isRestored = Boolean(kept);
        const typed = kept ? JSON.parse(kept.text) : {...policy, json: JSON.stringify(policy.rules, null, 2)};
        this.name = h('input', {name: 'name', maxlength: 255, required: true, value: typed.name});
        this.description = h('textarea', {name: 'description', rows: 2, maxlength: 10000, value: typed.description});
        this.active = h('input', {type: 'checkbox', role: 'switch', checked: typed.isActive});
        this.json = h('textarea', {name: 'rules', rows: 16, class: 'code', spellcheck: 'false', value: typed.json});
        this.json.dataset.path = 'rules';
        this.rulesBox = h('div', {class: 'field'});
        this.result = h('div', {class: 'dry-run'});
        this.views = h('div', {class: 'buttons', role: 'group', 'aria-label': t('View of the rules')});
        /** @type {RulesForm | null} */
        this.rulesForm = null;
        this.opened = '';
        this.element = h('form');
    }

    draw() {
        this.openForm() || this.openJson();
        const dry = doing(t('Try it on past mail'), () => this.tryIt());
        const element = form({fields: [
            this.isRestored && h('p', {class: 'notice', role: 'status'}, t('Your changes from before are back.'), ' ', h('button', {type: 'button', onclick: () => this.discard()}, t('Discard'))),
            field(t('Name'), this.name), field(t('Description'), this.description), check(t('Active'), this.active),
            h('section', {class: 'box', 'aria-label': t('Rules')}, h('div', {class: 'row-head'}, h('h2', {}, t('Rules')), this.views), this.rulesBox)],
        button: t('Save'), act: () => this.save(), more: dry});
        element.addEventListener('input', () => this.keep());
        element.addEventListener('click', event => /** @type {Element} */ (event.target).closest('.fields-form button[type=button]') && this.rulesForm && setTimeout(() => this.keepIfChanged()));
        this.element = element;
        this.opened = this.text();
        return [element, this.result];
    }

    discard() {
        drafts.forget(this.key);
        fill(this.root, new Editor(this.root, this.before, this.id, this.place).draw());
    }

    text() {
        return JSON.stringify({name: this.name.value, description: this.description.value, isActive: this.active.checked, json: this.rulesText()});
    }

    rulesText() {
        return this.rulesForm ? JSON.stringify(this.rulesForm.rules(), null, 2) : this.json.value;
    }

    keep() {
        drafts.keep(this.key, this.text());
    }

    keepIfChanged() {
        /** @param {string} text */
        const compact = text => JSON.stringify(parsed(JSON.parse(text).json));
        if (this.element.isConnected && compact(this.text()) !== compact(this.opened)) this.keep();
    }

    /** Shows the form if it can show all of the rules; tells whether it does. */
    openForm() {
        const shown = toForm(parsed(this.json.value));
        if (shown) {
            this.rulesForm = new RulesForm(shown);
            fill(this.rulesBox, this.rulesForm.element);
        }
        this.drawViews(shown ? 'form' : 'json');
        return Boolean(shown);
    }

    openJson() {
        this.json.value = this.rulesText();
        this.rulesForm = null;
        fill(this.rulesBox, h('label', {}, h('span', {class: 'hidden-text'}, t('Rules as JSON')), this.json));
        this.drawViews('json');
    }

    /** @param {string} view */
    drawViews(view) {
        const fits = view === 'form' || toForm(parsed(this.json.value)) !== null;
        /** @type {(name: string, words: string, act: () => unknown) => HTMLElement} */
        const button = (name, words, act) => h('button', {type: 'button', 'aria-pressed': String(view === name), onclick: () => {
            act();
            /** @type {HTMLElement | null} */ (this.views.querySelector('[aria-pressed=true]'))?.focus();
        }}, words);
        fill(this.views, button('form', t('Form'), () => {
            if (view !== 'form' && !this.openForm()) this.say(t('The form can’t show these rules: they stay JSON.'));
        }), button('json', 'JSON', () => view !== 'json' && this.openJson()));
        if (!fits) this.say(t('The form can’t show these rules: they stay JSON.'));
    }

    /** @param {string} sentence */
    say(sentence) {
        this.rulesBox.querySelector('.field-note')?.remove();
        this.rulesBox.append(h('p', {class: 'quiet field-note', role: 'status'}, sentence));
    }

    /** The policy as it is typed. */
    body() {
        const rules = parsed(this.rulesText());
        if (rules === undefined) {
            const message = t('This is no JSON.');
            throw Object.assign(new Error(message), {errors: [{field: 'rules', message}]});
        }
        return {name: this.name.value, description: this.description.value, rules, isActive: this.active.checked};
    }

    async save() {
        const body = this.body();
        this.keep();
        const headers = {'Idempotency-Key': drafts.read(this.key)?.request ?? requestName()};
        await (this.id === 'new' ? call('POST', '/api/policies', body, headers) : call('PUT', `/api/policies/${this.id}`, body, headers));
        drafts.forget(this.key);
        location.hash = '#/policies';
        return t('Saved.');
    }

    async tryIt() {
        const failure = /** @type {HTMLElement} */ (this.element.querySelector(':scope > .error'));
        clearErrors(this.element, failure);
        try {
            await dryRun(this.result, this.body(), this.id === 'new' ? null : this.id);
        } catch (problem) {
            fill(this.result);
            const errors = /** @type {Api.FieldError[]} */ (problem.errors ?? []).map(error => ({...error, field: error.field.replace(/^policy\./, '')}));
            showErrors(this.element, failure, {message: problem.message, errors});
        }
    }
}

/** @param {string} text */
function parsed(text) {
    try {
        return JSON.parse(text);
    } catch (noJson) {
        return undefined;
    }
}
