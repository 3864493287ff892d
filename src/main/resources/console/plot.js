/** Bar plots as SVG, made of elements; the table beside a plot says the same in words. */

const SPACE = 'http://www.w3.org/2000/svg';
// On a phone as wide as there, so that the words stay readable.
const isNarrow = matchMedia('(max-width: 40rem)').matches;
const WIDTH = isNarrow ? 340 : 720;
const HEIGHT = 180;
const LEFT = isNarrow ? 48 : 56;
const BOTTOM = 22;
const TOP = 10;

/**
 * @param {string} tag
 * @param {Record<string, string | number>} properties
 * @param {(Node | string)[]} children
 */
function svg(tag, properties = {}, ...children) {
    const element = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
}

/**
 * Stacked bars: each row has a name, and a value for each kind, whose class colours it.
 * @param {{name: string, values: number[]}[]} rows
 * @param {string[]} kinds
 * @param {(value: number) => string} say
 */
export function bars(rows, kinds, say) {
    const largest = Math.max(1, ...rows.map(row => sum(row.values)));
    const step = (WIDTH - LEFT) / rows.length;
    const scale = (HEIGHT - TOP - BOTTOM) / largest;
    const base = HEIGHT - BOTTOM;
    const labelled = Math.max(1, Math.ceil(rows.length / (isNarrow ? 4 : 8)));
    const plot = svg('svg', {class: 'bars', viewBox: '0 0 ' + WIDTH + ' ' + HEIGHT, 'aria-hidden': 'true', focusable: 'false'});
    for (const part of [0, 0.5, 1]) {
        const y = base - part * largest * scale;
        plot.append(svg('line', {x1: LEFT, x2: WIDTH, y1: y, y2: y, class: 'grid'}));
        if (part !== 0.5 || largest % 2 === 0 || largest > 20) plot.append(svg('text', {x: LEFT - 6, y: y + 4, 'text-anchor': 'end'}, say(part * largest)));
    }
    rows.forEach((row, place) => {
        const x = LEFT + place * step;
        const width = Math.min(step * 0.8, 60);
        let y = base;
        row.values.forEach((value, kind) => {
            if (value <= 0) return;
            y -= value * scale;
            plot.append(svg('rect', {x: x + (step - width) / 2, y, width, height: value * scale, class: kinds[kind]}, svg('title', {}, row.name + ': ' + say(value))));
        });
        if (place % labelled === 0) plot.append(svg('text', {x: x + step / 2, y: HEIGHT - 6, 'text-anchor': 'middle'}, row.name));
    });
    return plot;
}

/** @param {number[]} values */
const sum = values => values.reduce((total, value) => total + value, 0);
