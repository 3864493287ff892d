import {fill, h} from './dom.js';
import {choice} from './forms.js';
import {EFFECTS, FIELDS, OPERATORS, toRules} from './rules.js';
import {t} from './words.js';

/** @type {Page.Option[]} */
const CATEGORIES = [['finance', 'Finance'], ['client', 'Client'], ['hr', 'Staff'], ['legal', 'Legal'], ['internal', 'Internal'], ['partner', 'Partner']];

/** The controls of rules, each with the path under which the service reports its errors. */
export class RulesForm {
    /** @param {import('./rules.js').Form} shown */
    constructor({priority, mode, conditions, effects}) {
        this.state = {priority, mode, conditions, effects: new Map(effects)};
        this.conditionBox = h('ul', {class: 'conditions'});
        const add = h('button', {type: 'button', onclick: () => {
            this.state.conditions.push({field: 'subject', op: 'contains', values: ['']});
            this.drawConditions();
            this.conditionBox.lastElementChild?.querySelector('select')?.focus();
        }}, t('Add a condition'));
        const when = choice('when', [['all', t('All of these hold')], ['any', t('One of these holds')], ['always', t('Every message')]], mode, {onchange: event => {
            this.state.mode = event.target.value;
            if (this.state.mode !== 'always' && this.state.conditions.length === 0) this.state.conditions.push({field: 'sender.domain', op: 'equals', values: ['']});
            this.drawConditions();
        }});
        this.add = add;
        this.drawConditions();
        const order = h('input', {type: 'number', min: -1000000, max: 1000000, value: priority, oninput: event => { this.state.priority = Number(event.target.value) || 0; }});
        this.element = h('div', {class: 'fields-form'},
            h('label', {class: 'inline'}, h('strong', {}, t('When')), at(when, 'rules.when')), this.conditionBox, h('div', {}, add),
            h('fieldset', {class: 'effects'}, h('legend', {}, t('Then')), EFFECTS.map(effect => this.effect(effect))),
            h('div', {class: 'field'}, h('label', {class: 'inline'}, h('strong', {}, t('Priority')), at(order, 'rules.priority')), h('p', {class: 'quiet'}, t('The higher counts first. The list has buttons for it, too.'))));
    }

    rules() {
        return toRules(this.state);
    }

    drawConditions() {
        const {mode, conditions} = this.state;
        this.conditionBox.hidden = this.add.hidden = mode === 'always';
        fill(this.conditionBox, conditions.map((condition, place) => this.condition(condition, 'rules.when.' + mode + '[' + place + ']', place)));
    }

    /**
     * @param {import('./rules.js').Condition} condition
     * @param {string} path
     * @param {number} place
     */
    condition(condition, path, place) {
        const operators = operatorsOf(condition.field);
        /** @param {string} selector */
        const redraw = selector => {
            this.drawConditions();
            /** @type {HTMLElement | null} */ (this.conditionBox.children[place].querySelector(selector))?.focus();
        };
        return h('li', {class: 'field'}, h('div', {class: 'condition'},
            at(choice('field', FIELDS.map(([name, words]) => [name, t(words)]), condition.field, {'aria-label': t('Field {0}', place + 1), onchange: event => {
                condition.field = event.target.value;
                if (!operatorsOf(condition.field).includes(condition.op)) condition.op = 'equals';
                redraw('[name=field]');
            }}), path + '.field'),
            at(choice('op', operators.map(name => [name, t(OPERATORS[name])]), condition.op, {'aria-label': t('Comparison {0}', place + 1), onchange: event => {
                condition.op = event.target.value;
                if (condition.op !== 'in') condition.values = [condition.values.join(' ')];
                redraw('[name=op]');
            }}), path + '.op'),
            at(this.value(condition, place), path + '.value'),
            h('button', {type: 'button', class: 'quiet-button', 'aria-label': t('Remove condition {0}', place + 1), disabled: this.state.conditions.length === 1, onclick: () => {
                this.state.conditions.splice(place, 1);
                this.drawConditions();
                this.add.focus();
            }}, '×')));
    }

    /**
     * @param {import('./rules.js').Condition} condition
     * @param {number} place
     */
    value(condition, place) {
        const label = {'aria-label': t('Value {0}', place + 1)};
        if (condition.field === 'category' && condition.op === 'equals') {
            /** @type {Page.Option[]} */
            const options = CATEGORIES.map(([name, words]) => [name, t(words)]);
            const known = options.some(([name]) => name === condition.values[0]);
            if (!known) options.unshift([condition.values[0] ?? '', condition.values[0] || '…']);
            return choice('value', options, condition.values[0], {...label, onchange: event => { condition.values = [event.target.value]; }});
        }
        if (condition.op === 'in') {
            return h('textarea', {...label, name: 'value', rows: Math.min(8, condition.values.length + 1), placeholder: t('One in each line'), value: condition.values.join('\n'),
                oninput: event => { condition.values = event.target.value.split('\n').map(one => one.trim()).filter(Boolean); }});
        }
        return h('input', {...label, name: 'value', value: condition.values[0] ?? '', maxlength: 1000, oninput: event => { condition.values = [event.target.value]; }});
    }

    /** @param {Page.Option} effect */
    effect([name, words]) {
        const {effects} = this.state;
        const path = 'rules.then[' + [...effects.keys()].indexOf(name) + ']';
        /** @type {Record<string, () => Page.Control>} */
        const extras = {
            raise_risk: () => choice('to', [['medium', t('medium')], ['high', t('high')]], effects.get(name) || 'high', {'aria-label': t(words)}),
            set_priority: () => h('input', {type: 'number', min: 0, max: 100, value: effects.get(name) ?? '80', 'aria-label': t(words)}),
            draft: () => h('textarea', {rows: 5, maxlength: 10000, value: effects.get(name) ?? '', 'aria-label': t(words)}),
        };
        const extra = extras[name]?.();
        const box = h('input', {type: 'checkbox', checked: effects.has(name)});
        const change = () => {
            if (box.checked) effects.set(name, extra?.value ?? '');
            else effects.delete(name);
            if (extra) extra.hidden = !box.checked;
            if (hint) hint.hidden = !box.checked;
            this.numberEffects();
        };
        const hint = name === 'draft' && h('p', {class: 'quiet'}, t('Placeholders:'), ' {{sender.name}} {{sender.email}} {{subject}} {{owner.name}}');
        /** @type {Record<string, string>} */
        const suffixes = {raise_risk: '.to', set_priority: '.value', draft: '.template'};
        const suffix = suffixes[name] ?? '';
        const row = h('div', {class: 'field effect'}, h('label', {class: 'check'}, box, t(words)), extra, hint);
        box.dataset.effect = name;
        if (extra) Object.assign(extra.dataset, {effect: name, suffix});
        at(box, path);
        if (extra) {
            at(extra, path + suffix);
            extra.hidden = !box.checked;
            extra.addEventListener('input', change);
        }
        if (hint) hint.hidden = !box.checked;
        box.addEventListener('change', change);
        return row;
    }

    /** Gives the effects the paths of their places among those that are chosen. */
    numberEffects() {
        const names = [...this.state.effects.keys()];
        for (const control of /** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll('[data-effect]'))) {
            control.dataset.path = 'rules.then[' + names.indexOf(control.dataset.effect ?? '') + ']' + (control.dataset.suffix ?? '');
        }
    }
}

/** @param {string} field */
const operatorsOf = field => FIELDS.find(([name]) => name === field)?.[2] ?? [];

/**
 * @template {HTMLElement} E
 * @param {E} control
 * @param {string} path
 */
function at(control, path) {
    control.dataset.path = path;
    return control;
}
