/**
 * The rule language of policies as the form shows it. What the form can't show stays JSON.
 * @typedef {{field: string, op: string, values: string[]}} Condition
 * @typedef {{priority: number, mode: string, conditions: Condition[], effects: Map<string, string>}} Form
 */

const TEXT_OPERATORS = ['equals', 'contains', 'startsWith', 'endsWith', 'in', 'matches'];
const NUMBER_OPERATORS = ['equals', 'in', 'gt', 'lt'];

/** @type {[name: string, words: string, operators: string[]][]} */
export const FIELDS = [
    ['sender.domain', 'Sender’s domain', TEXT_OPERATORS],
    ['sender.email', 'Sender’s address', TEXT_OPERATORS],
    ['sender.name', 'Sender’s name', TEXT_OPERATORS],
    ['subject', 'Subject', TEXT_OPERATORS],
    ['body', 'Text', TEXT_OPERATORS],
    ['category', 'Topic', TEXT_OPERATORS],
    ['thread.length', 'Messages in the conversation', NUMBER_OPERATORS],
    ['hour', 'Hour (0 to 23)', NUMBER_OPERATORS],
    ['weekday', 'Weekday (1 to 7, or monday …)', NUMBER_OPERATORS],
];

/** @type {Record<string, string>} */
export const OPERATORS = {
    equals: 'is', contains: 'contains', startsWith: 'begins with', endsWith: 'ends with', in: 'is one of', matches: 'matches the expression',
    gt: 'is greater than', lt: 'is less than',
};

/** @type {Page.Option[]} */
export const EFFECTS = [
    ['require_review', 'Always ask me'],
    ['raise_risk', 'Raise the risk to'],
    ['set_priority', 'Set the urgency to'],
    ['mute', 'Mute it'],
    ['draft', 'Draft this answer'],
    ['allow_auto', 'May run without me at low risk'],
];

/**
 * @param {any} object
 * @param {string[]} names
 */
const only = (object, ...names) => object !== null && typeof object === 'object' && !Array.isArray(object)
    && Object.keys(object).every(name => names.includes(name));

/** @param {string} field */
export const isNumber = field => FIELDS.some(([name, , operators]) => name === field && operators === NUMBER_OPERATORS);

/**
 * @param {any} condition
 * @returns {Condition | null}
 */
function leaf(condition) {
    if (!only(condition, 'field', 'op', 'value')) return null;
    const known = FIELDS.find(([name]) => name === condition.field);
    if (!known || !known[2].includes(condition.op)) return null;
    /** @param {unknown} value */
    const simple = value => ['string', 'number'].includes(typeof value) && !String(value).includes('\n');
    const values = condition.op === 'in' ? condition.value : [condition.value];
    return Array.isArray(values) && values.every(simple) ? {field: condition.field, op: condition.op, values: values.map(String)} : null;
}

/**
 * What the form shows of rules, or null where it can't show them all.
 * @param {any} rules
 * @returns {Form | null}
 */
export function toForm(rules) {
    if (!only(rules, 'priority', 'when', 'then') || !Array.isArray(rules.then)) return null;
    const when = rules.when ?? {};
    const mode = only(when) ? 'always' : only(when, 'any') ? 'any' : 'all';
    const listed = mode === 'always' ? [] : only(when, 'all') || only(when, 'any') ? when[mode] : [when];
    if (!Array.isArray(listed)) return null;
    const conditions = listed.map(leaf);
    const effects = new Map();
    for (const effect of rules.then) {
        const shown = only(effect, 'effect', 'to', 'value', 'template') && EFFECTS.some(([name]) => name === effect.effect) && !effects.has(effect.effect);
        if (!shown) return null;
        effects.set(effect.effect, String(effect.to ?? effect.value ?? effect.template ?? ''));
    }
    if (conditions.includes(null)) return null;
    return {priority: rules.priority ?? 0, mode, conditions: /** @type {Condition[]} */ (conditions), effects};
}

/**
 * The rules that a form describes. What was typed for a number and is none goes as it is: the service says what is wrong.
 * @param {Form} form
 */
export function toRules({priority, mode, conditions, effects}) {
    /** @param {string} text */
    const number = text => /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text;
    /** @type {(field: string, text: string) => string | number} */
    const value = (field, text) => isNumber(field) ? number(text) : text;
    /** @type {Record<string, unknown>} */
    const rules = {priority};
    if (mode !== 'always') {
        rules.when = {[mode]: conditions.map(({field, op, values}) => ({field, op,
            value: op === 'in' ? values.map(one => value(field, one)) : value(field, values[0] ?? '')}))};
    }
    rules.then = [...effects].map(([effect, given]) => ({effect, ...effect === 'raise_risk' && {to: given},
        ...effect === 'set_priority' && {value: number(given)}, ...effect === 'draft' && {template: given}}));
    return rules;
}

/**
 * Policies in the order in which they count.
 * @param {Api.Policy[]} policies
 */
export const ordered = policies => [...policies].sort((one, other) =>
    priorityOf(other) - priorityOf(one) || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));

/**
 * The priority of a policy; rules that can't be read come first, because the service has all mail reviewed for them.
 * @param {{rules: any}} policy
 */
export const priorityOf = policy => only(policy.rules, 'priority', 'when', 'then') ? Number(policy.rules.priority ?? 0) : Infinity;

const HIGHEST = 1000000;

/**
 * The priorities to write so that a policy stands at another place: few, where the neighbours leave room.
 * @param {Api.Policy[]} policies
 * @param {number} from
 * @param {number} to
 * @returns {[Api.Policy, number][]}
 */
export function moved(policies, from, to) {
    const order = [...policies];
    const [policy] = order.splice(from, 1);
    order.splice(to, 0, policy);
    const above = order[to - 1] ? priorityOf(order[to - 1]) : Infinity;
    const below = order[to + 1] ? priorityOf(order[to + 1]) : -Infinity;
    const between = above === Infinity ? below + 10 : below === -Infinity ? above - 10 : Math.floor((above + below) / 2);
    if (between < above && between > below && Math.abs(between) <= HIGHEST) return [[policy, between]];
    return order.map((one, place) => /** @type {[Api.Policy, number]} */ ([one, 10 * (order.length - place)]))
        .filter(([one, priority]) => priorityOf(one) !== Infinity && priorityOf(one) !== priority);
}
