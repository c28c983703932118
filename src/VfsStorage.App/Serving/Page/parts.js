// Small parts of the page. Text is always text.
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const number = new Intl.NumberFormat('en');
export const count = value => number.format(value);

export function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit++; }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

export function when(text) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(text)) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 90) return `${seconds} s ago`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min ago` : new Date(text).toLocaleString();
}

export function badge(level, suffix = '', text = null) {
  const kind = { INFO: 'unknown', LOW: 'low', MEDIUM: 'medium', HIGH: 'high' }[level.toUpperCase()] ?? 'unknown';
  return h('span', { class: `badge ${kind}` }, text ?? level + (suffix ?? ''));
}

export function table(columns, rows, chosen = [], right = []) {
  const align = index => right.includes(index) ? { class: 'right' } : {};
  return h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': 'Table' }, h('table', {},
    h('thead', {}, h('tr', {}, ...columns.map((column, index) => h('th', { scope: 'col', ...align(index) }, column)))),
    h('tbody', {}, ...rows.map((row, number) => h('tr', chosen[number] ? { class: 'chosen' } : {}, ...row.map((cell, index) => h('td', align(index), cell)))))));
}

export function pager({ current_page: page, total_pages: pages }, go) {
  if (pages <= 1) return null;
  const step = (label, target) => {
    const button = h('button', { class: 'button', type: 'button' }, label);
    button.disabled = target < 1 || target > pages;
    button.addEventListener('click', () => go(target));
    return button;
  };
  return h('div', { class: 'pager' }, step('Back', page - 1), h('span', { class: 'soft small' }, `Page ${count(page)} of ${count(pages)}`), step('Next', page + 1));
}

const paths = {
  folder: 'M3 6a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z',
  file: 'M6 3h8l5 5v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm8 1.5V8h3.5Z',
  download: 'M11 4h2v8l3-3 1.4 1.4L12 16l-5.4-5.6L8 9l3 3ZM5 18h14v2H5Z',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', width: 17, height: 17, 'aria-hidden': 'true' })) svg.setAttribute(key, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export function json(text) {
  const pre = h('pre', { tabindex: 0 });
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [whole, string, colon, literal] = match;
    const shown = string ?? whole;
    pre.append(text.slice(end, match.index), h('span', { class: colon ? 'k' : string ? 's' : literal ? 'l' : 'n' }, shown));
    end = match.index + shown.length;
  }
  pre.append(text.slice(end));
  return pre;
}
